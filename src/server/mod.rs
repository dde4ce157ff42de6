//! Wiring only: which handler answers which address, which middleware stands around them, which tasks run, and how
//! all of it starts and stops.

mod prepare;
mod log;
mod health;
mod metrics;
mod routes;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::{HttpServer, web};
use tokio::task::JoinHandle;
use tracing_actix_web::TracingLogger;

pub use log::start_log;
pub use prepare::{PrepareError, prepare};
pub use routes::{Access, ROUTES, Route};

use crate::accounts::{self, InvitationRenderer, SignInLinkRenderer};
use crate::mail::{self, Renderers, Transport};
use crate::platform::throttle;
use crate::platform::web::{App, assets, error, guard, headers, recent};
use crate::platform::worker::{Task, Workers};
use crate::registration::public::Grounds;
use crate::registration::{
    self, ConfirmAddressRenderer, ConfirmationRenderer, Intake, LinksRenderer, RegistrationLimits,
};
use crate::site::PageCache;

/// How long requests and mails that are under way may take to finish when the server stops.
const PATIENCE: Duration = Duration::from_secs(25);

/// A running server.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
    workers: Workers,
}

/// What a process does. Several may share the work on one database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Pages and mail.
    Everything,
    /// Pages; others send the mail.
    Web,
    /// Mail and the daily chores; at its address it only says how it is.
    Worker,
}

/// Starts on `listener` what `duty` asks for; the database is at `database_url`.
///
/// # Errors
/// When the socket cannot be used or the mail relay's address makes no sense.
pub fn start(
    app: &App,
    duty: Duty,
    listener: TcpListener,
    database_url: &str,
    threads: usize,
) -> Result<Running, Box<dyn std::error::Error + Send + Sync>> {
    assets::prepare();
    let address = listener.local_addr()?;
    let transport = Arc::new(Transport::from_config(&app.config)?);
    let limits = web::Data::new(RegistrationLimits::new(app.config.network_limit));
    let intake = web::Data::new(Intake::start(app));
    let renderers = Arc::new(renderers(app));
    let tasks = tasks(app, duty, &renderers, &transport, &limits);
    let workers = Workers::start(tasks, &app.waker, database_url);
    let renderers = web::Data::from(renderers);
    let data = web::Data::new(app.clone());
    let cache = web::Data::new(PageCache::new(&app.changes));
    let grounds = web::Data::new(Grounds::new(&app.changes));
    let server = HttpServer::new(move || {
        actix_web::App::new()
            .app_data(data.clone())
            .app_data(limits.clone())
            .app_data(intake.clone())
            .app_data(renderers.clone())
            .app_data(cache.clone())
            .app_data(grounds.clone())
            .wrap(from_fn(recent::forget_what_changed))
            .wrap(from_fn(guard::refuse_cross_site))
            .wrap(from_fn(error::dress))
            .wrap(from_fn(remember_language))
            .wrap(from_fn(headers::protect))
            .wrap(from_fn(metrics::measure))
            .wrap(TracingLogger::<log::RequestSpan>::new())
            .configure(match duty {
                Duty::Everything | Duty::Web => routes::configure,
                Duty::Worker => routes::configure_health,
            })
    })
    .workers(threads)
    .disable_signals()
    .client_request_timeout(Duration::from_secs(5))
    .keep_alive(Duration::from_mins(1))
    .shutdown_timeout(PATIENCE.as_secs())
    .listen(listener)?
    .run();
    let handle = server.handle();
    Ok(Running {
        address,
        handle,
        server: tokio::spawn(server),
        workers,
    })
}

impl Running {
    /// Takes no new requests, finishes those under way and the mails being sent, and ends.
    pub async fn stop(self) {
        self.handle.stop(true).await;
        self.workers.stop(PATIENCE).await;
        // How the server's task ended no longer matters to anybody.
        let _ = self.server.await;
    }
}

