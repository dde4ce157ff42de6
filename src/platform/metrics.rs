//! What a process counts of its own work, as Prometheus reads it. The figures are a value that belongs to the process
//! and not to the program, so several in one program, as tests run them, do not count each other's work.
//!
//! Labels are words of the source and patterns of the route table, never what somebody typed: the number of series is
//! bounded by the program, and none of them names a person.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

/// The media type of [`Metrics::render`].
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Bounds of durations, in seconds: a cached page, a query, a busy lock, a time-out.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
/// Bounds of how much is done at once.
const ITEMS: [f64; 8] = [1.0, 2.0, 5.0, 10.0, 50.0, 100.0, 500.0, 1_000.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: String,
    method: &'static str,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct WorkLabels {
    work: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    work: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StateLabels {
    state: &'static str,
}

/// The figures of a process; cheap to clone.
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Mutex<Registry>>,
    requests: Family<RequestLabels, Counter>,
    request_seconds: Family<RouteLabels, Histogram, fn() -> Histogram>,
    outcomes: Family<OutcomeLabels, Counter>,
    work_seconds: Family<WorkLabels, Histogram, fn() -> Histogram>,
    work_items: Family<WorkLabels, Histogram, fn() -> Histogram>,
    connections: Family<StateLabels, Gauge>,
    mails: Family<StateLabels, Gauge>,
    oldest_mail: Gauge,
    mail_alarm: Gauge,
}

/// What is looked up when somebody asks, because it is a state and not an event.
#[derive(Clone, Copy, Debug, Default)]
pub struct States {
    /// Connections to the database that are open.
    pub connections_open: usize,
    /// Those of them that nobody uses.
    pub connections_idle: usize,
    /// Who waits for one.
    pub connections_awaited: usize,
    /// What waits in the outbox; `None` where the database does not answer.
    pub mail: Option<MailStates>,
}

/// What waits in the outbox.
#[derive(Clone, Copy, Debug)]
pub struct MailStates {
    /// Mails that wait for their time or their turn.
    pub queued: i64,
    /// Mails that some process is at.
    pub in_flight: i64,
    /// How long the oldest of them has waited, in seconds.
    pub oldest_seconds: i64,
    /// Whether somebody must see to it.
    pub alarm: bool,
}

fn seconds() -> Histogram {
    Histogram::new(SECONDS)
}

fn items() -> Histogram {
    Histogram::new(ITEMS)
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            registry: Arc::default(),
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(seconds),
            outcomes: Family::default(),
            work_seconds: Family::new_with_constructor(seconds),
            work_items: Family::new_with_constructor(items),
            connections: Family::default(),
            mails: Family::default(),
            oldest_mail: Gauge::default(),
            mail_alarm: Gauge::default(),
        };
        metrics.name();
        metrics
    }
}

impl Metrics {
    fn name(&self) {
        let mut all = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        let own = all.sub_registry_with_prefix("lanyard");
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        own.register("build", "The program that runs", build);
        own.register(
            "http_requests",
            "Requests by pattern, method and class of status",
            self.requests.clone(),
        );
        own.register(
            "http_request_seconds",
            "How long requests took, by pattern",
            self.request_seconds.clone(),
        );
        own.register(
            "work",
            "What came of a piece of work: intake, page_cache, ground_cache, mail",
            self.outcomes.clone(),
        );
        own.register(
            "work_seconds",
            "How long a piece of work took",
            self.work_seconds.clone(),
        );
        own.register(
            "work_items",
            "How much was done in one piece of work",
            self.work_items.clone(),
        );
        own.register(
            "database_connections",
            "Connections of this process to the database: open, idle, awaited",
            self.connections.clone(),
        );
        own.register(
            "mails_waiting",
            "Mails in the outbox that are not sent yet, by state",
            self.mails.clone(),
        );
        own.register(
            "mail_oldest_waiting_seconds",
            "How long the oldest of them has waited",
            self.oldest_mail.clone(),
        );
        own.register(
            "mail_alarm",
            "1 while mail waits too long or the relay refuses it",
            self.mail_alarm.clone(),
        );
    }

    /// Counts a request. `route` is a pattern of the route table.
    pub fn count_request(&self, route: &str, method: &'static str, status: u16, took: Duration) {
        let labels = RequestLabels {
            route: route.to_owned(),
            method,
            status: match status {
                100..200 => "1xx",
                200..300 => "2xx",
                300..400 => "3xx",
                400..500 => "4xx",
                _ => "5xx",
            },
        };
        self.requests.get_or_create(&labels).inc();
        let RequestLabels { route, .. } = labels;
        self.request_seconds
            .get_or_create(&RouteLabels { route })
            .observe(took.as_secs_f64());
    }

    /// Counts what came of a piece of work.
    pub fn tally(&self, work: &'static str, outcome: &'static str) {
        self.outcomes
            .get_or_create(&OutcomeLabels { work, outcome })
            .inc();
    }

    /// Notes how long a piece of work took, and how much of it was done at once.
    pub fn observe(&self, work: &'static str, number: usize, took: Duration) {
        let labels = WorkLabels { work };
        self.work_seconds
            .get_or_create(&labels)
            .observe(took.as_secs_f64());
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.work_items.get_or_create(&labels).observe(f64::from(number));
    }

    /// All figures, with `states` as of now.
    ///
    /// # Errors
    /// When they cannot be written down.
    pub fn render(&self, states: States) -> Result<String, std::fmt::Error> {
        let set = |family: &Family<StateLabels, Gauge>, state, value| {
            family.get_or_create(&StateLabels { state }).set(value);
        };
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        set(&self.connections, "open", number(states.connections_open));
        set(&self.connections, "idle", number(states.connections_idle));
        set(&self.connections, "awaited", number(states.connections_awaited));
        if let Some(mail) = states.mail {
            set(&self.mails, "queued", mail.queued);
            set(&self.mails, "in_flight", mail.in_flight);
            self.oldest_mail.set(mail.oldest_seconds);
            self.mail_alarm.set(i64::from(mail.alarm));
        }
        let mut rendered = String::new();
        let all = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        text::encode(&mut rendered, &all)?;
        Ok(rendered)
    }
}
