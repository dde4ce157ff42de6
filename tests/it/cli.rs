//! The command line, as an operator uses it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use lanyard::platform::web::urls;

use crate::support::app::SECRET_KEY;
use crate::support::{TestApp, TestDb, Visitor};

/// A command with a database and a folder of its own, and nothing of this process's environment that could matter.
fn lanyard(db: &TestDb, data_dir: &PathBuf) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .current_dir(std::env::temp_dir())
        .env("DATABASE_URL", db.url())
        .env("SECRET_KEY", SECRET_KEY)
        .env("DATA_DIR", data_dir)
        .stdin(Stdio::null());
    command
}

fn folder() -> PathBuf {
    std::env::temp_dir()
        .join("lanyard-tests")
        .join(format!("cli-{}", uuid::Uuid::now_v7().simple()))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

async fn run(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().expect("the lanyard binary runs"))
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_account_gets_a_link_alone_on_the_last_line_that_works_once() {
    let app = TestApp::start().await;
    let data_dir = folder();
    let mut command = lanyard(&app.db, &data_dir);
    command.args([
        "account",
        "create",
        "--email",
        "new@example.org",
        "--name",
        "New Person",
    ]);
    command.args(["--base-url", &app.base()]);
    let output = run(command).await;
    assert!(output.status.success(), "{}", text(&output.stderr));
    let stdout = text(&output.stdout);
    let link = stdout.lines().last().unwrap();
    assert!(
        link.starts_with(&format!("{}/organizer/sign-in/", app.base())),
        "{stdout}"
    );
    let visitor = app.visitor();
    assert_eq!(visitor.get(link).await.status, 200);
    assert_eq!(visitor.post(link, &[]).await.status, 303);
    assert_eq!(visitor.get(urls::ORGANIZER).await.status, 200);
    assert_ne!(app.visitor().post(link, &[]).await.status, 303, "once");

    let mut command = lanyard(&app.db, &data_dir);
    let demoted = ["account", "create", "--email", "new@example.org", "--name", "N"];
    command.args(demoted).args(["--role", "viewer"]);
    let output = run(command).await;
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("the last owner"), "{stderr}");
    std::fs::remove_dir_all(data_dir).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_one_sentence_and_exit_code_2() {
    let db = TestDb::new().await;
    let data_dir = folder();
    let cases: [(&[&str], &str); 6] = [
        (
            &["account", "create", "--email", "nobody", "--name", "N"],
            "--email:",
        ),
        (
            &["account", "create", "--email", "a@example.org", "--name", " "],
            "--name:",
        ),
        (
            &[
                "account",
                "create",
                "--email",
                "a@example.org",
                "--name",
                "N",
                "--role",
                "king",
            ],
            "--role:",
        ),
        (
            &["migrate", "--base-url", "nowhere", "--listen", "x"],
            "BASE_URL:",
        ),
        (&["demo", "--attendees", "many"], "--attendees"),
        (&["fly"], "fly"),
    ];
    for (arguments, said) in cases {
        let mut command = lanyard(&db, &data_dir);
        command.args(arguments);
        let output = run(command).await;
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(said), "{arguments:?}: {stderr}");
        assert!(output.stdout.is_empty());
    }
    std::fs::remove_dir_all(data_dir).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let db = TestDb::empty().await;
    let data_dir = folder();
    let mut command = lanyard(&db, &data_dir);
    command.args(["doctor", "--smtp-url", "smtp://127.0.0.1:1"]);
    let output = run(command).await;
    let found = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{found}");
    assert!(
        found.contains("ok    database") && found.contains("lanyard migrate") && found.contains("WRONG mail"),
        "{found}"
    );
    let mut command = lanyard(&db, &data_dir);
    command.arg("migrate");
    assert!(run(command).await.status.success());
    let mut command = lanyard(&db, &data_dir);
    command.arg("doctor");
    let output = run(command).await;
    let found = text(&output.stdout);
    assert!(output.status.success(), "{found}");
    for what in [
        "database", "pooler", "clock", "schema", "key", "outbox", "mail", "disk",
    ] {
        assert!(found.contains(&format!("ok    {what}")), "{what} in {found}");
    }
    std::fs::remove_dir_all(data_dir).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_a_foreign_key_mail_that_waits_and_a_newer_schema() {
    let app = TestApp::start_with(|flags| flags.smtp_url = Some("smtp://127.0.0.1:1".into())).await;
    app.execute("UPDATE mail_relay SET failures = 3, reason = 'needs attention: 535 wrong password'")
        .await;
    let data_dir = folder();
    let mut command = lanyard(&app.db, &data_dir);
    command
        .arg("doctor")
        .env("SECRET_KEY", "another key, which nobody used before");
    let output = run(command).await;
    let found = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        found.contains("WRONG key") && found.contains("SECRET_KEY_PREVIOUS"),
        "{found}"
    );
    assert!(
        found.contains("WRONG outbox") && found.contains("535 wrong password"),
        "{found}"
    );
    app.execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231000100')")
        .await;
    let mut command = lanyard(&app.db, &data_dir);
    command.arg("doctor");
    let found = text(&run(command).await.stdout);
    assert!(
        found.contains("WRONG schema") && found.contains("of a newer Lanyard"),
        "{found}"
    );
    std::fs::remove_dir_all(data_dir).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_secret_key_on_the_same_database_refuses_to_start() {
    let app = TestApp::start().await;
    let data_dir = folder();
    let other = "another key, which nobody used before";
    let mut command = lanyard(&app.db, &data_dir);
    command
        .args(["account", "create", "--email", "a@example.org", "--name", "A"])
        .env("SECRET_KEY", other);
    let output = run(command).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("SECRET_KEY_PREVIOUS"));
    // With both, the change is made; the old one alone is refused from then on.
    let mut command = lanyard(&app.db, &data_dir);
    command.args(["account", "create", "--email", "a@example.org", "--name", "A"]);
    command
        .env("SECRET_KEY", other)
        .env("SECRET_KEY_PREVIOUS", SECRET_KEY);
    assert!(run(command).await.status.success());
    let mut command = lanyard(&app.db, &data_dir);
    command.args(["account", "create", "--email", "a@example.org", "--name", "A"]);
    assert_eq!(run(command).await.status.code(), Some(1));
    std::fs::remove_dir_all(data_dir).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn four_commands_that_migrate_at_once_are_fine() {
    let db = TestDb::empty().await;
    let data_dir = folder();
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut command = lanyard(&db, &data_dir);
            command.arg("migrate");
            tokio::spawn(run(command))
        })
        .collect();
    for one in runs {
        let output = one.await.unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    std::fs::remove_dir_all(data_dir).ok();
}

