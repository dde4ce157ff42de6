//! The organizer's list: found, paged, counted, exported.

use lanyard::accounts::Role;

use crate::support::{Html, TestApp, Visitor};

const LIST: &str = "/organizer/events/list/attendees";

async fn app_with(people: &[(&str, &str, &str)]) -> (TestApp, Visitor) {
    let app = TestApp::start().await;
    app.event("list").publish().await;
    for (name, email, organization) in people {
        let answer = app
            .visitor()
            .register(
                "list",
                &[("name", name), ("email", email), ("organization", organization)],
            )
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    let organizer = app.organizer(Role::Viewer).await;
    (app, organizer)
}

fn names(page: &Html) -> Vec<String> {
    page.texts("tbody td a")
}

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

async fn page_of(organizer: &Visitor, query: &[(&str, &str)]) -> Html {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    organizer.page(&format!("{LIST}?{query}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hold_everybody_once_while_others_register() {
    let (app, organizer) = app_with(&[]).await;
    app.fill("list", 120).await;
    let mut seen = Vec::new();
    let mut path = LIST.to_owned();
    let mut steps = Vec::new();
    loop {
        let page = organizer.page(&path).await;
        seen.extend(page.attrs("tbody td a", "href"));
        // Newcomers stand before the first page and shift nothing.
        app.fill("list", 3).await;
        steps.push(path.clone());
        if !page.has("a[rel=next]") {
            break;
        }
        path = page.attr("a[rel=next]", "href");
    }
    assert_eq!(steps.len(), 3);
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!((seen.len(), unique.len()), (120, 120));
    // And back again: the same people on the page before.
    let last = organizer.page(&path).await;
    let back = organizer.page(&last.attr("a[rel=prev]", "href")).await;
    assert_eq!(back.attrs("tbody td a", "href"), seen[50..100]);
}

#[tokio::test(flavor = "multi_thread")]
async fn tabs_count_by_status_and_keep_the_search() {
    let (app, organizer) = app_with(&[
        ("Anna A", "a@example.org", ""),
        ("Anna B", "b@example.org", ""),
        ("Boris", "c@example.org", ""),
    ])
    .await;
    app.execute("UPDATE registrations SET status = 'withdrawn' WHERE email = 'b@example.org'")
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
async fn the_csv_has_stable_headers_and_no_formula() {
    let (app, organizer) = app_with(&[
        ("=1+1", "a@example.org", "A, \"B\" GmbH"),
        ("王小明", "wang@example.cn", "+7 862"),
    ])
    .await;
    let answer = organizer.get(&format!("{LIST}.csv")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert!(
        answer
            .header("content-disposition")
            .contains("list-attendees.csv")
    );
    let mut reader = csv::Reader::from_reader(answer.body.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    assert_eq!(
        header,
        [
            "reference",
            "name",
            "email",
            "organization",
            "position",
            "country",
            "phone",
            "category",
            "status",
            "language",
            "registered_at"
        ]
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0][1], &rows[0][3]), ("王小明", "'+7 862"));
    assert_eq!(
        (&rows[1][1], &rows[1][3], &rows[1][7], &rows[1][8]),
        ("'=1+1", "A, \"B\" GmbH", "expert", "confirmed")
    );
    assert!(rows[0][10].parse::<chrono::DateTime<chrono::Utc>>().is_ok());
    let filtered = organizer.get(&format!("{LIST}.csv?q=%E5%B0%8F%E6%98%8E")).await;
    assert_eq!(filtered.body.lines().count(), 2);
    assert_eq!(
        app.count("SELECT count(*) FROM activities WHERE kind = 'attendees.exported'")
            .await,
        2
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_shows_its_mails_and_its_history() {
    let (app, organizer) = app_with(&[("Anna", "anna@example.org", "Institute")]).await;
    app.mailbox().wait_for("anna@example.org", 1).await;
    let path = organizer.page(LIST).await.attr("tbody td a", "href");
    let mut page = organizer.page(&path).await;
    // The file is there a moment before the row says so.
    for _ in 0..100 {
        if page.text(".rows .state") == "sent" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        page = organizer.page(&path).await;
    }
    assert_eq!(page.text(".rows .state"), "sent");
    assert!(
        page.texts(".rows li")
            .iter()
            .any(|row| row.contains("Registration received · attendee"))
    );
    assert!(!page.has("main form"), "a viewer resends nothing");
    let manager = app.organizer(Role::Manager).await;
    let answer = manager.fill_in(&path, &[]).await;
    assert_eq!(answer.location(), format!("{path}?mail=sent"));
    app.mailbox().wait_for("anna@example.org", 2).await;
    let page = manager.page(&answer.location()).await;
    assert!(
        page.texts(".rows li")
            .iter()
            .any(|row| row.contains("Confirmation sent again · organizer"))
    );
}
