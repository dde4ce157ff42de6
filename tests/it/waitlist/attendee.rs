//! What somebody who waits sees and does.

use super::{register, status};
use crate::support::{TestApp, invariants};

#[tokio::test(flavor = "multi_thread")]
async fn a_full_event_with_a_waitlist_says_so_and_its_form_leads_into_the_line() {
    let app = TestApp::start().await;
    app.event("full").places(1).waitlist("offered").publish().await;
    register(&app, "full", &["Anna"]).await;
    let visitor = app.visitor();
    let event = visitor.page("/e/full").await;
    assert_eq!(event.text("a.button[href$=register]"), "Join the waitlist");
    // What the form stands on may be a second old.
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let form = visitor.page("/e/full/register").await;
    assert!(form.text(".notice.wait").starts_with("Every place is taken."));
    assert_eq!(form.text("main form .bar .button"), "Join the waitlist");
    let page = &register(&app, "full", &["Boris"]).await[0];
    assert_eq!(status(&app, "Boris").await, "waitlisted");
    let own = visitor.page(page).await;
    assert_eq!(own.text("h1"), "You are on the waitlist");
    let words = own.text("main");
    for sentence in [
        "No. 1 of 1",
        "Nobody is before you.",
        "So far nobody of this line has got a place.",
        "hold the place for 48 hours",
        "We cannot promise that a place becomes free.",
    ] {
        assert!(words.contains(sentence), "{sentence}: {words}");
    }
    // Nothing says that a place is kept for her.
    assert!(
        !words.contains("Your place is kept") && !words.contains("Add to calendar"),
        "{words}"
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freed_place_is_offered_to_the_head_of_the_line_who_takes_it_by_a_button() {
    let app = TestApp::start().await;
    app.event("line").places(1).waitlist("offered").publish().await;
    let pages = register(&app, "line", &["Anna", "Boris", "Clara"]).await;
    let visitor = app.visitor();
    assert!(visitor.page(&pages[2]).await.text("main").contains("No. 2 of 2"));
    visitor.post(&format!("{}/withdraw", pages[0]), &[]).await;
    assert_eq!(status(&app, "Boris").await, "offered");
    assert_eq!(status(&app, "Clara").await, "waitlisted");
    let mails = app.mailbox().wait_for("boris@example.org", 2).await;
    let offer = mails
        .iter()
        .find(|mail| mail.subject.contains("A place for you"))
        .unwrap();
    assert!(
        offer.text.contains("It is held for you until") && offer.text.contains("/offer"),
        "{}",
        offer.text
    );
    // Opening changes nothing, however often.
    for _ in 0..2 {
        let page = visitor.page(&format!("{}/offer", pages[1])).await;
        assert_eq!(page.text("h1"), "A place is free for you");
        assert!(
            page.text(".lead").contains("GMT+3") || page.text(".lead").contains("Moscow"),
            "{}",
            page.text(".lead")
        );
    }
    assert_eq!(status(&app, "Boris").await, "offered");
    let taken = visitor
        .post(&format!("{}/offer", pages[1]), &[("answer", "accept")])
        .await;
    assert_eq!(taken.location(), pages[1]);
    assert_eq!(visitor.page(&pages[1]).await.text("h1"), "You are registered");
    let again = visitor
        .post(&format!("{}/offer", pages[1]), &[("answer", "accept")])
        .await;
    assert_eq!(again.status, 303, "pressing twice is no fault");
    app.mailbox().wait_for("boris@example.org", 3).await;
    let clara = visitor.page(&pages[2]).await.text("main");
    assert!(
        clara.contains("So far 1 person of this line has got a place."),
        "{clara}"
    );
    assert!(clara.contains("1 of them in the last seven days."), "{clara}");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_place_goes_to_the_next_and_nothing_is_left_to_answer() {
    let app = TestApp::start().await;
    app.event("next").places(1).waitlist("offered").publish().await;
    let pages = register(&app, "next", &["Anna", "Boris", "Clara"]).await;
    let visitor = app.visitor();
    visitor.post(&format!("{}/withdraw", pages[0]), &[]).await;
    let offer = format!("{}/offer", pages[1]);
    assert_eq!(visitor.post(&offer, &[("answer", "perhaps")]).await.status, 422);
    assert_eq!(visitor.post(&offer, &[("answer", "decline")]).await.status, 303);
    assert_eq!(status(&app, "Boris").await, "withdrawn");
    assert_eq!(status(&app, "Clara").await, "offered");
    assert_eq!(visitor.post(&offer, &[("answer", "accept")]).await.status, 409);
    assert_eq!(
        visitor.page(&offer).await.text("h1"),
        "There is no offer any more"
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_organizer_chose_so_a_freed_place_is_hers_at_once() {
    let app = TestApp::start().await;
    app.event("once").places(1).waitlist("confirmed").publish().await;
    let pages = register(&app, "once", &["Anna", "Boris"]).await;
    let visitor = app.visitor();
    assert!(
        visitor
            .page(&pages[1])
            .await
            .text("main")
            .contains("the place is yours at once")
    );
    visitor.post(&format!("{}/withdraw", pages[0]), &[]).await;
    assert_eq!(status(&app, "Boris").await, "confirmed");
    app.mailbox().wait_for("boris@example.org", 2).await;
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_the_line_lets_the_others_move_up() {
    let app = TestApp::start().await;
    app.event("leave").places(1).waitlist("offered").publish().await;
    let pages = register(&app, "leave", &["Anna", "Boris", "Clara"]).await;
    let visitor = app.visitor();
    assert!(
        visitor
            .page(&pages[1])
            .await
            .text("main")
            .contains("Leave the line")
    );
    visitor.post(&format!("{}/withdraw", pages[1]), &[]).await;
    assert!(visitor.page(&pages[2]).await.text("main").contains("No. 1 of 1"));
    assert_eq!(status(&app, "Clara").await, "waitlisted");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_the_mail_says_what_is_true_now() {
    let app = TestApp::start().await;
    app.event("copy").places(1).waitlist("offered").publish().await;
    let pages = register(&app, "copy", &["Anna", "Boris"]).await;
    app.visitor().post(&format!("{}/resend", pages[1]), &[]).await;
    let mails = app.mailbox().wait_for("boris@example.org", 2).await;
    for mail in mails {
        assert!(
            mail.subject.contains("you are on the waitlist"),
            "{}",
            mail.subject
        );
        assert!(
            mail.text.contains("so you have none yet: do not book"),
            "{}",
            mail.text
        );
    }
}
