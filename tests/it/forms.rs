//! Every form of the product, with something unheard of in each of its fields in turn: whatever the answer is, it is
//! no fault of ours. The forms are found by walking the pages, so that one made tomorrow is tried too.

use std::collections::{BTreeMap, BTreeSet};

use lanyard::accounts::Role;

use crate::support::{Form, TestApp, Visitor};

/// Values that broke systems of this kind. What takes long or has a test of its own (`input.rs`) is not repeated.
fn unheard_of() -> Vec<String> {
    vec![
        String::new(),
        "a\0b".into(),
        "a\r\nBcc: x@evil.example\r\n\r\nhello".into(),
        "\u{202e}\u{2066}gnp.exe\u{200b}".into(),
        "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>".into(),
        "9223372036854775808".into(),
        "-1".into(),
        "2027-02-30T25:61".into(),
        "999999-12-31T23:59".into(),
        "00000000-0000-0000-0000-000000000000".into(),
        "../../etc/passwd%00{{7*7}}'; DROP TABLE events; --".into(),
        "長".repeat(30_000),
    ]
}

/// Addresses whose forms end something: they come last, or there would be nothing left to try.
fn is_an_end(action: &str) -> bool {
    [
        "/cancel",
        "/delete",
        "/remove",
        "/revoke",
        "/archive",
        "/unpublish",
        "/withdraw",
        "/sign-out",
    ]
    .iter()
    .any(|end| action.contains(end))
}

/// Pages within reach of `starts`, by links, and the forms on them by where they lead and what they ask.
async fn find_forms(visitor: &Visitor, starts: &[&str]) -> Vec<Form> {
    let mut waiting: Vec<String> = starts.iter().map(|start| (*start).to_owned()).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut forms: BTreeMap<(bool, String, Vec<String>), Form> = BTreeMap::new();
    while let Some(address) = waiting.pop() {
        // A page in another order or language has the same forms.
        let path = address.split(['?', '#']).next().unwrap_or_default().to_owned();
        if !path.starts_with('/') || path.starts_with("/static/") || !seen.insert(path.clone()) {
            continue;
        }
        let answer = visitor.get(&path).await;
        assert!(answer.status < 500, "GET {path}: {}", answer.status);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let page = answer.html();
        for mut form in page.forms() {
            let action = if form.action.is_empty() {
                path.clone()
            } else {
                form.action.clone()
            };
            action
                .split('?')
                .next()
                .unwrap_or_default()
                .clone_into(&mut form.action);
            let names: Vec<String> = form.fields.iter().map(|(name, _)| name.clone()).collect();
            forms
                .entry((is_an_end(&form.action), form.action.clone(), names))
                .or_insert(form);
        }
        waiting.extend(page.attrs("a[href]", "href"));
    }
    forms.into_values().collect()
}

async fn try_all(visitor: &Visitor, forms: &[Form]) -> usize {
    let mut tried = 0;
    for form in forms {
        let names: BTreeSet<&str> = form.fields.iter().map(|(name, _)| name.as_str()).collect();
        for name in names {
            for value in unheard_of() {
                let fields: Vec<(&str, &str)> = form
                    .fields
                    .iter()
                    // Sending the form is what is tried, not showing how a text will read.
                    .filter(|(field, _)| field != "preview" || name == "preview")
                    .map(|(field, kept)| (field.as_str(), if field == name { value.as_str() } else { kept }))
                    .collect();
                let answer = if form.is_post {
                    visitor.post(&form.action, &fields).await
                } else {
                    // An address has no room for more.
                    let short: String = value.chars().take(500).collect();
                    let query = form_urlencoded::Serializer::new(String::new())
                        .extend_pairs(fields.iter().map(|(field, kept)| {
                            (*field, if *field == name { short.as_str() } else { kept })
                        }))
                        .finish();
                    visitor.get(&format!("{}?{query}", form.action)).await
                };
                let shown: String = value.chars().take(40).collect();
                assert!(
                    answer.status < 500,
                    "{shown:?} in {name} of {}: {}",
                    form.action,
                    answer.status
                );
                assert!(
                    !answer.body.contains("<script>alert") && !answer.body.contains("<img src=x"),
                    "{name} of {} comes back as markup",
                    form.action
                );
                tried += 1;
            }
        }
    }
    tried
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_of_the_workspace_brings_about_a_fault_of_ours() {
    let app = TestApp::start().await;
    app.event("ours")
        .categories(&[("expert", Some(100)), ("online", None)])
        .asking_for_phones()
        .publish()
        .await;
    app.event("draft").draft().await;
    app.visitor()
        .register(
            "ours",
            &[
                ("name", "Anna"),
                ("email", "anna@example.org"),
                ("category", "expert"),
            ],
        )
        .await;
    let owner = app.organizer(Role::Owner).await;
    let forms = find_forms(&owner, &["/organizer", "/organizer/new-event"]).await;
    let actions: BTreeSet<&str> = forms.iter().map(|form| form.action.as_str()).collect();
    for expected in [
        "/organizer/new-event",
        "/organizer/events/ours/details",
        "/organizer/events/ours/when-and-where",
        "/organizer/events/ours/terms",
        "/organizer/events/ours/categories/new",
        "/organizer/events/ours/attendees",
    ] {
        assert!(
            actions.contains(expected),
            "{expected} is found among {actions:#?}"
        );
    }
    assert!(try_all(&owner, &forms).await > 500);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_of_a_visitor_brings_about_a_fault_of_ours() {
    let app = TestApp::start().await;
    app.event("ours")
        .categories(&[("expert", Some(100)), ("online", None)])
        .publish()
        .await;
    let visitor = app.visitor();
    let own = visitor
        .register(
            "ours",
            &[
                ("name", "Anna"),
                ("email", "anna@example.org"),
                ("category", "expert"),
            ],
        )
        .await
        .location();
    let forms = find_forms(&visitor, &["/", "/organizer/sign-in", &own]).await;
    let actions: BTreeSet<&str> = forms.iter().map(|form| form.action.as_str()).collect();
    assert!(actions.contains("/e/ours/register"), "{actions:#?}");
    assert!(try_all(&visitor, &forms).await > 100);
}
