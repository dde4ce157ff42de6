//! `lanyard serve`, and its two halves, `lanyard web` and `lanyard worker`.

use std::net::TcpListener;

use clap::Args;

use super::database::Database;
use super::{Failure, demo, say};
use crate::platform::config::Config;
use crate::platform::db;
use crate::platform::web::{App, urls};
use crate::server::{self, Duty, Running};

#[derive(Args)]
pub(super) struct ServeArguments {
    /// Load the demonstration first, if it is not there, and print a link to sign in with
    #[arg(long)]
    demo: bool,
}

pub(super) async fn serve(config: Config, arguments: &ServeArguments) -> Result<(), Failure> {
    let (listener, stop) = begin(&config)?;
    let database = Database::open_migrated(&config).await?;
    let result = serve_until_stopped(config, arguments, listener, &database, stop).await;
    database.leave().await;
    result
}

/// One half of it. Its schema is somebody else's to bring up to date, in a moment that the operator chooses.
pub(super) async fn serve_part(config: Config, duty: Duty) -> Result<(), Failure> {
    let (listener, stop) = begin(&config)?;
    let database = Database::open(&config).await?;
    let result = serve_part_until_stopped(config, duty, listener, &database, stop).await;
    database.leave().await;
    result
}

/// Before anything is started: a port in use is the most likely trouble, and costs nothing to find out.
fn begin(config: &Config) -> Result<(TcpListener, StopSignal), Failure> {
    let listener = TcpListener::bind(config.listen)
        .map_err(|error| Failure::Failed(format!("LISTEN: {} cannot be used: {error}", config.listen)))?;
    Ok((listener, StopSignal::new()?))
}

async fn serve_part_until_stopped(
    config: Config,
    duty: Duty,
    listener: TcpListener,
    database: &Database,
    stop: StopSignal,
) -> Result<(), Failure> {
    let pending = db::count_pending(&database.url)
        .await
        .map_err(|error| Failure::of(&error))?;
    if pending > 0 {
        return Err(Failure::Failed(format!(
            "the schema lacks {pending} migrations: run `lanyard migrate`"
        )));
    }
    let app = server::prepare(config, &database.url)
        .await
        .map_err(|error| Failure::of(&error))?;
    let running = server::start(&app, duty, listener, &database.url, threads())
        .map_err(|error| Failure::Failed(error.to_string()))?;
    match duty {
        Duty::Worker => say(format_args!(
            "Mail is sent; http://{}/readyz says how the worker is",
            running.address
        )),
        Duty::Web | Duty::Everything => {
            say(format_args!("Lanyard is at {}", app.urls.absolute(urls::HOME)));
        }
    }
    run_until_stopped(&app, running, stop).await;
    Ok(())
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

async fn run_until_stopped(app: &App, running: Running, mut stop: StopSignal) {
    stop.wait().await;
    tracing::info!("stopping: finishing what is under way");
    running.stop().await;
    app.pool.close();
}

async fn serve_until_stopped(
    config: Config,
    arguments: &ServeArguments,
    listener: TcpListener,
    database: &Database,
    stop: StopSignal,
) -> Result<(), Failure> {
    let app = server::prepare(config, &database.url)
        .await
        .map_err(|error| Failure::of(&error))?;
    let sign_in = if arguments.demo {
        Some(demo::prepare(&app).await?)
    } else {
        None
    };
    let running = server::start(&app, Duty::Everything, listener, &database.url, threads())
        .map_err(|error| Failure::Failed(error.to_string()))?;
    let urls = &app.urls;
    say(format_args!("Lanyard is at {}", urls.absolute(urls::HOME)));
    if sign_in.is_some() {
        say(format_args!(
            "The conference of the demonstration: {}",
            urls.absolute(&urls::event(demo::DIALOGUE))
        ));
    }
    say(format_args!(
        "Organizers sign in at {}",
        urls.absolute(urls::SIGN_IN)
    ));
    if let Some(url) = &app.config.smtp_url {
        say(format_args!(
            "Mail goes to {}",
            url.host_str().unwrap_or("the relay")
        ));
    } else {
        let read = if app.config.is_loopback() {
            format!(", to be read at {}", urls.absolute(urls::MAILBOX))
        } else {
            String::new()
        };
        say(format_args!(
            "Mail goes to the folder {}{read}",
            app.config.mail_dir().display()
        ));
    }
    if let Some(link) = sign_in {
        say("Sign in as the organizer, once, within 24 hours:");
        say(link);
    }
    run_until_stopped(&app, running, stop).await;
    Ok(())
}

/// Ctrl-C or a polite kill.
struct StopSignal {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl StopSignal {
    fn new() -> Result<Self, Failure> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
                .map_err(|error| Failure::of(&error))?,
        })
    }

    async fn wait(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    }
}
