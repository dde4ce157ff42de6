//! Turning pages shows everybody once, in order, whoever registers meanwhile.

use lanyard::accounts::Role;
use lanyard::attendees::Sort;

use super::{LIST, crowd, query_of};
use crate::support::{Html, TestApp, Visitor};

/// The ids of the people on a page.
fn ids(page: &Html) -> Vec<String> {
    page.attrs("tbody td:first-child a", "href")
        .iter()
        .map(|href| href.rsplit('/').next().expect("an id").to_owned())
        .collect()
}

/// Everybody's id, as PostgreSQL sorts all of them at once.
async fn sorted(app: &TestApp, sort: Sort, is_descending: bool) -> Vec<String> {
    let text =
        |column| format!("coalesce(r.{column}, U&'\\FFFF') COLLATE \"und-x-icu\" DIRECTION, r.id DIRECTION");
    let order = match sort {
        Sort::Name => text("name"),
        Sort::Email => text("email"),
        Sort::Organization => text("organization"),
        Sort::Category => "r.category_id DIRECTION, r.registered_at DIRECTION, r.id DIRECTION".into(),
        Sort::Status => "r.status DIRECTION, r.registered_at DIRECTION, r.id DIRECTION".into(),
        Sort::Registered => "r.registered_at DIRECTION, r.id DIRECTION".into(),
    };
    let order = order.replace("DIRECTION", if is_descending { "DESC" } else { "ASC" });
    let joined = app
        .conn_id(&format!(
            "SELECT string_agg(r.id::text, ' ' ORDER BY {order}) FROM registrations r
             JOIN events e ON e.id = r.event_id WHERE e.slug = 'list'"
        ))
        .await;
    joined.split(' ').map(ToOwned::to_owned).collect()
}

/// All pages from the one at `path` on, by following the link `rel`.
async fn walk(organizer: &Visitor, path: String, rel: &str) -> (Vec<Vec<String>>, String) {
    let mut pages = Vec::new();
    let mut path = path;
    loop {
        let page = organizer.page(&path).await;
        pages.push(ids(&page));
        let link = format!("a[rel={rel}]");
        if !page.has(&link) {
            return (pages, path);
        }
        path = page.attr(&link, "href");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_order_walks_there_and_back_through_the_sorted_list() {
    let app = TestApp::start().await;
    app.event("list")
        .categories(&[("expert", None), ("press", None), ("online", None)])
        .publish()
        .await;
    app.event("other").publish().await;
    crowd(&app, "list", 117).await;
    crowd(&app, "other", 30).await;
    let organizer = app.organizer(Role::Viewer).await;
    for sort in Sort::ALL {
        for is_descending in [false, true] {
            let expected = sorted(&app, *sort, is_descending).await;
            let sign = if is_descending { "-" } else { "" };
            let query = query_of(&[("sort", &format!("{sign}{sort}")), ("size", "25")]);
            let (pages, last) = walk(&organizer, format!("{LIST}?{query}"), "next").await;
            assert_eq!(pages.concat(), expected, "{sign}{sort}");
            assert_eq!(pages.len(), 5);
            let (mut back, _) = walk(&organizer, last, "prev").await;
            back.reverse();
            assert_eq!(back.concat(), expected, "{sign}{sort}, back");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hold_everybody_once_while_others_register() {
    let app = TestApp::start().await;
    app.event("list").publish().await;
    app.fill("list", 120).await;
    let before = sorted(&app, Sort::Registered, true).await;
    let organizer = app.organizer(Role::Viewer).await;
    for sort in ["-registered_at", "name", "-email"] {
        let mut seen = Vec::new();
        let mut path = format!("{LIST}?sort={sort}&size=25");
        loop {
            let page = organizer.page(&path).await;
            seen.extend(ids(&page));
            // Newcomers before, between and behind the pages shift nothing.
            app.fill("list", 3).await;
            if !page.has("a[rel=next]") {
                break;
            }
            path = page.attr("a[rel=next]", "href");
        }
        let mut unique = seen.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(seen.len(), unique.len(), "{sort}: nobody is seen twice");
        for one in &before {
            assert!(seen.contains(one), "{sort}: {one} is not seen");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_stands_where_it_stood_when_its_last_row_is_renamed() {
    let app = TestApp::start().await;
    app.event("list").publish().await;
    app.fill("list", 60).await;
    let organizer = app.organizer(Role::Viewer).await;
    let first = organizer.page(&format!("{LIST}?sort=name&size=25")).await;
    let expected = sorted(&app, Sort::Name, false).await;
    let last = ids(&first).pop().unwrap();
    app.execute(&format!(
        "UPDATE registrations SET name = 'Zzz' WHERE id = '{last}'"
    ))
    .await;
    let second = organizer.page(&first.attr("a[rel=next]", "href")).await;
    assert_eq!(ids(&second), expected[25..50]);
}
