//! `lanyard account create`

use clap::Subcommand;

use super::database::Database;
use super::{Failure, say};
use crate::accounts::{self, NewAccount, Organization, Role};
use crate::platform::config::Config;
use crate::platform::email::EmailAddress;
use crate::platform::lang::Lang;
use crate::platform::text::clean_line;
use crate::platform::web::App;
use crate::platform::web::urls;
use crate::server;

#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// Let somebody sign in: prints a link that works once, within 24 hours
    Create {
        /// Her address
        #[arg(long)]
        email: String,
        /// Her name
        #[arg(long)]
        name: String,
        /// What she may do: owner, manager or viewer
        #[arg(long, default_value = "owner")]
        role: String,
        /// For which organization; it is made if there is none of this name
        #[arg(long, default_value = "My organization")]
        organization: String,
        /// The language she is written to: en, ru or zh
        #[arg(long, default_value = "en")]
        language: String,
    },
}

pub(super) async fn manage(config: Config, command: AccountCommand) -> Result<(), Failure> {
    let AccountCommand::Create {
        email,
        name,
        role,
        organization,
        language,
    } = command;
    let usage = |what: &str, error: &dyn std::fmt::Display| Failure::Usage(format!("--{what}: {error}"));
    let new = NewAccount {
        email: EmailAddress::parse(&email).map_err(|e| usage("email", &e))?,
        name: line("name", &name)?,
        language: language.parse::<Lang>().map_err(|e| usage("language", &e))?,
        organization: line("organization", &organization)?,
        role: role.parse::<Role>().map_err(|e| usage("role", &e))?,
    };
    let database = Database::open_migrated(&config).await?;
    let result = create(config, &database, &new).await;
    database.leave().await;
    say(result?);
    Ok(())
}

fn line(flag: &str, typed: &str) -> Result<String, Failure> {
    match clean_line(typed) {
        Ok(line) if !line.is_empty() => Ok(line),
        _ => Err(Failure::Usage(format!(
            "--{flag}: give a text of at least one readable character"
        ))),
    }
}

async fn create(config: Config, database: &Database, new: &NewAccount) -> Result<String, Failure> {
    let app = server::prepare(config, &database.url)
        .await
        .map_err(|error| Failure::of(&error))?;
    let (_, link) = create_with_link(&app, new).await?;
    app.pool.close();
    Ok(link)
}

/// Creates the account if it is not there; its organization and a one-time link.
pub(super) async fn create_with_link(app: &App, new: &NewAccount) -> Result<(Organization, String), Failure> {
    let mut conn = app.pool.get().await.map_err(|error| Failure::of(&error))?;
    let created = accounts::create_account(&mut conn, &app.clock, &app.config.keys, new)
        .await
        .map_err(|error| Failure::of(&error))?;
    Ok((
        created.organization,
        app.urls.absolute(&urls::sign_in_with(&created.link.token)),
    ))
}
