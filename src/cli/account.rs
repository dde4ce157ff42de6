//! `lanyard account create`

use clap::Subcommand;

use super::database::Database;
use super::{Failure, say};
use crate::accounts::{self, CreateAccountError, NewAccount, Organization, Role};
use crate::platform::config::Config;
use crate::platform::email::EmailAddress;
use crate::platform::lang::Lang;
use crate::platform::text::clean_line;
use crate::platform::web::App;
use crate::platform::web::urls;
use crate::server;

/// What the first organization is called until somebody names it.
const FIRST_ORGANIZATION: &str = "My organization";

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
        /// For which organization; it is made if there is none of this name. Without it: the only one there is
        #[arg(long)]
        organization: Option<String>,
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
    let wanted = Wanted {
        email: EmailAddress::parse(&email).map_err(|e| usage("email", &e))?,
        name: line("name", &name)?,
        language: language.parse().map_err(|e| usage("language", &e))?,
        organization: organization.map(|name| line("organization", &name)).transpose()?,
        role: role.parse().map_err(|e| usage("role", &e))?,
    };
    let database = Database::open_migrated(&config).await?;
    let result = create(config, &database, wanted).await;
    database.leave().await;
    say(result?);
    Ok(())
}

/// An account as it was asked for.
struct Wanted {
    email: EmailAddress,
    name: String,
    language: Lang,
    organization: Option<String>,
    role: Role,
}

fn line(flag: &str, typed: &str) -> Result<String, Failure> {
    match clean_line(typed) {
        Ok(line) if !line.is_empty() => Ok(line),
        _ => Err(Failure::Usage(format!(
            "--{flag}: give a text of at least one readable character"
        ))),
    }
}

async fn create(config: Config, database: &Database, wanted: Wanted) -> Result<String, Failure> {
    let app = server::prepare(config, &database.url)
        .await
        .map_err(|error| Failure::of(&error))?;
    let new = NewAccount {
        organization: match wanted.organization {
            Some(name) => name,
            None => only_organization(&app).await?,
        },
        email: wanted.email,
        name: wanted.name,
        language: wanted.language,
        role: wanted.role,
    };
    let (_, link) = create_with_link(&app, &new).await?;
    app.pool.close();
    Ok(link)
}

/// The organization that is meant when none is named.
async fn only_organization(app: &App) -> Result<String, Failure> {
    let mut conn = app.pool.get().await.map_err(|error| Failure::of(&error))?;
    let all = accounts::list_every_organization(&mut conn)
        .await
        .map_err(|error| Failure::of(&error))?;
    let names: Vec<String> = all.into_iter().map(|organization| organization.name).collect();
    match names.as_slice() {
        [] => Ok(FIRST_ORGANIZATION.to_owned()),
        [only] => Ok(only.clone()),
        several => Err(Failure::Usage(format!(
            "--organization: which one of “{}”?",
            several.join("”, “")
        ))),
    }
}

/// Creates the account if it is not there; its organization and a one-time link.
pub(super) async fn create_with_link(app: &App, new: &NewAccount) -> Result<(Organization, String), Failure> {
    let mut conn = app.pool.get().await.map_err(|error| Failure::of(&error))?;
    let created = accounts::create_account(&mut conn, &app.clock, &app.config.keys, new)
        .await
        .map_err(|error| match error {
            refused @ CreateAccountError::LastOwner(..) => Failure::Usage(format!("--role: {refused}")),
            error => Failure::of(&error),
        })?;
    Ok((
        created.organization,
        app.urls.absolute(&urls::sign_in_with(&created.link.token)),
    ))
}
