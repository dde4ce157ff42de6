//! Review: nobody is in before an organizer says so; what is asked and answered, rejected and approved reaches whom it
//! concerns, once.

use lanyard::accounts::Role;

use crate::support::{TestApp, Visitor, invariants};

const ANNA: [(&str, &str); 3] = [
    ("name", "Anna"),
    ("email", "anna@example.org"),
    ("organization", "Institute"),
];
const QUEUE: &str = "/organizer/events/forum/review";
const DECISION: &str = "/organizer/events/forum/review/decision";

/// An event whose one category is reviewed.
async fn forum(app: &TestApp, places: i32) -> Visitor {
    app.event("forum").places(places).publish().await;
    admission(app, "needs_review = true").await;
    app.organizer(Role::Manager).await
}

async fn admission(app: &TestApp, set: &str) {
    app.execute(&format!("UPDATE participation_categories SET {set}"))
        .await;
}

async fn id_of(app: &TestApp, email: &str) -> String {
    app.conn_id(&format!("SELECT id FROM registrations WHERE email = '{email}'"))
        .await
}

async fn status_of(app: &TestApp, email: &str) -> String {
    app.conn_id(&format!(
        "SELECT status FROM registrations WHERE email = '{email}'"
    ))
    .await
}

async fn decide(
    manager: &Visitor,
    decision: &str,
    ids: &[&str],
    more: &[(&str, &str)],
) -> crate::support::Answer {
    let mut form = vec![("decision", decision)];
    form.extend(ids.iter().map(|id| ("id", *id)));
    form.extend(more);
    manager.post(DECISION, &form).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_registers_waits_with_a_place_and_is_in_once_approved() {
    let app = TestApp::start().await;
    let manager = forum(&app, 1).await;
    let visitor = app.visitor();
    let own = visitor.register("forum", &ANNA).await.location();
    assert_eq!(status_of(&app, "anna@example.org").await, "pending_review");
    assert_eq!(
        visitor.page(&own).await.text("h1"),
        "Your registration is under review"
    );
    let letter = &app.mailbox().wait_for("anna@example.org", 1).await[0];
    assert!(letter.header("subject").unwrap().contains("under review"));
    let full = app
        .visitor()
        .register("forum", &[("name", "B"), ("email", "b@example.org")])
        .await;
    assert_eq!(full.status, 409, "the place is held");

    let page = manager.page(QUEUE).await;
    assert_eq!(page.texts("article h2"), ["Anna"]);
    assert!(page.text("article").contains("Institute"));
    let overview = manager.page("/organizer/events/forum").await;
    assert!(
        overview
            .text("main")
            .contains("1 registration waits for your decision")
    );
    assert!(overview.attrs("main a", "href").contains(&QUEUE.to_owned()));

    let id = id_of(&app, "anna@example.org").await;
    let answer = decide(&manager, "approve", &[&id], &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(
        manager.page(&answer.location()).await.text("[role=status]"),
        "1 registration is approved."
    );
    assert_eq!(status_of(&app, "anna@example.org").await, "confirmed");
    let letters = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(
        letters
            .iter()
            .any(|letter| letter.header("subject").unwrap().starts_with("Registered:"))
    );
    let again = decide(&manager, "approve", &[&id], &[]).await;
    let said = manager.page(&again.location()).await.text("[role=status]");
    assert!(said.contains("1 was left out"), "{said}");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_needs_its_reason_which_she_reads_and_frees_the_place() {
    let app = TestApp::start().await;
    let manager = forum(&app, 1).await;
    let visitor = app.visitor().speaking("ru");
    let own = visitor.register("forum", &ANNA).await.location();
    let id = id_of(&app, "anna@example.org").await;
    let page = manager.page(&format!("{DECISION}?decision=reject&id={id}")).await;
    assert_eq!(page.text("h1"), "Reject Anna?");
    assert!(
        page.text("#words-hint").contains("Русский"),
        "which language she reads"
    );
    let answer = decide(&manager, "reject", &[&id], &[("words", " ")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.html().text("#words-error").starts_with("Enter the reason"));
    assert_eq!(status_of(&app, "anna@example.org").await, "pending_review");

    let words = "Мест для прессы больше нет.";
    let answer = decide(&manager, "reject", &[&id], &[("words", words)]).await;
    assert_eq!(answer.status, 303);
    assert!(visitor.page(&own).await.text("main").contains(words));
    let letters = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(letters.iter().any(|letter| letter.text.contains(words)));
    assert_eq!(
        app.visitor()
            .register("forum", &[("name", "B"), ("email", "b@example.org")])
            .await
            .status,
        303,
        "the place is free"
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_by_her_link_and_comes_back_to_the_queue() {
    let app = TestApp::start().await;
    let manager = forum(&app, 5).await;
    let visitor = app.visitor();
    let own = visitor.register("forum", &ANNA).await.location();
    let boris = [("name", "Boris"), ("email", "boris@example.org")];
    app.visitor().register("forum", &boris).await;
    let id = id_of(&app, "anna@example.org").await;
    let question = "For which paper do you write?";
    decide(&manager, "ask", &[&id], &[("words", question)]).await;
    let letters = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(letters.iter().any(|letter| letter.text.contains(question)));
    let page = manager.page(QUEUE).await;
    assert_eq!(
        page.texts("article h2"),
        ["Boris", "Anna"],
        "she is to answer first"
    );
    assert!(
        page.text("article:last-of-type")
            .contains("Asked, not answered yet")
    );

    let page = visitor.page(&own).await;
    assert_eq!(page.text("h1"), "The organizer has a question");
    assert_eq!(page.text("blockquote"), question);
    let answering = format!("{own}/answer");
    let empty = visitor.fill_in(&answering, &[("answer", " ")]).await;
    assert_eq!(empty.status, 422);
    let given = [("answer", "The Morning Post")];
    let answer = visitor.fill_in(&answering, &given).await;
    assert_eq!(answer.location(), format!("{own}?said=answered"));
    let page = manager.page(QUEUE).await;
    assert_eq!(page.texts("article h2"), ["Anna", "Boris"]);
    let entry = page.text("article");
    assert!(
        entry.contains("The Morning Post") && entry.contains("Completed"),
        "{entry}"
    );
    let late = visitor.post(&answering, &given).await;
    assert_eq!(late.status, 409);
    assert!(late.html().text("main").contains("The Morning Post"), "kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_are_decided_at_once_and_the_page_says_who_is_left_out() {
    let app = TestApp::start().await;
    let manager = forum(&app, 9).await;
    let mut ids = Vec::new();
    for number in 0..3 {
        let email = format!("p{number}@example.org");
        let form = [("name", "Person"), ("email", &*email)];
        app.visitor().register("forum", &form).await;
        ids.push(id_of(&app, &email).await);
    }
    decide(&manager, "approve", &[&ids[0]], &[]).await;
    let query: String = ids.iter().map(|id| format!("&id={id}")).collect();
    let page = manager.page(&format!("{DECISION}?decision=approve{query}")).await;
    assert_eq!(page.text("h1"), "Approve 2 registrations?");
    assert_eq!(page.texts("section .rows li").len(), 1);
    assert!(page.text("section .rows li").contains("Confirmed"));
    let done = manager.fill_in_page(&page, &[]).await;
    assert_eq!(
        manager.page(&done.location()).await.text("[role=status]"),
        "2 registrations are approved."
    );
    assert_eq!(
        app.count("SELECT count(*) FROM registrations WHERE status = 'confirmed'")
            .await,
        3
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn approved_without_a_place_is_told_to_the_organizer_or_waits_in_line() {
    let app = TestApp::start().await;
    let manager = forum(&app, 1).await;
    admission(&app, "review_holds_place = false").await;
    let mut ids = Vec::new();
    for name in ["anna", "boris", "clara"] {
        let email = format!("{name}@example.org");
        app.visitor()
            .register("forum", &[("name", name), ("email", &email)])
            .await;
        ids.push(id_of(&app, &email).await);
    }
    let answer = decide(&manager, "approve", &[&ids[0], &ids[1]], &[]).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    assert!(page.text("[role=alert]").contains("no free place for 1 person"));
    let done = manager.fill_in_page(&page, &[("overbook", "yes")]).await;
    assert_eq!(done.status, 303);
    assert_eq!(
        app.count("SELECT count(*) FROM registrations WHERE status = 'confirmed'")
            .await,
        2
    );
    assert_eq!(app.count("SELECT excess FROM quotas").await, 1);

    admission(&app, "waitlist = 'offered'").await;
    let answer = decide(&manager, "approve", &[&ids[2]], &[]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(status_of(&app, "clara@example.org").await, "waitlisted");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_after_approval_is_looked_at_again_with_the_place_kept() {
    let app = TestApp::start().await;
    let manager = forum(&app, 1).await;
    admission(&app, "reviews_edits = true").await;
    let visitor = app.visitor();
    let own = visitor.register("forum", &ANNA).await.location();
    let id = id_of(&app, "anna@example.org").await;
    decide(&manager, "approve", &[&id], &[]).await;
    let change = format!("{own}/change");
    let page = visitor.page(&change).await;
    assert!(
        page.text("form .notice")
            .contains("looks at your registration again")
    );
    visitor
        .fill_in_page(&page, &[("organization", "Elsewhere")])
        .await;
    assert_eq!(status_of(&app, "anna@example.org").await, "pending_review");
    assert_eq!(app.count("SELECT taken FROM quotas").await, 1);
    decide(&manager, "approve", &[&id], &[]).await;
    assert_eq!(status_of(&app, "anna@example.org").await, "confirmed");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn registrations_of_another_event_are_not_decided_here() {
    let app = TestApp::start().await;
    let manager = forum(&app, 1).await;
    app.event("other").publish().await;
    admission(&app, "needs_review = true").await;
    app.visitor().register("other", &ANNA).await;
    let id = id_of(&app, "anna@example.org").await;
    let answer = decide(&manager, "approve", &[&id], &[]).await;
    assert_eq!(
        answer.location(),
        format!("{QUEUE}?said=nobody&number=0&skipped=0")
    );
    assert_eq!(status_of(&app, "anna@example.org").await, "pending_review");
}
