//! A post office for a test: a database, a sink, mails to order and lines to deliver them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use diesel::{ExpressionMethods, QueryDsl, SelectableHelper};
use diesel_async::RunQueryDsl;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lanyard::mail::{
    Deadlines, Letter, Line, MailRow, NewMail, OutgoingMail, Priority, RenderError, Rendered, Renderer,
    Renderers, Transport, Withheld, enqueue, list_of_subject, upkeep,
};
use lanyard::platform::clock::Clock;
use lanyard::platform::config::Flags;
use lanyard::platform::db::{Conn, Pool};
use lanyard::platform::lang::Lang;
use lanyard::platform::web::App;
use lanyard::platform::web::urls::Urls;
use lanyard::platform::worker::Waker;
use lanyard::schema::{mail_relay, outgoing_mails};
use serde_json::{Value, json};
use tracing::instrument::WithSubscriber as _;
use uuid::Uuid;

use crate::support::smtp_sink::SmtpSink;
use crate::support::{Log, TestDb};

/// Short enough for a test, long enough for a busy machine.
pub const IMPATIENT: Deadlines = Deadlines {
    connect: Duration::from_secs(2),
    command: Duration::from_secs(2),
    mail: Duration::from_secs(8),
};

pub struct Post {
    pub db: TestDb,
    pub app: App,
    pub sink: SmtpSink,
    pub renderers: Arc<Renderers>,
    pub transport: Arc<Transport>,
    pub log: Log,
}

impl Post {
    pub async fn new() -> Self {
        let sink = SmtpSink::new().await;
        let url = format!("smtp://127.0.0.1:{}", sink.port());
        Self::with(sink, Some(&url)).await
    }

    pub async fn with(sink: SmtpSink, smtp_url: Option<&str>) -> Self {
        let db = TestDb::new().await;
        let app = app(&db, smtp_url);
        let renderers = Arc::new(Renderers::new(vec![Box::new(FromParameters)]));
        let transport = Arc::new(Transport::with_deadlines(&app.config, IMPATIENT).unwrap());
        Self {
            db,
            app,
            sink,
            renderers,
            transport,
            log: Log::default(),
        }
    }

    pub fn line(&self) -> Line {
        Line {
            app: self.app.clone(),
            renderers: self.renderers.clone(),
            transport: self.transport.clone(),
        }
    }

    pub async fn conn(&self) -> Conn {
        lanyard::platform::db::connect(&self.db.url()).await.unwrap()
    }

    pub async fn order(&self, mails: Vec<NewMail>) {
        let conn = self.conn().await;
        let now = self.app.clock.now(&conn).await.unwrap();
        enqueue(&conn, now, "events.example.org", mails).await.unwrap();
    }

    /// Delivers over one line until nothing is due.
    pub async fn deliver(&self) {
        let line = self.line();
        let all = async { while line.deliver_next().await.unwrap() {} };
        all.with_subscriber(self.log.subscriber()).await;
    }

    /// Delivers over `lines` lines side by side until nothing is due.
    pub async fn deliver_by(&self, lines: usize) {
        let running = (0..lines).map(|_| {
            let line = self.line();
            let all = async move { while line.deliver_next().await.unwrap() {} };
            tokio::spawn(all.with_subscriber(self.log.subscriber()))
        });
        for line in running.collect::<Vec<_>>() {
            line.await.unwrap();
        }
    }

    pub async fn upkeep(&self) {
        upkeep(&mut self.conn().await, &self.app.clock).await.unwrap();
    }

    /// Lets `minutes` go by.
    pub fn pass(&self, minutes: i64) {
        let ahead = self.app.clock.process_now() - Utc::now();
        self.app.clock.set_offset(ahead + TimeDelta::minutes(minutes));
    }