/// The first start of a newcomer: nothing but a folder. The server is the product's own, durable one.
#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_gets_a_server_with_the_demonstration_and_a_way_in() {
    let data_dir = folder();
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let base = format!("http://127.0.0.1:{port}");
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
            .current_dir(std::env::temp_dir())
            .env("DATA_DIR", &data_dir)
            .env("BASE_URL", &base);
        command.stdin(Stdio::null());
        command
    };
    let mut serving = command()
        .args(["serve", "--demo", "--listen", &format!("127.0.0.1:{port}")])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(serving.stdout.take().unwrap());
    let (said, output) = tokio::task::spawn_blocking(move || {
        let mut said = Vec::new();
        while said
            .last()
            .is_none_or(|line: &String| !line.contains("/organizer/sign-in/"))
        {
            let mut line = String::new();
            assert!(
                output.read_line(&mut line).unwrap() > 0,
                "it ended early: {said:?}"
            );
            said.push(line.trim().to_owned());
        }
        (said, output)
    })
    .await
    .unwrap();
    assert!(said.iter().any(|line| line.contains("/dev/mailbox")), "{said:?}");
    let visitor = Visitor::new(base.clone());
    let home = visitor.page("/").await;
    assert!(
        home.texts(".events h2")
            .iter()
            .any(|title| title.starts_with("Dialogue of Integrations"))
    );
    assert_eq!(
        visitor.page("/e/ports-round-table").await.text("main .button"),
        "Join the waitlist"
    );
    assert_eq!(visitor.get("/e/spring-workshop").await.status, 404, "a draft");
    visitor.post(said.last().unwrap(), &[]).await;
    let draft = visitor.page("/organizer/events/spring-workshop").await;
    assert!(draft.text(".lacks").starts_with("There must be time"));
    assert_eq!(app_people(&visitor).await, 24);

    // A second command shares the running server: more people, and they agree with another run's.
    for (more, total) in [("300", 324), ("300", 324)] {
        let mut adding = command();
        adding.args(["demo", "--attendees", more]);
        let output = run(adding).await;
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert_eq!(app_people(&visitor).await, total);
    }
    Command::new("kill")
        .args(["-TERM", &serving.id().to_string()])
        .status()
        .unwrap();
    let ended = tokio::task::spawn_blocking(move || {
        let mut rest = String::new();
        let mut output = output;
        output.read_to_string(&mut rest).ok();
        serving.wait().unwrap()
    })
    .await
    .unwrap();
    assert!(ended.success());
    let key = std::fs::metadata(data_dir.join("secret_key")).unwrap();
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&key.permissions()) & 0o777,
        0o600
    );
    std::fs::remove_dir_all(data_dir).unwrap();
}

async fn app_people(visitor: &Visitor) -> usize {
    let list = visitor
        .page("/organizer/events/dialogue-of-integrations/attendees")
        .await;
    list.text(".tabs a b").replace(',', "").parse().unwrap()
}
