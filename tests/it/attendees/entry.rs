//! Entering attendees by hand.

use lanyard::accounts::Role;

use super::LIST;
use crate::support::TestApp;
use crate::support::invariants::assert_hold;

const NEW: &str = "/organizer/events/list/attendees/new";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_entered_at_the_desk_is_registered_like_everybody() {
    let app = TestApp::start().await;
    app.event("list").places(5).publish().await;
    let manager = app.organizer(Role::Manager).await;
    let form = manager.page(NEW).await;
    let missing = manager
        .fill_in_page(&form, &[("name", ""), ("email", "anna")])
        .await;
    assert_eq!(missing.status, 422);
    let page = missing.html();
    assert_eq!(
        page.texts(".summary li").len(),
        3,
        "{:?}",
        page.texts(".summary li")
    );
    assert_eq!(page.attr("#email", "value"), "anna");
    let fields = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("language", "ru"),
        ("accepted", "yes"),
    ];
    let answer = manager.fill_in_page(&page, &fields).await;
    let path = answer.location();
    assert!(path.ends_with("?done=entered"), "{path}");
    let detail = manager.page(&path).await;
    let shown = detail.text("main");
    assert!(shown.contains("at the desk") && shown.contains("Registration received"));
    assert!(shown.contains("Test Organizer"), "who entered her is on record");
    let mails = app.mailbox().wait_for("anna@example.org", 1).await;
    assert!(
        mails[0].text.contains("вы зарегистрированы"),
        "in her language: {}",
        mails[0].text
    );
    assert_eq!(
        app.count("SELECT count(*) FROM consents WHERE channel = 'desk'")
            .await,
        1
    );
    // The same form again leads to the same attendee; her address again to her as well.
    let again = manager.fill_in_page(&page, &fields).await;
    assert_eq!(again.location(), path);
    let known = manager.fill_in(NEW, &fields).await;
    assert_eq!(known.status, 409);
    let notice = known.html();
    assert_eq!(format!("{}?done=entered", notice.attr(".notice a", "href")), path);
    assert_eq!(notice.attr("#name", "value"), "Anna");
    assert_eq!(
        app.count("SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.already_registered'")
            .await,
        0,
        "nobody is mailed about what an organizer typed"
    );
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_address_or_shall_not_be_told_gets_no_mail() {
    let app = TestApp::start().await;
    app.event("list").publish().await;
    let manager = app.organizer(Role::Manager).await;
    for name in ["Anna", "Boris"] {
        let answer = manager.fill_in(NEW, &[("name", name), ("accepted", "yes")]).await;
        assert_eq!(answer.status, 303, "two without an address are two people");
    }
    let quiet = [
        ("name", "Clara"),
        ("email", "clara@example.org"),
        ("accepted", "yes"),
        ("tell", ""),
    ];
    assert_eq!(manager.fill_in(NEW, &quiet).await.status, 303);
    assert_eq!(
        app.count("SELECT count(*) FROM outgoing_mails WHERE state = 'suppressed' AND reason IS NOT NULL")
            .await,
        3
    );
    let list = manager.page(&format!("{LIST}?sort=email")).await;
    assert_eq!(
        list.texts("tbody td:first-child a")[0],
        "Clara",
        "empty addresses come last"
    );
    // An address that turns up later brings the confirmation.
    let path = manager
        .page(&format!("{LIST}?q=boris"))
        .await
        .attr("tbody td a", "href");
    manager
        .fill_in(&format!("{path}/edit"), &[("email", "boris@example.org")])
        .await;
    app.mailbox().wait_for("boris@example.org", 1).await;
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_the_number_of_places_only_by_a_tick_that_stands_on_record() {
    let app = TestApp::start().await;
    app.event("list").places(1).publish().await;
    app.fill("list", 1).await;
    let manager = app.organizer(Role::Manager).await;
    let fields = [("name", "Anna"), ("accepted", "yes")];
    let full = manager.fill_in(NEW, &fields).await;
    assert_eq!(full.status, 409);
    let page = full.html();
    assert!(
        page.text(".notice")
            .contains("Every place of this category is taken")
    );
    let answer = manager.fill_in_page(&page, &[("overbook", "yes")]).await;
    let detail = manager.page(&answer.location()).await;
    assert!(
        detail
            .text("main")
            .contains("Place confirmed · beyond the number of places")
    );
    assert_eq!(
        app.count("SELECT count(*) FROM quotas WHERE taken = 2 AND size = 1 AND excess = 1")
            .await,
        1
    );
    assert_hold(&app.db).await;
    // Where there is room, the tick changes nothing and leaves no mark.
    app.execute("UPDATE quotas SET size = 10, excess = 0").await;
    let ticked = [("name", "Boris"), ("accepted", "yes"), ("overbook", "yes")];
    let answer = manager.fill_in(NEW, &ticked).await;
    let detail = manager.page(&answer.location()).await;
    assert!(!detail.text("main").contains("beyond the number of places"));
    assert_eq!(app.count("SELECT excess FROM quotas").await, 0);
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_that_changed_while_the_page_was_open_are_to_be_accepted_anew() {
    let app = TestApp::start().await;
    app.event("list").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let opened = manager.page(NEW).await;
    app.execute(
        "INSERT INTO terms_versions (id, event_id, number, time_zone, rules, clauses, documents, document_digests,
             digest, published_at)
         SELECT gen_random_uuid(), event_id, 2, time_zone, rules, clauses, documents, document_digests,
             sha256('two'), now() FROM terms_versions",
    )
    .await;
    let fields = [("name", "Anna"), ("accepted", "yes")];
    let answer = manager.fill_in_page(&opened, &fields).await;
    assert_eq!(answer.status, 409);
    assert!(
        answer
            .html()
            .text(".notice")
            .contains("Another version of the terms")
    );
    assert_eq!(manager.fill_in_page(&answer.html(), &[]).await.status, 303);
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_entered_into_a_draft() {
    let app = TestApp::start().await;
    app.event("list").bare().draft().await;
    let manager = app.organizer(Role::Manager).await;
    let page = manager.page(NEW).await;
    assert!(!page.has("main form[method=post]"));
    assert_eq!(manager.post(NEW, &[("name", "Anna")]).await.status, 422);
}
