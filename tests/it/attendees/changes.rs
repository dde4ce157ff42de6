//! Organizers correct and cancel what attendees registered.

use lanyard::accounts::Role;

use super::LIST;
use crate::support::invariants::assert_hold;
use crate::support::{TestApp, Visitor};

/// An event with Anna, a manager, and the address of Anna's page in the workspace; her own link besides.
async fn with_anna() -> (TestApp, Visitor, String, String) {
    let app = TestApp::start().await;
    app.event("list").places(1).publish().await;
    let own = app
        .visitor()
        .register("list", &[("name", "Ana"), ("email", "anna@example.org")])
        .await
        .location();
    app.mailbox().wait_for("anna@example.org", 1).await;
    let manager = app.organizer(Role::Manager).await;
    let path = manager.page(LIST).await.attr("tbody td a", "href");
    (app, manager, path, own)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_corrected_told_found_and_on_record() {
    let (app, manager, path, own) = with_anna().await;
    let edit = format!("{path}/edit");
    let answer = manager
        .fill_in(
            &edit,
            &[
                ("name", "Анна Öst"),
                ("country", "KZ"),
                ("phone", "+7 862 266 33 33"),
            ],
        )
        .await;
    assert_eq!(answer.location(), format!("{path}?done=corrected"));
    let mails = app.mailbox().wait_for("anna@example.org", 2).await;
    let told = &mails.last().unwrap().text;
    assert!(
        told.contains("Full name: Анна Öst") && told.contains("before: Ana"),
        "{told}"
    );
    let page = manager.page(&path).await;
    assert!(
        page.text("main")
            .contains("Full name: Ana → Анна Öst Country: Kazakhstan"),
        "{}",
        page.text("main")
    );
    for typed in ["анна", "ost", "26633"] {
        let list = manager.page(&format!("{LIST}?q={typed}")).await;
        assert_eq!(list.texts("tbody td:first-child a"), ["Анна Öst"], "{typed}");
    }
    assert!(app.visitor().page(&own).await.text("main").contains("Анна Öst"));
    // Nothing to change is no change.
    let answer = manager.fill_in(&edit, &[]).await;
    assert_eq!(answer.location(), path);
    // What nobody need be told of.
    manager.fill_in(&edit, &[("name", "Anna"), ("tell", "")]).await;
    assert_eq!(
        app.count(
            "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.changed' AND state = 'suppressed'"
        )
        .await,
        1
    );
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_gets_a_new_link_and_the_old_one_is_told() {
    let (app, manager, path, own) = with_anna().await;
    let edit = format!("{path}/edit");
    for (email, said) in [("", "email"), ("anna.example.org", "@")] {
        let answer = manager.fill_in(&edit, &[("email", email)]).await;
        assert_eq!(answer.status, 422, "{email}");
        let page = answer.html();
        assert!(page.text("#email-error").contains(said) || !page.text("#email-error").is_empty());
        assert_eq!(
            page.attr("#email", "value"),
            if email.is_empty() { "" } else { email }
        );
    }
    let answer = manager
        .fill_in(&edit, &[("email", "anna@example.net"), ("name", "Anna")])
        .await;
    assert_eq!(answer.location(), format!("{path}?done=corrected"));
    app.mailbox().wait_for("anna@example.net", 1).await;
    let old = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(
        !old.last().unwrap().text.contains("/r/"),
        "the old address gets no link"
    );
    assert_eq!(app.visitor().get(&own).await.status, 404, "the old link is dead");
    assert!(
        manager
            .page(&path)
            .await
            .text("main")
            .contains("E-mail: anna@example.org → anna@example.net")
    );
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_somebody_has_is_refused_and_nothing_is_saved() {
    let app = TestApp::start().await;
    app.event("list").publish().await;
    for (name, email) in [("Boris", "boris@example.org"), ("Anna", "anna@example.org")] {
        app.visitor()
            .register("list", &[("name", name), ("email", email)])
            .await;
    }
    let manager = app.organizer(Role::Manager).await;
    let path = manager
        .page(&format!("{LIST}?q=anna"))
        .await
        .attr("tbody td a", "href");
    let answer = manager
        .fill_in(
            &format!("{path}/edit"),
            &[("email", "Boris@Example.org"), ("name", "Hanna")],
        )
        .await;
    assert_eq!(answer.status, 422);
    let page = answer.html();
    assert_eq!(
        page.text("#email-error"),
        "Somebody with this address is registered already. Enter another one"
    );
    assert_eq!(page.attr("#name", "value"), "Hanna", "what was typed is kept");
    assert_eq!(
        app.count("SELECT count(*) FROM registrations WHERE name = 'Hanna'")
            .await,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_correct_the_same_are_told_of_each_other() {
    let (app, manager, path, own) = with_anna().await;
    let edit = format!("{path}/edit");
    let opened = manager.page(&edit).await;
    let answer = app
        .visitor()
        .fill_in(&format!("{own}/change"), &[("name", "Anna Maria")])
        .await;
    assert_eq!(answer.status, 303);
    let answer = manager
        .fill_in_page(&opened, &[("name", "Anna"), ("position", "Head")])
        .await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    assert!(
        page.text("[role=alert]").contains("Anna Maria saved a change on"),
        "{}",
        page.text("[role=alert]")
    );
    assert!(page.text("[role=alert] dl").contains("Anna Maria"));
    assert_eq!(page.attr("#name", "value"), "Anna");
    // Sent once more, it is saved over hers.
    let answer = manager.fill_in_page(&page, &[]).await;
    assert_eq!(answer.location(), format!("{path}?done=corrected"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_registration_frees_its_place_and_says_why() {
    let (app, manager, path, own) = with_anna().await;
    let cancel = format!("{path}/cancel");
    let ask = manager.page(&cancel).await;
    assert_eq!(ask.text("h1"), "Cancel the registration of Ana?");
    let long = "x".repeat(1_001);
    let answer = manager.fill_in(&cancel, &[("reason", &long)]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        app.count("SELECT count(*) FROM registrations WHERE status = 'confirmed'")
            .await,
        1
    );
    let answer = manager
        .fill_in(&cancel, &[("reason", "The hall was flooded.")])
        .await;
    assert_eq!(answer.location(), format!("{path}?done=cancelled"));
    let mails = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(mails.last().unwrap().text.contains("The hall was flooded."));
    let page = manager.page(&path).await;
    assert_eq!(page.text("h1 ~ p .state"), "Cancelled");
    assert!(
        page.text("main")
            .contains("Registration cancelled · The hall was flooded.")
    );
    assert!(!page.has(&format!("a[href='{cancel}']")));
    assert!(app.visitor().page(&own).await.text("main").contains("ancelled"));
    // Once more is no fault; the place is another's.
    assert_eq!(manager.post(&cancel, &[]).await.status, 303);
    assert!(
        manager
            .page(&cancel)
            .await
            .text(".notice")
            .contains("ended already")
    );
    let next = app
        .visitor()
        .register("list", &[("name", "Boris"), ("email", "boris@example.org")])
        .await;
    assert_eq!(next.status, 303);
    assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_only_look_is_offered_no_change_and_gets_none() {
    let (app, _manager, path, _own) = with_anna().await;
    let viewer = app.organizer(Role::Viewer).await;
    let page = viewer.page(&path).await;
    for deed in ["edit", "cancel", "notes"] {
        let address = format!("{path}/{deed}");
        assert!(
            !page.has(&format!("[href='{address}'], [action='{address}']")),
            "{deed}"
        );
        assert_eq!(viewer.post(&address, &[]).await.status, 403, "{deed}");
    }
    assert!(!viewer.page(LIST).await.has(&format!("a[href='{LIST}/new']")));
}
