//! A published event takes place at another time or in another place: who hears of it, and when.

use futures_util::future::join_all;
use lanyard::accounts::Role;

use crate::support::mailbox::Mail;
use crate::support::{Html, TestApp, Visitor, invariants};

const SCHEDULE: &str = "/organizer/events/forum/when-and-where";
const TELL: &str = "/organizer/events/forum/tell";
const OVERVIEW: &str = "/organizer/events/forum";

const MAILS: &str = "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.event_moved'";
const LATER: [(&str, &str); 2] = [("starts", "2027-02-04T10:00"), ("ends", "2027-02-05T18:00")];

/// A published event in January, on the first of December.
async fn forum() -> (TestApp, Visitor) {
    let app = TestApp::start().await;
    app.set_now("2026-12-01T12:00:10Z");
    app.event("forum")
        .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
        .publish()
        .await;
    let manager = app.organizer(Role::Manager).await;
    (app, manager)
}

async fn register(app: &TestApp, name: &str, language: &str) -> String {
    let email = format!("{}@example.org", name.to_lowercase());
    let visitor = app.visitor().speaking(language);
    let answer = visitor
        .register("forum", &[("name", name), ("email", &email)])
        .await;
    app.mailbox().wait_for(&email, 1).await;
    answer.location()
}

/// The mail that tells of the move, once it is there.
async fn told(app: &TestApp, name: &str) -> Mail {
    let email = format!("{}@example.org", name.to_lowercase());
    let mut mails = app.mailbox().wait_for(&email, 2).await;
    mails.sort_by_key(|mail| mail.header("Message-ID"));
    mails.pop().expect("two mails")
}

fn line(mail: &Mail, name: &str) -> String {
    let calendar = mail.calendar.clone().expect("a calendar");
    let line = calendar.lines().find_map(|line| line.strip_prefix(name));
    line.expect(name).trim().to_owned()
}

async fn attention(manager: &Visitor) -> Vec<String> {
    let overview = manager.page(OVERVIEW).await;
    overview.texts(&format!("main a[href='{TELL}']"))
}

