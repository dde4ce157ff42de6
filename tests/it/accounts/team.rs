//! The team of an organization: who sees it, who changes it, and that it never loses its last owner.

use diesel::QueryDsl as _;
use diesel_async::SimpleAsyncConnection as _;
use lanyard::accounts::Role;
use lanyard::schema::memberships;

use super::invitations::team;
use super::{history, is_in, text};
use crate::support::{TestApp, Visitor};

const OFFICE: &str = "Lazurnaya Conference Office";

/// Somebody in the team under an address of her own.
async fn member(app: &TestApp, name: &str, role: Role) -> Visitor {
    let link = app.sign_in_link(&email(name), OFFICE, role).await;
    let browser = app.visitor();
    assert_eq!(browser.post(&link, &[]).await.status, 303);
    browser
}

fn email(name: &str) -> String {
    format!("{name}@example.org")
}

async fn id(app: &TestApp, name: &str) -> String {
    app.conn_id(&format!(
        "SELECT id FROM accounts WHERE email = '{}'",
        email(name)
    ))
    .await
}

/// The address of a deed done to somebody.
async fn deed(app: &TestApp, name: &str, deed: &str) -> String {
    format!("{}/{}/{deed}", team(app).await, id(app, name).await)
}

async fn role(app: &TestApp, name: &str) -> String {
    let sql = format!(
        "SELECT coalesce((SELECT role FROM memberships JOIN accounts ON id = account_id WHERE email = '{}'), 'none')",
        email(name)
    );
    text(app, &sql).await
}

