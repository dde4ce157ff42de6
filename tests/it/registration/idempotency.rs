//! What is sent twice counts once.

use crate::support::{TestApp, invariants};

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_again_after_the_event_filled_up_leads_to_the_same_page() {
    let app = TestApp::start().await;
    app.event("full").places(1).publish().await;
    let page = app.visitor().page("/e/full/register").await;
    let accepted = page.attr("input[name=accept_terms]", "value");
    let fields = [
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("accept_terms", &*accepted),
    ];
    let first = app.visitor().fill_in_page(&page, &fields).await.location();
    let again = app.visitor().fill_in_page(&page, &fields).await;
    assert_eq!(again.location(), first);
    app.execute("UPDATE events SET status = 'cancelled', cancelled_at = now()")
        .await;
    assert_eq!(app.visitor().fill_in_page(&page, &fields).await.location(), first);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_form_with_other_content_never_makes_a_second_row_by_itself() {
    let app = TestApp::start().await;
    app.event("used").publish().await;
    let page = app.visitor().page("/e/used/register").await;
    let accepted = page.attr("input[name=accept_terms]", "value");
    let visitor = app.visitor();
    let first = visitor
        .fill_in_page(
            &page,
            &[
                ("name", "Anna"),
                ("email", "anna@example.org"),
                ("accept_terms", &accepted),
            ],
        )
        .await
        .location();
    let other = [
        ("name", "Boris"),
        ("email", "boris@example.org"),
        ("accept_terms", &*accepted),
    ];
    let answer = visitor.fill_in_page(&page, &other).await;
    assert_eq!(answer.status, 409);
    let html = answer.html();
    assert_eq!(html.text(".notice h2"), "This form was already used");
    assert_eq!(html.attr(".notice a", "href"), first);
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 1);
    // The form that came back is a new one: sending it registers the other person.
    assert_eq!(visitor.fill_in_page(&html, &[]).await.status, 303);
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_tries_for_one_address_with_different_forms_are_one_registration() {
    let app = TestApp::start().await;
    app.event("once")
        .categories(&[("expert", Some(50)), ("online", None)])
        .publish()
        .await;
    let spellings = ["Anna@Example.org", "anna@example.org", " anna@EXAMPLE.ORG "];
    let tries: Vec<_> = (0..20)
        .map(|n| {
            let visitor = app.visitor();
            let category = if n % 2 == 0 { "expert" } else { "online" };
            let email = spellings[n % 3];
            tokio::spawn(async move {
                visitor
                    .register(
                        "once",
                        &[("name", "Anna"), ("email", email), ("category", category)],
                    )
                    .await
                    .status
            })
        })
        .collect();
    let mut statuses = Vec::new();
    for one in tries {
        statuses.push(one.await.unwrap());
    }
    assert_eq!(
        statuses.iter().filter(|&&status| status == 303).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(app.count("SELECT count(*) FROM registrations").await, 1);
    invariants::assert_hold(&app.db).await;
}
