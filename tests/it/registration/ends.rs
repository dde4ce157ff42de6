//! A registration ends once, gives back what it held, and tells whoever held it.

use lanyard::activity::Actor;
use lanyard::platform::ids::RegistrationId;
use lanyard::registration::{
    Cancellation, Deed, EndOutcome, MailPolicy, RegistrationStatus, Step, cancel, step, withdraw,
};

use crate::support::{TestApp, invariants};

const ANNA: [(&str, &str); 2] = [("name", "Anna"), ("email", "anna@example.org")];

async fn only_registration(app: &TestApp) -> RegistrationId {
    let id = app.conn_id("SELECT id FROM registrations").await;
    id.parse().expect("an id")
}

fn by_operator(reason: Option<&str>, mail: MailPolicy) -> Cancellation {
    Cancellation {
        actor: Actor::Operator,
        reason: reason.map(ToOwned::to_owned),
        mail,
    }
}

#[test]
fn every_deed_at_every_status_has_a_decided_end() {
    let mut table = Vec::new();
    for &status in RegistrationStatus::ALL {
        for &deed in Deed::ALL {
            let end = match step(status, deed) {
                Step::To(status) => format!("→ {status}"),
                Step::Onward => "→ the next stage".to_owned(),
                Step::Stays => "stays".to_owned(),
                Step::Done => "is so already".to_owned(),
                Step::Impossible => "no longer possible".to_owned(),
            };
            table.push(format!("{status:<17} {deed:<9} {end}"));
        }
    }
    insta::assert_snapshot!("status_by_deed", table.join("\n"));
}

