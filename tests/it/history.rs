//! The history of an event: who did what, when, found again and turned page by page.

use lanyard::accounts::Role;

use crate::support::TestApp;

const HISTORY: &str = "/organizer/events/ours/history";

#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_who_did_what_and_what_was_before() {
    let app = TestApp::start().await;
    app.event("ours").places(10).publish().await;
    app.event("theirs").of("Another organization").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let quota = app
        .conn_id("SELECT q.id FROM quotas q JOIN events e ON e.id = q.event_id WHERE e.slug = 'ours'")
        .await;
    manager
        .post(
            &format!("/organizer/events/ours/quotas/{quota}"),
            &[("size", "25")],
        )
        .await;
    for slug in ["ours", "theirs"] {
        app.visitor()
            .register(slug, &[("name", "Anna <b>"), ("email", "anna@example.org")])
            .await;
    }
    let viewer = app.organizer(Role::Viewer).await;
    let page = viewer.page(HISTORY).await;
    let entries = page.texts(".log > li > div");
    assert_eq!(entries[0], "Place confirmed · Anna <b> attendee");
    assert!(
        entries.contains(&"Number of places changed Places: 10 → 25 Test Organizer".to_owned()),
        "{entries:?}"
    );
    assert!(entries.iter().any(|entry| entry.starts_with("Event published")));
    assert_eq!(
        page.texts(".log a").len(),
        2,
        "only what happened here: {entries:?}"
    );
    assert!(page.text("main").contains("Moscow time (UTC+3)"));
    // An attendee's page shows her own part.
    let hers = viewer.page(&page.attr(".log a", "href")).await;
    assert!(hers.text("main").contains("Place confirmed"));

    let places = viewer.page(&format!("{HISTORY}?about=places")).await;
    assert_eq!(
        places.texts(".log strong"),
        ["Number of places changed"],
        "what a builder set up is no entry"
    );
    let by_attendees = viewer.page(&format!("{HISTORY}?who=attendee")).await;
    assert_eq!(
        by_attendees.texts(".log strong"),
        ["Place confirmed", "Registration received"]
    );
    let account = page.attrs("#who option", "value").pop().expect("an account");
    let by_account = viewer.page(&format!("{HISTORY}?who={account}")).await;
    assert!(
        !by_account
            .texts(".log strong")
            .contains(&"Place confirmed".to_owned())
    );
    let reference = app
        .conn_id(
            "SELECT r.reference FROM registrations r JOIN events e ON e.id = r.event_id WHERE e.slug = 'ours'",
        )
        .await;
    let of_her = viewer.page(&format!("{HISTORY}?attendee={reference}")).await;
    assert_eq!(of_her.texts(".log strong").len(), 2);
    assert_eq!(of_her.attr("#attendee", "value"), reference);
    for nobody in [
        "attendee=Anna",
        "about=lists",
        "who=00000000-0000-0000-0000-000000000000",
    ] {
        let page = viewer.page(&format!("{HISTORY}?{nobody}")).await;
        assert!(page.has(".empty"), "{nobody}");
    }
    for odd in [
        "older=x&newer=1.y",
        "older=9000000000000000000.x",
        "attendee=%00%FF&who=%00",
    ] {
        assert_eq!(viewer.get(&format!("{HISTORY}?{odd}")).await.status, 200, "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_history_hold_every_entry_once_while_more_is_written() {
    let app = TestApp::start().await;
    app.event("ours").publish().await;
    app.fill("ours", 60).await;
    let viewer = app.organizer(Role::Viewer).await;
    let before = app
        .count("SELECT count(*) FROM activities WHERE event_id IS NOT NULL")
        .await;
    let mut seen = 0;
    let mut path = HISTORY.to_owned();
    let mut pages = Vec::new();
    loop {
        let page = viewer.page(&path).await;
        seen += page.texts(".log > li").len();
        app.fill("ours", 1).await;
        pages.push((path, page.texts(".log a")));
        if !page.has("a[rel=next]") {
            break;
        }
        path = page.attr("a[rel=next]", "href");
    }
    assert_eq!(i64::try_from(seen).unwrap(), before);
    assert_eq!(pages.len(), 3);
    let last = viewer.page(&pages[2].0).await;
    let back = viewer.page(&last.attr("a[rel=prev]", "href")).await;
    assert_eq!(back.texts(".log a"), pages[1].1);
}
