//! Payment first: the place is held until it arrives, an organizer notes it, and the place is hers.

use lanyard::accounts::Role;
use lanyard::platform::i18n::Tr;
use lanyard::platform::lang::Lang;
use lanyard::terms::document::money_words;
use serde_json::json;

use crate::support::{TestApp, invariants};

const ANNA: [(&str, &str); 2] = [("name", "Anna"), ("email", "anna@example.org")];

/// An event of 120 €, for which a place is held for five days.
async fn forum(app: &TestApp) {
    app.event("forum")
        .places(1)
        .rules(json!({"fee": [{"price": "120 EUR"}]}))
        .publish()
        .await;
    app.execute("UPDATE participation_categories SET awaits_payment = true, payment_days = 5")
        .await;
}

async fn status(app: &TestApp) -> String {
    app.conn_id("SELECT status FROM registrations").await
}

async fn attendee(app: &TestApp) -> String {
    let id = app.conn_id("SELECT id FROM registrations").await;
    format!("/organizer/events/forum/attendees/{id}")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_arrived_is_noted_part_by_part_and_the_last_part_confirms() {
    let app = TestApp::start().await;
    forum(&app).await;
    let visitor = app.visitor();
    let own = visitor.register("forum", &ANNA).await.location();
    assert_eq!(status(&app).await, "awaiting_payment");
    let page = visitor.page(&own).await;
    assert_eq!(page.text("h1"), "Your payment is due");
    assert!(page.text("main").contains("Until "));
    let letter = &app.mailbox().wait_for("anna@example.org", 1).await[0];
    assert!(
        letter.text.contains("120") && letter.text.contains("held until"),
        "{}",
        letter.text
    );

    let manager = app.organizer(Role::Manager).await;
    let detail = attendee(&app).await;
    let page = manager.page(&detail).await;
    assert_eq!(page.attr("#amount", "value"), "120");
    let payments = format!("{detail}/payments");
    for (amount, words) in [
        ("much", "in figures"),
        ("120.01", "Only €120"),
        ("0", "Only €120"),
    ] {
        let answer = manager
            .post(&payments, &[("amount", amount), ("currency", "EUR")])
            .await;
        assert_eq!(answer.status, 422, "{amount}");
        assert!(answer.html().text("#amount-error").contains(words), "{amount}");
        assert_eq!(answer.html().attr("#amount", "value"), amount);
    }
    let other = manager
        .post(&payments, &[("amount", "120"), ("currency", "USD")])
        .await;
    assert_eq!(other.status, 422);
    let part = [("amount", "20,00"), ("currency", "EUR")];
    assert_eq!(manager.post(&payments, &part).await.status, 303);
    assert_eq!(status(&app).await, "awaiting_payment");
    let done = manager
        .fill_in_page(&manager.page(&detail).await, &[("amount", "100")])
        .await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(status(&app).await, "confirmed");
    let page = manager.page(&detail).await;
    assert!(page.text("#payments").contains("Everything is paid."));
    for (lang, words) in [
        (Lang::En, "Payment noted"),
        (Lang::Ru, "Оплата отмечена"),
        (Lang::Zh, "已登记付款"),
    ] {
        let history = manager
            .page(&format!("{detail}?lang={}", lang.code()))
            .await
            .text("main");
        for amount in ["20 EUR", "100 EUR"] {
            let amount = money_words(Tr::new(lang), amount.parse().unwrap()).replace('\u{a0}', " ");
            let entry = format!("{words} · {amount}");
            assert!(history.contains(&entry), "{entry}: {history}");
        }
    }
    let letters = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(
        letters
            .iter()
            .any(|letter| letter.header("subject").unwrap().starts_with("Registered:"))
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_note_the_same_payment_note_it_once() {
    let app = TestApp::start().await;
    forum(&app).await;
    app.visitor().register("forum", &ANNA).await;
    let payments = format!("{}/payments", attendee(&app).await);
    let noting: Vec<_> = [
        app.organizer(Role::Manager).await,
        app.organizer(Role::Owner).await,
    ]
    .into_iter()
    .map(|organizer| {
        let payments = payments.clone();
        tokio::spawn(async move {
            let all = [("amount", "120"), ("currency", "EUR")];
            organizer.post(&payments, &all).await.status
        })
    })
    .collect();
    let mut answers = Vec::new();
    for one in noting {
        answers.push(one.await.unwrap());
    }
    answers.sort_unstable();
    assert_eq!(answers, [303, 422]);
    assert_eq!(
        app.count("SELECT count(*) FROM dues_entries WHERE kind = 'payment'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_sees_what_is_owed_and_notes_nothing() {
    let app = TestApp::start().await;
    forum(&app).await;
    app.visitor().register("forum", &ANNA).await;
    let viewer = app.organizer(Role::Viewer).await;
    let detail = attendee(&app).await;
    let page = viewer.page(&detail).await;
    assert!(page.text("#payments").contains("€120"));
    assert!(!page.has("#payments form"));
    let all = [("amount", "120"), ("currency", "EUR")];
    assert_eq!(viewer.post(&format!("{detail}/payments"), &all).await.status, 403);
}
