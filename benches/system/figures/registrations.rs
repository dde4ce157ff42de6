//! Registrations through the form, in one category whose places everybody wants, against pgbench writing the same
//! rows.
//!
//! Nobody's mail is delivered while rates are compared: pgbench delivers none, and how fast a relay takes mail is
//! another question. Delivery is paused the way it pauses itself when a relay is in trouble, so confirmations are
//! written and wait. What delivery costs on the same machine is told in rows of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use lanyard::platform::web::urls;
use uuid::Uuid;

use super::EVENT;
use crate::database::Database;
use crate::load::{self, Client, Round};
use crate::pgbench::{self, Script};
use crate::report::{Figure, Mark, Quantity, median};
use crate::server::Server;
use crate::{Pace, Trouble};

/// Visitors, and clients of pgbench, at the same time.
const CONNECTIONS: usize = 16;
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
    async fn rush(&self, server: &Server, database: &Database, round: Duration) -> Result<Round, Trouble> {
        let before = count(database).await?;
        let form = self.clone();
        let done = load::run(server.address, CONNECTIONS, round, 303, move || form.filled_in()).await?;
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
        .execute("UPDATE mail_relay SET paused_until = 'infinity'")
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
        rates.push(form.rush(server, database, pace.round).await?.rate());
    }
    Ok(median(&mut rates).unwrap_or_default())
}

/// By turns with pgbench, on filled tables.
pub async fn measure(
    server: &Server,
    database: &Database,
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
    let (mut ours, mut on_hot, mut on_many) = (Vec::new(), Vec::new(), Vec::new());
    // Right after a checkpoint every page that is touched is logged whole. The round that meets most of that does not
    // count.
    database.execute("CHECKPOINT").await?;
    for round in 0..=pace.rounds {
        let rates = [
            form.rush(server, database, pace.round).await?.rate(),
            pgbench::rate(database, &hot, CONNECTIONS, pace.round).await?,
            pgbench::rate(database, &many, CONNECTIONS, pace.round).await?,
        ];
        if round > 0 {
            ours.push(rates[0]);
            on_hot.push(rates[1]);
            on_many.push(rates[2]);
        }
    }
    let ours = Quantity::PerSecond(median(&mut ours).unwrap_or_default());
    let mut figures = vec![
        Figure {
            what: "registrations on one hot category, against pgbench on one hot quota".into(),
            measured: ours,
            baseline: median(&mut on_hot).map(Quantity::PerSecond),
            mark: Mark::AtLeast(5.0),
        },
        Figure {
            what: format!("the same, against pgbench on {MANY} quotas"),
            measured: ours,
            baseline: median(&mut on_many).map(Quantity::PerSecond),
            mark: Mark::AtLeast(1.0),
        },
    ];
    if let Some(rate) = right_after {
        figures.push(Figure {
            what: "the same right after installation, against filled tables".into(),
            measured: Quantity::PerSecond(rate),
            baseline: Some(ours),
            mark: Mark::AtLeast(0.8),
        });
    }
    figures.extend(with_delivery(server, database, &form, ours, pace.round).await?);
    Ok(figures)
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
    let done = form.rush(server, database, round).await?;
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