#[tokio::test(flavor = "multi_thread")]
async fn people_hear_of_another_time_and_place_once_the_organizer_says_so() {
    let (app, manager) = forum().await;
    register(&app, "Anna", "en").await;
    register(&app, "Мария", "ru").await;
    let gone = register(&app, "Gone", "en").await;
    app.visitor().fill_in(&format!("{gone}/withdraw"), &[]).await;

    let elsewhere = [
        ("venue", "new"),
        ("venue_name_en", "Sochi Marine Station"),
        ("address_en", "1 Voykova Street, Sochi"),
    ];
    let saved = manager
        .fill_in(SCHEDULE, &[&LATER[..], &elsewhere[..]].concat())
        .await;
    assert_eq!(saved.location(), format!("{TELL}?saved=1"));
    assert_eq!(app.count(MAILS).await, 0, "no mail before somebody decides so");
    let question = manager.page(&saved.location()).await;
    assert_eq!(question.texts("main dt"), ["When", "Where"]);
    let old = question.text("main del");
    assert!(
        old.contains("28–29 January 2027") && old.contains("Moscow time"),
        "{old}"
    );
    assert!(question.text("main ins").contains("4–5 February 2027"));
    assert!(
        question
            .text("main")
            .contains("2 people registered before the change")
    );
    assert_eq!(
        attention(&manager).await,
        ["2 people have not been told of the new time or place"]
    );

    // Whoever registers now has read when and where it is.
    register(&app, "Late", "en").await;
    assert!(manager.page(TELL).await.text("main").contains("2 people"));

    let words = [
        ("decision", "tell"),
        ("words_en", "The hotel floods."),
        ("words_ru", "Отель затоплен."),
    ];
    for _ in 0..2 {
        let answer = manager.fill_in_page(&question, &words).await;
        assert_eq!(
            answer.location(),
            format!("{SCHEDULE}?saved=told"),
            "pressing twice is no fault"
        );
    }
    assert_eq!(app.count(MAILS).await, 2, "once each, and nobody who is gone");
    let notice = manager.page(&format!("{SCHEDULE}?saved=told")).await;
    assert!(notice.text("[role=status]").contains("on their way"));

    let english = told(&app, "Anna").await;
    assert_eq!(
        english.subject,
        "New time and place: Dialogue of…, 4–5 February 2027"
    );
    for said in [
        "Anna, the event has changed.",
        "4–5 February 2027",
        "before: 28–29 January 2027",
        "Moscow time (UTC+3)",
        "Sochi Marine Station",
        "before: Radisson Lazurnaya Hotel, 103 Kurortniy Prospekt, Sochi, Russia",
        "The organizer writes: The hotel floods.",
        "/r/",
    ] {
        let text = english.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(said), "{said} in\n{}", english.text);
    }
    let confirmed = app.mailbox().wait_for("anna@example.org", 1).await.remove(0);
    for same in ["UID:", "METHOD:", "STATUS:"] {
        assert_eq!(line(&english, same), line(&confirmed, same));
    }
    assert_eq!(line(&english, "METHOD:"), "PUBLISH");
    assert_eq!(line(&english, "DTSTART:"), "20270204T070000Z");
    let sequence = |mail| line(mail, "SEQUENCE:").parse::<i32>().expect("a number");
    assert!(
        sequence(&english) > sequence(&confirmed),
        "calendars move the entry they have"
    );

    let email = "мария@example.org";
    let russian = app.mailbox().wait_for(email, 2).await.pop().expect("a mail");
    assert!(russian.text.contains("4–5 февраля 2027"), "{}", russian.text);
    assert!(russian.text.contains("Отель затоплен."));

    assert!(attention(&manager).await.is_empty());
    let history = manager.page(&format!("{OVERVIEW}/history")).await;
    let entries = history.texts(".log > li > div");
    assert!(
        entries.contains(&"Attendees told of the new time or place · 2 mails Test Organizer".to_owned()),
        "{entries:?}"
    );
    let nothing = manager.get(TELL).await;
    assert_eq!(
        nothing.location(),
        format!("{SCHEDULE}?saved="),
        "there is nothing to tell any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn several_changes_are_told_as_one_and_only_what_has_changed() {
    let (app, manager) = forum().await;
    register(&app, "Anna", "zh").await;
    manager.fill_in(SCHEDULE, &LATER).await;
    manager.fill_in(SCHEDULE, &[("starts", "2027-02-04T11:15")]).await;
    let question = manager.page(TELL).await;
    assert_eq!(question.texts("main dt"), ["When"]);
    assert!(
        question.text("main del").contains("28–29 January 2027"),
        "the oldest"
    );
    assert!(question.text("main ins").contains("11:15"), "the newest");
    manager.fill_in_page(&question, &[("decision", "tell")]).await;
    let mail = told(&app, "Anna").await;
    assert!(mail.subject.starts_with("时间变更："), "{}", mail.subject);
    assert!(
        mail.text.contains("11:15") && mail.text.contains("原为：2027年1月28日"),
        "{}",
        mail.text
    );
    assert!(
        !mail.text.contains("Radisson"),
        "the place is what it was\n{}",
        mail.text
    );
    assert_eq!(app.count(MAILS).await, 1);

    // The next one begins at what was told.
    manager.fill_in(SCHEDULE, &[("starts", "2027-02-04T12:00")]).await;
    assert!(manager.page(TELL).await.text("main del").contains("11:15"));
    // Moved back, it is where everybody expects it.
    let back = manager.fill_in(SCHEDULE, &[("starts", "2027-02-04T11:15")]).await;
    assert_eq!(back.location(), format!("{SCHEDULE}?saved=1"));
    assert!(attention(&manager).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_where_that_is_decided_or_where_nobody_expects_anything_else() {
    let (app, manager) = forum().await;
    let answer = manager.fill_in(SCHEDULE, &LATER).await;
    assert_eq!(
        answer.location(),
        format!("{SCHEDULE}?saved=1"),
        "nobody has registered"
    );
    register(&app, "Anna", "en").await;
    let same = manager.fill_in(SCHEDULE, &LATER).await;
    assert_eq!(
        same.location(),
        format!("{SCHEDULE}?saved=1"),
        "nothing has changed"
    );
    let answer = manager.fill_in(SCHEDULE, &[("ends", "2027-02-05T20:00")]).await;
    let question = manager.page(&answer.location()).await;
    let long = manager
        .fill_in_page(
            &question,
            &[("decision", "tell"), ("words_ru", &"о".repeat(1_001))],
        )
        .await;
    assert_eq!(long.status, 422);
    assert!(long.html().has("#words_ru-error"));
    let answer = manager.fill_in_page(&question, &[("decision", "nobody")]).await;
    assert_eq!(answer.location(), format!("{SCHEDULE}?saved=untold"));
    assert!(attention(&manager).await.is_empty());
    let late = manager.fill_in_page(&question, &[("decision", "tell")]).await;
    assert_eq!(
        late.location(),
        format!("{SCHEDULE}?saved=untold"),
        "decided is decided"
    );
    assert_eq!(app.count(MAILS).await, 0);
    let history = manager.page(&format!("{OVERVIEW}/history")).await;
    assert!(
        history
            .texts(".log strong")
            .contains(&"Attendees not told of the new time or place".to_owned())
    );
    for path in [TELL, "/organizer/events/nothing/tell"] {
        let stranger = app.organizer_of("Another organization", Role::Owner).await;
        assert_eq!(stranger.get(path).await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_editor_changed_meanwhile_is_not_told_unseen() {
    let (app, manager) = forum().await;
    register(&app, "Anna", "en").await;
    manager.fill_in(SCHEDULE, &LATER).await;
    let question = manager.page(TELL).await;
    let other = app.organizer(Role::Owner).await;
    other.fill_in(SCHEDULE, &[("ends", "2027-02-06T13:00")]).await;
    let words = ("words_en", "See you in February.");
    let answer = manager
        .fill_in_page(&question, &[("decision", "tell"), words])
        .await;
    assert_eq!(answer.status, 409);
    let page: Html = answer.html();
    assert!(page.text("[role=alert]").contains("moved again"));
    assert!(page.text("main ins").contains("4–6 February 2027"));
    assert_eq!(page.text("#words_en"), words.1);
    assert_eq!(app.count(MAILS).await, 0);
    manager.fill_in_page(&page, &[("decision", "tell"), words]).await;
    assert!(told(&app, "Anna").await.text.contains("4–6 February 2027"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_venue_that_is_corrected_moves_its_events_but_not_by_a_translation() {
    let (app, manager) = forum().await;
    register(&app, "Anna", "en").await;
    let venue = app
        .conn_id("SELECT organization_id || '/venues/' || id FROM venues")
        .await;
    let venue = format!("/organizer/organizations/{venue}");
    let answer = manager.fill_in(&venue, &[("name_ru", "Отель «Лазурная»")]).await;
    assert!(answer.location().ends_with("done=saved"), "{}", answer.location());
    assert!(attention(&manager).await.is_empty());
    let answer = manager
        .fill_in(&venue, &[("address_en", "105 Kurortniy Prospekt, Sochi")])
        .await;
    let page = manager.page(&answer.location()).await;
    assert!(page.text("[role=status]").contains("have not been told"));
    assert_eq!(attention(&manager).await.len(), 1);
    let question = manager.page(TELL).await;
    assert!(question.text("main del").contains("103 Kurortniy"));
    manager.fill_in_page(&question, &[("decision", "tell")]).await;
    let mail = told(&app, "Anna").await;
    assert!(mail.subject.starts_with("New place:"), "{}", mail.subject);
    assert!(mail.text.contains("105 Kurortniy"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_is_taken_back_or_overtaken_is_not_told_late() {
    let app = TestApp::start_with(|flags| flags.smtp_url = Some("smtp://127.0.0.1:1".into())).await;
    app.set_now("2026-12-01T12:00:10Z");
    app.event("forum")
        .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
        .publish()
        .await;
    let anna = [("name", "Anna"), ("email", "anna@example.org")];
    app.visitor().register("forum", &anna).await;
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.fill_in(SCHEDULE, &LATER).await;
    let question = manager.page(&answer.location()).await;
    manager.fill_in_page(&question, &[("decision", "tell")]).await;
    // The relay is away, and the event goes back before the mail is out.
    let back = [("starts", "2027-01-28T09:30"), ("ends", "2027-01-29T17:30")];
    manager.fill_in(SCHEDULE, &back).await;
    let begun = std::time::Instant::now();
    let withheld = format!("{MAILS} AND state = 'suppressed' AND reason = 'moved_back'");
    while app.count(&withheld).await == 0 {
        assert!(begun.elapsed().as_secs() < 30, "the mail still waits");
        app.execute(
            "UPDATE outgoing_mails SET next_attempt_at = now() - interval '1 second' WHERE state = 'queued'",
        )
        .await;
        app.execute("UPDATE mail_relay SET paused_until = NULL").await;
        app.app.waker.wake();
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rush_of_presses_registrations_and_withdrawals_tells_everybody_once() {
    let (app, manager) = forum().await;
    app.fill("forum", 40).await;
    let own = register(&app, "Anna", "en").await;
    manager.fill_in(SCHEDULE, &LATER).await;
    let question = manager.page(TELL).await;
    let presses = join_all((0..6).map(|_| manager.fill_in_page(&question, &[("decision", "tell")])));
    let visitor = app.visitor();
    let newcomers = join_all((0..10).map(|n| {
        let visitor = app.visitor();
        async move {
            let email = format!("new{n}@example.org");
            visitor
                .register("forum", &[("name", "New"), ("email", &email)])
                .await
        }
    }));
    let withdraw = format!("{own}/withdraw");
    let (presses, newcomers, _) = tokio::join!(presses, newcomers, visitor.fill_in(&withdraw, &[]));
    for press in presses {
        assert_eq!(press.location(), format!("{SCHEDULE}?saved=told"));
    }
    assert!(newcomers.iter().all(|answer| answer.status == 303));
    let told = app.count(MAILS).await;
    assert!(
        (40..=41).contains(&told),
        "{told}: everybody who registered before, and nobody else"
    );
    assert_eq!(
        app.count(&format!(
            "{MAILS} AND subject_id IN (SELECT id FROM registrations WHERE name = 'New')"
        ))
        .await,
        0
    );
    assert_eq!(
        app.count("SELECT count(*) FROM activities WHERE kind = 'event.move_told'")
            .await,
        1
    );
    invariants::assert_hold(&app.db).await;
}
