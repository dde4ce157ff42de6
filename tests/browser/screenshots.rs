//! Pictures of every page in every state, language, width and light, for people to look at: `scripts/screenshots`.
//!
//! They are compared with nothing. What a machine can judge, the other tests do; whether a page is clear and handsome
//! takes eyes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{Days, Utc};
use lanyard::accounts::Role;
use lanyard::activity::Actor;
use lanyard::platform::lang::Lang;
use lanyard::platform::web::urls;
use lanyard::publishing::cancel_event;
use serde_json::json;

use crate::browser::Browser;
use crate::chromium::Chromium;
use crate::support::TestApp;
use crate::support::app::{ORGANIZATION, SECRET_KEY};

const WIDTHS: [u32; 2] = [390, 1280];

/// The demonstration's conference, which has the most to show.
const EVENT: &str = "dialogue-of-integrations";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes pictures, tests nothing"]
async fn screenshots() {
    let app = TestApp::start().await;
    load_demonstration(&app).await;
    set_up_what_the_demonstration_lacks(&app).await;

    let mut album = Album::new();
    let chromium = Chromium::start().await;
    for language in Lang::ALL {
        album.language = language;
        show_visitor(&app, &chromium, &mut album).await;
        show_organizer(&app, &chromium, &mut album).await;
    }
    println!("{}", album.bind().display());
}

/// The same events and people that a newcomer sees.
async fn load_demonstration(app: &TestApp) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command
        .args(["demo", "--secret-key", SECRET_KEY])
        .env("DATABASE_URL", app.db.url())
        .env("DATA_DIR", &app.app.config.data_dir)
        .env("BASE_URL", app.base());
    let loaded = tokio::task::spawn_blocking(move || command.output());
    let loaded = loaded.await.expect("a thread").expect("lanyard runs");
    assert!(
        loaded.status.success(),
        "{}",
        String::from_utf8_lossy(&loaded.stderr)
    );
}

async fn set_up_what_the_demonstration_lacks(app: &TestApp) {
    let next_month = Utc::now().date_naive() + Days::new(30);
    app.event("not-yet")
        .rules(json!({"registration": [{"opens": next_month}]}))
        .publish()
        .await;
    app.event("closed")
        .rules(json!({"registration": [{"until": "2026-01-31"}]}))
        .publish()
        .await;
    app.event("ready").draft().await;
    let cancelled = app.event("cancelled").publish().await;
    let mut conn = app.conn().await;
    cancel_event(&mut conn, &app.app.clock, cancelled.id, Actor::Operator)
        .await
        .expect("cancelled");
}

async fn show_visitor(app: &TestApp, chromium: &Chromium, album: &mut Album) {
    let (name, email, organization) = match album.language {
        Lang::En => (
            "Zoë Katherine O’Connor-Smith",
            "zoe@example.org",
            "Institute of European Studies",
        ),
        Lang::Ru => (
            "Мария Ивановна Петрова-Водкина",
            "maria@example.org",
            "Институт Европы РАН",
        ),
        Lang::Zh => ("王小明", "xiaoming@example.org", "上海国际问题研究院"),
    };
    let mut window = chromium.window(app, album.language).await;
    for (state, address) in [
        ("home", "/"),
        ("event", "/e/dialogue-of-integrations"),
        ("event-free", "/e/open-lecture"),
        ("event-full", "/e/ports-round-table"),
        ("event-not-yet", "/e/not-yet"),
        ("event-closed", "/e/closed"),
        ("event-cancelled", "/e/cancelled"),
        ("terms", "/e/dialogue-of-integrations/terms"),
        ("register-full", "/e/ports-round-table/register"),
        ("register-not-yet", "/e/not-yet/register"),
        ("not-found", "/nothing-here"),
        ("dead-link", "/r/nothing"),
    ] {
        window.visit(address).await;
        album.take(&window, state).await;
    }

    let form = format!("/e/{EVENT}/register");
    window.visit(&form).await;
    album.take(&window, "register").await;
    window.type_into("#email", "not-an-address").await;
    window.follow("main form button").await;
    album.take(&window, "register-mistakes").await;

    for state in ["own", "register-twice"] {
        window.visit(&form).await;
        window.type_into("#name", name).await;
        window.type_into("#email", email).await;
        window.click("input[name=category]:not([value=delegate])").await;
        window.type_into("#organization", organization).await;
        window.click("#accept_terms").await;
        window.follow("main form button").await;
        album.take(&window, state).await;
    }
    show_mail(app, &mut window, email, 1, "mail-confirmed", album).await;
    show_mail(app, &mut window, email, 2, "mail-already-registered", album).await;

    window
        .visit(&app.mailbox().wait_for(email, 1).await[0].link())
        .await;
    window.follow("main form button").await;
    album.take(&window, "own-sent-again").await;
    window.close().await;
}

