//! The application as `lanyard serve` runs it, in this process.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use lanyard::accounts::{self, NewAccount, Role};
use lanyard::platform::config::{Config, Flags};
use lanyard::platform::db::Conn;
use lanyard::platform::email::EmailAddress;
use lanyard::platform::lang::Lang;
use lanyard::platform::web::{App, urls};
use lanyard::server::{self, Duty, Running};

use super::builders::EventBuilder;
use super::mailbox::Mailbox;
use super::{TestDb, Visitor};

/// The organization that everything of a test belongs to unless it says otherwise.
pub const ORGANIZATION: &str = "Lazurnaya Conference Office";

/// One key for all processes of a test.
pub const SECRET_KEY: &str = "a key of the tests, which is no secret";

pub struct TestApp {
    pub app: App,
    pub address: SocketAddr,
    data_dir: PathBuf,
    running: Option<Running>,
    // Dropped last: everything else uses it.
    pub db: TestDb,
}

static ACCOUNTS: AtomicUsize = AtomicUsize::new(1);

impl TestApp {
    /// With mail going to a folder.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// With flags of the test's own.
    pub async fn start_with(change: impl FnOnce(&mut Flags)) -> Self {
        Self::start_on(TestDb::new().await, change).await
    }

    /// On a database of the test's own.
    pub async fn start_on(db: TestDb, change: impl FnOnce(&mut Flags)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let data_dir = std::env::temp_dir()
            .join("lanyard-tests")
            .join(format!("data-{}", uuid::Uuid::now_v7().simple()));
        let config = config(&db, address, data_dir.clone(), change);
        let app = server::prepare(config, &db.url())
            .await
            .expect("the app is prepared");
        let running =
            server::start(&app, Duty::Everything, listener, &db.url(), 2).expect("the server starts");
        Self {
            app,
            address,
            data_dir,
            running: Some(running),
            db,
        }
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    pub async fn conn(&self) -> Conn {
        self.db.connect().await
    }

    /// Somebody with a browser and no account.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.base())
    }

    /// Somebody who is signed in with a role in the test's organization.
    pub async fn organizer(&self, role: Role) -> Visitor {
        self.organizer_of(ORGANIZATION, role).await
    }

    pub async fn organizer_of(&self, organization: &str, role: Role) -> Visitor {
        let number = ACCOUNTS.fetch_add(1, Ordering::Relaxed);
        let link = self
            .sign_in_link(&format!("organizer{number}@example.org"), organization, role)
            .await;
        let visitor = self.visitor();
        let answer = visitor.post(&link, &[]).await;
        assert_eq!(answer.status, 303, "the link signs in");
        visitor
    }

    /// Path of a one-time link for an account, made if it is not there.
    pub async fn sign_in_link(&self, email: &str, organization: &str, role: Role) -> String {
        let new = NewAccount {
            email: EmailAddress::parse(email).expect("an address"),
            name: "Test Organizer".into(),
            language: Lang::En,
            organization: organization.into(),
            role,
        };
        let mut conn = self.conn().await;
        let created = accounts::create_account(&mut conn, &self.app.clock, &self.app.config.keys, &new)
            .await
            .expect("an account");
        urls::sign_in_with(&created.link.token)
    }

    /// An event to be set up.
    pub fn event(&self, slug: &'static str) -> EventBuilder<'_> {
        EventBuilder::new(self, slug)
    }

    /// The mail folder.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox {
            directory: self.app.config.mail_dir(),
        }
    }

    /// One number by SQL.
    pub async fn count(&self, sql: &str) -> i64 {
        #[derive(QueryableByName)]
        struct Count {
            #[diesel(sql_type = BigInt)]
            n: i64,
        }
        let mut conn = self.conn().await;
        let count: Count = diesel::sql_query(format!("SELECT ({sql})::bigint AS n"))
            .get_result(&mut conn)
            .await
            .expect(sql);
        count.n
    }

    /// Runs a statement, to bring about what the product itself would take days for.
    pub async fn execute(&self, sql: &str) {
        let mut conn = self.conn().await;
        diesel::sql_query(sql).execute(&mut conn).await.expect(sql);
        self.app.changes.note();
    }

    /// Runs a statement as another process would, of which this one hears nothing.
    pub async fn execute_elsewhere(&self, sql: &str) {
        let mut conn = self.conn().await;
        diesel::sql_query(sql).execute(&mut conn).await.expect(sql);
    }

    /// Sets the product's clock, so that a test with fixed dates is as true in ten years.
    pub fn set_now(&self, instant: &str) {
        let wanted: chrono::DateTime<chrono::Utc> = instant.parse().expect("an instant");
        self.app.clock.set_offset(wanted - chrono::Utc::now());
        self.app.changes.note();
    }

    /// Runs a statement beside the test's database, on the server's own.
    pub async fn on_server(&self, sql: &str) {
        super::database::on_server(sql).await.expect(sql);
    }

    /// One id by SQL, as text.
    pub async fn conn_id(&self, sql: &str) -> String {
        let mut all = self.texts(&format!("SELECT ({sql})::text")).await;
        assert_eq!(all.len(), 1, "{sql}");
        all.remove(0)
    }

    /// A column of texts by SQL.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Text)]
            one: String,
        }
        let mut conn = self.conn().await;
        let rows: Vec<Row> = diesel::sql_query(format!("SELECT * FROM ({sql}) AS column_of(one)"))
            .load(&mut conn)
            .await
            .expect(sql);
        rows.into_iter().map(|row| row.one).collect()
    }

    /// The reference of whoever registered with this address, as she would read it out.
    pub async fn visitor_reference(&self, email: &str) -> String {
        let stored = self
            .conn_id(&format!(
                "SELECT reference FROM registrations WHERE email = '{email}'"
            ))
            .await;
        format!("{}-{}", &stored[..4], &stored[4..]).to_lowercase()
    }

    /// Registers `number` people at an event, without mail.
    pub async fn fill(&self, slug: &str, number: usize) {
        use lanyard::registration::{IntakeMeans, NewRegistration, take};
        let mut conn = self.conn().await;
        let event = lanyard::events::find_by_slug(&mut conn, slug)
            .await
            .expect("an answer")
            .expect("the event");
        let somebody = self.newcomer(&event).await;
        let batch: Vec<NewRegistration> = (0..number)
            .map(|n| NewRegistration {
                name: format!("Person {n}"),
                email: EmailAddress::parse(&format!("{}@example.org", uuid::Uuid::now_v7().simple())).ok(),
                ..somebody.clone()
            })
            .collect();
        let means = IntakeMeans {
            clock: &self.app.clock,
            keys: &self.app.config.keys,
            host: "example.org",
        };
        take(&mut conn, means, &batch).await.expect("they are taken");
        self.app.changes.note();
    }

    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
    }
}

pub fn config(
    db: &TestDb,
    address: SocketAddr,
    data_dir: PathBuf,
    change: impl FnOnce(&mut Flags),
) -> Config {
    let mut flags = Flags {
        database_url: Some(db.url()),
        database_pool: "8".into(),
        data_dir,
        listen: address.to_string(),
        base_url: format!("http://{address}"),
        smtp_connections: "4".into(),
        mail_from: "Lanyard <noreply@lanyard.example>".into(),
        secret_key: Some(SECRET_KEY.into()),
        network_limit: "0".into(),
        fill_in_seconds: "0".into(),
        log_format: "pretty".into(),
        log: "warn".into(),
        ..Flags::default()
    };
    change(&mut flags);
    flags.check().unwrap_or_else(|problems| panic!("{problems}"))
}

impl Drop for TestApp {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.data_dir).ok();
    }
}
