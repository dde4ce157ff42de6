//! The way to the database: encrypted where the address asks for it, and patient only so long.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use diesel::QueryableByName;
use diesel::sql_types::{Bool, Text};
use diesel_async::RunQueryDsl;
use lanyard::platform::db::{self, Conn};
use lanyard::platform::postgres::{Durability, OwnPostgres, Settings};

use crate::support::TestApp;

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct Encrypted {
    #[diesel(sql_type = Bool)]
    ssl: bool,
}

async fn execute(conn: &mut Conn, sql: &str) {
    diesel::sql_query(sql).execute(conn).await.expect(sql);
}

/// Gives the server a certificate for 127.0.0.1 that nobody but the returned file vouches for.
async fn give_certificate(conn: &mut Conn, directory: &std::path::Path) -> PathBuf {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let setting: Setting = diesel::sql_query("SELECT current_setting('data_directory') AS value")
        .get_result(conn)
        .await
        .unwrap();
    let data = PathBuf::from(setting.value);
    let owner = std::fs::metadata(&data).unwrap();
    for (name, content) in [
        ("server.crt", made.cert.pem()),
        ("server.key", made.signing_key.serialize_pem()),
    ] {
        let file = data.join(name);
        std::fs::write(&file, content).unwrap();
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let (user, group) = (
            std::os::unix::fs::MetadataExt::uid(&owner),
            std::os::unix::fs::MetadataExt::gid(&owner),
        );
        std::os::unix::fs::chown(&file, Some(user), Some(group)).unwrap();
    }
    execute(conn, "ALTER SYSTEM SET ssl = on").await;
    execute(conn, "SELECT pg_reload_conf()").await;
    let root = directory.join("root.pem");
    std::fs::write(&root, made.cert.pem()).unwrap();
    root
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_are_encrypted_and_the_server_is_who_it_says() {
    let directory = std::env::temp_dir()
        .join("lanyard-tests")
        .join(format!("tls-{}", uuid::Uuid::now_v7().simple()));
    std::fs::create_dir_all(&directory).unwrap();
    let settings = Settings {
        directory: directory.join("postgres"),
        bin_dir: None,
        durability: Durability::Throwaway,
    };
    let own = OwnPostgres::join(&settings).await.unwrap();
    let root = give_certificate(&mut db::connect(own.url()).await.unwrap(), &directory).await;
    let stranger = directory.join("stranger.pem");
    let other = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    std::fs::write(&stranger, other.cert.pem()).unwrap();

    // The server has read its certificate when the first encrypted connection stands.
    let begun = Instant::now();
    let address =
        |mode: &str, root: &PathBuf| format!("{}?sslmode={mode}&sslrootcert={}", own.url(), root.display());
    let mut conn = loop {
        match db::connect(&address("verify-full", &root)).await {
            Ok(conn) => break conn,
            Err(error) => assert!(begun.elapsed() < Duration::from_secs(20), "{error}"),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let asked = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let encrypted: Encrypted = diesel::sql_query(asked).get_result(&mut conn).await.unwrap();
    assert!(encrypted.ssl);
    drop(conn);

    for refused in [
        address("verify-full", &stranger),
        address("require", &stranger),
        format!("{}?sslmode=require", own.url()),
        format!("{}?sslmode=require&sslrootcert=/nowhere.pem", own.url()),
    ] {
        assert!(db::connect(&refused).await.is_err(), "{refused}");
    }
    // Within one machine nobody asks for a certificate unless told to.
    let mut plain = db::connect(own.url()).await.unwrap();
    let encrypted: Encrypted = diesel::sql_query(asked).get_result(&mut plain).await.unwrap();
    assert!(!encrypted.ssl);
    drop(plain);
    own.leave().await.unwrap();
    std::fs::remove_dir_all(directory).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quota_that_somebody_else_holds_delays_its_own_event_only_and_keeps_the_form() {
    let app = TestApp::start().await;
    app.event("held").places(5).publish().await;
    app.event("free").places(5).publish().await;
    let mut holder = app.conn().await;
    execute(&mut holder, "BEGIN").await;
    execute(
        &mut holder,
        "SELECT 1 FROM quotas q JOIN events e ON e.id = q.event_id WHERE e.slug = 'held' FOR UPDATE OF q",
    )
    .await;
    let fields = [("name", "Anna"), ("email", "anna@example.org")];
    let (visitor, other) = (app.visitor(), app.visitor());
    let (held, free) = tokio::join!(visitor.register("held", &fields), async {
        let begun = Instant::now();
        let answer = other.register("free", &fields).await;
        (answer.status, begun.elapsed())
    });
    assert_eq!(free.0, 303);
    assert!(
        free.1 < Duration::from_secs(3),
        "another event does not wait: {:?}",
        free.1
    );
    assert_eq!(held.status, 503);
    assert!(!held.header("retry-after").is_empty());
    let page = held.html();
    assert_eq!(page.attr("#email", "value"), "anna@example.org");
    execute(&mut holder, "ROLLBACK").await;
    // The same form once more, as the page says.
    assert_eq!(app.visitor().fill_in_page(&page, &[]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_database_pages_say_so_and_come_back_by_themselves() {
    let app = TestApp::start().await;
    app.event("there").publish().await;
    let visitor = app.visitor();
    assert_eq!(visitor.get("/readyz").await.status, 200);
    app.on_server(&format!(
        "ALTER DATABASE {} ALLOW_CONNECTIONS false",
        app.db.name()
    ))
    .await;
    app.on_server(&format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
        app.db.name()
    ))
    .await;
    let answer = visitor.get("/e/there/register").await;
    assert_eq!(answer.status, 503, "{}", answer.body);
    assert!(answer.html().has("main a[href='/']") && !answer.header("retry-after").is_empty());
    assert_eq!(visitor.get("/healthz").await.status, 200);
    assert_eq!(visitor.get("/readyz").await.status, 503);
    app.on_server(&format!(
        "ALTER DATABASE {} ALLOW_CONNECTIONS true",
        app.db.name()
    ))
    .await;
    let begun = Instant::now();
    while visitor.get("/e/there/register").await.status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not recover");
    }
    let answer = visitor
        .register("there", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    assert_eq!(answer.status, 303);
    app.mailbox().wait_for("anna@example.org", 1).await;
}
