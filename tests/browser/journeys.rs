//! What the product asks of people who are in a hurry: pages, fields, and the time it takes to type, each within a
//! limit. With script and without, on phones and at a desk.
//!
//! Typing is counted at 200 characters a minute, as on a phone; to look at a page and to aim at something on it takes
//! a while, too. That is a rule of thumb, the same for every journey, and not a measurement.

use lanyard::accounts::Role;
use lanyard::platform::lang::Lang;

use crate::browser::{Browser, Key};
use crate::chromium::Chromium;
use crate::states::SUBMIT;
use crate::support::TestApp;
use crate::support::app::ORGANIZATION;

/// Seconds for a character.
const TYPING: f64 = 60.0 / 200.0;
/// Seconds to find one's way about a page.
const READING: f64 = 3.0;
/// Seconds to aim and click.
const AIMING: f64 = 1.0;

/// Somebody on her way, and what it has cost her.
struct Traveller {
    window: Browser,
    pages: usize,
    inputs: usize,
    characters: usize,
    clicks: usize,
}

impl Traveller {
    fn new(window: Browser) -> Self {
        Self {
            window,
            pages: 0,
            inputs: 0,
            characters: 0,
            clicks: 0,
        }
    }

    /// Opens a link from a mail.
    async fn open(&mut self, address: &str) {
        self.pages += 1;
        assert_eq!(self.window.visit(address).await, 200, "{address}");
    }

    async fn follow(&mut self, selector: &str) {
        self.pages += 1;
        self.clicks += 1;
        assert_eq!(self.window.follow(selector).await, 200, "{selector}");
    }

    async fn type_into(&mut self, selector: &str, text: &str) {
        self.inputs += 1;
        self.characters += text.chars().count();
        self.window.type_into(selector, text).await;
    }

    /// Enters a day and an hour by the browser's own calendar.
    async fn pick(&mut self, selector: &str, moment: &str) {
        self.inputs += 1;
        self.characters += moment.chars().count();
        self.window.choose(selector, moment).await;
    }

    async fn tick(&mut self, selector: &str) {
        self.inputs += 1;
        self.clicks += 1;
        self.window.click(selector).await;
    }

    fn seconds(&self) -> f64 {
        let count = |n: usize| f64::from(u32::try_from(n).expect("few"));
        count(self.pages) * READING
            + count(self.clicks + self.inputs) * AIMING
            + count(self.characters) * TYPING
    }

    async fn arrive(self, pages: usize, inputs: usize, seconds: f64) {
        let took = self.seconds();
        assert!(self.pages <= pages, "{} pages, {pages} at most", self.pages);
        assert!(self.inputs <= inputs, "{} inputs, {inputs} at most", self.inputs);
        assert!(took <= seconds, "{took} seconds, {seconds} at most");
        self.window.close().await;
    }
}

/// Every width with script, and without.
const MANNERS: [(u32, bool); 6] = [
    (320, true),
    (390, true),
    (1280, true),
    (320, false),
    (390, false),
    (1280, false),
];

async fn window(chromium: &Chromium, app: &TestApp, (width, script): (u32, bool)) -> Browser {
    let window = chromium.window(app, Lang::En).await;
    if !script {
        window.disable_script().await;
    }
    window.resize(width, 800).await;
    window
}

/// Somebody's own link, by mail, who registered a while ago.
async fn registered(app: &TestApp, email: &str) -> String {
    let fields = [
        ("name", "Maria Petrova"),
        ("email", email),
        ("category", "expert"),
    ];
    assert_eq!(app.visitor().register("dialogue", &fields).await.status, 303);
    app.mailbox().wait_for(email, 1).await[0].link()
}

