//! What people do at a page that no script of ours does for them: press twice, go back, let the browser fill in what it
//! knows, walk by keys alone.

use lanyard::accounts::Role;
use lanyard::platform::lang::Lang;

use crate::browser::{Browser, Key};
use crate::chromium::Chromium;
use crate::patience::until;
use crate::states::SUBMIT;
use crate::support::TestApp;
use crate::support::app::ORGANIZATION;

const FORM: &str = "/e/dialogue/register";

async fn conference() -> TestApp {
    let app = TestApp::start().await;
    app.event("dialogue")
        .categories(&[("expert", Some(1000)), ("online", None)])
        .asking_for_phones()
        .publish()
        .await;
    app
}

async fn filled_in(chromium: &Chromium, app: &TestApp, email: &str, script: bool) -> Browser {
    let mut window = chromium.window(app, Lang::En).await;
    if !script {
        window.disable_script().await;
    }
    window.visit(FORM).await;
    window.click("#accept_terms").await;
    window.click("input[name=category][value=expert]").await;
    window.type_into("#name", "Maria Petrova").await;
    window.type_into("#email", email).await;
    window
}

async fn arrived(window: &Browser) {
    until("the registration's page is there", async || {
        window.path().await.starts_with("/r/").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn however_often_the_button_is_pressed_somebody_is_registered_once() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    for (number, script) in [true, false].into_iter().enumerate() {
        let email = format!("mouse{number}@example.org");
        let mut window = filled_in(&chromium, &app, &email, script).await;
        assert_eq!(window.hammer(SUBMIT, 2).await, 200);
        arrived(&window).await;
        window.close().await;

        let email = format!("keys{number}@example.org");
        let mut window = filled_in(&chromium, &app, &email, script).await;
        assert_eq!(window.enter_often(5).await, 200);
        arrived(&window).await;
        window.close().await;
    }
    let people = "SELECT count(*) FROM registrations";
    assert_eq!(app.count(people).await, 4, "each of them once");
    let mails = "SELECT count(*) FROM outgoing_mails";
    assert_eq!(app.count(mails).await, 4, "and each has one mail");
}

/// Keeps the form from leaving the page, and notes what the button says meanwhile.
const STAY: &str = "document.addEventListener('submit', event => { event.preventDefault(); \
                    const {textContent, ariaDisabled} = document.querySelector('[data-busy]'); \
                    globalThis.pressed = [textContent, ariaDisabled]; }, {once: true})";

/// What the browser tells a page that it has kept in memory when somebody goes back to it.
const BACK: &str = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})), undefined";

#[tokio::test(flavor = "multi_thread")]
async fn the_button_says_that_it_was_pressed_and_can_be_pressed_again_after_going_back() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    let mut window = filled_in(&chromium, &app, "maria@example.org", true).await;
    let words = window.text(SUBMIT).await;
    let busy: String = window
        .look("document.querySelector('[data-busy]').dataset.busy")
        .await;
    assert_ne!(words, busy);
    window.look::<()>(STAY).await;
    window.click(SUBMIT).await;
    let pressed: (String, Option<String>) = window.look("pressed").await;
    assert_eq!(pressed, (busy, Some("true".to_owned())));

    window.look::<()>(BACK).await;
    assert_eq!(window.text(SUBMIT).await, words);
    let disabled: Option<String> = window.property(SUBMIT, "ariaDisabled").await;
    assert_eq!(disabled, None);
    assert_eq!(window.follow(SUBMIT).await, 200);
    arrived(&window).await;
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 1);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_fills_in_what_it_knows_in_one_go() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    let mut window = chromium.window(&app, Lang::En).await;
    window.visit(FORM).await;
    let before = window.form().await;
    window.autofill("#name", PROFILE).await;
    let expected = [
        ("name", "Maria Petrova"),
        ("email", "maria@example.org"),
        ("organization", "Institute of Europe"),
        ("country", "RU"),
        ("phone", "+7 862 266-33-33"),
    ];
    until("the fields are filled in", async || {
        let form = window.form().await;
        expected
            .iter()
            .all(|(field, value)| same(&form[*field], value))
            .then_some(())
    })
    .await;
    let trap = window.property::<String>("#remarks", "value").await;
    assert_eq!(trap, "", "what nobody sees stays empty");
    for (field, value) in window.form().await {
        if !expected.iter().any(|(filled, _)| *filled == field) {
            assert_eq!(before[&field], value, "{field}");
        }
    }
    window.close().await;
}

/// What Chromium knows of somebody, by its own names.
const PROFILE: &[(&str, &str)] = &[
    ("NAME_FULL", "Maria Petrova"),
    ("EMAIL_ADDRESS", "maria@example.org"),
    ("COMPANY_NAME", "Institute of Europe"),
    ("ADDRESS_HOME_COUNTRY", "RU"),
    ("PHONE_HOME_WHOLE_NUMBER", "+78622663333"),
];