#[test]
fn what_can_end_is_what_binds_somebody() {
    for &status in RegistrationStatus::ALL {
        for deed in [Deed::Withdraw, Deed::Cancel] {
            let ends = matches!(step(status, deed), Step::To(end) if !end.is_live());
            assert_eq!(ends, status.is_live(), "{deed} at {status}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawing_gives_the_place_back_once_and_says_so_by_mail() {
    let app = TestApp::start().await;
    app.event("one").places(1).publish().await;
    app.visitor().register("one", &ANNA).await;
    let id = only_registration(&app).await;
    assert_eq!(withdraw(&app.app, id).await.unwrap(), EndOutcome::Ended);
    assert_eq!(withdraw(&app.app, id).await.unwrap(), EndOutcome::Already);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 0);
    let mails = app.mailbox().wait_for("anna@example.org", 2).await;
    let told = mails
        .iter()
        .find(|mail| mail.subject.contains("withdrawn"))
        .unwrap();
    assert!(
        told.text.contains("Anna, your registration is withdrawn."),
        "{}",
        told.text
    );
    let entries =
        "SELECT count(*) FROM activities WHERE kind = 'registration.withdrawn' AND actor_kind = 'attendee'";
    assert_eq!(app.count(entries).await, 1);
    invariants::assert_hold(&app.db).await;
    // The same person may come back.
    assert_eq!(app.visitor().register("one", &ANNA).await.status, 303);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organizers_cancelling_carries_her_words_or_stays_silent() {
    let app = TestApp::start().await;
    app.event("two").places(5).publish().await;
    app.visitor().register("two", &ANNA).await;
    let id = only_registration(&app).await;
    let words = by_operator(Some("The delegation sends somebody else."), MailPolicy::Send);
    assert_eq!(cancel(&app.app, id, words).await.unwrap(), EndOutcome::Ended);
    assert_eq!(withdraw(&app.app, id).await.unwrap(), EndOutcome::TooLate);
    let mails = app.mailbox().wait_for("anna@example.org", 2).await;
    let told = mails
        .iter()
        .find(|mail| mail.subject.contains("cancelled"))
        .unwrap();
    assert!(
        told.text.contains("The delegation sends somebody else."),
        "{}",
        told.text
    );
    let rows = "SELECT count(*) FROM activities WHERE kind = 'registration.cancelled'
                AND data ->> 'was' = 'confirmed' AND personal ->> 'reason' LIKE 'The delegation%'";
    assert_eq!(app.count(rows).await, 1);

    app.visitor()
        .register("two", &[("name", "Boris"), ("email", "boris@example.org")])
        .await;
    let boris = app
        .conn_id("SELECT id FROM registrations WHERE name = 'Boris'")
        .await;
    let silent = by_operator(None, MailPolicy::Suppress(lanyard::mail::Withheld::NotTold));
    cancel(&app.app, boris.parse().unwrap(), silent).await.unwrap();
    let suppressed =
        "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.cancelled' AND state = 'suppressed'";
    assert_eq!(app.count(suppressed).await, 1);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 0);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_that_still_waits_is_not_sent_to_somebody_who_withdrew() {
    let app = TestApp::start_with(|flags| flags.smtp_url = Some("smtp://127.0.0.1:1".into())).await;
    app.event("slow").publish().await;
    app.visitor().register("slow", &ANNA).await;
    let id = only_registration(&app).await;
    withdraw(&app.app, id).await.unwrap();
    // The relay is away; at the next try the mail is rendered from what is true then.
    app.execute("UPDATE mail_relay SET paused_until = NULL").await;
    app.execute("UPDATE outgoing_mails SET next_attempt_at = now() - interval '1 second'")
        .await;
    app.app.waker.wake();
    let begun = std::time::Instant::now();
    let given_up = "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.confirmed'
                    AND state = 'suppressed' AND reason = 'status_changed'";
    while app.count(given_up).await == 0 {
        assert!(begun.elapsed().as_secs() < 30, "the confirmation still waits");
        app.execute(
            "UPDATE outgoing_mails SET next_attempt_at = now() - interval '1 second' WHERE state = 'queued'",
        )
        .await;
        app.execute("UPDATE mail_relay SET paused_until = NULL").await;
        app.app.waker.wake();
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let other = "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.withdrawn' AND state IN ('queued', 'in_flight')";
    assert_eq!(app.count(other).await, 1, "what is true is still to be told");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_withdraws_from_what_has_begun_but_the_organizer_still_cancels() {
    let app = TestApp::start().await;
    app.event("begun").places(1).publish().await;
    app.visitor().register("begun", &ANNA).await;
    let id = only_registration(&app).await;
    app.app.clock.set_offset(chrono::TimeDelta::days(61));
    assert_eq!(withdraw(&app.app, id).await.unwrap(), EndOutcome::TooLate);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 1);
    let outcome = cancel(&app.app, id, by_operator(None, MailPolicy::Send))
        .await
        .unwrap();
    assert_eq!(outcome, EndOutcome::Ended);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_above_the_size_is_used_up_before_anybody_gets_in() {
    let app = TestApp::start().await;
    app.event("over").places(2).publish().await;
    for n in 0..2 {
        let email = format!("p{n}@example.org");
        app.visitor()
            .register("over", &[("name", "P"), ("email", &email)])
            .await;
    }
    app.execute("UPDATE quotas SET size = 1, excess = 1").await;
    let id = app.conn_id("SELECT id FROM registrations LIMIT 1").await;
    withdraw(&app.app, id.parse().unwrap()).await.unwrap();
    assert_eq!(app.count("SELECT taken * 10 + excess FROM quotas").await, 10);
    assert!(
        app.visitor().try_register("over", &ANNA).await.is_none(),
        "still full"
    );
    invariants::assert_hold(&app.db).await;
}

/// Twenty at once: half withdraw, half cancel. How many ended it.
async fn end_at_once(app: &TestApp, id: RegistrationId) -> usize {
    let everybody: Vec<_> = (0..20)
        .map(|n| {
            let app = app.app.clone();
            tokio::spawn(async move {
                if n % 2 == 0 {
                    withdraw(&app, id).await
                } else {
                    cancel(&app, id, by_operator(None, MailPolicy::Send)).await
                }
            })
        })
        .collect();
    let mut ended = 0;
    for one in everybody {
        ended += usize::from(one.await.unwrap().unwrap() == EndOutcome::Ended);
    }
    ended
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_end_it_at_once_one_does() {
    let app = TestApp::start().await;
    app.event("race").places(3).publish().await;
    app.visitor().register("race", &ANNA).await;
    let id = only_registration(&app).await;
    assert_eq!(end_at_once(&app, id).await, 1);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 0);
    let told = "SELECT count(*) FROM outgoing_mails WHERE kind IN ('registration.withdrawn', 'registration.cancelled')";
    assert_eq!(app.count(told).await, 1);
    invariants::assert_hold(&app.db).await;
}
