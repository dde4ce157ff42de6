//! Registrations through the form, in one category whose places everybody wants, against pgbench writing the same
//! rows.
//!
//! Nobody's mail is delivered while rates are compared: pgbench delivers none, and how fast a relay takes mail is
//! another question. Delivery is paused the way it pauses itself when a relay is in trouble, so confirmations are
//! written and wait. What delivery costs on the same machine is told in rows of its own.
//!
//! Rates are those of people who come again as soon as they are answered: as few of them as pgbench has clients, and a
//! rush of them, because Lanyard takes together whoever comes together. How long one waits is measured the other way
//! round: people come at half the rate of the rush, whether those before them are answered or not.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use lanyard::platform::web::urls;
use uuid::Uuid;

use super::{EVENT, csv};
use crate::database::Database;
use crate::load::{self, Client, Round};
use crate::pgbench::{self, Script};
use crate::report::{Figure, Mark, Quantity, median};
use crate::server::Server;
use crate::{Pace, Trouble};

/// Clients of pgbench, and visitors when there are as few of them.
const FEW: usize = 16;
/// Visitors of a rush who wait for an answer at the same time.
const RUSH: usize = 256;
/// The category everybody wants; it has a quota.
const CATEGORY: &str = "expert";
/// Room for everybody.
const PLACES: i32 = 1_000_000_000;
/// Quotas on which pgbench's clients hardly ever meet; as many as `prepare.sql` makes.
const MANY: usize = 1000;

/// The form, to be filled in by one new person after another.
#[derive(Clone)]
pub struct Form {
    server: std::net::SocketAddr,
    terms: String,
    /// Keeps the people of different forms apart.
    prefix: String,
    people: Arc<AtomicUsize>,
}

impl Form {
    /// Opens the form's page as a visitor does, which says what terms are to be accepted. The category gets places
    /// for everybody.
    pub async fn open(server: &Server, database: &Database) -> Result<Self, Trouble> {
        database
            .execute(&format!(
                "UPDATE quotas SET size = {PLACES} WHERE id = ({})",
                category_quota()
            ))
            .await?;
        let page = load::get(server.address, &urls::register(EVENT), "");
        let page = Client::connect(server.address).await?.fetch(&page, 200).await?;
        let terms = page
            .split_once("name=\"accept_terms\" value=\"")
            .and_then(|(_, rest)| rest.split('"').next())
            .ok_or("the form asks for no terms")?;
        Ok(Self {
            server: server.address,
            terms: terms.to_owned(),
            prefix: Uuid::new_v4().simple().to_string()[..8].to_owned(),
            people: Arc::default(),
        })
    }

    /// What the next person sends.
    pub fn filled_in(&self) -> Vec<u8> {
        let (prefix, terms, submission) = (&self.prefix, &self.terms, Uuid::new_v4());
        let number = self.people.fetch_add(1, Ordering::Relaxed);
        let form = format!(
            "submission_id={submission}&name=Lerato+Dlamini&email={prefix}{number}%40people.example&category={CATEGORY}\
             &organization=University+of+Cape+Town&position=&country=ZA&phone=&accept_terms={terms}"
        );
        load::post(self.server, &urls::register(EVENT), &form)
    }

    /// One round of people, each of whom must have got in, by the answer and by the rows.
    async fn rush(
        &self,
        server: &Server,
        database: &Database,
        visitors: usize,
        round: Duration,
    ) -> Result<Round, Trouble> {
        let form = self.clone();
        let done = load::run(server.address, visitors, round, 303, move || form.filled_in());
        written_as_told(database, done).await
    }

    /// A round of people who come so many a second.
    async fn stream(
        &self,
        server: &Server,
        database: &Database,
        per_second: f64,
        round: Duration,
    ) -> Result<Round, Trouble> {
        let form = self.clone();
        let done = load::steadily(server.address, RUSH, per_second, round, 303, move || {
            form.filled_in()
        });
        written_as_told(database, done).await
    }
}

