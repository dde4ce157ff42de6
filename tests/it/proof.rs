//! Proof of address: what was mailed proves it, the page that registering led to does not; opening proves nothing.

use crate::support::{TestApp, invariants};

const ANNA: [(&str, &str); 2] = [("name", "Anna"), ("email", "anna@example.org")];

async fn forum(app: &TestApp) {
    app.event("forum").places(1).publish().await;
    app.execute("UPDATE participation_categories SET proves_address = true")
        .await;
}

async fn status(app: &TestApp) -> String {
    app.conn_id("SELECT status FROM registrations ORDER BY registered_at DESC LIMIT 1")
        .await
}

/// The path of the link that a letter's button opens.
fn proof_in(app: &TestApp, text: &str) -> String {
    let begin = text.find("/prove/").expect("a link that proves");
    let from = text[..begin].rfind(&app.base()).expect("ours") + app.base().len();
    text[from..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mailed_link_proves_the_address_by_a_button_and_not_by_being_opened() {
    let app = TestApp::start().await;
    forum(&app).await;
    let visitor = app.visitor();
    let own = visitor.register("forum", &ANNA).await.location();
    assert_eq!(status(&app).await, "unverified");
    let page = visitor.page(&own).await;
    assert_eq!(page.text("h1"), "Confirm your address");
    assert!(page.text("main").contains("Until "), "with the deadline");
    assert!(
        !page.has("a[href*=prove]"),
        "the page that everybody gets proves nothing"
    );
    let letter = &app.mailbox().wait_for("anna@example.org", 1).await[0];
    let proof = proof_in(&app, &letter.text);
    let page = visitor.page(&proof).await;
    assert_eq!(page.text("h1"), "Is this address yours?");
    assert_eq!(status(&app).await, "unverified", "opening changes nothing");

    let token = own.trim_start_matches("/r/");
    let guessed = format!("{own}/prove/{token}");
    assert_eq!(visitor.get(&guessed).await.status, 404);
    assert_eq!(visitor.post(&guessed, &[]).await.status, 404);

    let answer = visitor.post(&proof, &[]).await;
    assert_eq!(answer.location(), format!("{own}?said=proved"));
    assert_eq!(status(&app).await, "confirmed");
    assert_eq!(visitor.post(&proof, &[]).await.status, 303, "twice is no fault");
    assert_eq!(visitor.page(&proof).await.text("h1"), "This address is confirmed");
    let letters = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(
        letters
            .iter()
            .any(|letter| letter.header("subject").unwrap().starts_with("Registered:"))
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_late_it_has_ended_and_the_same_person_registers_again() {
    let app = TestApp::start().await;
    forum(&app).await;
    let visitor = app.visitor();
    let own = visitor.register("forum", &ANNA).await.location();
    let letter = &app.mailbox().wait_for("anna@example.org", 1).await[0];
    let proof = proof_in(&app, &letter.text);
    app.app.clock.set_offset(chrono::TimeDelta::hours(3));
    app.app.changes.note();
    assert_eq!(visitor.post(&proof, &[]).await.status, 409);
    lanyard::registration::expire_due(&app.app).await.unwrap();
    let page = visitor.page(&own).await;
    assert_eq!(page.text("h1"), "Your registration has expired");
    assert!(page.has("a[href='/e/forum/register']"));
    assert_eq!(visitor.register("forum", &ANNA).await.status, 303);
    assert_eq!(status(&app).await, "unverified");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_asks_for_the_proof_again_and_no_more_often_than_a_mailbox_bears() {
    let app = TestApp::start().await;
    forum(&app).await;
    let visitor = app.visitor();
    let own = visitor.register("forum", &ANNA).await.location();
    for _ in 0..3 {
        let sent = visitor.post(&format!("{own}/resend"), &[]).await;
        assert!(sent.location().contains("mail=sent"), "{}", sent.location());
    }
    let late = visitor.post(&format!("{own}/resend"), &[]).await;
    assert!(late.location().contains("too-often"));
    for letter in app.mailbox().wait_for("anna@example.org", 4).await {
        proof_in(&app, &letter.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_the_mistyped_address_proves_nothing_for_the_right_one() {
    let app = TestApp::start().await;
    forum(&app).await;
    let visitor = app.visitor();
    let own = visitor.register("forum", &ANNA).await.location();
    let letter = &app.mailbox().wait_for("anna@example.org", 1).await[0];
    let old = proof_in(&app, &letter.text);
    let corrected = [("email", "anna@example.net")];
    visitor.fill_in(&format!("{own}/email"), &corrected).await;
    assert_eq!(visitor.post(&old, &[]).await.status, 404);
    let letter = &app.mailbox().wait_for("anna@example.net", 1).await[0];
    let proof = proof_in(&app, &letter.text);
    assert_eq!(visitor.post(&proof, &[]).await.status, 303);
    assert_eq!(status(&app).await, "confirmed");
}