async fn conference() -> TestApp {
    let app = TestApp::start().await;
    app.event("dialogue")
        .categories(&[("expert", Some(1000)), ("online", None)])
        .publish()
        .await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn to_register_takes_two_pages_four_fields_and_less_than_a_minute() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    for (number, manner) in (1..).zip(MANNERS) {
        let mut maria = Traveller::new(window(&chromium, &app, manner).await);
        maria.window.visit("/e/dialogue").await;
        maria.follow("a.button").await;
        let required: Vec<String> = maria
            .window
            .look(
                "[...new Set([...document.querySelectorAll('main form .field')].filter(field => field.checkVisibility() \
                 && !field.textContent.includes('(optional)')).map(field => field.querySelector('[name]').name))]",
            )
            .await;
        assert_eq!(required, ["name", "email", "category", "accept_terms"]);
        maria.type_into("#name", "Maria Petrova").await;
        maria
            .type_into("#email", &format!("maria{number}@example.org"))
            .await;
        maria.tick("input[name=category][value=expert]").await;
        maria.tick("#accept_terms").await;
        maria.follow(SUBMIT).await;
        assert!(maria.window.path().await.starts_with("/r/"));
        maria.arrive(2, 4, 45.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn to_register_takes_no_mouse() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    let mut window = window(&chromium, &app, (390, true)).await;
    window.visit("/e/dialogue").await;
    window.tab_to("a.button").await;
    assert_eq!(window.enter().await, 200);
    for (field, text) in [("#name", "Maria Petrova"), ("#email", "maria@example.org")] {
        window.tab_to(field).await;
        window.type_here(text).await;
    }
    window.tab_to("[name=category]").await;
    window.press(Key::Space).await;
    window.tab_to("#accept_terms").await;
    window.press(Key::Space).await;
    window.tab_to(SUBMIT).await;
    assert_eq!(window.enter().await, 200);
    assert_eq!(window.text(".badge .name").await, "Maria Petrova");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn to_correct_a_detail_takes_half_a_minute_from_the_mail() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    for (number, manner) in (1..).zip(MANNERS) {
        let link = registered(&app, &format!("maria{number}@example.org")).await;
        let mut maria = Traveller::new(window(&chromium, &app, manner).await);
        maria.open(&link).await;
        maria.follow("a[href$='/change']").await;
        maria.type_into("#organization", "Institute of Europe").await;
        maria.follow(SUBMIT).await;
        let facts = maria.window.text("main").await;
        assert!(facts.contains("Institute of Europe"), "{facts}");
        maria.arrive(3, 1, 30.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn to_withdraw_takes_twenty_seconds_from_the_mail() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    for (number, manner) in (1..).zip(MANNERS) {
        let email = format!("maria{number}@example.org");
        let link = registered(&app, &email).await;
        let mut maria = Traveller::new(window(&chromium, &app, manner).await);
        maria.open(&link).await;
        maria.follow("a[href$='/withdraw']").await;
        maria.follow("form[action*='/withdraw'] button").await;
        let withdrawn =
            format!("SELECT count(*) FROM registrations WHERE email = '{email}' AND status = 'withdrawn'");
        assert_eq!(app.count(&withdrawn).await, 1);
        maria.arrive(3, 0, 20.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lost_the_mail_has_another_link_within_a_minute() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    for (number, manner) in (1..).zip(MANNERS) {
        let email = format!("maria{number}@example.org");
        registered(&app, &email).await;
        let mut maria = Traveller::new(window(&chromium, &app, manner).await);
        maria.open("/e/dialogue").await;
        maria.follow("a[href*='find']").await;
        maria.type_into("#email", &email).await;
        maria.follow(SUBMIT).await;
        let link = app.mailbox().wait_for(&email, 2).await[1].link();
        maria.open(&link).await;
        assert_eq!(maria.window.text(".badge .name").await, "Maria Petrova");
        maria.arrive(4, 1, 60.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_sign_in_to_a_published_event_takes_eight_inputs_and_two_minutes() {
    let app = TestApp::start().await;
    let chromium = Chromium::start().await;
    for (number, manner) in (1..).zip(MANNERS) {
        let email = format!("anna{number}@example.org");
        let link = app.sign_in_link(&email, ORGANIZATION, Role::Owner).await;
        let mut anna = Traveller::new(window(&chromium, &app, manner).await);
        anna.open(&link).await;
        anna.follow(SUBMIT).await;
        anna.follow("main a[href='/organizer/new-event']").await;
        anna.type_into("#title", &format!("Black Sea Forum {number}"))
            .await;
        anna.pick("#starts", "2027-05-20T09:30").await;
        anna.pick("#ends", "2027-05-21T17:30").await;
        anna.type_into("#zone", "Europe/Moscow").await;
        anna.type_into("#venue", "Radisson Lazurnaya Hotel").await;
        anna.type_into("#address", "103 Kurortniy Prospekt, Sochi").await;
        anna.type_into("#places", "120").await;
        anna.follow(SUBMIT).await;
        anna.follow("form[action$='/publish'] button").await;
        let public = format!("/e/black-sea-forum-{number}");
        assert_eq!(app.visitor().get(&public).await.status, 200);
        anna.arrive(5, 8, 120.0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn to_find_one_of_many_takes_a_few_letters() {
    let app = conference().await;
    app.fill("dialogue", 300).await;
    registered(&app, "maria@example.org").await;
    let chromium = Chromium::start().await;
    for (number, manner) in (1..).zip(MANNERS) {
        let email = format!("anna{number}@example.org");
        let link = app.sign_in_link(&email, ORGANIZATION, Role::Viewer).await;
        let mut window = window(&chromium, &app, manner).await;
        window.visit(&link).await;
        window.follow(SUBMIT).await;
        window.visit("/organizer/events/dialogue/attendees").await;
        let mut anna = Traveller::new(window);
        anna.type_into("#q", "petr").await;
        assert_eq!(anna.window.enter().await, 200);
        anna.pages += 1;
        let found = anna.window.texts("tbody td:first-child a").await;
        assert_eq!(found, ["Maria Petrova"]);
        // The list is open already: five seconds and what the answer takes to read.
        anna.arrive(1, 1, 5.0 + READING).await;
    }
}
