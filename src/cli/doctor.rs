//! `lanyard doctor`: what is wrong, and what to do.

use std::time::Instant;

use diesel::sql_types::{Integer, Text, Timestamptz};
use diesel_async::RunQueryDsl;

use super::database::Database;
use super::{Failure, say};
use crate::mail::Transport;
use crate::platform::config::Config;
use crate::platform::db::{self, MIGRATIONS};

/// A finding: what was looked at, and how it is.
struct Finding {
    what: &'static str,
    /// `Err` says what is wrong and what to do.
    result: Result<String, String>,
}

pub(super) async fn examine(config: &Config) -> Result<(), Failure> {
    let mut findings = Vec::new();
    match Database::open(config).await {
        Ok(database) => {
            findings.extend(examine_database(&database.url).await);
            database.leave().await;
        }
        Err(failure) => findings.push(Finding {
            what: "database",
            result: Err(failure.to_string()),
        }),
    }
    let mail = match Transport::from_config(config) {
        Ok(transport) => transport.check().await,
        Err(error) => Err(error),
    };
    findings.push(Finding {
        what: "mail",
        result: mail,
    });
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
    now: chrono::DateTime<chrono::Utc>,
}

async fn examine_database(url: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let begun = Instant::now();
    let mut conn = match db::connect(url).await {
        Ok(conn) => conn,
        Err(error) => {
            let advice =
                format!("{error}. Check DATABASE_URL and whether the server runs and lets this machine in");
            return vec![Finding {
                what: "database",
                result: Err(advice),
            }];
        }
    };
    let server = diesel::sql_query(
        "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
                current_setting('server_encoding') AS encoding, now() AS now",
    )
    .get_result::<Server>(&mut conn)
    .await;
    let took = begun.elapsed().as_millis();
    match server {
        Ok(server) => {
            findings.push(Finding {
                what: "database",
                result: if server.number < 140_000 {
                    Err(format!(
                        "PostgreSQL {} is too old: use 14 or later",
                        server.version
                    ))
                } else if server.encoding != "UTF8" {
                    Err(format!(
                        "its encoding is {}: create the database with ENCODING 'UTF8'",
                        server.encoding
                    ))
                } else {
                    Ok(format!("PostgreSQL {} answers in {took} ms", server.version))
                },
            });
            let apart = (chrono::Utc::now() - server.now).num_seconds().abs();
            findings.push(Finding {
                what: "clock",
                result: if apart > 5 {
                    Err(format!(
                        "this machine and the database are {apart} s apart: set both by NTP"
                    ))
                } else {
                    Ok("agrees with the database".into())
                },
            });
        }
        Err(error) => findings.push(Finding {
            what: "database",
            result: Err(error.to_string()),
        }),
    }
    findings.push(Finding {
        what: "schema",
        result: examine_schema(conn),
    });
    findings
}

fn examine_schema(conn: db::Conn) -> Result<String, String> {
    use diesel_migrations::MigrationHarness as _;
    let mut harness = diesel_async::AsyncMigrationHarness::new(conn);
    match harness.pending_migrations(MIGRATIONS) {
        Ok(pending) if pending.is_empty() => Ok("up to date".into()),
        Ok(pending) => Err(format!(
            "{} migrations are missing: run `lanyard migrate`",
            pending.len()
        )),
        Err(error) => Err(format!("it cannot be read: {error}")),
    }
}
