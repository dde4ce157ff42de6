//! The demonstration: what a newcomer sees first. Everything goes through the same doors as real data: events are
//! published through the checklist, attendees are taken by intake, only their mail is suppressed.

mod error;
mod agenda;
mod content;
mod people;

use std::io::IsTerminal as _;

use clap::Args;
use futures_util::{StreamExt as _, TryStreamExt as _};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

pub(super) use content::DIALOGUE;

use super::account::create_with_link;
use super::database::Database;
use super::{Failure, say};
use crate::accounts::{NewAccount, Role};
use crate::categories;
use crate::events::{self, Event};
use crate::platform::config::Config;
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::lang::Lang;
use crate::platform::web::App;
use crate::registration::{self, IntakeMeans, NewRegistration, RegistrationOutcome};
use crate::server;
use crate::terms;

/// Who signs in to look at the demonstration.
const ORGANIZER_EMAIL: &str = "organizer@lazurnaya.example";
/// Attendees of the first event when the demonstration is loaded.
const SOME: usize = 24;
/// Those who wait for a place at the event that is full.
const WAITING: usize = 4;
/// Registrations in one transaction: large enough for speed, small enough to show progress.
const BATCH: usize = 1000;
/// Sets that are on their way at once, so that nobody waits while the other side works.
const LANES: usize = 3;

#[derive(Args)]
pub(super) struct DemoArguments {
    /// How many further attendees the first event gets; the same ones each time
    #[arg(long, default_value_t = 0, value_name = "N")]
    attendees: usize,
}

/// `lanyard demo`
pub(super) async fn load(config: Config, arguments: &DemoArguments) -> Result<(), Failure> {
    if arguments.attendees > 2_000_000 {
        return Err(Failure::Usage("--attendees: give a number up to 2000000".into()));
    }
    let database = Database::open_migrated(&config).await?;
    let result = load_into(config, &database, arguments.attendees).await;
    database.leave().await;
    let link = result?;
    say("Sign in as the organizer, once, within 24 hours:");
    say(link);
    Ok(())
}

async fn load_into(config: Config, database: &Database, attendees: usize) -> Result<String, Failure> {
    let app = server::prepare(config, &database.url)
        .await
        .map_err(|error| Failure::of(&error))?;
    let link = prepare(&app).await?;
    if attendees > 0 {
        let begun = std::time::Instant::now();
        let new = add_attendees(&app, attendees).await?;
        say(format_args!(
            "{new} attendees added in {:.1} s, {} were there before",
            begun.elapsed().as_secs_f64(),
            attendees - new
        ));
    }
    app.pool.close();
    Ok(link)
}

/// Loads what is missing of the demonstration and returns a one-time link for its organizer.
pub(super) async fn prepare(app: &App) -> Result<String, Failure> {
    let organizer = NewAccount {
        email: EmailAddress::parse(ORGANIZER_EMAIL).map_err(|error| Failure::of(&error))?,
        name: "Anna Sergeeva".into(),
        language: Lang::En,
        organization: content::ORGANIZATION.into(),
        role: Role::Owner,
    };
    let (organization, link) = create_with_link(app, &organizer).await?;
    let mut conn = app.pool.get().await.map_err(|error| Failure::of(&error))?;
    content::load(&mut conn, &app.clock, organization.id)
        .await
        .map_err(|error| Failure::of(&error))?;
    let dialogue = find(&mut conn, content::DIALOGUE).await?;
    let full = find(&mut conn, content::ROUND_TABLE).await?;
    drop(conn);
    register_all(app, &dialogue, people::some(SOME), &ProgressBar::hidden()).await?;
    register_all(
        app,
        &full,
        people::some(content::ROUND_TABLE_PLACES + WAITING),
        &ProgressBar::hidden(),
    )
    .await?;
    Ok(link)
}

async fn find(conn: &mut Conn, slug: &str) -> Result<Event, Failure> {
    let event = events::find_by_slug(conn, slug)
        .await
        .map_err(|error| Failure::of(&error))?;
    event.ok_or_else(|| Failure::Failed(format!("the demonstration's event {slug} is gone")))
}

async fn add_attendees(app: &App, number: usize) -> Result<usize, Failure> {
    let mut conn = app.pool.get().await.map_err(|error| Failure::of(&error))?;
    let event = find(&mut conn, content::DIALOGUE).await?;
    drop(conn);
    let target = if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(u64::try_from(number).ok(), target);
    if let Ok(style) =
        ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} attendees, {eta} left")
    {
        bar.set_style(style);
    }
    let new = register_all(app, &event, people::many(number), &bar).await?;
    bar.finish_and_clear();
    Ok(new)
}

/// Registers `people` for `event`, a set at a time, and says how many were new.
async fn register_all(
    app: &App,
    event: &Event,
    people: impl Iterator<Item = people::Person>,
    bar: &ProgressBar,
) -> Result<usize, Failure> {
    let mut conn = app.pool.get().await.map_err(|error| Failure::of(&error))?;
    let categories = categories::list_of_event(&mut conn, event.id)
        .await
        .map_err(|error| Failure::of(&error))?;
    let terms = terms::find_current(&mut conn, event.id)
        .await
        .map_err(|error| Failure::of(&error))?;
    let now = app.clock.now(&conn).await.map_err(|error| Failure::of(&error))?;
    let (Some(terms), Some(last)) = (terms, categories.last()) else {
        return Ok(0);
    };
    drop(conn);
    let mut people = people;
    let batches = std::iter::from_fn(|| {
        let batch: Vec<NewRegistration> = people
            .by_ref()
            .take(BATCH)
            .map(|person| {
                let wanted = categories.iter().find(|category| category.key == person.category);
                person.registration(event.id, wanted.unwrap_or(last).id, terms.id, now)
            })
            .collect();
        (!batch.is_empty()).then_some(batch)
    });
    let taken = futures_util::stream::iter(batches)
        .map(|batch| async move {
            let new = take_batch(app, &batch).await?;
            bar.inc(u64::try_from(batch.len()).unwrap_or_default());
            Ok::<_, Failure>(new)
        })
        .buffer_unordered(LANES);
    taken.try_fold(0, |sum, new| async move { Ok(sum + new) }).await
}

/// Takes one set on a connection of its own, and says how many were new.
async fn take_batch(app: &App, batch: &[NewRegistration]) -> Result<usize, Failure> {
    let means = IntakeMeans {
        clock: &app.clock,
        keys: &app.config.keys,
        host: app.urls.host(),
    };
    let mut conn = app.pool.get().await.map_err(|error| Failure::of(&error))?;
    let outcomes = registration::take(&mut conn, means, batch)
        .await
        .map_err(|error| Failure::of(&error))?;
    let confirmed = |one: &&RegistrationOutcome| matches!(one, RegistrationOutcome::Taken { .. });
    Ok(outcomes.iter().filter(confirmed).count())
}
