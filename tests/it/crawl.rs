//! Whoever follows every link, in every language: each leads somewhere, each page says what it is, and to look
//! changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use lanyard::accounts::Role;
use lanyard::platform::lang::Lang;

use crate::support::{Html, TestApp, Visitor};

/// Tables that note who looks, and when: that is what they are for.
const NOTE_VISITS: [&str; 2] = ["sessions", "throttles"];

/// What was seen on one walk.
#[derive(Default)]
struct Seen {
    /// The title of every page, by path.
    titles: BTreeMap<String, String>,
    /// The ids on every page.
    ids: BTreeMap<String, BTreeSet<String>>,
    /// Links to a place on a page.
    fragments: BTreeSet<(String, String)>,
    faults: Vec<String>,
}

/// An address without the values of its query: a list in another order is the same page once more.
fn kind_of(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let names = query
        .split('&')
        .map(|pair| pair.split('=').next().unwrap_or_default());
    let names: BTreeSet<_> = names.collect();
    format!("{path}?{}", names.into_iter().collect::<Vec<_>>().join("&"))
}

fn path_of(address: &str) -> String {
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Follows every link from `start` that leads to a page of ours.
async fn follow_all(visitor: &Visitor, base: &str, start: &str, language: Lang) -> Seen {
    let mut seen = Seen::default();
    let mut waiting = vec![start.to_owned()];
    let mut followed = BTreeSet::new();
    while let Some(address) = waiting.pop() {
        if !followed.insert(kind_of(&address)) {
            continue;
        }
        let answer = visitor.get(&address).await;
        if answer.status == 303 {
            // It leads on, as `/organizer/team` does for whoever has one team.
            waiting.push(answer.location());
            continue;
        }
        if answer.status != 200 {
            seen.faults.push(format!("{address}: {}", answer.status));
            continue;
        }
        if !answer.header("set-cookie").is_empty() {
            seen.faults
                .push(format!("{address} sets a cookie for somebody who only looks"));
        }
        let policy = answer.header("content-security-policy");
        if !policy.contains("default-src 'none'") || answer.header("x-content-type-options") != "nosniff" {
            seen.faults.push(format!("{address} lacks a header of safety"));
        }
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let page = answer.html();
        seen.look(&address, &page, language);
        let path = path_of(&address);
        for href in page.attrs("a[href]", "href") {
            let href = href.strip_prefix(base).unwrap_or(&href).to_owned();
            if let Some(fragment) = href.strip_prefix('#') {
                seen.fragments.insert((path.clone(), fragment.to_owned()));
            } else if href.starts_with('/') {
                if let Some((to, fragment)) = href.split_once('#') {
                    seen.fragments.insert((path_of(to), fragment.to_owned()));
                }
                // To ask for a language is to choose it, which a cookie remembers.
                if !href.contains("lang=") {
                    waiting.push(href.split('#').next().unwrap_or_default().to_owned());
                }
            } else if !href.starts_with("mailto:") && !href.starts_with("https://") {
                seen.faults.push(format!("{address} links to {href}"));
            }
        }
    }
    seen.compare();
    seen
}

impl Seen {
    fn look(&mut self, address: &str, page: &Html, language: Lang) {
        let mut fault = |what: String| self.faults.push(format!("{address}: {what}"));
        let title = page.text("title");
        let steps: Vec<&str> = title.split(" – ").collect();
        if address != "/" && (steps.len() < 2 || steps.last() != Some(&"Lanyard")) {
            fault(format!("the title is “{title}”"));
        }
        let headings = page.texts("h1");
        if headings.len() != 1 || headings[0].is_empty() {
            fault(format!("its h1 are {headings:?}"));
        }
        // A preview shows the language that is asked for.
        if page.attr("html", "lang") != language.html_tag() && !address.contains("/preview?") {
            fault("it is in another language".into());
        }
        for (selector, name) in [
            ("script[src], img[src], iframe[src], source[src]", "src"),
            ("link[rel=stylesheet], link[rel=icon]", "href"),
            ("form[action]", "action"),
        ] {
            for source in page.attrs(selector, name) {
                if !source.starts_with('/') || source.starts_with("//") {
                    fault(format!("{source} is elsewhere"));
                }
            }
        }
        let path = path_of(address);
        self.ids
            .entry(path.clone())
            .or_default()
            .extend(page.attrs("[id]", "id"));
        // The version in force is also at its permanent address, under the same title.
        let is_version = path.contains("/terms/");
        // Two venues may have one name, as here.
        let is_venue = path.contains("/venues/");
        if !address.contains('?') && !is_version && !is_venue {
            self.titles.insert(path, title);
        }
    }

    /// What only shows when all pages are known.
    fn compare(&mut self) {
        let mut by_title: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (path, title) in &self.titles {
            by_title.entry(title).or_default().push(path);
        }
        for (title, paths) in by_title {
            if paths.len() > 1 {
                self.faults.push(format!("{paths:?} are all called “{title}”"));
            }
        }
        for (path, fragment) in &self.fragments {
            if self.ids.get(path).is_some_and(|ids| !ids.contains(fragment)) {
                self.faults.push(format!("{path} has no #{fragment}"));
            }
        }
    }
}

/// Everything that is stored, in a few characters a table.
async fn stored(app: &TestApp) -> BTreeMap<String, String> {
    let tables = app
        .conn_id("SELECT string_agg(tablename, ' ') FROM pg_tables WHERE schemaname = 'public'")
        .await;
    let mut digests = BTreeMap::new();
    for table in tables.split(' ').filter(|table| !NOTE_VISITS.contains(table)) {
        // That a list was taken out of the house goes on record, and is meant to.
        let but = if table == "activities" {
            "WHERE kind <> 'attendees.exported'"
        } else {
            ""
        };
        let digest = format!(
            "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} t {but}"
        );
        digests.insert(table.to_owned(), app.conn_id(&digest).await);
    }
    digests
}

async fn conference() -> TestApp {
    let app = TestApp::start().await;
    app.event("dialogue")
        .categories(&[("expert", Some(37)), ("online", None)])
        .publish()
        .await;
    app.event("lecture").title("A lecture").publish().await;
    app.event("draft")
        .title("A draft")
        .bare()
        .without_time()
        .draft()
        .await;
    for (name, email) in [
        ("Мария Петрова", "maria@example.org"),
        ("王小明", "xiaoming@example.org"),
    ] {
        app.visitor()
            .register(
                "dialogue",
                &[("name", name), ("email", email), ("category", "expert")],
            )
            .await;
        app.mailbox().wait_for(email, 1).await;
    }
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_leads_to_a_page_that_says_what_it_is_and_to_look_changes_nothing() {
    let app = conference().await;
    let owner = app.organizer(Role::Owner).await;
    let before = stored(&app).await;
    let mut faults = Vec::new();
    for language in Lang::ALL {
        for (who, visitor, start, least) in [
            ("a visitor", app.visitor(), "/", 6),
            ("an owner", owner.clone(), "/organizer", 20),
        ] {
            let seen = follow_all(&visitor.speaking(language.code()), &app.base(), start, language).await;
            assert!(seen.titles.len() >= least, "{who} gets about: {:?}", seen.titles);
            faults.extend(
                seen.faults
                    .iter()
                    .map(|fault| format!("{who}, {language}: {fault}")),
            );
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(stored(&app).await, before, "to look changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_get_changed_would_be_seen() {
    let app = conference().await;
    let before = stored(&app).await;
    app.execute("UPDATE events SET revision = revision + 1 WHERE slug = 'draft'")
        .await;
    let after = stored(&app).await;
    let changed: Vec<_> = before
        .iter()
        .filter(|(table, digest)| after[*table] != **digest)
        .collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].0, "events");
}

#[test]
fn a_page_without_what_it_needs_is_found_out() {
    let mut seen = Seen::default();
    for path in ["/a", "/b"] {
        let page = Html::parse(
            "<!doctype html><html lang=en><title>A page</title><h1>A</h1><h1>B</h1><img src='//elsewhere.example/x'></html>",
        );
        seen.look(path, &page, Lang::Ru);
    }
    seen.fragments.insert(("/a".into(), "nothing".into()));
    seen.compare();
    for fault in [
        "the title is",
        "its h1 are",
        "another language",
        "is elsewhere",
        "are all called",
        "has no #nothing",
    ] {
        assert!(
            seen.faults.iter().any(|found| found.contains(fault)),
            "{fault}: {:?}",
            seen.faults
        );
    }
}