/// What `round` returns, if everybody got in who was told so.
async fn written_as_told(
    database: &Database,
    round: impl Future<Output = Result<Round, Trouble>>,
) -> Result<Round, Trouble> {
    let before = count(database).await?;
    let done = round.await?;
    let written = count(database).await? - before;
    if usize::try_from(written) == Ok(done.answers()) {
        return Ok(done);
    }
    Err(format!(
        "{} were told that they are registered, {written} are",
        done.answers()
    )
    .into())
}

/// Those in the category by rows, if the quota's counter agrees.
async fn count(database: &Database) -> Result<i64, Trouble> {
    let rows: i64 = database
        .value(&format!(
            "SELECT count(*) FROM registrations WHERE category_id = ({})",
            category_column("id")
        ))
        .await?;
    let taken: i32 = database
        .value(&format!(
            "SELECT taken FROM quotas WHERE id = ({})",
            category_quota()
        ))
        .await?;
    // pgbench registers for the category too, but counts on quotas of its own.
    let bare: i64 = database
        .value("SELECT coalesce(sum(taken), 0)::bigint FROM quotas WHERE name LIKE 'bench %'")
        .await?;
    if rows == i64::from(taken) + bare {
        return Ok(rows);
    }
    Err(format!("{rows} rows, but {taken} places taken and {bare} by pgbench").into())
}

fn category_quota() -> String {
    format!(
        "SELECT quota_id FROM category_quotas WHERE category_id = ({})",
        category_column("id")
    )
}

fn category_column(column: &str) -> String {
    format!(
        "SELECT c.{column} FROM participation_categories c JOIN events e ON e.id = c.event_id \
         WHERE e.slug = '{EVENT}' AND c.key = '{CATEGORY}'"
    )
}

async fn pause_delivery(database: &Database) -> Result<(), Trouble> {
    database
        .execute("UPDATE mail_relay SET paused_until = now() + interval '1 day'")
        .await
}

/// Registrations a second on tables that hold nothing but the small demonstration, after the planner has been told
/// so: plans that suit empty tables must not outlive them.
pub async fn right_after_installation(
    server: &Server,
    database: &Database,
    pace: Pace,
) -> Result<f64, Trouble> {
    pause_delivery(database).await?;
    database.execute("ANALYZE").await?;
    let form = Form::open(server, database).await?;
    let mut rates = Vec::new();
    for _ in 0..pace.rounds {
        rates.push(form.rush(server, database, FEW, pace.round).await?.rate());
    }
    Ok(median(&mut rates).unwrap_or_default())
}

/// By turns with pgbench, on filled tables; then how long people wait.
pub async fn measure(
    server: &Server,
    database: &Database,
    organizer: &str,
    right_after: Option<f64>,
    pace: Pace,
) -> Result<Vec<Figure>, Trouble> {
    pause_delivery(database).await?;
    let form = Form::open(server, database).await?;
    let event: String = database
        .value(&format!("SELECT id::text FROM events WHERE slug = '{EVENT}'"))
        .await?;
    let category: String = database.value(&category_column("id::text")).await?;
    database.psql("prepare.sql", &[("event_id", &event)]).await?;
    let script = |quotas: usize| Script {
        file: "registration.sql",
        variables: vec![
            ("event_id", event.clone()),
            ("category_id", category.clone()),
            ("terms_version_id", form.terms.clone()),
            ("quotas", quotas.to_string()),
        ],
    };
    let (hot, many) = (script(1), script(MANY));
    let mut rates: [Vec<f64>; 4] = Default::default();
    // Right after a checkpoint every page that is touched is logged whole. The round that meets most of that does not
    // count.
    database.execute("CHECKPOINT").await?;
    for round in 0..=pace.rounds {
        let measured = [
            form.rush(server, database, FEW, pace.round).await?.rate(),
            pgbench::rate(database, &hot, FEW, pace.round).await?,
            form.rush(server, database, RUSH, pace.round).await?.rate(),
            pgbench::rate(database, &many, FEW, pace.round).await?,
        ];
        if round > 0 {
            for (rates, rate) in rates.iter_mut().zip(measured) {
                rates.push(rate);
            }
        }
    }
    let [few, on_hot, rush, on_many] =
        rates.map(|mut rates| Quantity::PerSecond(median(&mut rates).unwrap_or_default()));
    let against = |what: String, measured, baseline, least| Figure {
        what,
        measured,
        baseline: Some(baseline),
        mark: Mark::AtLeast(least),
    };
    let mut figures = Vec::new();
    for (people, measured) in [(FEW, few), (RUSH, rush)] {
        figures.push(against(
            format!("registrations on one hot category by {people}, against pgbench on one hot quota"),
            measured,
            on_hot,
            5.0,
        ));
        figures.push(against(
            format!("the same, against pgbench on {MANY} quotas"),
            measured,
            on_many,
            1.0,
        ));
    }
    if let Some(rate) = right_after {
        let rate = Quantity::PerSecond(rate);
        let what = format!("by {FEW} right after installation, against filled tables");
        figures.push(against(what, rate, few, 0.8));
    }
    let half = rush.number() / 2.0;
    figures.extend(waits(server, database, organizer, &form, half, pace.round * 2).await?);
    figures.extend(with_delivery(server, database, &form, few, pace.round).await?);
    Ok(figures)
}