async fn owners(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM memberships WHERE role = 'owner'")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_the_team_and_only_owners_its_controls() {
    let app = TestApp::start().await;
    let viewer = member(&app, "vera", Role::Viewer).await;
    let manager = member(&app, "maria", Role::Manager).await;
    let owner = member(&app, "olga", Role::Owner).await;
    let path = team(&app).await;
    for (browser, controls) in [(&viewer, 0), (&manager, 0), (&owner, 3)] {
        let page = browser.page(&path).await;
        let roles = page.texts(".team .role");
        assert!(roles[0].starts_with("Owner. May do everything"), "{roles:?}");
        assert!(roles[1].starts_with("Manager. ") && roles[2].starts_with("Viewer. "));
        assert!(page.text(".team").contains("In the team since"));
        assert!(page.text(".team").contains("Last here within the hour."));
        assert_eq!(page.attrs("form[action$='/role']", "action").len(), controls);
        assert_eq!(page.has("form[action$='/invite']"), controls > 0);
        assert!(page.has("form[action$='/leave']"), "everybody may leave");
    }
    let link = viewer.page("/organizer").await;
    assert_eq!(
        link.texts("header nav a").first().map(String::as_str),
        Some("Events")
    );
    assert_eq!(viewer.get("/organizer/team").await.location(), path);
    let stranger = app.organizer_of("Another organization", Role::Owner).await;
    assert_eq!(stranger.get(&path).await.status, 404);
    for (language, word) in [("ru", "Команда"), ("zh", "团队")] {
        let page = viewer.page(&format!("{path}?lang={language}")).await;
        assert_eq!(page.text("h1"), word);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_changes_a_role_and_it_holds_at_once() {
    let app = TestApp::start().await;
    let owner = member(&app, "olga", Role::Owner).await;
    let vera = member(&app, "vera", Role::Viewer).await;
    assert_eq!(vera.get("/organizer/new-event").await.status, 403);
    let path = deed(&app, "vera", "role").await;
    let form = [("seen", "viewer"), ("role", "manager")];
    assert!(owner.post(&path, &form).await.location().ends_with("?done=role"));
    assert_eq!(vera.get("/organizer/new-event").await.status, 200);
    assert!(history(&app).await.ends_with("membership.changed"));
    // Sent once more it changes nothing, and is no mistake.
    assert_eq!(owner.post(&path, &form).await.status, 303);

    // Another owner saw what she was before, and is told.
    let late = owner.post(&path, &[("seen", "viewer"), ("role", "owner")]).await;
    assert_eq!(late.status, 409);
    assert!(late.html().text("[role=alert]").contains("it is now “Manager”"));
    assert_eq!(role(&app, "vera").await, "manager");

    assert_eq!(owner.post(&path, &[("role", "emperor")]).await.status, 400);
    assert_eq!(vera.post(&path, &form).await.status, 403);
    let nobody = format!("{}/{}/role", team(&app).await, uuid::Uuid::now_v7());
    assert_eq!(owner.post(&nobody, &form).await.status, 404);
    let back = owner.get(&format!("{path}?lang=ru")).await;
    assert_eq!(back.location(), format!("{}?lang=ru", team(&app).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_removed_sees_nothing_from_then_on() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let owner = member(&app, "olga", Role::Owner).await;
    let maria = member(&app, "maria", Role::Manager).await;
    let attendees = "/organizer/events/forum/attendees";
    assert_eq!(maria.get(attendees).await.status, 200);
    let remove = deed(&app, "maria", "remove").await;
    assert_eq!(
        maria.post(&deed(&app, "olga", "remove").await, &[]).await.status,
        403
    );
    assert!(
        owner
            .post(&remove, &[])
            .await
            .location()
            .ends_with("?done=removed")
    );
    assert_eq!(maria.get(attendees).await.status, 404);
    assert_eq!(maria.get(&team(&app).await).await.status, 404);
    assert!(is_in(&maria).await, "her account is hers");
    let home = maria.page("/organizer").await;
    assert!(
        home.text("main")
            .contains("You do not belong to an organization yet")
    );
    assert_eq!(owner.post(&remove, &[]).await.status, 404, "she is out already");
    assert!(history(&app).await.contains("membership.ended"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_leaves_a_team_oneself_but_the_last_owner_stays() {
    let app = TestApp::start().await;
    let owner = member(&app, "olga", Role::Owner).await;
    let vera = member(&app, "vera", Role::Viewer).await;
    let leave = format!("{}/leave", team(&app).await);
    let left = vera.post(&leave, &[]).await.location();
    assert_eq!(left, "/organizer?done=left");
    assert_eq!(
        vera.page(&left).await.text("[role=status]"),
        "You have left the team."
    );
    assert_eq!(role(&app, "vera").await, "none");
    for (path, form) in [
        (leave.clone(), vec![]),
        (deed(&app, "olga", "remove").await, vec![]),
        (
            deed(&app, "olga", "role").await,
            vec![("seen", "owner"), ("role", "viewer")],
        ),
    ] {
        let refused = owner.post(&path, &form).await;
        assert_eq!(refused.status, 409, "{path}");
        assert!(refused.html().text("[role=alert]").contains("the only owner"));
        assert_eq!(owners(&app).await, 1);
    }
    member(&app, "oleg", Role::Owner).await;
    assert_eq!(owner.post(&leave, &[]).await.status, 303);
    assert_eq!(role(&app, "oleg").await, "owner");
}

/// While an owner takes away the role of one owner, the other one gives up hers.
#[tokio::test(flavor = "multi_thread")]
async fn two_who_step_down_at_once_do_not_both_get_away() {
    let app = TestApp::start().await;
    let olga = member(&app, "olga", Role::Owner).await;
    member(&app, "oleg", Role::Owner).await;
    let path = deed(&app, "olga", "role").await;
    let (olgas, olegs) = (id(&app, "olga").await, id(&app, "oleg").await);
    let step_down = |id: &str| format!("UPDATE memberships SET role = 'viewer' WHERE account_id = '{id}'");

    let mut other = app.conn().await;
    other
        .batch_execute(&format!(
            "BEGIN; SELECT 1 FROM organizations FOR NO KEY UPDATE; {}",
            step_down(&olegs)
        ))
        .await
        .unwrap();
    let pressed = tokio::spawn({
        let olga = olga.clone();
        async move {
            olga.post(&path, &[("seen", "owner"), ("role", "viewer")])
                .await
                .status
        }
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(!pressed.is_finished(), "she waits for whoever is at it");
    other.batch_execute("COMMIT").await.unwrap();
    assert_eq!(pressed.await.unwrap(), 409, "there is nobody else any more");
    assert_eq!(owners(&app).await, 1);

    // Negative control: without waiting for each other both count two owners, and none is left.
    app.execute("UPDATE memberships SET role = 'owner'").await;
    let (mut one, mut two) = (app.conn().await, app.conn().await);
    for conn in [&mut one, &mut two] {
        conn.batch_execute("BEGIN").await.unwrap();
        let count = diesel_async::RunQueryDsl::get_result::<i64>(memberships::table.count(), conn);
        assert_eq!(count.await.unwrap(), 2);
    }
    one.batch_execute(&step_down(&olgas)).await.unwrap();
    two.batch_execute(&step_down(&olegs)).await.unwrap();
    for conn in [&mut one, &mut two] {
        conn.batch_execute("COMMIT").await.unwrap();
    }
    assert_eq!(owners(&app).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_who_press_at_the_same_time_leave_one_of_them() {
    let app = TestApp::start().await;
    let olga = member(&app, "olga", Role::Owner).await;
    let oleg = member(&app, "oleg", Role::Owner).await;
    let (hers, his) = (deed(&app, "olga", "role").await, deed(&app, "oleg", "role").await);
    let form = [("seen", "owner"), ("role", "manager")];
    for _ in 0..10 {
        let (one, other) = tokio::join!(olga.post(&his, &form), oleg.post(&hers, &form));
        assert_eq!(owners(&app).await, 1, "{} {}", one.status, other.status);
        app.execute("UPDATE memberships SET role = 'owner'").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_renames_the_organization_and_overwrites_nobody() {
    let app = TestApp::start().await;
    app.event("forum").publish().await;
    let owner = member(&app, "olga", Role::Owner).await;
    let manager = member(&app, "maria", Role::Manager).await;
    app.organizer_of("Another organization", Role::Owner).await;
    let path = team(&app).await.trim_end_matches("/team").to_owned();
    assert_eq!(manager.get(&path).await.status, 403);
    let opened = owner.page(&path).await;
    assert_eq!(opened.attr("#name", "value"), OFFICE);
    for (name, message) in [
        ("", "Enter the name"),
        ("Another organization", "Choose another name"),
        (&"x".repeat(201), "Shorten this by 1 character"),
    ] {
        let refused = owner.fill_in_page(&opened, &[("name", name)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.html().text("#name-error").contains(message), "{name}");
        assert_eq!(
            refused.html().attr("#name", "value"),
            if name.is_empty() { "" } else { name }
        );
    }
    let saved = owner
        .fill_in_page(&opened, &[("name", "  Бюро  конференций ")])
        .await;
    assert!(saved.location().ends_with("/team?done=saved"));
    assert!(
        app.visitor()
            .page("/e/forum")
            .await
            .text("body")
            .contains("Бюро конференций")
    );
    assert!(history(&app).await.ends_with("organization.renamed"));

    let late = owner
        .fill_in_page(&opened, &[("name", "Office of Conferences")])
        .await;
    assert_eq!(late.status, 409);
    let page = late.html();
    assert!(page.text("[role=alert]").contains("Бюро конференций"));
    assert_eq!(page.attr("#name", "value"), "Office of Conferences");
    assert_eq!(
        owner.fill_in_page(&page, &[]).await.status,
        303,
        "sent once more it is saved"
    );
}
