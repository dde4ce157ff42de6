//! A version whose refund and substitution hold for whoever registered before it, too, where they are better.

use diesel_async::RunQueryDsl;
use lanyard::accounts::Role;
use lanyard::terms;
use serde_json::json;

use crate::support::{Html, TestApp, Visitor};

const TERMS: &str = "/organizer/events/forum/terms";
const PUBLISH: &str = "/organizer/events/forum/terms/publish";

async fn change_refund(app: &TestApp, percent: u32) {
    app.execute(&format!(
        "UPDATE terms_drafts SET revision = revision + 1, rules = jsonb_set(rules, '{{refund,0,percent}}', '{percent}')"
    ))
    .await;
}

/// Presses the button of the box that shows what the next version changes.
async fn publish(manager: &Visitor, page: &Html, ticks: &[(&str, &str)]) {
    let mut fields = page.form("form[action$=publish]");
    fields.push(("acknowledge".to_owned(), "yes".to_owned()));
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = fields.chain(ticks.iter().copied()).collect();
    let answer = manager.post(PUBLISH, &fields).await;
    assert_eq!(answer.location(), format!("{TERMS}?saved=published"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_publishes_says_whether_the_version_holds_for_earlier_registrations_where_it_is_better() {
    let app = TestApp::start().await;
    app.event("forum")
        .rules(json!({"fee": [{"price": "100 EUR"}], "refund": [{"percent": 50}]}))
        .publish()
        .await;
    let manager = app.organizer(Role::Manager).await;
    change_refund(&app, 80).await;
    let page = manager.page(TERMS).await;
    assert!(page.has("#applies_to_all") && !page.has("#applies_to_all[checked]"));
    publish(&manager, &page, &[]).await;
    change_refund(&app, 90).await;
    let page = manager.page(TERMS).await;
    publish(&manager, &page, &[("applies_to_all", "yes")]).await;
    let said = "SELECT string_agg(number || ' ' || applies_to_all, ', ' ORDER BY number) FROM terms_versions";
    assert_eq!(app.conn_id(said).await, "1 false, 2 false, 3 true");

    for (language, words) in [
        (
            "en",
            "Whoever registered before may use this version’s refund and substitution",
        ),
        ("ru", "Кто зарегистрировался раньше, может воспользоваться"),
        ("zh", "此前报名者的退款与替换"),
    ] {
        let visitor = app.visitor().speaking(language);
        let page = visitor.page("/e/forum/terms").await;
        assert!(page.text("main .muted").contains(words), "{language}");
        assert!(page.text("details .points").contains(words), "{language}");
        assert!(
            !visitor
                .page("/e/forum/terms/2")
                .await
                .text("main")
                .contains(words)
        );
    }
    let versions = manager.page(TERMS).await.texts(".rows li");
    for (number, says) in [(3, true), (2, false)] {
        let row = versions
            .iter()
            .find(|row| row.starts_with(&format!("Version {number}")));
        let told = row.is_some_and(|row| row.contains("Whoever registered before"));
        assert_eq!(told, says, "{versions:?}");
    }
    let history = manager.page("/organizer/events/forum/history").await;
    assert!(
        history
            .text("main")
            .contains("better of two versions for earlier registrations")
    );

    let mut conn = app.conn().await;
    let change = diesel::sql_query("UPDATE terms_versions SET applies_to_all = true WHERE number = 2");
    assert!(
        change.execute(&mut conn).await.is_err(),
        "it is published for good"
    );
    let id = app.conn_id("SELECT event_id FROM terms_versions LIMIT 1").await;
    let event = id.parse().expect("an id");
    for (accepted, later) in [(1, vec![3]), (2, vec![3]), (3, vec![])] {
        let version = terms::find_version(&mut conn, event, accepted)
            .await
            .unwrap()
            .unwrap();
        let versions = terms::find_later_for_all(&mut conn, &version).await.unwrap();
        assert_eq!(
            versions.iter().map(|version| version.number).collect::<Vec<_>>(),
            later
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn her_own_page_follows_the_later_version_where_that_is_better_and_says_so() {
    let app = TestApp::start().await;
    app.event("forum")
        .rules(json!({"fee": [{"price": "100 EUR"}], "refund": [{"percent": 50}]}))
        .publish()
        .await;
    let visitor = app.visitor();
    let fields = [("name", "Anna"), ("email", "anna@example.org")];
    let own = visitor.register("forum", &fields).await.location();
    let manager = app.organizer(Role::Manager).await;
    // Version 2 is better and not for her, 3 is for all and worse, 4 for all and better.
    for (percent, ticks, refund) in [
        (90, &[][..], "€50 of €100"),
        (20, &[("applies_to_all", "yes")], "€50 of €100"),
        (80, &[("applies_to_all", "yes")], "€80 of €100"),
    ] {
        change_refund(&app, percent).await;
        let page = manager.page(TERMS).await;
        publish(&manager, &page, ticks).await;
        let page = visitor.page(&own).await;
        assert_eq!(page.text("#amount strong"), refund);
    }
    let page = visitor.page(&own).await;
    assert!(page.text("#amount").contains("Version 4 of the terms says so."));
    let reason = page.attr("#amount p a", "href");
    assert!(reason.starts_with("/e/forum/terms/4#clause-"), "{reason}");
    let asked = visitor.page(&format!("{own}/withdraw")).await;
    assert!(asked.text("main").contains("€80 of €100"));
}