/// How long people wait who come so many a second: by themselves, and while the whole attendee list is downloaded again
/// and again.
async fn waits(
    server: &Server,
    database: &Database,
    organizer: &str,
    form: &Form,
    per_second: f64,
    round: Duration,
) -> Result<Vec<Figure>, Trouble> {
    let told = |what: String, measured, mark| Figure {
        what,
        measured: Quantity::Time(measured),
        baseline: None,
        mark,
    };
    let in_time = Mark::Below(Quantity::Time(Duration::from_millis(300)));
    eprintln!("How long registrations take …");
    let mut alone = form.stream(server, database, per_second, round).await?;
    eprintln!("The same while attendees are downloaded …");
    let mut downloads = 0_u32;
    let downloading = async {
        loop {
            csv::fetch(server, organizer).await?;
            downloads += 1;
        }
    };
    let mut beside = tokio::select! {
        done = form.stream(server, database, per_second, round) => done?,
        broken = downloading => return broken,
    };
    if downloads == 0 {
        return Err("no download of the attendee list was finished meanwhile".into());
    }
    Ok(vec![
        told(
            format!("a registration's answer at {per_second:.0}/s, median"),
            alone.latency(0.5),
            Mark::Told,
        ),
        told("the same, 99 of 100".into(), alone.latency(0.99), in_time),
        told(
            format!("the same beside {downloads} downloads of all attendees, median"),
            beside.latency(0.5),
            Mark::Told,
        ),
        told("the same, 99 of 100".into(), beside.latency(0.99), in_time),
    ])
}

/// A round while confirmations go to the mail folder as they come, and how many get there meanwhile.
async fn with_delivery(
    server: &Server,
    database: &Database,
    form: &Form,
    without: Quantity,
    round: Duration,
) -> Result<[Figure; 2], Trouble> {
    // What has queued up so far is not this round's.
    database
        .execute("DELETE FROM outgoing_mails WHERE state = 'queued'")
        .await?;
    database
        .execute("UPDATE mail_relay SET paused_until = NULL")
        .await?;
    let sent_so_far = "SELECT count(*) FROM outgoing_mails WHERE state = 'sent'";
    let before: i64 = database.value(sent_so_far).await?;
    let done = form.rush(server, database, FEW, round).await?;
    let sent = database.value::<i64>(sent_so_far).await? - before;
    pause_delivery(database).await?;
    Ok([
        Figure {
            what: "the same while mail is delivered, against without".into(),
            measured: Quantity::PerSecond(done.rate()),
            baseline: Some(without),
            mark: Mark::Told,
        },
        Figure {
            what: "mails delivered meanwhile, against registrations".into(),
            measured: Quantity::PerSecond(sent as f64 / done.elapsed.as_secs_f64()),
            baseline: Some(Quantity::PerSecond(done.rate())),
            mark: Mark::Told,
        },
    ])
}
