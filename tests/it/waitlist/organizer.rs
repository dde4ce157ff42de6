//! The organizer's page of the waitlist.

use lanyard::accounts::Role;

use super::{register, status};
use crate::support::{TestApp, invariants};

const LIST: &str = "/organizer/events/line/waitlist";

async fn id(app: &TestApp, name: &str) -> String {
    app.conn_id(&format!("SELECT id FROM registrations WHERE name = '{name}'"))
        .await
}

async fn full_event(app: &TestApp) -> Vec<String> {
    app.event("line").places(1).waitlist("offered").publish().await;
    register(app, "line", &["Anna", "Boris", "Clara"]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_is_shown_in_its_order_with_the_reason_why_nobody_gets_a_place() {
    let app = TestApp::start().await;
    let pages = full_event(&app).await;
    let manager = app.organizer(Role::Manager).await;
    let words = manager.page(LIST).await.text("main");
    assert!(words.contains("2 people wait."), "{words}");
    assert!(words.contains("No place is free in expert."), "{words}");
    assert!(words.find("Boris").unwrap() < words.find("Clara").unwrap());
    let overview = manager.page("/organizer/events/line").await.text("main");
    assert!(overview.contains("2 people wait for a place"), "{overview}");
    app.visitor().post(&format!("{}/withdraw", pages[0]), &[]).await;
    let words = manager.page(LIST).await.text("main");
    assert!(words.contains("1 offer waits for an answer until"), "{words}");
    app.execute("UPDATE events SET status = 'cancelled', cancelled_at = now()")
        .await;
    let words = manager.page(LIST).await.text("main");
    assert!(
        words.contains("The event is cancelled, so no places are given."),
        "{words}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_too_large_for_what_is_free_is_named_as_the_reason() {
    let app = TestApp::start().await;
    app.event("line").places(2).waitlist("offered").publish().await;
    register(&app, "line", &["Anna"]).await;
    let fields = [
        ("name", "Dora"),
        ("email", "dora@example.org"),
        ("companions", "Emil\nFred"),
        ("stays_together", "yes"),
    ];
    app.visitor().register("line", &fields).await;
    let manager = app.organizer(Role::Manager).await;
    let words = manager.page(LIST).await.text("main");
    assert!(
        words.contains("The head of the line is a party of 3 who stay together, and 1 place is free."),
        "{words}"
    );
    assert!(words.contains("3 people, together or not at all"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_let_go_first_with_a_reason_on_the_record_and_back_again() {
    let app = TestApp::start().await;
    let pages = full_event(&app).await;
    let manager = app.organizer(Role::Manager).await;
    let turn = format!("{LIST}/{}/turn", id(&app, "Clara").await);
    let silent = manager.fill_in(&turn, &[("turn", "first")]).await;
    assert_eq!(silent.status, 422);
    assert_eq!(
        silent.html().text("#reason-error"),
        "Enter the reason for another turn."
    );
    let done = manager
        .fill_in(
            &turn,
            &[("turn", "first"), ("reason", "She gives the opening talk.")],
        )
        .await;
    assert_eq!(done.location(), format!("{LIST}?done=turn"));
    let words = manager.page(LIST).await.text("main");
    assert!(
        words.find("Clara").unwrap() < words.find("Boris").unwrap(),
        "{words}"
    );
    assert!(
        app.visitor()
            .page(&pages[2])
            .await
            .text("main")
            .contains("No. 1 of 2")
    );
    let recorded = "SELECT count(*) FROM activities WHERE kind = 'registration.prioritized'
                    AND personal ->> 'reason' = 'She gives the opening talk.' AND actor_kind = 'account'";
    assert_eq!(app.count(recorded).await, 1);
    app.visitor().post(&format!("{}/withdraw", pages[0]), &[]).await;
    assert_eq!(status(&app, "Clara").await, "offered");
    // Who waits no more has no turn to change.
    let late = manager
        .post(&turn, &[("turn", "by-time"), ("reason", "A mistake.")])
        .await;
    assert_eq!(late.status, 409);
    let boris = format!("{LIST}/{}/turn", id(&app, "Boris").await);
    for turn in ["first", "by-time"] {
        manager.post(&boris, &[("turn", turn), ("reason", "Back.")]).await;
    }
    assert_eq!(app.count("SELECT priority FROM waitlist_entries").await, 0);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_offered_out_of_turn_where_none_is_free_is_said_before_and_stands_on_record() {
    let app = TestApp::start().await;
    full_event(&app).await;
    let manager = app.organizer(Role::Manager).await;
    let offer = format!("{LIST}/{}/offer", id(&app, "Clara").await);
    let unsaid = manager.post(&offer, &[]).await;
    assert_eq!(unsaid.status, 409, "nobody overbooks without having read so");
    assert_eq!(status(&app, "Clara").await, "waitlisted");
    let page = manager.page(&offer).await;
    assert!(page.text(".notice").contains("No place is free in expert"));
    assert_eq!(
        manager.fill_in_page(&page, &[]).await.location(),
        format!("{LIST}?done=offered")
    );
    assert_eq!(status(&app, "Clara").await, "offered");
    assert_eq!(status(&app, "Boris").await, "waitlisted");
    assert_eq!(app.count("SELECT excess FROM quotas").await, 1);
    let recorded = "SELECT count(*) FROM activities WHERE kind = 'registration.offered'
                    AND data -> 'overbooked' = 'true' AND actor_kind = 'account'";
    assert_eq!(app.count(recorded).await, 1);
    app.mailbox().wait_for("clara@example.org", 2).await;
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_only_look_sees_the_line_and_no_deeds_and_a_foreign_registration_is_not_found() {
    let app = TestApp::start().await;
    full_event(&app).await;
    app.event("other").publish().await;
    register(&app, "other", &["Zoe"]).await;
    let viewer = app.organizer(Role::Viewer).await;
    let page = viewer.page(LIST).await;
    assert!(page.text("main").contains("Boris") && !page.has("main ol .button"));
    let manager = app.organizer(Role::Manager).await;
    let zoe = id(&app, "Zoe").await;
    for deed in ["turn", "offer"] {
        assert_eq!(manager.get(&format!("{LIST}/{zoe}/{deed}")).await.status, 404);
    }
}
