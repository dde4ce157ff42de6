//! The organizer's list: found, sorted, filtered, counted.

use lanyard::accounts::Role;

use super::{LIST, app_with, crowd, names, page_of};
use crate::support::{TestApp, Visitor};

#[tokio::test(flavor = "multi_thread")]
async fn search_finds_people_in_three_scripts_however_they_are_typed() {
    let (app, organizer) = app_with(&[
        (
            "Мария Ивановна Петрова-Водкина",
            "maria@example.org",
            "Институт океанологии",
        ),
        ("Пётр Королёв", "p.korolev@example.net", ""),
        ("王小明", "wang@example.cn", "上海合作组织秘书处"),
        ("欧阳娜娜", "nana@example.cn", ""),
        ("Björk O'Connor-Śmigły", "bjork@example.is", "Müller & Söhne"),
    ])
    .await;
    let reference = app.visitor_reference("maria@example.org").await;
    for (typed, found) in [
        ("петрова", "Мария Ивановна Петрова-Водкина"),
        ("ВОДКИНА", "Мария Ивановна Петрова-Водкина"),
        ("петр корол", "Пётр Королёв"),
        ("королев", "Пётр Королёв"),
        ("小明", "王小明"),
        ("王", "王小明"),
        ("合作", "王小明"),
        ("娜", "欧阳娜娜"),
        ("bjork", "Björk O'Connor-Śmigły"),
        ("oconnor", "Björk O'Connor-Śmigły"),
        ("smigly", "Björk O'Connor-Śmigły"),
        ("muller", "Björk O'Connor-Śmigły"),
        ("example.is", "Björk O'Connor-Śmigły"),
        ("p.korolev@example.net", "Пётр Королёв"),
        ("bj", "Björk O'Connor-Śmigły"),
        (reference.as_str(), "Мария Ивановна Петрова-Водкина"),
    ] {
        let page = page_of(&organizer, &[("q", typed)]).await;
        assert_eq!(names(&page), [found], "{typed}");
        assert_eq!(page.attr("#q", "value"), typed);
    }
    for typed in ["%", "_", "nobody", "петрова nobody", "' OR 1=1 --"] {
        let page = page_of(&organizer, &[("q", typed)]).await;
        assert!(
            names(&page).is_empty() || typed.chars().all(|c| !c.is_alphanumeric()),
            "{typed}: {:?}",
            names(&page)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tabs_count_by_status_and_keep_the_search() {
    let (app, organizer) = app_with(&[
        ("Anna A", "a@example.org", ""),
        ("Anna B", "b@example.org", ""),
        ("Boris", "c@example.org", ""),
    ])
    .await;
    app.execute(
        "UPDATE registrations SET status = 'withdrawn', has_place = false WHERE email = 'b@example.org'",
    )
    .await;
    let page = page_of(&organizer, &[("q", "anna")]).await;
    assert_eq!(page.texts(".statuses a"), ["All 2", "Confirmed 1", "Withdrawn 1"]);
    let withdrawn = page.attrs(".statuses a", "href").remove(2);
    let page = organizer.page(&withdrawn).await;
    assert_eq!(names(&page), ["Anna B"]);
    assert_eq!(page.text(".statuses [aria-current]"), "Withdrawn 1");
    let nobody = page_of(&organizer, &[("q", "boris"), ("status", "withdrawn")]).await;
    assert!(nobody.text(".empty").contains("Nobody matches"));
    let wider = organizer.page(&nobody.attr(".empty a", "href")).await;
    assert_eq!(names(&wider), ["Boris"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_called_one_of_letters_only_where_it_is() {
    let (_app, organizer) = app_with(&[("Anna", "a@example.org", "")]).await;
    let orders = page_of(&organizer, &[]).await.texts("select[name=sort] option");
    for order in ["Name, A to Z", "Category, in order", "Status, in reverse order"] {
        assert!(
            orders.iter().any(|offered| offered == order),
            "{order}: {orders:?}"
        );
    }
    assert!(!orders.iter().any(|offered| offered.starts_with("Category, A")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_anybody_says_what_comes_next() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    app.event("draft").draft().await;
    let organizer = app.organizer(Role::Viewer).await;
    for (slug, next) in [("forum", "/e/forum"), ("draft", "/organizer/events/draft")] {
        let page = organizer
            .page(&format!("/organizer/events/{slug}/attendees"))
            .await;
        assert!(
            page.text(".empty").starts_with("Nobody has registered yet"),
            "{slug}"
        );
        assert_eq!(page.attrs(".empty a", "href"), [next]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_looks_like_a_reference_is_found() {
    // Eight letters of the alphabet of references.
    let (_app, organizer) = app_with(&[("Bergmann", "b@example.org", "")]).await;
    assert_eq!(
        names(&page_of(&organizer, &[("q", "bergmann")]).await),
        ["Bergmann"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_finds_phones_by_their_digits() {
    let app = TestApp::start().await;
    app.event("list").asking_for_phones().publish().await;
    for (email, phone) in [
        ("a@example.org", "+7 (862) 266-33-33"),
        ("b@example.org", "+86 10 6532 1234"),
    ] {
        let fields = [("name", "Anna"), ("email", email), ("phone", phone)];
        assert_eq!(app.visitor().register("list", &fields).await.status, 303);
    }
    let organizer = app.organizer(Role::Viewer).await;
    for typed in ["266-33-33", "+7 862 266", "78622663333", "(862)"] {
        let page = page_of(&organizer, &[("q", typed)]).await;
        assert_eq!(page.texts("tbody td:nth-child(2)"), ["a@example.org"], "{typed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_han_characters_are_found_in_a_row_only() {
    let (_app, organizer) = app_with(&[
        ("王小明", "a@example.cn", ""),
        ("王小", "b@example.cn", "小明公司"),
    ])
    .await;
    assert_eq!(names(&page_of(&organizer, &[("q", "王小明")]).await), ["王小明"]);
    assert_eq!(names(&page_of(&organizer, &[("q", "王小")]).await).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_sort_and_say_so_and_links_keep_everything_else() {
    let (_app, organizer) = app_with(&[
        ("Борис", "1@example.org", "B"),
        ("anna", "2@example.org", ""),
        ("Älva", "3@example.org", "A"),
    ])
    .await;
    let page = page_of(
        &organizer,
        &[("q", "example"), ("columns", "phone"), ("size", "100")],
    )
    .await;
    assert_eq!(page.text("th[aria-sort=descending]"), "Registered");
    let by_name = organizer.page(&page.attr("th:first-child a", "href")).await;
    assert_eq!(
        names(&by_name),
        ["Älva", "anna", "Борис"],
        "as people sort, not as bytes do"
    );
    assert_eq!(by_name.text("th[aria-sort=ascending]"), "Name");
    assert_eq!(by_name.attr("#q", "value"), "example");
    assert!(by_name.has("input[name=columns][value=phone][checked]"));
    assert_eq!(by_name.attr("#size option[selected]", "value"), "100");
    let turned = organizer.page(&by_name.attr("th:first-child a", "href")).await;
    assert_eq!(names(&turned), ["Борис", "anna", "Älva"]);
    let by_organization = page_of(&organizer, &[("sort", "organization")]).await;
    assert_eq!(
        names(&by_organization),
        ["Älva", "Борис", "anna"],
        "empty ones last"
    );
    // The form sends the same state that the links carry.
    let sent = by_name.form("form[role=search]");
    for pair in [
        ("q", "example"),
        ("sort", "name"),
        ("size", "100"),
        ("columns", "phone"),
    ] {
        assert!(
            sent.contains(&(pair.0.to_owned(), pair.1.to_owned())),
            "{pair:?} in {sent:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_chosen_and_nothing_is_shown_unasked() {
    let app = TestApp::start().await;
    app.event("list").asking_for_phones().publish().await;
    let fields = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("position", "Head of unit"),
        ("country", "KZ"),
        ("phone", "+7 862 266"),
    ];
    assert_eq!(app.visitor().register("list", &fields).await.status, 303);
    let organizer = app.organizer(Role::Viewer).await;
    let row = async |query: &str| organizer.page(&format!("{LIST}?{query}")).await.text("tbody tr");
    let usual = row("").await;
    assert!(usual.contains("Kazakhstan") && !usual.contains("Head of unit") && !usual.contains("862"));
    let all = row("columns=country+position+phone+language+channel+notes").await;
    for shown in ["Kazakhstan", "Head of unit", "+7 862 266", "English", "online"] {
        assert!(all.contains(shown), "{shown} in {all}");
    }
    assert!(!row("columns=").await.contains("Kazakhstan"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_category_is_shown_counted_and_left_by_one_click() {
    let app = TestApp::start().await;
    app.event("list")
        .categories(&[("expert", None), ("press", None)])
        .publish()
        .await;
    for (name, category) in [("Anna", "expert"), ("Boris", "press"), ("Clara", "press")] {
        let email = format!("{name}@example.org");
        let fields = [("name", name), ("email", email.as_str()), ("category", category)];
        assert_eq!(app.visitor().register("list", &fields).await.status, 303);
    }
    let organizer = app.organizer(Role::Viewer).await;
    let page = page_of(&organizer, &[("category", "press"), ("sort", "name")]).await;
    assert_eq!(names(&page), ["Boris", "Clara"]);
    assert_eq!(page.texts(".statuses a"), ["All 2", "Confirmed 2"]);
    assert_eq!(page.attr("#category option[selected]", "value"), "press");
    let wider = organizer.page(&page.attr(".narrowed a", "href")).await;
    assert_eq!(names(&wider), ["Anna", "Boris", "Clara"]);
    let nobody = page_of(&organizer, &[("category", "press"), ("q", "anna")]).await;
    assert_eq!(
        nobody.texts(".empty a"),
        ["Search in every category: 1 found", "Clear the search: 2 to show"]
    );
    let found = organizer.page(&nobody.attr(".empty a", "href")).await;
    assert_eq!(names(&found), ["Anna"]);
    let csv = organizer.get(&format!("{LIST}.csv?category=press")).await;
    assert_eq!(csv.body.lines().count(), 3);
    // A category that is not there is nobody's, and no fault.
    assert!(names(&page_of(&organizer, &[("category", "gone")]).await).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_that_failed_is_a_tab_until_another_one_went_out() {
    let app = TestApp::start().await;
    app.event("list").publish().await;
    crowd(&app, "list", 20).await;
    let organizer: Visitor = app.organizer(Role::Viewer).await;
    assert!(!organizer.get(LIST).await.body.contains("Mail failed"));
    app.execute(
        "UPDATE outgoing_mails SET state = 'failed', reason = 'no such mailbox', sent_at = NULL WHERE subject_id IN (
             SELECT id FROM registrations WHERE email IN ('p5@list.example', 'p6@list.example'))",
    )
    .await;
    let page = page_of(&organizer, &[("status", "mail_failed"), ("sort", "email")]).await;
    assert_eq!(page.text(".statuses [aria-current]"), "Mail failed 2");
    assert_eq!(
        page.texts("tbody .bad")
            .iter()
            .filter(|tag| *tag == "Mail failed")
            .count(),
        2
    );
    app.execute(
        "INSERT INTO outgoing_mails (id, kind, subject_id, event_id, language, message_id, state, sent_at,
             next_attempt_at, created_at)
         SELECT gen_random_uuid(), 'registration.copy', id, event_id, 'en', 'again', 'sent', now(), now(), now()
             + interval '1 year' FROM registrations WHERE email = 'p5@list.example'",
    )
    .await;
    let page = page_of(&organizer, &[("status", "mail_failed")]).await;
    assert_eq!(page.texts("tbody td:nth-child(2)"), ["p6@list.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_nobody_made_shows_a_list_and_no_fault() {
    let (_app, organizer) = app_with(&[("Anna", "anna@example.org", "")]).await;
    for query in [
        "after=x&before=y&page=-1",
        "sort=shoe&size=1000000&columns=%00",
        "q=%00%FF%FE&status=%E0",
        "category=%27%20OR%201=1&sort=-",
        "after=eyJwbGFjZSI6eyJ0IjoiYVx1MDAwMGIifSwiaWQiOiIwMTkzZTNiNC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAifQ&sort=name",
    ] {
        assert_eq!(
            organizer.get(&format!("{LIST}?{query}")).await.status,
            200,
            "{query}"
        );
    }
}