async fn show_organizer(app: &TestApp, chromium: &Chromium, album: &mut Album) {
    let mut window = chromium.window(app, album.language).await;
    window.visit("/organizer/sign-in").await;
    album.take(&window, "sign-in").await;
    window.follow("main form button").await;
    album.take(&window, "sign-in-mistakes").await;

    let email = format!("anna-{}@example.org", album.language);
    let link = app.sign_in_link(&email, ORGANIZATION, Role::Owner).await;
    window.visit("/organizer/sign-in").await;
    window.type_into("#email", &email).await;
    window.follow("main form button").await;
    album.take(&window, "sign-in-requested").await;
    show_mail(app, &mut window, &email, 1, "mail-sign-in", album).await;
    window.visit(&link).await;
    album.take(&window, "sign-in-link").await;
    window.follow("main form button").await;
    album.take(&window, "organizer").await;

    let attendees = format!("/organizer/events/{EVENT}/attendees");
    let organization = app
        .conn_id(&format!(
            "SELECT id FROM organizations WHERE name = '{ORGANIZATION}'"
        ))
        .await;
    for (state, address) in [
        ("account", "/organizer/account".to_owned()),
        ("team", urls::team(&organization)),
        ("organization", urls::organization(&organization)),
        ("overview", format!("/organizer/events/{EVENT}")),
        ("overview-draft", "/organizer/events/spring-workshop".to_owned()),
        ("overview-ready", "/organizer/events/ready".to_owned()),
        ("attendees", attendees.clone()),
        ("attendees-none", format!("{attendees}?q=nobody&status=confirmed")),
        (
            "no-attendees-yet",
            "/organizer/events/not-yet/attendees".to_owned(),
        ),
        ("mailbox", "/dev/mailbox".to_owned()),
    ] {
        window.visit(&address).await;
        album.take(&window, state).await;
    }
    // The latest: the one who has just registered in this language.
    window.visit(&attendees).await;
    window.follow("tbody td:first-child a").await;
    album.take(&window, "attendee").await;
    window.close().await;
}

/// The newest of the `number` mails to `email`: as the mailbox shows it and as its reader's program does.
async fn show_mail(
    app: &TestApp,
    window: &mut Browser,
    email: &str,
    number: usize,
    state: &'static str,
    album: &mut Album,
) {
    app.mailbox().wait_for(email, number).await;
    window.visit("/dev/mailbox").await;
    let row = format!(
        "Array.from(document.querySelectorAll('tbody tr')).filter(row => row.textContent.includes('{email}'))"
    );
    // The newest stands first, hence is the last that is counted from the end.
    let href: String = window
        .look(&format!(
            "{row}.at(-{number}).querySelector('a').getAttribute('href')"
        ))
        .await;
    window.visit(&href).await;
    if number == 1 {
        album.take(window, "mailbox-mail").await;
    }
    window.follow("main a[href$='/html']").await;
    album.take(window, state).await;
}

/// The pictures, and the page to look at them.
struct Album {
    folder: PathBuf,
    language: Lang,
    states: Vec<&'static str>,
}

impl Album {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).expect("a folder");
        Self {
            folder,
            language: Lang::En,
            states: Vec::new(),
        }
    }

    /// Pictures of the page as it stands, in every size and light.
    async fn take(&mut self, window: &Browser, state: &'static str) {
        for width in WIDTHS {
            window.resize(width, 900).await;
            for dark in [false, true] {
                window.prefer_dark(dark).await;
                let picture = window.screenshot().await;
                std::fs::write(self.folder.join(file(state, self.language, width, dark)), picture)
                    .expect("room for a picture");
            }
        }
        window.prefer_dark(false).await;
        if !self.states.contains(&state) {
            self.states.push(state);
        }
    }

    /// Writes the page: a row for every state, a column for every language and width; light above dark.
    fn bind(&self) -> PathBuf {
        let mut rows = String::new();
        for state in &self.states {
            write!(rows, "<h2 id=\"{state}\">{state}</h2><div>").expect("text");
            for (language, width) in Lang::ALL
                .iter()
                .flat_map(|&language| WIDTHS.map(|width| (language, width)))
            {
                for dark in [false, true] {
                    let file = file(state, language, width, dark);
                    write!(rows, "<a href=\"{file}\" title=\"{file}\"><img loading=\"lazy\" alt=\"{file}\" src=\"{file}\"></a>").expect("text");
                }
            }
            rows.push_str("</div>");
        }
        let mut links = String::new();
        for state in &self.states {
            write!(links, "<a href=\"#{state}\">{state}</a> ").expect("text");
        }
        let page = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Lanyard’s pages</title><style>\
             body{{font-family:system-ui;margin:1rem;background:#888}}h2{{margin:2rem 0 .5rem}}\
             div{{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));gap:.5rem;align-items:start}}img{{width:100%}}\
             </style><h1>Lanyard’s pages</h1><p>{links}</p>{rows}</html>\n"
        );
        let index = self.folder.join("index.html");
        std::fs::write(&index, page).expect("room for a page");
        index
    }
}

fn file(state: &str, language: Lang, width: u32, dark: bool) -> String {
    format!(
        "{state}.{language}.{width}.{}.png",
        if dark { "dark" } else { "light" }
    )
}