    pub async fn mail(&self, subject: Uuid) -> MailRow {
        let mut all = list_of_subject(&mut self.conn().await, subject).await.unwrap();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    /// "accepted", "temporary, accepted", …
    pub async fn attempts(&self, subject: Uuid) -> String {
        let attempts = self.mail(subject).await.attempts;
        let numbers: Vec<_> = attempts.iter().map(|attempt| attempt.number).collect();
        assert_eq!(
            numbers,
            (1..=i32::try_from(attempts.len()).unwrap()).collect::<Vec<_>>()
        );
        let words = attempts
            .iter()
            .map(|attempt| attempt.outcome.map_or("open", |outcome| outcome.as_str()));
        words.collect::<Vec<_>>().join(", ")
    }

    pub async fn count(&self, state: &str) -> i64 {
        let rows = outgoing_mails::table.filter(outgoing_mails::state.eq(state));
        rows.count().get_result(&mut self.conn().await).await.unwrap()
    }

    pub async fn stored(&self, subject: Uuid) -> OutgoingMail {
        let rows = outgoing_mails::table.filter(outgoing_mails::subject_id.eq(subject));
        rows.select(OutgoingMail::as_select())
            .first(&mut self.conn().await)
            .await
            .unwrap()
    }

    pub async fn relay(&self) -> (Option<DateTime<Utc>>, i32, Option<String>) {
        mail_relay::table
            .select((mail_relay::paused_until, mail_relay::failures, mail_relay::reason))
            .first(&mut self.conn().await)
            .await
            .unwrap()
    }
}

/// The process that a test plays.
pub fn app(db: &TestDb, smtp_url: Option<&str>) -> App {
    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        flags: Flags,
    }
    let dir = std::env::temp_dir().join(format!("lanyard-mail-{}", Uuid::now_v7()));
    let mut arguments = vec!["lanyard", "--secret-key", "0123456789abcdef0123456789abcdef"];
    arguments.extend([
        "--data-dir",
        dir.to_str().unwrap(),
        "--mail-from",
        "Lanyard <noreply@events.example.org>",
    ]);
    if let Some(url) = smtp_url {
        arguments.extend(["--smtp-url", url]);
    }
    let config = Cli::parse_from(arguments).flags.check().unwrap();
    App {
        pool: Pool::new(&db.url(), 12).unwrap(),
        clock: Clock::default(),
        urls: Urls::new(config.base_url.clone()),
        waker: Waker::default(),
        metrics: lanyard::platform::metrics::Metrics::default(),
        changes: lanyard::platform::web::Changes::default(),
        config: Arc::new(config),
    }
}

/// A mail about `subject` of which the parameters say what it is to say.
pub fn mail(subject: Uuid, parameters: Value) -> NewMail {
    NewMail {
        kind: "test.letter",
        subject_id: subject,
        event_id: None,
        language: Lang::En,
        revision: 0,
        dedupe_key: None,
        parameters,
        priority: Priority::Normal,
        expires_at: None,
        suppressed: None,
    }
}

/// A mail to `to`, and its subject's id.
pub fn mail_to(to: &str) -> (Uuid, NewMail) {
    let subject = Uuid::now_v7();
    (subject, mail(subject, json!({ "to": to })))
}

/// Makes letters of parameters. (No slice does so: there, parameters hold no addresses.)
struct FromParameters;

impl Renderer for FromParameters {
    fn kinds(&self) -> &'static [&'static str] {
        &["test.letter", "test.panic", "test.fault", "test.obsolete"]
    }

    fn render<'a>(
        &'a self,
        _: &'a mut Conn,
        mail: &'a OutgoingMail,
    ) -> BoxFuture<'a, Result<Rendered, RenderError>> {
        let said = |name: &str| mail.parameters[name].as_str().map(ToOwned::to_owned);
        let outcome = match mail.kind.as_str() {
            #[allow(clippy::panic, reason = "what this kind is for")]
            "test.panic" => panic!("this renderer panics, as a test wants it to"),
            "test.fault" => Err(RenderError::Fault("a template is wrong".to_owned())),
            "test.obsolete" => Ok(Rendered::Obsolete(Withheld::EventCancelled)),
            _ => Ok(Rendered::Letter(Box::new(Letter {
                to: lettre::message::Mailbox::new(
                    said("name"),
                    said("to")
                        .unwrap_or("anna@example.net".to_owned())
                        .parse()
                        .unwrap(),
                ),
                reply_to: said("reply_to").map(|name| {
                    lettre::message::Mailbox::new(Some(name), "office@example.org".parse().unwrap())
                }),
                sender_name: said("sender"),
                subject: said("subject").unwrap_or("Registered".to_owned()),
                text: "You are registered. / Вы зарегистрированы. / 您已报名。\n".to_owned(),
                html: "<!doctype html><p>You are registered. / Вы зарегистрированы. / 您已报名。</p>"
                    .to_owned(),
                calendar: Some(CALENDAR.replace('\n', "\r\n")),
            }))),
        };
        async { outcome }.boxed()
    }
}

pub const CALENDAR: &str = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\nMETHOD:PUBLISH\nBEGIN:VEVENT\nUID:1@events.example.org\n\
DTSTAMP:20270101T000000Z\nDTSTART:20270128T090000Z\nSUMMARY:Конференция · 会议\nEND:VEVENT\nEND:VCALENDAR\n";

/// The mail folder of a test's process.
pub fn folder(app: &App) -> PathBuf {
    app.config.mail_dir()
}