/// The background tasks of a process.
fn tasks(
    app: &App,
    duty: Duty,
    renderers: &Arc<Renderers>,
    transport: &Arc<Transport>,
    limits: &web::Data<RegistrationLimits>,
) -> Vec<Task> {
    let mut tasks = match duty {
        Duty::Everything | Duty::Worker => work(app, renderers, transport),
        Duty::Web => Vec::new(),
    };
    let limits = limits.clone();
    tasks.push(
        Task::new("forget quiet addresses", Duration::from_mins(1), move || {
            limits.forget_the_quiet();
            async { Ok(()) }
        })
        .by_the_clock(),
    );
    let pool = app.pool.clone();
    tasks.push(
        Task::new("close idle connections", Duration::from_mins(1), move || {
            pool.close_idle(Duration::from_mins(5));
            async { Ok(()) }
        })
        .by_the_clock(),
    );
    tasks
}

/// Whoever renders the mails of each slice.
#[must_use]
pub fn renderers(app: &App) -> Renderers {
    Renderers::new(vec![
        Box::new(ConfirmationRenderer {
            urls: app.urls.clone(),
            keys: app.config.keys.clone(),
        }),
        Box::new(ConfirmAddressRenderer {
            urls: app.urls.clone(),
            keys: app.config.keys.clone(),
        }),
        Box::new(LinksRenderer {
            urls: app.urls.clone(),
            keys: app.config.keys.clone(),
        }),
        Box::new(SignInLinkRenderer {
            urls: app.urls.clone(),
            keys: app.config.keys.clone(),
        }),
        Box::new(InvitationRenderer {
            urls: app.urls.clone(),
            keys: app.config.keys.clone(),
        }),
    ])
}

/// The tasks that only the database makes necessary.
fn work(app: &App, renderers: &Arc<Renderers>, transport: &Arc<Transport>) -> Vec<Task> {
    let mut tasks = mail::delivery(app, renderers, transport);
    let expiring = app.clone();
    tasks.push(
        Task::new("expire", Duration::from_secs(10), move || {
            let app = expiring.clone();
            async move {
                registration::expire_due(&app)
                    .await
                    .map(|_| ())
                    .map_err(|e| e.to_string())
            }
        })
        .by_the_clock(),
    );
    let promoting = app.clone();
    // Hardly any call is about places, and each look locks those of all events with a line.
    let promoting = Task::new("promote", Duration::from_secs(30), move || {
        let app = promoting.clone();
        async move {
            registration::promote_waiting(&app)
                .await
                .map(|_| ())
                .map_err(|e| e.to_string())
        }
    });
    tasks.push(promoting.resting(Duration::from_secs(1)));
    let sorting = app.clone();
    let sorting = Task::new("search upkeep", Duration::from_mins(10), move || {
        let app = sorting.clone();
        async move {
            let mut conn = app.pool.get().await.map_err(|e| e.to_string())?;
            registration::sort_in_search(&mut conn)
                .await
                .map_err(|e| e.to_string())
        }
    });
    tasks.push(sorting.resting(Duration::from_secs(2)));
    let sweeping = app.clone();
    tasks.push(
        Task::new("sweep", Duration::from_mins(10), move || {
            let app = sweeping.clone();
            async move {
                let mut conn = app.pool.get().await.map_err(|e| e.to_string())?;
                let now = app.clock.now(&conn).await.map_err(|e| e.to_string())?;
                throttle::sweep(&mut conn, now).await.map_err(|e| e.to_string())?;
                accounts::sweep(&mut conn, now).await.map_err(|e| e.to_string())?;
                registration::sweep(&mut conn, now)
                    .await
                    .map_err(|e| e.to_string())?;
                Ok(())
            }
        })
        .by_the_clock(),
    );
    tasks
}

/// Middleware: keeps a language that was asked for, so that the next page speaks it too.
async fn remember_language<B: actix_web::body::MessageBody + 'static>(
    request: actix_web::dev::ServiceRequest,
    next: actix_web::middleware::Next<B>,
) -> Result<actix_web::dev::ServiceResponse<B>, actix_web::Error> {
    let chosen = request.app_data::<web::Data<App>>().and_then(|app| {
        crate::platform::web::Page::of(request.request()).language_cookie(app.urls.is_https())
    });
    let mut response = next.call(request).await?;
    let is_page = response
        .headers()
        .get(actix_web::http::header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if let Some(cookie) = chosen.filter(|_| is_page) {
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response)
}
