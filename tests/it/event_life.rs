//! What may be done with an event as a whole, and the list of one's events.

use lanyard::accounts::Role;

use crate::support::TestApp;

const FORUM: &str = "/organizer/events/forum";

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_taken_back_while_nobody_has_registered() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.post(&format!("{FORUM}/unpublish"), &[]).await;
    assert!(
        manager
            .page(&answer.location())
            .await
            .text("[role=status]")
            .contains("draft again")
    );
    assert_eq!(app.visitor().get("/e/forum/terms").await.status, 404);
    manager.post(&format!("{FORUM}/publish"), &[]).await;
    assert_eq!(
        app.count("SELECT count(*) FROM terms_versions").await,
        1,
        "the version it had"
    );
    app.visitor()
        .register("forum", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    let answer = manager.post(&format!("{FORUM}/unpublish"), &[]).await;
    let page = manager.page(&answer.location()).await;
    assert!(page.text("[role=status]").contains("cancel it instead"));
    assert_eq!(app.visitor().get("/e/forum/terms").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn calling_an_event_off_asks_once_and_names_whom_it_concerns() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    app.fill("forum", 3).await;
    let manager = app.organizer(Role::Manager).await;
    let question = manager.page(&format!("{FORUM}/cancel")).await;
    assert!(question.text("h1").contains("Dialogue of Integrations"));
    assert!(question.text("main").contains("3 people are registered"));
    assert_eq!(
        app.count("SELECT count(*) FROM events WHERE status = 'cancelled'")
            .await,
        0
    );
    assert!(question.text("main").contains("3 mails go out"));
    let long = manager
        .fill_in_page(&question, &[("words_ru", &"о".repeat(1_001))])
        .await;
    assert_eq!(long.status, 422);
    assert!(long.html().has("#words_ru-error"));
    let words = ("words_en", "We hope to see you next year.");
    let answer = manager
        .fill_in_page(&long.html(), &[("words_ru", ""), words])
        .await;
    assert_eq!(answer.location(), format!("{FORUM}?done=cancelled"));
    assert!(
        app.visitor()
            .page("/e/forum")
            .await
            .text(".notice")
            .contains(words.1)
    );
    assert!(app.visitor().page("/e/forum/terms").await.has("h1"));
    assert_eq!(
        app.count("SELECT count(*) FROM events WHERE status = 'cancelled'")
            .await,
        1
    );
    let again = manager.post(&format!("{FORUM}/cancel"), &[]).await;
    assert_eq!(again.location(), format!("{FORUM}?done=nothing"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_a_draft_a_year_later_with_everything_but_people() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Moscow", "2027-05-20 09:30", "2027-05-21 17:30")
        .rules(serde_json::json!({"registration": [{"until": "2027-05-10"}]}))
        .categories(&[("expert", Some(10)), ("press", None)])
        .publish()
        .await;
    app.set_now("2027-01-01T00:00:10Z");
    app.fill("forum", 3).await;
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.post(&format!("{FORUM}/duplicate"), &[]).await;
    assert_eq!(answer.location(), "/organizer/events/forum-2?done=duplicated");
    let copy = manager.page(&answer.location()).await;
    assert!(
        copy.text(".workspace-event")
            .contains("Dialogue of Integrations (copy)")
    );
    assert!(
        copy.text("main").contains("18–19 May 2028"),
        "the same days of the week"
    );
    assert!(copy.text("main").contains("0 of 10 taken"));
    assert!(copy.has("form[action$=publish]"), "it lacks nothing");
    let draft = manager.page("/organizer/events/forum-2/terms").await;
    assert_eq!(draft.attr("#window_1_until", "value"), "2028-05-08");
    let again = manager.post(&format!("{FORUM}/duplicate"), &[]).await;
    assert_eq!(again.location(), "/organizer/events/forum-3?done=duplicated");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_comes_back_for_thirty_days() {
    let app = TestApp::start().await;
    app.event("forum").draft().await;
    app.event("running").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let refused = manager.post("/organizer/events/running/delete", &[]).await;
    let page = manager.page(&refused.location()).await;
    assert!(page.text("[role=status]").contains("Cancel it before"));

    let answer = manager.post(&format!("{FORUM}/delete"), &[]).await;
    assert_eq!(answer.location(), "/organizer?done=deleted");
    let home = manager.page(&answer.location()).await;
    assert!(home.text(".deeds").contains("Can be restored until"));
    assert_eq!(manager.get(FORUM).await.status, 404);
    let restore = home.attr(".deeds form", "action");
    let stranger = app.organizer_of("Another organization", Role::Owner).await;
    assert_eq!(stranger.post(&restore, &[]).await.status, 404);
    assert_eq!(
        app.organizer(Role::Viewer).await.post(&restore, &[]).await.status,
        404
    );
    let answer = manager.post(&restore, &[]).await;
    assert_eq!(answer.location(), format!("{FORUM}?done=restored"));
    assert_eq!(manager.get(FORUM).await.status, 200);

    manager.post(&format!("{FORUM}/delete"), &[]).await;
    app.execute("UPDATE events SET deleted_at = deleted_at - interval '31 days' WHERE slug = 'forum'")
        .await;
    assert_eq!(manager.post(&restore, &[]).await.status, 404);
    assert!(!manager.page("/organizer").await.has(".deeds"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_taken_place_is_over_to_its_organizers() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Moscow", "2026-01-15 09:30", "2026-01-15 17:30")
        .publish()
        .await;
    app.event("running").publish().await;
    let page = app.organizer(Role::Viewer).await.page("/organizer").await;
    assert_eq!(page.texts(".rows .state"), ["Published", "Over"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_draft_lacks_leads_to_where_it_is_mended() {
    let app = TestApp::start().await;
    app.event("forum").bare().without_time().draft().await;
    let manager = app.organizer(Role::Manager).await;
    let ways = manager.page(FORUM).await.attrs(".lacks a", "href");
    assert_eq!(ways.len(), 5);
    for way in ways {
        assert_eq!(manager.get(&way).await.status, 200, "{way}");
    }
    let viewer = app.organizer(Role::Viewer).await;
    let page = viewer.page(FORUM).await;
    assert_eq!(page.texts(".lacks li").len(), 5);
    assert!(
        !page.has(".lacks a") && !page.has(".deeds"),
        "nothing that would fail"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_steps_are_shown_until_somebody_has_registered() {
    let app = TestApp::start().await;
    let manager = app.organizer(Role::Manager).await;
    let done = async || manager.page("/organizer").await.texts(".steps .done").len();
    let button = async || {
        manager
            .page("/organizer")
            .await
            .attrs("main a.button:not(.quiet)", "href")
    };
    assert_eq!(done().await, 0);
    assert_eq!(
        button().await,
        ["/organizer/new-event"],
        "one button on an empty page"
    );
    app.event("forum").draft().await;
    assert_eq!(done().await, 1);
    assert_eq!(button().await, [FORUM]);
    manager.post(&format!("{FORUM}/publish"), &[]).await;
    assert_eq!(done().await, 2);
    assert_eq!(button().await, ["/e/forum"]);
    assert!(
        manager
            .page("/organizer")
            .await
            .has("a.quiet[href='/organizer/new-event']"),
        "a second event is not far"
    );
    app.fill("forum", 1).await;
    let home = manager.page("/organizer").await;
    assert!(!home.has(".steps"));
    assert!(home.text(".rows").contains("1 registration"));
    let viewer = app.organizer(Role::Viewer).await.page("/organizer").await;
    assert!(!viewer.has("a[href='/organizer/new-event']"));
    let ways = |page: &crate::support::Html| page.texts("main .kicker a");
    assert_eq!(ways(&home), ["Team", "Venues"]);
    assert_eq!(ways(&viewer), ["Team"], "she may not change venues");
}
