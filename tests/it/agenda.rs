//! The agenda of an event, and the rooms of its venue.

use lanyard::accounts::Role;

use crate::support::{Html, TestApp, Visitor};

const NEW: &str = "/organizer/events/forum/agenda/new";
const AGENDA: &str = "/organizer/events/forum/agenda";

const OPENING: [(&str, &str); 9] = [
    ("title_en", "Opening"),
    ("title_ru", "Открытие"),
    ("kind", "keynote"),
    ("day", "2029-05-17"),
    ("starts", "09:30"),
    ("ends", "10:15"),
    ("about_en", "Why we **meet**."),
    ("speaker1_en", "Chen Weimin"),
    ("speaker1_zh", "陈伟民"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = OPENING.to_vec();
    fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    fields.extend_from_slice(changes);
    fields
}

fn mistakes(page: &Html) -> Vec<String> {
    page.attrs(".summary a", "href")
}

/// Two days in May, and somebody who may change them.
async fn forum() -> (TestApp, Visitor) {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Moscow", "2029-05-17 09:00", "2029-05-18 17:30")
        .publish()
        .await;
    let manager = app.organizer(Role::Manager).await;
    (app, manager)
}

/// The address of the venue of an event.
async fn venue_of(app: &TestApp, slug: &str) -> String {
    app.conn_id(&format!(
        "SELECT '/organizer/organizations/' || organization_id || '/venues/' || venue_id FROM events
         WHERE slug = '{slug}'"
    ))
    .await
}

async fn add_room(manager: &Visitor, venue: &str, name: &str, capacity: &str) -> String {
    let fields = [("name_en", name), ("capacity", capacity)];
    let answer = manager.fill_in(&format!("{venue}/rooms/new"), &fields).await;
    assert_eq!(answer.location(), format!("{venue}?done=saved"));
    let page = manager.page(venue).await;
    let names = page.texts(".deeds a[href*='/rooms/']");
    let index = names.iter().position(|one| one == name).expect("the room");
    page.attrs(".deeds a[href*='/rooms/']", "href").swap_remove(index)
}

fn id_of(address: &str) -> String {
    address.rsplit('/').next().expect("an id").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_read_by_visitors_in_their_language() {
    let (app, manager) = forum().await;
    let room = add_room(&manager, &venue_of(&app, "forum").await, "Grand Hall", "240").await;
    let form = manager.page(NEW).await;
    assert_eq!(
        form.texts("#day option"),
        ["Thursday, 17 May 2029", "Friday, 18 May 2029"]
    );
    assert!(form.texts("#room option")[1].contains("Grand Hall, 240 people"));
    let room = id_of(&room);
    let fields = with(&[("room", room.as_str()), ("affiliation1_en", "Centre, Beijing")]);
    let answer = manager.fill_in_page(&form, &fields).await;
    assert_eq!(answer.location(), format!("{AGENDA}?done=saved"));
    let list = manager.page(AGENDA).await;
    assert_eq!(list.text("h2"), "Thursday, 17 May 2029");
    assert!(
        list.text(".deeds li")
            .contains("Keynote · Grand Hall · Chen Weimin")
    );

    let page = app.visitor().page("/e/forum").await;
    assert_eq!(page.text(".agenda h3"), "Thursday, 17 May 2029");
    assert!(page.text(".agenda > p").contains("Moscow"));
    assert_eq!(page.text(".sessions .figures"), "09:30–10:15");
    assert_eq!(
        page.attr(".sessions time", "datetime"),
        "2029-05-17T09:30:00+03:00"
    );
    assert_eq!(page.text(".sessions .kicker"), "Keynote · Grand Hall");
    assert_eq!(page.text(".sessions ul li"), "Chen Weimin Centre, Beijing");
    assert_eq!(page.text(".sessions .prose strong"), "meet");
    let page = app.visitor().speaking("zh").page("/e/forum").await;
    assert_eq!(page.text(".sessions ul li span"), "陈伟民");
    assert_eq!(
        page.attr(".sessions h4", "lang"),
        "en",
        "a fallback says what it is"
    );
    let page = app.visitor().speaking("ru").page("/e/forum").await;
    assert_eq!(page.text(".sessions h4"), "Открытие");
    for language in ["en", "ru", "zh"] {
        for path in [AGENDA, NEW] {
            manager.page(&format!("{path}?lang={language}")).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_told_beside_its_field() {
    let (app, manager) = forum().await;
    for (changes, field) in [
        (&[("title_en", "")][..], "#title_en"),
        (&[("day", "2029-05-19")], "#day"),
        (&[("day", "")], "#day"),
        (&[("starts", "half past nine")], "#starts"),
        (&[("ends", "09:30")], "#ends"),
        (&[("ends", "25:00")], "#ends"),
        (&[("room", "0198b2f5-0000-7000-8000-000000000000")], "#room"),
        (
            &[
                ("speaker1_en", ""),
                ("speaker1_zh", ""),
                ("affiliation1_ru", "Центр"),
            ],
            "#speaker1_en",
        ),
    ] {
        let answer = manager.fill_in(NEW, &with(changes)).await;
        assert_eq!(answer.status, 422, "{field}");
        let page = answer.html();
        assert_eq!(mistakes(&page), [field]);
        let kept = page.form("main form");
        for change in with(changes)
            .iter()
            .filter(|(name, _)| !["day", "room"].contains(name))
        {
            assert!(
                kept.iter()
                    .any(|(name, value)| (name.as_str(), value.as_str()) == *change),
                "{change:?}"
            );
        }
    }
    assert_eq!(app.count("SELECT count(*) FROM agenda_sessions").await, 0);
    // The night after the last day still belongs to it.
    let gala = with(&[("day", "2029-05-18"), ("starts", "20:00"), ("ends", "01:30")]);
    assert_eq!(manager.fill_in(NEW, &gala).await.status, 303);
    let night = app.visitor().page("/e/forum").await;
    assert_eq!(night.text(".sessions .figures"), "20:00–01:30");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_the_clocks_skip_is_explained() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Berlin", "2029-03-24 09:00", "2029-03-26 17:00")
        .publish()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let fields = with(&[("day", "2029-03-25"), ("starts", "02:30"), ("ends", "04:00")]);
    let answer = manager.fill_in(NEW, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.html().text("#starts-error").contains("03:00"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_is_booked_once_at_a_time_across_events() {
    let (app, manager) = forum().await;
    app.event("other")
        .when("Europe/Moscow", "2029-05-17 09:00", "2029-05-18 17:30")
        .publish()
        .await;
    app.execute("UPDATE events SET venue_id = (SELECT venue_id FROM events WHERE slug = 'forum')")
        .await;
    let room = id_of(&add_room(&manager, &venue_of(&app, "forum").await, "Hall", "").await);
    assert_eq!(manager.fill_in(NEW, &with(&[("room", &room)])).await.status, 303);
    let late = [("room", room.as_str()), ("starts", "10:00"), ("ends", "11:00")];
    for (address, named) in [
        (NEW, "“Opening”"),
        ("/organizer/events/other/agenda/new", "Integrations: Opening"),
    ] {
        let answer = manager.fill_in(address, &with(&late)).await;
        assert_eq!(answer.status, 422);
        let told = answer.html().text("#room-error");
        assert!(told.contains(named) && told.contains("09:30"), "{told}");
    }
    let next = [("room", room.as_str()), ("starts", "10:15"), ("ends", "11:00")];
    assert_eq!(
        manager.fill_in(NEW, &with(&next)).await.status,
        303,
        "one after the other"
    );
    // Saving it once more does not collide with itself.
    let session = manager.page(AGENDA).await.attr(".deeds a", "href");
    assert_eq!(manager.fill_in(&session, &[("ends", "10:00")]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_race_has_one_winner() {
    let (app, manager) = forum().await;
    let room = id_of(&add_room(&manager, &venue_of(&app, "forum").await, "Hall", "").await);
    let fields = with(&[("room", room.as_str())]);
    let tries = (0..6).map(|_| manager.fill_in(NEW, &fields));
    let answers = futures_util::future::join_all(tries).await;
    let saved = answers.iter().filter(|answer| answer.status == 303).count();
    assert_eq!(saved, 1);
    assert_eq!(app.count("SELECT count(*) FROM agenda_sessions").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn speakers_are_added_one_by_one_without_a_script() {
    let (app, manager) = forum().await;
    let form = manager.page(NEW).await;
    assert!(form.has("#speaker1_en") && !form.has("#speaker2_en"));
    let next = form.attr("button[name=more]", "value");
    let more = with(&[("more", next.as_str())]);
    let answer = manager.fill_in_page(&form, &more).await;
    assert_eq!(answer.status, 200);
    let form = answer.html();
    assert_eq!(form.attr("#speaker1_zh", "value"), "陈伟民");
    assert!(!form.has(".summary"), "nothing is wrong yet");
    let answer = manager
        .fill_in_page(&form, &[("speaker2_ru", "Анна Сергеева")])
        .await;
    assert_eq!(answer.status, 303);
    let page = app.visitor().page("/e/forum").await;
    assert_eq!(
        page.texts(".sessions ul li span"),
        ["Chen Weimin", "Анна Сергеева"]
    );
    assert_eq!(page.attrs(".sessions ul li span", "lang"), ["en", "ru"]);
    // An emptied name leaves the list.
    let session = manager.page(AGENDA).await.attr(".deeds a", "href");
    let empty = [("speaker1_en", ""), ("speaker1_zh", "")];
    assert_eq!(manager.fill_in(&session, &empty).await.status, 303);
    // In a language nobody asked for yet: a rendered page is kept for a second.
    let page = app.visitor().speaking("zh").page("/e/forum").await;
    assert_eq!(page.texts(".sessions ul li span"), ["Анна Сергеева"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_edit_the_same_session_are_told() {
    let (app, first) = forum().await;
    let second = app.organizer(Role::Manager).await;
    first.fill_in(NEW, &OPENING).await;
    let session = first.page(AGENDA).await.attr(".deeds a", "href");
    let opened = second.page(&session).await;
    let hers = [("title_en", "Grand opening"), ("ends", "10:30")];
    assert_eq!(first.fill_in(&session, &hers).await.status, 303);
    let answer = second.fill_in_page(&opened, &[("title_en", "Welcome")]).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    let told = page.text("[role=alert]");
    assert!(told.contains("Grand opening") && told.contains("10:30"), "{told}");
    assert_eq!(page.attr("#title_en", "value"), "Welcome");
    assert_eq!(second.fill_in_page(&page, &[]).await.status, 303);
    let list = first.page(AGENDA).await.text(".deeds");
    assert!(list.contains("Welcome"), "{list}");
    let remove = first.page(AGENDA).await.attr(".deeds form", "action");
    assert_eq!(
        first.post(&remove, &[]).await.location(),
        format!("{AGENDA}?done=removed")
    );
    assert_eq!(second.get(&session).await.status, 404);
    assert!(!app.visitor().page("/e/forum").await.has(".agenda"));
}

#[tokio::test(flavor = "multi_thread")]
async fn moving_an_event_tells_which_sessions_no_longer_fit() {
    let (app, manager) = forum().await;
    let room = id_of(&add_room(&manager, &venue_of(&app, "forum").await, "Hall", "").await);
    manager.fill_in(NEW, &with(&[("room", &room)])).await;
    manager
        .fill_in(NEW, &with(&[("title_en", "Closing"), ("day", "2029-05-18")]))
        .await;
    let schedule = "/organizer/events/forum/when-and-where";
    assert!(!manager.page(schedule).await.has(".lacks"));
    let moved = [("starts", "2029-05-18T09:00"), ("ends", "2029-05-19T17:00")];
    let answer = manager.fill_in(schedule, &moved).await;
    let told = manager.page(&answer.location()).await.texts(".lacks li");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("Opening") && told[0].contains("17 May 2029"),
        "{told:?}"
    );
    assert_eq!(manager.page(AGENDA).await.texts(".deeds .state").len(), 1);
    // The session's own page does not silently choose another day.
    let session = manager.page(AGENDA).await.attr(".deeds a", "href");
    assert_eq!(
        manager.page(&session).await.texts("#day option")[0],
        "Choose a day"
    );
    let elsewhere = [
        ("starts", "2029-05-17T09:00"),
        ("venue", "new"),
        ("venue_name_en", "Old Library"),
        ("address_en", "Sochi"),
    ];
    let answer = manager.fill_in(schedule, &elsewhere).await;
    let told = manager.page(&answer.location()).await.text(".lacks li");
    assert!(told.contains("another venue"), "{told}");
    assert!(
        !app.visitor()
            .page("/e/forum")
            .await
            .text(".sessions")
            .contains("Hall")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_has_the_agenda_of_its_own_days() {
    let (app, manager) = forum().await;
    manager.fill_in(NEW, &OPENING).await;
    let copy = manager
        .post("/organizer/events/forum/duplicate", &[])
        .await
        .location();
    let copy = copy.split('?').next().expect("an address").to_owned();
    let page = manager.page(&format!("{copy}/agenda")).await;
    assert_eq!(page.text("h2"), "Thursday, 16 May 2030");
    assert!(page.text(".deeds").contains("Chen Weimin"));
    assert!(!page.has(".deeds .state"));
    assert_eq!(app.count("SELECT count(*) FROM agenda_sessions").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agenda_waits_for_the_time_of_its_event() {
    let app = TestApp::start().await;
    app.event("forum").without_time().draft().await;
    let manager = app.organizer(Role::Manager).await;
    assert_eq!(manager.get(NEW).await.location(), AGENDA);
    let page = manager.page(AGENDA).await;
    assert_eq!(
        page.attr("main a.button", "href"),
        "/organizer/events/forum/when-and-where"
    );
    assert_eq!(manager.post(NEW, &OPENING).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_venue_is_corrected_for_all_its_events_at_once() {
    let (app, first) = forum().await;
    let venue = venue_of(&app, "forum").await;
    let list = venue.rsplit_once('/').expect("an address").0.to_owned();
    assert_eq!(first.page(&list).await.attr(".rows a", "href"), venue);
    let second = app.organizer(Role::Manager).await;
    let opened = second.page(&venue).await;
    assert_eq!(opened.attr(".rows a", "href"), "/organizer/events/forum");
    let fields = [("name_ru", "Лазурная"), ("position", "43.5607, 39.7512")];
    assert_eq!(first.fill_in(&venue, &fields).await.status, 303);
    let page = app.visitor().speaking("ru").page("/e/forum").await;
    assert!(page.text(".facts").contains("Лазурная"));
    assert!(page.attr(".facts a", "href").contains("mlat=43.5607"));
    let entry = app.visitor().get("/e/forum/calendar.ics").await.body;
    assert!(entry.contains("SEQUENCE:1"), "{entry}");
    let answer = second.fill_in_page(&opened, &[("name_en", "Hotel")]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.html().text("[role=alert]").contains("Лазурная"));
    for (changes, field) in [
        (&[("name_en", ""), ("name_ru", "")][..], "#name_en"),
        (&[("address_en", "")], "#address_en"),
        (&[("position", "north")], "#position"),
    ] {
        let answer = first.fill_in(&venue, changes).await;
        assert_eq!(
            (answer.status, mistakes(&answer.html())),
            (422, vec![field.to_owned()])
        );
    }
    app.event("theirs").of("Another organization").publish().await;
    let theirs = id_of(&venue_of(&app, "theirs").await);
    assert_eq!(first.get(&format!("{list}/{theirs}")).await.status, 404);
    for language in ["ru", "zh"] {
        first.page(&format!("{list}?lang={language}")).await;
        first.page(&format!("{venue}?lang={language}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_in_use_stays() {
    let (app, manager) = forum().await;
    let venue = venue_of(&app, "forum").await;
    let room = add_room(&manager, &venue, "Hall", "1 200").await;
    for capacity in ["0", "-1", "many", "99999999999"] {
        let answer = manager.fill_in(&room, &[("capacity", capacity)]).await;
        assert_eq!(
            (answer.status, mistakes(&answer.html())),
            (422, vec!["#capacity".to_owned()])
        );
    }
    let opened = manager.page(&room).await;
    assert_eq!(opened.attr("#capacity", "value"), "1200");
    assert_eq!(
        manager.fill_in(&room, &[("name_en", "Great Hall")]).await.status,
        303
    );
    assert_eq!(
        manager.fill_in_page(&opened, &[("name_en", "X")]).await.status,
        409
    );
    manager.fill_in(NEW, &with(&[("room", &id_of(&room))])).await;
    let remove = format!("{room}/remove");
    let answer = manager.post(&remove, &[]).await;
    assert_eq!(answer.status, 409);
    assert!(
        answer
            .html()
            .text("[role=alert]")
            .contains("Integrations: Opening")
    );
    let session = manager.page(AGENDA).await.attr(".deeds a", "href");
    assert_eq!(manager.fill_in(&session, &[("room", "")]).await.status, 303);
    assert_eq!(
        manager.post(&remove, &[]).await.location(),
        format!("{venue}?done=removed")
    );
    assert_eq!(manager.get(&room).await.status, 404);
}
