//! `lanyard doctor`: what is wrong, and what to do. It looks and changes nothing; where something is wrong it ends
//! with exit code 1.

use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::sql_types::{Bool, Integer, Text, Timestamptz};
use diesel_async::RunQueryDsl;

use super::database::Database;
use super::{Failure, say};
use crate::mail::{Backlog, Transport};
use crate::platform::config::Config;
use crate::platform::db::{self, Conn};
use crate::platform::installation;

/// A clock that is further off gives links and deadlines another length than they say.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::seconds(5);
/// Less room is soon none.
const LEAST_ROOM: u64 = 512 * 1024 * 1024;

/// A finding: what was looked at, and how it is. `Err` says what is wrong and what to do.
struct Finding {
    what: &'static str,
    result: Result<String, String>,
}

fn finding(what: &'static str, result: Result<String, String>) -> Finding {
    Finding { what, result }
}

pub(super) async fn examine(config: &Config) -> Result<(), Failure> {
    let mut findings = Vec::new();
    match Database::open(config).await {
        Ok(database) => {
            findings.extend(examine_database(config, &database.url).await);
            database.leave().await;
        }
        Err(failure) => findings.push(finding("database", Err(failure.to_string()))),
    }
    let mail = match Transport::from_config(config) {
        Ok(transport) => transport.check().await,
        Err(error) => Err(error),
    };
    findings.push(finding("mail", mail));
    findings.push(finding("disk", examine_disk(&config.data_dir)));
    let troubles = findings.iter().filter(|finding| finding.result.is_err()).count();
    for finding in findings {
        match finding.result {
            Ok(words) => say(format_args!("ok    {:<9} {words}", finding.what)),
            Err(words) => say(format_args!("WRONG {:<9} {words}", finding.what)),
        }
    }
    match troubles {
        0 => Ok(()),
        1 => Err(Failure::Failed("one thing is wrong".into())),
        n => Err(Failure::Failed(format!("{n} things are wrong"))),
    }
}

#[derive(diesel::QueryableByName)]
struct Server {
    #[diesel(sql_type = Text)]
    version: String,
    #[diesel(sql_type = Integer)]
    number: i32,
    #[diesel(sql_type = Text)]
    encoding: String,
    #[diesel(sql_type = Timestamptz)]
    now: DateTime<Utc>,
    #[diesel(sql_type = Bool)]
    has_trigrams: bool,
    #[diesel(sql_type = Integer)]
    process: i32,
}

async fn examine_database(config: &Config, url: &str) -> Vec<Finding> {
    let begun = Instant::now();
    let mut conn = match db::connect(url).await {
        Ok(conn) => conn,
        Err(error) => {
            let advice =
                format!("{error}. Check DATABASE_URL and whether the server runs and lets this machine in");
            return vec![finding("database", Err(advice))];
        }
    };
    let server = match ask(&mut conn).await {
        Ok(server) => server,
        Err(error) => return vec![finding("database", Err(error.to_string()))],
    };
    let took = begun.elapsed().as_millis();
    let apart = (Utc::now() - server.now).abs();
    let mut findings = vec![
        finding("database", judge(&server, took)),
        finding("pooler", examine_pooler(&mut conn, server.process).await),
        finding(
            "clock",
            if apart > CLOCK_TOLERANCE {
                Err(format!(
                    "this machine and the database are {} s apart: set both by NTP",
                    apart.num_seconds()
                ))
            } else {
                Ok("agrees with the database".into())
            },
        ),
    ];
    let schema = examine_schema(url).await;
    let is_complete = schema.is_ok();
    findings.push(finding("schema", schema));
    if is_complete {
        findings.push(finding("key", examine_key(&mut conn, config).await));
        findings.push(finding("outbox", examine_outbox(&mut conn).await));
    }
    findings
}

async fn ask(conn: &mut Conn) -> diesel::QueryResult<Server> {
    diesel::sql_query(
        "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
                current_setting('server_encoding') AS encoding, now() AS now, pg_backend_pid() AS process,
                EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS has_trigrams",
    )
    .get_result(conn)
    .await
}

