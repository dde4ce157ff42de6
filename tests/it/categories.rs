//! Categories and places in the organizer's workspace.

use lanyard::accounts::Role;

use crate::support::invariants::assert_hold;
use crate::support::{TestApp, Visitor};

const LIST: &str = "/organizer/events/forum/categories";

async fn register(visitor: &Visitor, number: usize, category: &str) -> u16 {
    let email = format!("person{number}@example.org");
    let fields = [
        ("name", "Person"),
        ("email", email.as_str()),
        ("category", category),
    ];
    match visitor.try_register("forum", &fields).await {
        Some(answer) => answer.status,
        None => 409,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_category_is_offered_at_once() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let fields = [
        ("name_en", "Accompanying person"),
        ("name_zh", "随行人员"),
        ("description_en", "You come with somebody."),
        ("places", "own"),
        ("size", "1 200"),
    ];
    let answer = manager.fill_in(&format!("{LIST}/new"), &fields).await;
    assert_eq!(answer.location(), format!("{LIST}?done=saved"));
    let list = manager.page(LIST).await;
    assert_eq!(list.texts(".deeds code"), ["expert", "accompanying_person"]);
    assert!(list.text(".deeds li:nth-child(2)").contains("0 of 1,200 taken"));
    let form = app.visitor().speaking("zh").page("/e/forum/register").await;
    assert!(form.texts(".choice span").contains(&"随行人员".to_owned()));
    // A second one of the same name gets another key.
    manager.fill_in(&format!("{LIST}/new"), &fields).await;
    assert!(
        manager
            .page(LIST)
            .await
            .texts(".deeds code")
            .contains(&"accompanying_person_2".to_owned())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_come_back_with_what_was_typed() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let long = "x".repeat(130);
    for (fields, field) in [
        (
            vec![("name_ru", "Гость"), ("places", "own"), ("size", "5")],
            "name_en",
        ),
        (
            vec![("name_en", "Guest"), ("places", "own"), ("size", "five")],
            "size",
        ),
        (
            vec![("name_en", "Guest"), ("places", "own"), ("size", "-1")],
            "size",
        ),
        (
            vec![
                ("name_en", "Guest"),
                ("places", "quota-0191d3f0-0000-7000-8000-000000000000"),
            ],
            "places",
        ),
        (
            vec![("name_en", "Guest"), ("name_zh", "a\0b"), ("places", "unlimited")],
            "name_zh",
        ),
        (
            vec![("name_en", long.as_str()), ("places", "unlimited")],
            "name_en",
        ),
    ] {
        let answer = manager.fill_in(&format!("{LIST}/new"), &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        let page = answer.html();
        assert_eq!(
            page.attrs(".summary a", "href"),
            [format!("#{field}")],
            "{fields:?}"
        );
        assert!(page.text("title").starts_with("Error:"));
        assert!(page.has(&format!("#{field}-error")));
        let typed = page.form("main form.form");
        for (name, value) in fields {
            if name != "places" {
                let value = value.replace('\0', "");
                assert!(typed.contains(&(name.to_owned(), value)), "{name} is kept");
            }
        }
    }
    assert_eq!(
        app.count("SELECT count(*) FROM participation_categories").await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_saves_over_a_change_is_told_and_may() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let (first, second) = (
        app.organizer(Role::Manager).await,
        app.organizer(Role::Manager).await,
    );
    let address = format!("{LIST}/expert");
    let opened = second.page(&address).await;
    first.fill_in(&address, &[("name_en", "Specialist")]).await;
    let answer = second.fill_in_page(&opened, &[("name_en", "Scholar")]).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    let told = page.text("[role=alert]");
    assert!(told.contains("Test Organizer saved a change on"), "{told}");
    assert!(told.contains("Specialist"), "what is stored now: {told}");
    assert_eq!(
        page.attr("#name_en", "value"),
        "Scholar",
        "what was typed is kept"
    );
    assert_eq!(
        app.count("SELECT count(*) FROM participation_categories WHERE name->>'en' = 'Specialist'")
            .await,
        1
    );
    let answer = second.fill_in_page(&page, &[]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(
        app.count("SELECT count(*) FROM participation_categories WHERE name->>'en' = 'Scholar'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn fewer_places_than_are_taken_turn_nobody_out() {
    let app = TestApp::start().await;
    app.event("forum").places(10).publish().await;
    app.fill("forum", 6).await;
    let manager = app.organizer(Role::Manager).await;
    let list = manager.page(LIST).await;
    let resize = list.attr("form.resize", "action");
    assert_eq!(manager.post(&resize, &[("size", "4")]).await.status, 303);
    let list = manager.page(LIST).await;
    assert!(list.text(".resize").contains("Save"));
    assert!(list.text(".deeds .state").contains("2 more than there are"));
    assert_eq!(app.count("SELECT excess FROM quotas").await, 2);
    assert_eq!(register(&app.visitor(), 1, "expert").await, 409, "it is full");
    let wrong = manager.post(&resize, &[("size", "a few")]).await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong
            .html()
            .attrs("form.resize input", "value")
            .contains(&"a few".to_owned())
    );
    assert_eq!(manager.post(&resize, &[("size", "20")]).await.status, 303);
    assert_eq!(app.count("SELECT excess FROM quotas").await, 0);
    assert_eq!(register(&app.visitor(), 1, "expert").await, 303);
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_move_with_their_registrations() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(10)), ("press", None), ("guest", Some(2))])
        .publish()
        .await;
    let visitor = app.visitor();
    for (number, category) in [
        (1, "expert"),
        (2, "expert"),
        (3, "press"),
        (4, "press"),
        (5, "guest"),
    ] {
        assert_eq!(register(&visitor, number, category).await, 303);
    }
    let manager = app.organizer(Role::Manager).await;
    let expert = app.conn_id("SELECT id FROM quotas WHERE name = 'expert'").await;
    // From as many as come to the experts' places.
    let bounds = format!("/organizer/events/forum/quotas/{expert}/bounds");
    let both = [("category", "expert"), ("category", "press")];
    let answer = manager.fill_in(&bounds, &both).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(
        app.count(&format!("SELECT taken FROM quotas WHERE id = '{expert}'"))
            .await,
        4
    );
    assert_hold(&app.db).await;
    assert!(
        manager
            .page(LIST)
            .await
            .text(".deeds li:nth-child(2)")
            .contains("shared")
    );
    manager.fill_in(&bounds, &[("category", "expert")]).await;
    // To fewer places of its own than it has people.
    let answer = manager
        .fill_in(&format!("{LIST}/press"), &[("places", "own"), ("size", "1")])
        .await;
    assert_eq!(answer.status, 303);
    assert_eq!(
        app.count(&format!("SELECT taken FROM quotas WHERE id = '{expert}'"))
            .await,
        2
    );
    assert_eq!(
        app.count("SELECT excess FROM quotas WHERE name = 'press'").await,
        1
    );
    assert_hold(&app.db).await;
    // And to as many as come; the quota it leaves keeps its history.
    manager
        .fill_in(&format!("{LIST}/press"), &[("places", "unlimited")])
        .await;
    assert_eq!(
        app.count("SELECT count(*) FROM quota_claims WHERE released_at IS NULL")
            .await,
        3
    );
    assert_eq!(register(&visitor, 6, "press").await, 303);
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_of_the_whole_event_count_everybody_and_the_scarcest_decide() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(10)), ("press", None)])
        .publish()
        .await;
    let visitor = app.visitor();
    for (number, category) in [(1, "expert"), (2, "press")] {
        assert_eq!(register(&visitor, number, category).await, 303);
    }
    let manager = app.organizer(Role::Manager).await;
    let hall = [("name", "Main hall"), ("size", "3"), ("whole", "yes")];
    let answer = manager.fill_in("/organizer/events/forum/quotas/new", &hall).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let taken = "SELECT taken FROM quotas WHERE name = 'Main hall'";
    assert_eq!(app.count(taken).await, 2, "whoever has a place is counted");
    assert_eq!(register(&visitor, 3, "press").await, 303);
    assert_eq!(register(&visitor, 4, "expert").await, 409, "the hall is full");
    assert_eq!(register(&visitor, 5, "press").await, 409);
    assert!(app.visitor().page("/e/forum").await.has(".button.off"));
    // A category that is added later is bounded, too.
    let late = [("name_en", "Late"), ("places", "unlimited")];
    manager.fill_in(&format!("{LIST}/new"), &late).await;
    assert_eq!(register(&visitor, 6, "late").await, 409);
    assert_hold(&app.db).await;
    // Smaller than those who have a place: nobody is turned out. Wider again, the next gets in.
    let id = app
        .conn_id("SELECT id FROM quotas WHERE name = 'Main hall'")
        .await;
    let bounds = format!("/organizer/events/forum/quotas/{id}/bounds");
    manager.fill_in(&bounds, &[("size", "1")]).await;
    assert!(
        manager
            .page(LIST)
            .await
            .text("body")
            .contains("2 more than there are")
    );
    assert_hold(&app.db).await;
    manager.fill_in(&bounds, &[("size", "4")]).await;
    assert_eq!(register(&visitor, 6, "late").await, 303);
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shared_places_are_for_somebody_have_a_name_and_are_deleted_only_when_idle() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", None), ("press", None)])
        .publish()
        .await;
    assert_eq!(register(&app.visitor(), 1, "expert").await, 303);
    let (first, second) = (
        app.organizer(Role::Manager).await,
        app.organizer(Role::Manager).await,
    );
    let new = "/organizer/events/forum/quotas/new";
    for (fields, field) in [
        (vec![("name", "Hall"), ("size", "5")], "reach"),
        (vec![("name", " "), ("size", "5"), ("whole", "yes")], "name"),
        (vec![("name", "Hall"), ("size", "x"), ("whole", "yes")], "size"),
    ] {
        let answer = first.fill_in(new, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert_eq!(answer.html().attrs(".summary a", "href"), [format!("#{field}")]);
    }
    let hall = [
        ("name", "Hall"),
        ("size", "5"),
        ("category", "expert"),
        ("category", "press"),
    ];
    first.fill_in(new, &hall).await;
    let id = app.conn_id("SELECT id FROM quotas").await;
    let bounds = format!("/organizer/events/forum/quotas/{id}/bounds");
    let delete = format!("/organizer/events/forum/quotas/{id}/delete");
    assert_eq!(first.post(&delete, &[]).await.status, 409, "it is for somebody");
    let opened = second.page(&bounds).await;
    first.fill_in(&bounds, &[("name", "Great hall")]).await;
    let answer = second.fill_in_page(&opened, &[("size", "9")]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.html().text("[role=alert]").contains("Great hall"));
    assert_eq!(second.fill_in_page(&answer.html(), &[]).await.status, 303);
    assert_eq!(app.count("SELECT size FROM quotas").await, 9);
    assert_hold(&app.db).await;
    let nobody = second.page(&bounds).await;
    let seen = nobody.attr("input[name=mark]", "value");
    let fields = [("mark", seen.as_str()), ("name", "Hall"), ("size", "9")];
    assert_eq!(second.post(&bounds, &fields).await.status, 303);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 0);
    assert_eq!(second.post(&delete, &[]).await.status, 303);
    assert_eq!(app.count("SELECT count(*) FROM quotas").await, 0);
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organizer_says_how_people_are_let_in() {
    let app = TestApp::start().await;
    app.event("forum").places(1).publish().await;
    let manager = app.organizer(Role::Manager).await;
    let address = format!("{LIST}/expert");
    for (fields, field) in [
        (vec![("payment_days", "many")], "payment_days"),
        (vec![("payment_days", "366")], "payment_days"),
        (vec![("waitlist", "perhaps")], "waitlist"),
        (vec![("waitlist", "offered"), ("offer_hours", "0")], "offer_hours"),
    ] {
        let answer = manager.fill_in(&address, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert_eq!(answer.html().attrs(".summary a", "href"), [format!("#{field}")]);
    }
    let lets_in = [
        ("needs_review", "yes"),
        ("payment_days", "14"),
        ("waitlist", "offered"),
        ("offer_hours", "24"),
    ];
    assert_eq!(manager.fill_in(&address, &lets_in).await.status, 303);
    let form = manager.page(&address).await.form("main form.form");
    for (name, value) in lets_in {
        assert!(form.contains(&(name.to_owned(), value.to_owned())), "{name}");
    }
    assert!(manager.page(LIST).await.text(".deeds").contains("reviewed"));
    let seen = app.visitor().page("/e/forum").await.text("main");
    assert!(seen.contains("the organizer decides"), "{seen}");
    let history = manager.page("/organizer/events/forum/history").await;
    assert!(history.text("main").contains("how people are let in"));
    assert_eq!(register(&app.visitor(), 1, "expert").await, 303);
    assert_eq!(
        app.count("SELECT count(*) FROM registrations WHERE status = 'pending_review'")
            .await,
        1
    );
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_in_which_somebody_stands_is_not_closed() {
    let app = TestApp::start().await;
    app.event("forum").places(1).publish().await;
    let manager = app.organizer(Role::Manager).await;
    let address = format!("{LIST}/expert");
    manager.fill_in(&address, &[("waitlist", "confirmed")]).await;
    for number in [1, 2] {
        assert_eq!(register(&app.visitor(), number, "expert").await, 303);
    }
    let answer = manager.fill_in(&address, &[("waitlist", "none")]).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .html()
            .text("#waitlist-error")
            .contains("1 person is waiting")
    );
    app.execute("UPDATE registrations SET status = 'withdrawn' WHERE status = 'waitlisted'")
        .await;
    app.execute("DELETE FROM waitlist_entries").await;
    assert_eq!(
        manager.fill_in(&address, &[("waitlist", "none")]).await.status,
        303
    );
}

/// How many got in while the size was lowered from 40 to 10, and how many claims there are then.
async fn rush_while_lowering(app: &TestApp) -> i64 {
    let manager = app.organizer(Role::Manager).await;
    let resize = manager.page(LIST).await.attr("form.resize", "action");
    let rush: Vec<_> = (0..50)
        .map(|number| {
            let visitor = app.visitor();
            tokio::spawn(async move { register(&visitor, number, "expert").await })
        })
        .collect();
    assert_eq!(manager.post(&resize, &[("size", "10")]).await.status, 303);
    let mut admitted = 0;
    for one in rush {
        admitted += i64::from(one.await.expect("a visitor") == 303);
    }
    admitted
}

#[tokio::test(flavor = "multi_thread")]
async fn lowering_the_size_in_a_rush_oversells_nothing() {
    let app = TestApp::start().await;
    app.event("forum").places(40).publish().await;
    let admitted = rush_while_lowering(&app).await;
    assert!((10..=40).contains(&admitted), "{admitted}");
    assert_eq!(app.count("SELECT taken FROM quotas").await, admitted);
    assert_eq!(
        app.count("SELECT excess FROM quotas").await,
        (admitted - 10).max(0)
    );
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_size_written_without_its_excess_is_refused_by_the_table() {
    let app = TestApp::start().await;
    app.event("forum").places(40).publish().await;
    app.fill("forum", 12).await;
    let mut conn = app.conn().await;
    let careless =
        diesel_async::RunQueryDsl::execute(diesel::sql_query("UPDATE quotas SET size = 10"), &mut conn).await;
    assert!(
        careless
            .unwrap_err()
            .to_string()
            .contains("quota_is_never_oversold")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_is_put_away_and_brought_back() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(5)), ("press", None)])
        .publish()
        .await;
    assert_eq!(register(&app.visitor(), 1, "expert").await, 303);
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.post(&format!("{LIST}/expert/archive"), &[]).await;
    assert_eq!(answer.location(), format!("{LIST}?done=archived"));
    assert!(
        !app.visitor()
            .page("/e/forum")
            .await
            .text(".places")
            .contains("expert")
    );
    let last = manager.post(&format!("{LIST}/press/archive"), &[]).await;
    assert_eq!(last.status, 409);
    assert!(last.html().text("[role=alert]").contains("at least one category"));
    assert_eq!(
        manager.post(&format!("{LIST}/expert/restore"), &[]).await.status,
        303
    );
    assert!(
        app.visitor()
            .page("/e/forum/register")
            .await
            .texts(".choice span")
            .contains(&"expert".to_owned())
    );
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_draft_never_used_is_deleted() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("expert", Some(5))])
        .draft()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.post(&format!("{LIST}/expert/archive"), &[]).await;
    assert_eq!(answer.location(), format!("{LIST}?done=deleted"));
    assert_eq!(
        app.count("SELECT count(*) FROM participation_categories").await,
        0
    );
    assert_eq!(app.count("SELECT count(*) FROM quotas").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_is_changed_without_dragging() {
    let app = TestApp::start().await;
    app.event("forum")
        .categories(&[("a", None), ("b", None), ("c", None)])
        .publish()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let order = async || manager.page(LIST).await.texts(".deeds code");
    manager
        .post(&format!("{LIST}/c/move"), &[("direction", "up")])
        .await;
    assert_eq!(order().await, ["a", "c", "b"]);
    manager
        .post(&format!("{LIST}/a/move"), &[("direction", "down")])
        .await;
    assert_eq!(order().await, ["c", "a", "b"]);
    manager
        .post(&format!("{LIST}/c/move"), &[("direction", "up")])
        .await;
    assert_eq!(order().await, ["c", "a", "b"], "the first stays where it is");
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_of_others_are_not_there() {
    let app = TestApp::start().await;
    app.event("forum").places(5).publish().await;
    app.event("theirs")
        .of("Another organization")
        .places(5)
        .publish()
        .await;
    let stranger = app.organizer_of("Another organization", Role::Owner).await;
    let quota = app
        .conn_id("SELECT q.id FROM quotas q JOIN events e ON e.id = q.event_id WHERE e.slug = 'forum'")
        .await;
    assert_eq!(stranger.get(&format!("{LIST}/expert")).await.status, 404);
    let through_own = format!("/organizer/events/theirs/quotas/{quota}");
    assert_eq!(stranger.post(&through_own, &[("size", "1")]).await.status, 404);
    assert_eq!(
        app.count(&format!("SELECT size FROM quotas WHERE id = '{quota}'"))
            .await,
        5
    );
    let manager = app.organizer(Role::Manager).await;
    assert_eq!(manager.get(&format!("{LIST}/nothing")).await.status, 404);
    assert_eq!(app.organizer(Role::Viewer).await.get(LIST).await.status, 403);
}
