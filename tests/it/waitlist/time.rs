//! What time does to the waitlist, whether or not anybody was there to see it.

use lanyard::registration::expire_due;

use super::{register, status};
use crate::support::process::ServerProcess;
use crate::support::{TestApp, invariants};

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_nobody_answered_moves_on_and_cannot_be_taken_any_more() {
    let app = TestApp::start().await;
    app.event("late").places(1).waitlist("offered").publish().await;
    let pages = register(&app, "late", &["Anna", "Boris", "Clara"]).await;
    let visitor = app.visitor();
    visitor.post(&format!("{}/withdraw", pages[0]), &[]).await;
    app.mailbox().wait_for("boris@example.org", 2).await;
    let in_49_hours = chrono::Utc::now() + chrono::TimeDelta::hours(49);
    app.app.clock.set_offset(in_49_hours - chrono::Utc::now());
    // Nobody has noticed yet; the hour counts all the same.
    let offer = format!("{}/offer", pages[1]);
    assert_eq!(visitor.post(&offer, &[("answer", "accept")]).await.status, 409);
    expire_due(&app.app).await.unwrap();
    assert_eq!(status(&app, "Boris").await, "expired");
    assert_eq!(status(&app, "Clara").await, "offered");
    let mails = app.mailbox().wait_for("boris@example.org", 3).await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.subject.contains("your registration has ended"))
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_that_passed_while_no_server_ran_is_caught_up_with() {
    let mut app = TestApp::start().await;
    app.event("down").places(1).waitlist("offered").publish().await;
    let pages = register(&app, "down", &["Anna", "Boris", "Clara"]).await;
    app.visitor().post(&format!("{}/withdraw", pages[0]), &[]).await;
    app.stop().await;
    app.execute("UPDATE registrations SET acts_until = now() - interval '1 hour' WHERE status = 'offered'")
        .await;
    let _server = ServerProcess::start(&app.db).await;
    let begun = std::time::Instant::now();
    while status(&app, "Clara").await != "offered" {
        assert!(begun.elapsed().as_secs() < 30, "nobody looks after the line");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(status(&app, "Boris").await, "expired");
    invariants::assert_hold(&app.db).await;
}