fn judge(server: &Server, took: u128) -> Result<String, String> {
    let Server {
        version, encoding, ..
    } = server;
    if server.number < 140_000 {
        Err(format!("PostgreSQL {version} is too old: use 14 or later"))
    } else if encoding != "UTF8" {
        Err(format!(
            "its encoding is {encoding}: create the database with ENCODING 'UTF8'"
        ))
    } else if server.has_trigrams {
        Ok(format!("PostgreSQL {version} answers in {took} ms"))
    } else {
        Err("the extension pg_trgm is not installed: add the package of PostgreSQL's contrib modules".into())
    }
}

/// Behind a pooler in transaction mode, what belongs to a session is lost between two statements.
async fn examine_pooler(conn: &mut Conn, process: i32) -> Result<String, String> {
    let unfit = || {
        "a pooler in transaction mode stands in between, and notifications get lost: let DATABASE_URL name \
         PostgreSQL itself, or set the pooler to session mode"
            .to_owned()
    };
    let mark = "SET application_name = 'lanyard doctor'";
    let marked = diesel::sql_query(mark).execute(conn).await;
    marked.map_err(|error| error.to_string())?;
    let same = diesel::sql_query(
        "SELECT current_setting('application_name') = 'lanyard doctor' AND pg_backend_pid() = $1 AS value",
    )
    .bind::<Integer, _>(process)
    .get_result::<Answer>(conn)
    .await
    .map_err(|error| error.to_string())?;
    if same.value {
        Ok("none that loses sessions".into())
    } else {
        Err(unfit())
    }
}

#[derive(diesel::QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    value: bool,
}

async fn examine_schema(url: &str) -> Result<String, String> {
    let unreadable = |error: db::MigrationError| format!("it cannot be read: {error}");
    let pending = db::count_pending(url).await.map_err(unreadable)?;
    let unknown = db::list_unknown(url).await.map_err(unreadable)?;
    if let Some(newest) = unknown.last() {
        return Err(format!(
            "{} migrations are of a newer Lanyard, the last is {newest}: install that version or a later one",
            unknown.len()
        ));
    }
    match pending {
        0 => Ok("up to date".into()),
        n => Err(format!("{n} migrations are missing: run `lanyard migrate`")),
    }
}

async fn examine_key(conn: &mut Conn, config: &Config) -> Result<String, String> {
    match installation::knows_key(conn, &config.keys).await {
        Ok(true) => Ok("the one this database is used with".into()),
        Ok(false) => Err(
            "SECRET_KEY is not the one this database was used with before, and personal links would be \
                          dead: set the earlier one, or set it as SECRET_KEY_PREVIOUS"
                .into(),
        ),
        Err(error) => Err(error.to_string()),
    }
}

async fn examine_outbox(conn: &mut Conn) -> Result<String, String> {
    let now = ask(conn).await.map_err(|error| error.to_string())?.now;
    let backlog = Backlog::load(conn).await.map_err(|error| error.to_string())?;
    match backlog.complaint(now) {
        Some(complaint) => Err(format!("{} mails wait: {complaint}", backlog.queued)),
        None => Ok(format!("{} mails wait for their time", backlog.queued)),
    }
}

#[cfg(unix)]
fn examine_disk(data_dir: &Path) -> Result<String, String> {
    // The folder is made when it is needed; until then the one it will lie in has the say.
    let existing = data_dir.ancestors().find(|path| path.exists());
    let existing = existing.unwrap_or(Path::new("."));
    let state = rustix::fs::statvfs(existing).map_err(|error| format!("{}: {error}", existing.display()))?;
    let room = state.f_bavail.saturating_mul(state.f_frsize);
    let words = format!("{} MB free at {}", room / (1024 * 1024), data_dir.display());
    if room < LEAST_ROOM {
        Err(format!("only {words}: make room, or PostgreSQL and mail stop"))
    } else {
        Ok(words)
    }
}

#[cfg(not(unix))]
fn examine_disk(data_dir: &Path) -> Result<String, String> {
    Ok(format!(
        "{}; see yourself how much room it has",
        data_dir.display()
    ))
}
