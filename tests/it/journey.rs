//! The journey of two people, by plain HTTP, from the event's page to the organizer's list.

use crate::support::TestApp;
use lanyard::accounts::Role;

#[tokio::test(flavor = "multi_thread")]
async fn somebody_registers_and_stands_on_the_list() {
    let app = TestApp::start().await;
    app.event("dialogue")
        .categories(&[("expert", Some(37)), ("online", None)])
        .publish()
        .await;
    let visitor = app.visitor().speaking("ru");

    let event = visitor.page("/e/dialogue").await;
    assert_eq!(event.text("h1"), "Диалог интеграций");
    assert_eq!(event.attr("a.button", "href"), "/e/dialogue/register");

    let name = "Мария Ивановна Петрова-Водкина";
    let answer = visitor
        .register(
            "dialogue",
            &[
                ("name", name),
                ("email", "maria@example.org"),
                ("category", "expert"),
            ],
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let own = visitor.page(&answer.location()).await;
    assert_eq!(own.text(".badge .name"), name);
    assert_eq!(own.text(".badge .state"), "Участие подтверждено");

    let mails = app.mailbox().wait_for("maria@example.org", 1).await;
    assert!(mails[0].text.contains(name) && mails[0].html.contains(name));
    assert_eq!(mails[0].link(), format!("{}{}", app.base(), answer.location()));

    let organizer = app.organizer(Role::Viewer).await;
    let list = organizer.page("/organizer/events/dialogue/attendees").await;
    assert_eq!(list.text("tbody td a"), name);
}
