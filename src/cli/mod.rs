//! The command line. Results go to standard output (a link alone on its last line), everything else to standard
//! error. What was asked for wrongly is one sentence and exit code 2; what failed is one sentence and exit code 1.

mod database;
mod account;
mod demo;
mod doctor;
mod migrate;
mod postgres;
mod serve;
mod terms;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::platform::config::{Config, Flags, Problems};
use crate::server::{Duty, start_log};

/// Conference registration whose terms of participation are executable.
#[derive(Parser)]
#[command(name = "lanyard", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the schema up to date, then serve pages and send mail
    Serve(serve::ServeArguments),
    /// Serve pages; others send the mail (for several machines)
    Web,
    /// Send mail and do the daily chores; serves no pages (for several machines)
    Worker,
    /// Bring the schema up to date and stop
    Migrate,
    /// Load the demonstration: an organization, its events, their terms, some attendees
    Demo(demo::DemoArguments),
    /// Manage the accounts of organizers
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Ask terms of participation that are written as a file; see docs/terms-format.md
    #[command(subcommand)]
    Terms(terms::TermsCommand),
    /// Say what is wrong with database, schema, key, mail, clock and disk, and what to do
    Doctor,
    /// Hold Lanyard's own PostgreSQL while standard input stays open
    #[command(hide = true)]
    Postgres(postgres::PostgresArguments),
}

/// Why a command ended badly.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was asked for makes no sense: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// It could not be done: exit code 1.
    #[error("{0}")]
    Failed(String),
}

impl Failure {
    /// A failure told by an error and what lies behind it.
    pub fn of(error: &dyn std::error::Error) -> Self {
        let mut words = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            // Some errors repeat their cause in their own words.
            let cause_words = cause.to_string();
            if !words.contains(&cause_words) {
                words.push_str(": ");
                words.push_str(&cause_words);
            }
            source = cause.source();
        }
        Self::Failed(words)
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Usage(problems.to_string())
    }
}

/// Runs the command of the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    // Before any thread is started: reading `.env` changes the environment.
    if let Err(error) = dotenvy::dotenv()
        && !error.not_found()
    {
        eprintln!("lanyard: .env cannot be read: {error}");
        return ExitCode::from(2);
    }
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("lanyard: no threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(dispatch(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("lanyard: {failure}");
            match failure {
                Failure::Usage(_) => ExitCode::from(2),
                Failure::Failed(_) => ExitCode::FAILURE,
            }
        }
    }
}

async fn dispatch(cli: Cli) -> Result<(), Failure> {
    if let Command::Postgres(arguments) = cli.command {
        return postgres::hold(&arguments).await;
    }
    if let Command::Terms(command) = cli.command {
        return terms::answer(&command);
    }
    let config: Config = cli.flags.check()?;
    start_log(&config);
    match cli.command {
        Command::Serve(arguments) => serve::serve(config, &arguments).await,
        Command::Web => serve::serve_part(config, Duty::Web).await,
        Command::Worker => serve::serve_part(config, Duty::Worker).await,
        Command::Migrate => migrate::migrate(&config).await,
        Command::Demo(arguments) => demo::load(config, &arguments).await,
        Command::Account(command) => account::manage(config, command).await,
        Command::Doctor => doctor::examine(&config).await,
        Command::Postgres(_) | Command::Terms(_) => Ok(()),
    }
}

/// The definition of the command line, for the tests that compare it with the documentation.
#[must_use]
pub fn definition() -> clap::Command {
    Cli::command()
}

/// Prints a result to standard output.
#[allow(
    clippy::print_stdout,
    reason = "results of commands belong there, and only here"
)]
fn say(text: impl std::fmt::Display) {
    println!("{text}");
}
