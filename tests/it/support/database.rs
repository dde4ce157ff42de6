//! A database per test, cloned from a migrated template in a throw-away server that lives as long as any test does.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use diesel::QueryableByName;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use lanyard::platform::db::{self, Conn};
use lanyard::platform::secret::Digest;

/// The server: a child that stops it when our end of its standard input closes, however we end.
struct Server {
    _child: Child,
    url: String,
}

static SERVER: OnceLock<Server> = OnceLock::new();
static TEMPLATE: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();

/// Address of the server's own database.
pub fn server_url() -> &'static str {
    &SERVER
        .get_or_init(|| {
            let directory = std::env::temp_dir().join("lanyard-tests").join("postgres");
            let mut child = Command::new(env!("CARGO_BIN_EXE_lanyard"))
                .args(["postgres", "--throwaway", "--directory"])
                .arg(directory)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("the lanyard binary starts");
            let mut url = String::new();
            BufReader::new(child.stdout.take().expect("its output is piped"))
                .read_line(&mut url)
                .expect("it speaks");
            assert!(url.starts_with("postgres://"), "no test database: see above");
            Server {
                _child: child,
                url: url.trim().to_owned(),
            }
        })
        .url
}

fn url_of(database: &str) -> String {
    let (head, _) = server_url()
        .rsplit_once('/')
        .expect("the address names a database");
    format!("{head}/{database}")
}

/// Runs statements on the server's own database.
pub async fn on_server(statement: &str) -> diesel::QueryResult<usize> {
    let mut conn = db::connect(server_url()).await.expect("the test server answers");
    diesel::sql_query(statement).execute(&mut conn).await
}

/// Names the migrations as they are, so that a changed one gets a template of its own.
fn template_name() -> String {
    let mut all = Vec::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .expect("migrations")
        .map(|entry| entry.expect("a folder").path())
        .collect();
    folders.sort();
    for folder in folders {
        all.extend(std::fs::read(folder.join("up.sql")).expect("up.sql"));
    }
    format!("template_{}", &Digest::of(&all).to_string()[..16])
}

async fn template() -> &'static str {
    TEMPLATE
        .get_or_init(|| async {
            let name = template_name();
            let mut conn = db::connect(server_url()).await.expect("the test server answers");
            // One process at a time: the next one finds it made.
            diesel::sql_query("SET lock_timeout = 0")
                .execute(&mut conn)
                .await
                .expect("no limit");
            diesel::sql_query("SET statement_timeout = 0")
                .execute(&mut conn)
                .await
                .expect("no limit");
            diesel::sql_query("SELECT pg_advisory_lock(4711)")
                .execute(&mut conn)
                .await
                .expect("the lock");
            #[derive(QueryableByName)]
            struct Name {
                #[diesel(sql_type = Text)]
                datname: String,
            }
            let names: Vec<Name> = diesel::sql_query("SELECT datname::text FROM pg_database")
                .load(&mut conn)
                .await
                .expect("names");
            if !names.iter().any(|known| known.datname == name) {
                let making = format!("{name}_making");
                for statement in [
                    format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)"),
                    format!("CREATE DATABASE {making}"),
                ] {
                    diesel::sql_query(statement)
                        .execute(&mut conn)
                        .await
                        .expect("a database");
                }
                db::migrate(&url_of(&making)).await.expect("migrations run");
                // Its last connection may be a moment in closing.
                let rename = format!("ALTER DATABASE {making} RENAME TO {name}");
                let mut tries = 0;
                while let Err(error) = diesel::sql_query(&rename).execute(&mut conn).await {
                    tries += 1;
                    assert!(tries < 100, "{error}");
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                }
            }
            diesel::sql_query("SELECT pg_advisory_unlock(4711)")
                .execute(&mut conn)
                .await
                .expect("the lock");
            name
        })
        .await
}

/// A database of one test; gone with it.
pub struct TestDb {
    name: String,
    url: String,
    is_shared_server: bool,
}

impl TestDb {
    /// A migrated database without any rows but those that migrations make.
    pub async fn new() -> Self {
        let template = template().await.to_owned();
        let name = format!("t_{}", uuid::Uuid::now_v7().simple());
        let mut tries = 0;
        // Cloning needs the template to itself for a moment; parallel tests take turns.
        while let Err(error) = on_server(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await {
            tries += 1;
            assert!(tries < 200, "{error}");
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        Self::named(name)
    }

    /// An empty database, for tests of the migrations themselves.
    pub async fn empty() -> Self {
        let name = format!("t_{}", uuid::Uuid::now_v7().simple());
        on_server(&format!("CREATE DATABASE {name}"))
            .await
            .expect("a database");
        Self::named(name)
    }

    /// The database at `url`, of a server of the test's own, which is migrated and left as it is at the end.
    pub async fn at(url: &str) -> Self {
        db::migrate(url).await.expect("migrations run");
        Self {
            name: url.rsplit('/').next().unwrap_or_default().to_owned(),
            url: url.to_owned(),
            is_shared_server: false,
        }
    }

    fn named(name: String) -> Self {
        Self {
            url: url_of(&name),
            name,
            is_shared_server: true,
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn url(&self) -> String {
        self.url.clone()
    }

    pub async fn connect(&self) -> Conn {
        db::connect(&self.url()).await.expect("the test database answers")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if !self.is_shared_server {
            return;
        }
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // The test's own runtime is about to end.
        let gone = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(1)
                .enable_all()
                .build();
            if let Ok(runtime) = runtime {
                runtime.block_on(async { on_server(&statement).await.ok() });
            }
        });
        gone.join().ok();
    }
}