/// Browsers write numbers each in its own way.
fn same(shown: &str, meant: &str) -> bool {
    let bare = |text: &str| text.replace([' ', '-'], "");
    bare(shown) == bare(meant)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_standard_field_says_what_it_asks_for() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    let mut window = chromium.window(&app, Lang::En).await;
    window.visit(FORM).await;
    let fields: Vec<[String; 4]> = window
        .look(
            "[...document.querySelectorAll('main form :is(input:not([type=hidden], [type=radio], [type=checkbox]), select)')]\
             .filter(e => e.tabIndex >= 0).map(e => [e.id, e.autocomplete, e.type, e.inputMode])",
        )
        .await;
    let fields: Vec<_> = fields
        .iter()
        .map(|field| field.each_ref().map(String::as_str))
        .collect();
    assert_eq!(
        fields,
        [
            ["name", "name", "text", ""],
            ["email", "email", "email", ""],
            ["organization", "organization", "text", ""],
            ["position", "organization-title", "text", ""],
            ["country", "country", "select-one", ""],
            ["phone", "tel", "tel", ""],
        ]
    );
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tab_walks_through_the_form_as_it_is_read() {
    let app = conference().await;
    let chromium = Chromium::start().await;
    let mut window = chromium.window(&app, Lang::En).await;
    window.visit(FORM).await;
    for width in [320, 1280] {
        window.resize(width, 800).await;
        window
            .look::<()>("document.activeElement.blur(), scrollTo(0, 0), undefined")
            .await;
        window.tab_to("#name").await;
        let mut walk: Vec<(String, f64)> = Vec::new();
        loop {
            let here: (String, f64) = window
                .look(
                    "[document.activeElement.id || document.activeElement.localName, \
                     Math.round(document.activeElement.getBoundingClientRect().top + scrollY)]",
                )
                .await;
            let is_last = here.0 == "button";
            walk.push(here);
            if is_last {
                break;
            }
            window.press(Key::Tab).await;
        }
        assert!(
            walk.is_sorted_by(|before, after| before.1 <= after.1),
            "{width} px: {walk:?}"
        );
        let stops: Vec<&str> = walk.iter().map(|(stop, _)| stop.as_str()).collect();
        for field in [
            "name",
            "email",
            "category",
            "organization",
            "country",
            "accept_terms",
            "button",
        ] {
            assert!(stops.contains(&field), "{field} is not in {stops:?}");
        }
        assert!(!stops.contains(&"remarks"), "{stops:?}");
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_walked_by_keys_which_can_be_switched_off() {
    const LIST: &str = "/organizer/events/dialogue/attendees";
    let app = conference().await;
    app.fill("dialogue", 3).await;
    let chromium = Chromium::start().await;
    let link = app
        .sign_in_link("anna@example.org", ORGANIZATION, Role::Viewer)
        .await;
    let mut window = chromium.window(&app, Lang::En).await;
    window.visit(&link).await;
    window.follow(SUBMIT).await;
    window.visit(LIST).await;
    let names = window.texts("tbody td:first-child a").await;
    let focused = async |window: &Browser| -> String {
        window
            .look("document.activeElement.id || document.activeElement.textContent.trim()")
            .await
    };
    for (key, at) in [('j', 0), ('j', 1), ('j', 2), ('j', 2), ('k', 1)] {
        window.press(Key::Letter(key)).await;
        assert_eq!(focused(&window).await, names[at], "{key}");
    }
    assert_eq!(window.enter().await, 200);
    assert_eq!(window.text("h1").await, names[1]);

    window.visit(LIST).await;
    window.press(Key::Letter('/')).await;
    assert_eq!(focused(&window).await, "q");
    for key in ['j', '?', '/'] {
        window.press(Key::Letter(key)).await;
    }
    assert_eq!(
        window.property::<String>("#q", "value").await,
        "j?/",
        "who types is left to it"
    );

    window.visit(LIST).await;
    let is_open = async |window: &Browser| window.property::<bool>("#keys", "open").await;
    assert!(!is_open(&window).await);
    window.press(Key::Letter('?')).await;
    assert!(is_open(&window).await);
    window.click("label[for=keys-on]").await;
    window.press(Key::Escape).await;
    assert!(!is_open(&window).await);
    window.press(Key::Letter('j')).await;
    // What had the focus before the help was opened has it again at a moment of the browser's choosing.
    let at = focused(&window).await;
    assert!(!names.contains(&at), "switched off, and at {at}");
    window.visit(LIST).await;
    window.press(Key::Letter('?')).await;
    assert!(!is_open(&window).await, "and stays so");
    window.close().await;
}
