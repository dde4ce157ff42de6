//! There must be time: what a draft lacks, and what publishing freezes.

use chrono::TimeDelta;
use lanyard::accounts::Role;
use lanyard::activity::Actor;
use lanyard::publishing::{Lack, PublishOutcome, publish_event};
use lanyard::terms::Reading;

use crate::support::TestApp;
use crate::support::builders::local;

async fn outcome(app: &TestApp, event: &lanyard::events::Event) -> PublishOutcome {
    let mut conn = app.conn().await;
    publish_event(
        &mut conn,
        &app.app.clock,
        event.id,
        Actor::Operator,
        Reading::Vouched,
    )
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_draft_is_told_everything_it_lacks_at_once() {
    let app = TestApp::start().await;
    let event = app.event("bare").bare().without_time().draft().await;
    let lacks = vec![
        Lack::Time,
        Lack::Venue,
        Lack::Contact,
        Lack::Category,
        Lack::Terms,
    ];
    assert_eq!(outcome(&app, &event).await, PublishOutcome::Lacking(lacks));
    let page = app
        .organizer(Role::Owner)
        .await
        .page("/organizer/events/bare")
        .await;
    assert_eq!(page.texts(".lacks li").len(), 5);
    assert!(page.text(".lacks li").starts_with("There must be time"));
    assert!(!page.has("form[action$=publish]"), "there is no button yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_ends_before_it_starts_or_at_a_time_that_never_is_cannot_be_published() {
    let app = TestApp::start().await;
    let backwards = app
        .event("backwards")
        .when("Europe/Moscow", "2027-01-28 17:30", "2027-01-28 09:30")
        .draft()
        .await;
    assert_eq!(
        outcome(&app, &backwards).await,
        PublishOutcome::Lacking(vec![Lack::EndsBeforeStart])
    );
    let skipped = app
        .event("skipped")
        .when("Europe/Berlin", "2027-03-28 02:30", "2027-03-28 18:00")
        .draft()
        .await;
    let lack = Lack::SkippedTime {
        local: local("2027-03-28 02:30"),
        resumes: local("2027-03-28 03:00"),
        zone: "Europe/Berlin".parse().unwrap(),
    };
    assert_eq!(outcome(&app, &skipped).await, PublishOutcome::Lacking(vec![lack]));
    let page = app
        .organizer(Role::Owner)
        .await
        .page("/organizer/events/skipped")
        .await;
    assert!(
        page.text(".lacks li").contains("skip 28 March 2027, 02:30"),
        "{}",
        page.text(".lacks li")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_refuses_a_published_event_without_a_time_whoever_asks() {
    let app = TestApp::start().await;
    app.event("bare").without_time().draft().await;
    let mut conn = app.conn().await;
    use diesel_async::RunQueryDsl;
    let forced = diesel::sql_query("UPDATE events SET status = 'published', published_at = now()")
        .execute(&mut conn)
        .await;
    assert_eq!(
        lanyard::platform::db::violated(&forced.unwrap_err()),
        Some("published_event_has_a_time")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_publishes_by_the_button_and_the_terms_become_version_1() {
    let app = TestApp::start().await;
    app.event("ready").draft().await;
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.fill_in("/organizer/events/ready", &[]).await;
    assert_eq!(answer.location(), "/organizer/events/ready");
    assert_eq!(app.visitor().get("/e/ready").await.status, 200);
    let terms = app.visitor().page("/e/ready/terms/1").await;
    assert!(terms.text(".clauses").contains("There is no fee."));
    // Pressed twice, it is published once.
    assert_eq!(
        manager.post("/organizer/events/ready/publish", &[]).await.status,
        303
    );
    assert_eq!(app.count("SELECT count(*) FROM terms_versions").await, 1);
    assert_eq!(
        app.count(
            "SELECT count(*) FROM activities WHERE kind = 'event.published' AND actor_kind = 'account'"
        )
        .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_version_never_changes_and_history_is_append_only() {
    let app = TestApp::start().await;
    app.event("fixed").publish().await;
    app.visitor()
        .register("fixed", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    let mut conn = app.conn().await;
    use diesel_async::RunQueryDsl;
    for statement in [
        "UPDATE terms_versions SET rules = '{}'",
        "DELETE FROM terms_versions",
        "TRUNCATE terms_versions CASCADE",
        "UPDATE activities SET data = '{\"forged\": true}'",
        "DELETE FROM activities",
        "TRUNCATE activities",
        "UPDATE participation_categories SET key = 'other'",
    ] {
        assert!(
            diesel::sql_query(statement).execute(&mut conn).await.is_err(),
            "{statement}"
        );
    }
    // Erasure may empty what says something of a person, and only that.
    diesel::sql_query("UPDATE activities SET personal = NULL")
        .execute(&mut conn)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn page_mail_and_calendar_agree_on_one_instant_in_every_zone() {
    let app = TestApp::start().await;
    app.set_now("2026-12-01T12:00:10Z");
    let zones: [(&str, &str, i64); 8] = [
        ("Pacific/Kiritimati", "kiritimati", 14 * 60),
        ("Pacific/Niue", "niue", -11 * 60),
        ("Asia/Kathmandu", "kathmandu", 5 * 60 + 45),
        ("Australia/Lord_Howe", "lord-howe", 11 * 60),
        ("America/St_Johns", "st-johns", -(3 * 60 + 30)),
        ("Europe/Moscow", "moscow", 3 * 60),
        ("Asia/Shanghai", "shanghai", 8 * 60),
        ("UTC", "utc", 0),
    ];
    for (zone, slug, offset) in zones {
        app.event(slug)
            .when(zone, "2027-01-28 09:30", "2027-01-28 17:30")
            .publish()
            .await;
        let instant = local("2027-01-28 09:30").and_utc() - TimeDelta::minutes(offset);
        let page = app.visitor().page(&format!("/e/{slug}")).await;
        let shown: chrono::DateTime<chrono::Utc> = page.attr("time", "datetime").parse().unwrap();
        assert_eq!(shown, instant, "{zone}: the page");
        let hours = page.texts(".facts small").join(" ");
        assert!(
            hours.contains("09:30") && hours.contains("UTC"),
            "{zone}: {hours}"
        );
        let starts = format!("DTSTART:{}", instant.format("%Y%m%dT%H%M%SZ"));
        let calendar = app.visitor().get(&format!("/e/{slug}/calendar.ics")).await.body;
        assert!(calendar.contains(&starts), "{zone}: the calendar\n{calendar}");
        let email = format!("{slug}@example.org");
        app.visitor()
            .register(slug, &[("name", "Anna"), ("email", &email)])
            .await;
        let mail = app.mailbox().wait_for(&email, 1).await.remove(0);
        assert!(
            mail.calendar
                .as_ref()
                .is_some_and(|calendar| calendar.contains(&starts)),
            "{zone}: the mail's calendar"
        );
        assert!(
            mail.text.contains("09:30") && mail.html.contains("09:30"),
            "{zone}: the mail"
        );
    }
}
