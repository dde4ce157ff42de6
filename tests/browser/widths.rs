//! No page is wider than its window, be it a small phone's, whatever names people have and however long words are.

use lanyard::accounts::Role;
use lanyard::platform::lang::Lang;

use crate::browser::Browser;
use crate::chromium::Chromium;
use crate::support::TestApp;
use crate::support::app::ORGANIZATION;

const WIDTHS: [u32; 3] = [320, 390, 1280];

#[tokio::test(flavor = "multi_thread")]
async fn pages_fit_their_window_in_english() {
    fit(Lang::En).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_fit_their_window_in_russian() {
    fit(Lang::Ru).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_fit_their_window_in_chinese() {
    fit(Lang::Zh).await;
}

/// One word without a place to break it.
fn long_word(letter: char) -> String {
    letter.to_string().repeat(200)
}

/// As long as an address may be (RFC 5321, 4.5.3.1).
fn long_address() -> String {
    let label = "d".repeat(60);
    format!("{}@{label}.{label}.{label}.org", "l".repeat(64))
}

async fn fit(language: Lang) {
    let app = TestApp::start().await;
    app.event("dialogue")
        .categories(&[("expert", Some(37)), ("online", None)])
        .asking_for_phones()
        .publish()
        .await;
    app.event("long")
        .title(&format!("Trans{}", long_word('w')))
        .publish()
        .await;
    app.event("draft").bare().without_time().draft().await;
    app.event("ready").draft().await;

    let visitor = app.visitor().speaking(language.code());
    let (address, organization) = (long_address(), long_word('Щ'));
    let mut own = String::new();
    for (name, email) in [
        (long_word('w').as_str(), address.as_str()),
        (&"Константинопольская ".repeat(10), "many-words@example.org"),
        (
            "محمد بن عبد الله بن سلمان بن عبد العزيز آل سعود",
            "right-to-left@example.org",
        ),
        (&long_word('魑'), "han@example.org"),
    ] {
        let fields = [
            ("name", name.trim()),
            ("email", email),
            ("category", "expert"),
            ("organization", &organization),
            ("position", &organization),
        ];
        let answer = visitor.register("dialogue", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        own = answer.location();
        app.mailbox().wait_for(email, 1).await;
    }

    let chromium = Chromium::start().await;
    let mut window = chromium.window(&app, language).await;
    let mut measure = Measure::default();
    for (address, status) in [
        ("/", 200),
        ("/e/dialogue", 200),
        ("/e/long", 200),
        ("/e/dialogue/terms", 200),
        ("/e/dialogue/register", 200),
        ("/e/long/register", 200),
        (&own, 200),
        ("/organizer/sign-in", 200),
        ("/dev/mailbox", 200),
        ("/nothing-here", 404),
    ] {
        assert_eq!(window.visit(address).await, status, "{address}");
        measure.take(&window).await;
    }
    window.visit("/dev/mailbox").await;
    window.follow("tbody tr:last-child a").await;
    measure.take(&window).await;
    window.follow("main a[href$='/html']").await;
    measure.take(&window).await;
    for page in ["/e/dialogue/register", "/organizer/sign-in"] {
        window.visit(page).await;
        assert_eq!(window.follow("main form button").await, 422);
        measure.take(&window).await;
    }

    window
        .visit(
            &app.sign_in_link("anna@example.org", ORGANIZATION, Role::Owner)
                .await,
        )
        .await;
    measure.take(&window).await;
    window.follow("main form button").await;
    for path in [
        "",
        "/account",
        "/events/dialogue",
        "/events/long",
        "/events/draft",
        "/events/ready",
        "/events/dialogue/attendees",
    ] {
        assert_eq!(window.visit(&format!("/organizer{path}")).await, 200);
        measure.take(&window).await;
    }
    for row in 1..=4 {
        window.visit("/organizer/events/dialogue/attendees").await;
        window
            .follow(&format!("tbody tr:nth-child({row}) td:first-child a"))
            .await;
        measure.take(&window).await;
    }
    window
        .visit(&format!(
            "/organizer/events/dialogue/attendees?q={}",
            long_word('q')
        ))
        .await;
    measure.take(&window).await;
    window.close().await;
    assert!(measure.too_wide.is_empty(), "{:#?}", measure.too_wide);
}

/// What did not fit, so that one run tells of all of it.
#[derive(Default)]
struct Measure {
    too_wide: Vec<String>,
}

impl Measure {
    async fn take(&mut self, window: &Browser) {
        for width in WIDTHS {
            window.resize(width, 700).await;
            let overflow = window.overflow().await;
            if !overflow.is_empty() {
                self.too_wide.push(format!(
                    "{} in {width} pixels: {}",
                    window.path().await,
                    overflow.join(", ")
                ));
            }
        }
    }
}
