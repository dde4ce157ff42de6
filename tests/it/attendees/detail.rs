//! One attendee.

use lanyard::accounts::Role;

use super::{LIST, app_with};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_shows_its_mails_and_its_history() {
    let (app, organizer) = app_with(&[("Anna", "anna@example.org", "Institute")]).await;
    app.mailbox().wait_for("anna@example.org", 1).await;
    let path = organizer.page(LIST).await.attr("tbody td a", "href");
    let mut page = organizer.page(&path).await;
    // The file is there a moment before the row says so.
    for _ in 0..100 {
        if page.text(".rows .state") == "sent" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        page = organizer.page(&path).await;
    }
    assert_eq!(page.text(".rows .state"), "sent");
    assert!(
        page.texts(".rows li")
            .iter()
            .any(|row| row.starts_with("Registration received attendee"))
    );
    assert!(!page.has("main form"), "a viewer resends nothing");
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.fill_in(&path, &[]).await;
    assert_eq!(answer.location(), format!("{path}?mail=sent"));
    app.mailbox().wait_for("anna@example.org", 2).await;
    let page = manager.page(&answer.location()).await;
    assert!(
        page.texts(".rows li")
            .iter()
            .any(|row| row.starts_with("Confirmation sent again Test Organizer"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_kept_with_who_and_when_and_the_attendee_never_sees_them() {
    let app = crate::support::TestApp::start().await;
    app.event("list").publish().await;
    let own = app
        .visitor()
        .register("list", &[("name", "Anna"), ("email", "anna@example.org")])
        .await
        .location();
    let manager = app.organizer(Role::Manager).await;
    let path = manager.page(LIST).await.attr("tbody td a", "href");
    let notes = format!("{path}/notes");
    let empty = manager.post(&notes, &[("note", "  ")]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.html().text("#note-error"), "Write what is to be remembered");
    let long = "x".repeat(4_001);
    let answer = manager.post(&notes, &[("note", &long)]).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.html().text("#note").contains(&long),
        "what was typed is kept"
    );
    for note in ["Needs a ramp.\nCall before 9.", "<b>VIP</b>"] {
        let answer = manager.post(&notes, &[("note", note)]).await;
        assert_eq!(answer.location(), format!("{path}?done=noted#notes"));
    }
    let viewer = app.organizer(Role::Viewer).await;
    let page = viewer.page(&path).await;
    let shown = page.texts("#notes li");
    assert!(shown[0].starts_with("<b>VIP</b>Test Organizer"), "{shown:?}");
    assert!(shown[1].starts_with("Needs a ramp. Call before 9."));
    assert!(!page.has("#notes form"), "a viewer writes nothing");
    assert_eq!(viewer.post(&notes, &[("note", "x")]).await.status, 403);
    let hers = app.visitor().get(&own).await;
    assert_eq!(hers.status, 200);
    assert!(!hers.body.contains("ramp") && !hers.body.contains("VIP"));
    let listed = manager.get(&format!("{LIST}?columns=notes")).await;
    assert!(listed.body.contains("has notes"));
    assert_eq!(
        app.count(
            "SELECT count(*) FROM activities WHERE kind = 'registration.note_written' AND personal IS NULL"
        )
        .await,
        2
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_mailed_is_read_again_and_its_link_is_masked() {
    let app = TestApp::start().await;
    app.event("ours").publish().await;
    app.event("theirs").of("Another organization").publish().await;
    let own = app
        .visitor()
        .speaking("ru")
        .register("ours", &[("name", "Anna"), ("email", "anna@example.org")])
        .await
        .location();
    app.mailbox().wait_for("anna@example.org", 1).await;
    let id = app.conn_id("SELECT id FROM registrations").await;
    let viewer = app.organizer(Role::Viewer).await;
    let detail = viewer
        .page(&format!("/organizer/events/ours/attendees/{id}"))
        .await;
    let mail = detail.attr("main .rows a[href*='/mails/']", "href");
    let token = own.trim_start_matches("/r/");
    let read = async |path: &str| {
        let answer = viewer.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        let mut parts = (0..token.len() - 8).map(|at| &token[at..at + 8]);
        assert!(
            parts.all(|part| !answer.body.contains(part)),
            "{path}: whoever has the link acts as she"
        );
        answer
    };
    let shown = read(&mail).await.html();
    assert_eq!(shown.text("h1"), "Confirmation");
    assert!(shown.text("main dl").contains("anna@example.org"));
    assert!(shown.text("main dl").contains("русский") || shown.text("main dl").contains("Русский"));
    let frame = read(&shown.attr("iframe", "src")).await;
    assert!(
        frame.body.contains("регистрация") && frame.body.contains("/r/…"),
        "{}",
        frame.body
    );
    assert!(frame.header("content-security-policy").starts_with("sandbox"));
    assert_eq!(frame.header("x-frame-options"), "SAMEORIGIN");
    let text = read(&format!("{mail}?part=text")).await.html();
    assert!(text.text("pre").contains("/r/…"));
    let calendar = read(&format!("{mail}?part=files")).await.html();
    assert!(calendar.text("pre").contains("METHOD:PUBLISH"));

    // It was sent, whatever has become of the registration.
    app.visitor().post(&format!("{own}/withdraw"), &[]).await;
    assert!(read(&mail).await.html().has("iframe"));

    app.visitor()
        .register("theirs", &[("name", "Boris"), ("email", "boris@example.org")])
        .await;
    let other = app
        .conn_id("SELECT id FROM outgoing_mails ORDER BY id DESC LIMIT 1")
        .await;
    let foreign = format!("/organizer/events/ours/attendees/{id}/mails/{other}");
    for path in [foreign.clone(), format!("{foreign}/html"), format!("{mail}0")] {
        assert_eq!(viewer.get(&path).await.status, 404, "{path}");
    }
    let stranger = app.organizer_of("Another organization", Role::Owner).await;
    assert_eq!(stranger.get(&mail).await.status, 404);
}
