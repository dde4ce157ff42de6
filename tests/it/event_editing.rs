//! Drafting an event and changing its texts, time and place.

use lanyard::accounts::Role;

use crate::support::app::ORGANIZATION;
use crate::support::{Html, TestApp};

const NEW: &str = "/organizer/new-event";
const DETAILS: &str = "/organizer/events/forum/details";
const SCHEDULE: &str = "/organizer/events/forum/when-and-where";

const IDEA: [(&str, &str); 7] = [
    ("title", "Forum of Black Sea Ports"),
    ("starts", "2027-05-20T09:30"),
    ("ends", "2027-05-21T17:30"),
    ("zone", "Moscow"),
    ("venue", "Radisson Lazurnaya Hotel"),
    ("address", "103 Kurortniy Prospekt, Sochi, Russia"),
    ("places", "120"),
];

fn mistakes(page: &Html) -> Vec<String> {
    page.attrs(".summary a", "href")
}

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = IDEA.to_vec();
    fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    fields.extend_from_slice(changes);
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_inputs_and_two_clicks_publish_an_event() {
    let app = TestApp::start().await;
    let manager = app.organizer(Role::Manager).await;
    let form = manager.page(NEW).await;
    let fields = form.form("main form");
    assert_eq!(fields.len(), 8, "no more fields than eight");
    let empty = fields.iter().filter(|(_, value)| value.is_empty()).count();
    assert_eq!(empty, 6, "zone and contact are filled in");
    let answer = manager.fill_in_page(&form, &IDEA).await;
    assert_eq!(answer.location(), "/organizer/events/forum-of-black-sea-ports");
    let overview = manager.page(&answer.location()).await;
    assert!(overview.text(".notice").contains("Ready to be published"));
    let publish = overview.attr("form[action$=publish]", "action");
    assert_eq!(manager.post(&publish, &[]).await.status, 303);
    let address = "/e/forum-of-black-sea-ports";
    for (language, category) in [("en", "Participant"), ("ru", "Участник"), ("zh", "参会者")] {
        let page = app.visitor().speaking(language).page(address).await;
        assert!(page.text(".places").contains(category), "{language}");
        assert_eq!(
            page.texts(".clause-list a").len(),
            5,
            "registration and four clauses"
        );
    }
    let terms = app.visitor().page(&format!("{address}/terms")).await;
    assert!(terms.text(".clauses").contains(ORGANIZATION));
    let anna = [("name", "Anna"), ("email", "anna@example.org")];
    let answer = app.visitor().register("forum-of-black-sea-ports", &anna).await;
    assert_eq!(answer.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_venue_is_entered_once_and_an_address_given_once() {
    let app = TestApp::start().await;
    let manager = app.organizer(Role::Manager).await;
    manager.fill_in(NEW, &IDEA).await;
    let form = manager.page(NEW).await;
    assert_eq!(
        form.attrs("#venue-list option", "value"),
        ["Radisson Lazurnaya Hotel"]
    );
    assert_eq!(form.attr("#zone", "value"), "Europe/Moscow");
    let answer = manager.fill_in_page(&form, &with(&[("address", "")])).await;
    assert_eq!(answer.location(), "/organizer/events/forum-of-black-sea-ports-2");
    assert_eq!(app.count("SELECT count(*) FROM venues").await, 1);
    let answer = manager
        .fill_in(
            &format!("{NEW}?lang=ru"),
            &with(&[("title", "Форум портов Чёрного моря")]),
        )
        .await;
    assert_eq!(answer.location(), "/organizer/events/forum-portov-chernogo-moria");
    let answer = manager.fill_in(NEW, &with(&[("title", "黑海港口论坛")])).await;
    assert_eq!(answer.location(), "/organizer/events/event-2027-05-20");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_explained_beside_its_field() {
    let app = TestApp::start().await;
    let manager = app.organizer(Role::Manager).await;
    let gap = [
        ("zone", "Europe/Berlin"),
        ("starts", "2027-03-28T02:30"),
        ("ends", "2027-03-28T12:00"),
    ];
    let huge = "x".repeat(100_000);
    for (changes, field) in [
        (&[("title", " ")][..], "title"),
        (&[("title", huge.as_str())], "title"),
        (&[("starts", "soon")], "starts"),
        (&[("ends", "2027-05-20T09:30")], "ends"),
        (&[("zone", "Atlantis")], "zone"),
        (&gap, "starts"),
        (&[("venue", "")], "venue"),
        (&[("address", "")], "address"),
        (&[("places", "plenty")], "places"),
        (&[("contact", "office")], "contact"),
    ] {
        let answer = manager.fill_in(NEW, &with(changes)).await;
        assert_eq!(answer.status, 422, "{field}");
        let page = answer.html();
        assert_eq!(mistakes(&page), [format!("#{field}")]);
        let kept = page.form("main form");
        for (name, value) in changes {
            assert!(
                kept.contains(&((*name).to_owned(), (*value).to_owned())),
                "{name} is kept"
            );
        }
    }
    let answer = manager.fill_in(NEW, &with(&gap)).await.html();
    let words = answer.text("#starts-error");
    assert!(words.contains("skip") && words.contains("03:00"), "{words}");
    assert_eq!(app.count("SELECT count(*) FROM events").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_only_look_drafts_nothing() {
    let app = TestApp::start().await;
    let viewer = app.organizer(Role::Viewer).await;
    assert_eq!(viewer.get(NEW).await.status, 403);
    assert_eq!(viewer.post(NEW, &IDEA).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_are_changed_in_three_languages() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let fields = [
        ("title_en", "Forum"),
        ("title_ru", "Форум"),
        ("title_zh", ""),
        ("summary_ru", "Два дня."),
        ("description_en", "## Why\r\n\r\nBecause."),
        ("contact_email", "forum@example.org"),
        ("asks_phone", "yes"),
        ("visibility", "unlisted"),
    ];
    let answer = manager.fill_in(DETAILS, &fields).await;
    assert_eq!(answer.location(), format!("{DETAILS}?saved=1"));
    let page = app.visitor().speaking("ru").page("/e/forum").await;
    assert_eq!(page.text("h1"), "Форум");
    assert_eq!(page.text(".lead"), "Два дня.");
    let chinese = app.visitor().speaking("zh").page("/e/forum").await;
    assert_eq!(chinese.attr("h1", "lang"), "en");
    assert_eq!(app.visitor().page("/e/forum").await.text(".prose h3"), "Why");
    assert!(app.visitor().page("/e/forum/register").await.has("#phone"));
    assert!(!app.visitor().page("/").await.has(".events"), "unlisted");
    // A tick that is taken away is taken away.
    let mut form = manager.page(DETAILS).await.form("main form");
    form.retain(|(name, _)| name != "asks_phone");
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(manager.post(DETAILS, &form).await.status, 303);
    assert!(!app.visitor().page("/e/forum/register").await.has("#phone"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_the_markdown_and_saves_nothing() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    let manager = app.organizer(Role::Manager).await;
    let fields = [
        ("preview", "1"),
        ("description_ru", "## Зачем\n\n<script>alert(1)</script>"),
        ("title_en", "Changed"),
    ];
    let answer = manager.fill_in(DETAILS, &fields).await;
    assert_eq!(answer.status, 200);
    let page = answer.html();
    assert_eq!(page.text("#preview [lang=ru] h4"), "Зачем");
    assert!(!page.has("#preview script"));
    assert_eq!(
        page.attr("#title_en", "value"),
        "Changed",
        "what was typed is kept"
    );
    let changed = "SELECT count(*) FROM events WHERE title->>'en' = 'Changed'";
    assert_eq!(app.count(changed).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_address_goes_on_leading_to_the_event() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    app.event("other").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.fill_in(DETAILS, &[("slug", "great-forum")]).await;
    assert_eq!(answer.location(), "/organizer/events/great-forum/details?saved=1");
    let visitor = app.visitor();
    for (old, new) in [
        ("/e/forum", "/e/great-forum"),
        ("/e/forum/terms/1?lang=ru", "/e/great-forum/terms/1?lang=ru"),
        ("/e/forum/register", "/e/great-forum/register"),
        ("/e/forum/calendar.ics", "/e/great-forum/calendar.ics"),
    ] {
        let answer = visitor.get(old).await;
        assert_eq!((answer.status, answer.location().as_str()), (308, new));
        assert_eq!(visitor.get(new).await.status, 200);
    }
    assert_eq!(manager.get("/organizer/events/forum").await.status, 200);
    // Neither the address nor the one it had is free for another event.
    let other = "/organizer/events/other/details";
    for taken in ["great-forum", "forum", "Not An Address"] {
        let answer = manager.fill_in(other, &[("slug", taken)]).await;
        assert_eq!(answer.status, 422, "{taken}");
        assert_eq!(mistakes(&answer.html()), ["#slug"]);
    }
    // Its own old address it may have again.
    let renamed = "/organizer/events/great-forum/details";
    assert_eq!(manager.fill_in(renamed, &[("slug", "forum")]).await.status, 303);
    assert_eq!(
        visitor.get("/e/great-forum/terms").await.location(),
        "/e/forum/terms"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_edit_the_same_event_are_told() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let first = app.organizer(Role::Manager).await;
    let second = app.organizer(Role::Manager).await;
    for (address, hers, his, shown) in [
        (DETAILS, ("title_en", "Hers"), ("title_en", "His"), "Hers"),
        (
            SCHEDULE,
            ("zone", "Asia/Shanghai"),
            ("zone", "Asia/Tokyo"),
            "China",
        ),
    ] {
        let opened = second.page(address).await;
        assert_eq!(first.fill_in(address, &[hers]).await.status, 303);
        let answer = second.fill_in_page(&opened, &[his]).await;
        assert_eq!(answer.status, 409);
        let page = answer.html();
        let told = page.text("[role=alert]");
        assert!(told.contains(shown) && told.contains("Test Organizer"), "{told}");
        let kept = page.form("main form");
        assert!(kept.contains(&(his.0.to_owned(), his.1.to_owned())));
        assert_eq!(second.fill_in_page(&page, &[]).await.status, 303);
    }
    let stored = app
        .conn_id("SELECT title->>'en' || time_zone FROM events WHERE slug = 'forum'")
        .await;
    assert_eq!(stored, "HisAsia/Tokyo");
}

#[tokio::test(flavor = "multi_thread")]
async fn time_and_place_move_with_the_calendar_entry() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let fields = [
        ("starts", "28.10.2029 02:30"),
        ("ends", "2029-10-28T18:00"),
        ("zone", "berlin"),
        ("venue", "new"),
        ("venue_name_en", "Old Library"),
        ("venue_name_ru", "Старая библиотека"),
        ("address_en", "Unter den Linden 8, Berlin"),
        ("position", "52.5178, 13.3915"),
    ];
    let answer = manager.fill_in(SCHEDULE, &fields).await;
    assert_eq!(answer.location(), format!("{SCHEDULE}?saved=twice"));
    let notice = manager.page(&answer.location()).await.text("[role=status]");
    assert!(notice.contains("twice"), "{notice}");
    let page = app.visitor().speaking("ru").page("/e/forum").await;
    assert!(page.text(".facts").contains("Старая библиотека"));
    assert!(page.attr(".facts a", "href").contains("mlat=52.5178"));
    let entry = app.visitor().get("/e/forum/calendar.ics").await.body;
    assert!(
        entry.contains("DTSTART:20291028T003000Z"),
        "the earlier of the two: {entry}"
    );
    assert!(entry.contains("SEQUENCE:1"), "{entry}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_event_keeps_a_time_and_a_place() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    app.event("theirs").of("Another organization").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let theirs = app
        .conn_id("SELECT venue_id FROM events WHERE slug = 'theirs'")
        .await;
    let gap = [
        ("starts", "2027-03-28T02:30"),
        ("ends", "2027-03-28T05:00"),
        ("zone", "Europe/Berlin"),
    ];
    let odd_position = [
        ("venue", "new"),
        ("venue_name_en", "A"),
        ("address_en", "B"),
        ("position", "north"),
    ];
    for (changes, field) in [
        (&[("starts", ""), ("ends", "")][..], "starts"),
        (&[("venue", "")], "venue"),
        (&[("venue", theirs.as_str())], "venue"),
        (&[("venue", "new")], "venue_name_en"),
        (&gap, "starts"),
        (&odd_position, "position"),
    ] {
        let answer = manager.fill_in(SCHEDULE, changes).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(mistakes(&answer.html()).contains(&format!("#{field}")), "{field}");
    }
    let answer = manager.fill_in(DETAILS, &[("contact_email", "")]).await;
    assert_eq!(mistakes(&answer.html()), ["#contact_email"]);
    // A draft may lack both.
    app.event("draft").bare().without_time().draft().await;
    let address = "/organizer/events/draft/when-and-where";
    assert_eq!(manager.fill_in(address, &[("zone", "")]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_speak_three_languages() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    for path in [NEW, DETAILS, SCHEDULE] {
        for (language, tag) in [("en", "en"), ("ru", "ru"), ("zh", "zh-Hans")] {
            let page = manager.page(&format!("{path}?lang={language}")).await;
            assert_eq!(page.attr("html", "lang"), tag);
        }
    }
}
