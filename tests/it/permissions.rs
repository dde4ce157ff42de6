//! All routes, all roles: who may call what is what the table of routes says.

use lanyard::accounts::Role;
use lanyard::server::{Access, ROUTES, Route};

use crate::support::app::ORGANIZATION;
use crate::support::{TestApp, Visitor};

/// Somebody who asks.
struct Caller {
    name: &'static str,
    visitor: Visitor,
    /// Her role at the event in the address, if she has one.
    role: Option<Role>,
    signed_in: bool,
}

async fn callers(app: &TestApp) -> Vec<Caller> {
    let insider = async |name, role| Caller {
        name,
        visitor: app.organizer(role).await,
        role: Some(role),
        signed_in: true,
    };
    vec![
        Caller {
            name: "a stranger",
            visitor: app.visitor(),
            role: None,
            signed_in: false,
        },
        Caller {
            name: "an owner of another organization",
            visitor: app.organizer_of("Another organization", Role::Owner).await,
            role: None,
            signed_in: true,
        },
        insider("a viewer", Role::Viewer).await,
        insider("a manager", Role::Manager).await,
        insider("an owner", Role::Owner).await,
    ]
}

/// The venue of an event, a room of it and a session of its agenda.
async fn agenda_of(app: &TestApp, slug: &str) -> (String, String, String) {
    let event = format!("FROM events WHERE slug = '{slug}'");
    let venue = app.conn_id(&format!("SELECT venue_id {event}")).await;
    let (room, session) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    app.execute(&format!(
        "INSERT INTO rooms VALUES ('{room}', '{venue}', '{{\"en\": \"Hall\"}}')"
    ))
    .await;
    app.execute(&format!(
        "INSERT INTO agenda_sessions (id, event_id, room_id, kind, title, starts_local, ends_local)
         SELECT '{session}', id, '{room}', 'session', '{{\"en\": \"Opening\"}}', starts_local, ends_local {event}"
    ))
    .await;
    (venue, room.to_string(), session.to_string())
}

/// Whether a status is the one for somebody who is let through, to whatever comes of it.
fn is_let_through(status: u16) -> bool {
    !matches!(status, 401 | 403 | 404 | 405)
}

async fn call(caller: &Caller, route: &Route, path: &str) -> (u16, String) {
    let answer = match route.method {
        "GET" => caller.visitor.get(path).await,
        _ => caller.visitor.post(path, &[]).await,
    };
    (answer.status, answer.header("location").to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_lets_in_whom_its_table_says_and_nobody_else() {
    let app = TestApp::start().await;
    app.event("ours").publish().await;
    app.event("theirs").of("Another organization").publish().await;
    let own = app
        .visitor()
        .register("ours", &[("name", "Anna"), ("email", "anna@example.org")])
        .await
        .location();
    let id = app.conn_id("SELECT id FROM registrations").await;
    let organization = app
        .conn_id("SELECT organization_id FROM events WHERE slug = 'ours'")
        .await;
    let quota = uuid::Uuid::now_v7().to_string();
    app.execute(&format!(
        "INSERT INTO quotas (id, event_id, name, size) SELECT '{quota}', id, 'Hall', 9 FROM events WHERE slug = 'ours'"
    ))
    .await;
    let (venue, room, session) = agenda_of(&app, "ours").await;
    let token = own.trim_start_matches("/r/").to_owned();
    // Somebody to be given a role and removed, and an invitation to be taken back.
    app.sign_in_link("spare@example.org", ORGANIZATION, Role::Viewer)
        .await;
    let account = app
        .conn_id("SELECT id FROM accounts WHERE email = 'spare@example.org'")
        .await;
    let owner = app.organizer(Role::Owner).await;
    let invite = format!("/organizer/organizations/{organization}/team/invite");
    let guest = [("email", "guest@example.org"), ("role", "viewer")];
    assert_eq!(owner.post(&invite, &guest).await.status, 303);
    let invitation = app.conn_id("SELECT id FROM invitations").await;
    for caller in callers(&app).await {
        for route in ROUTES {
            // Signing out would end the walk; its own tests are with the accounts.
            if route.path == "/organizer/sign-out" || route.path.starts_with("/organizer/sign-in/") {
                continue;
            }
            // So would leaving the organization.
            if route.path.ends_with("/team/leave") && route.method == "POST" && caller.role.is_some() {
                continue;
            }
            // Whoever may delete what is asked for would end the walk too.
            let may_delete = caller.role.is_some_and(|role| role >= Role::Manager);
            let deletes = ["/delete", "/rooms/{room}/remove"];
            if may_delete && deletes.iter().any(|end| route.path.ends_with(end)) {
                continue;
            }
            let path = route
                .path
                .replace("{slug}", "ours")
                .replace("{id}", &id)
                .replace("{quota}", &quota)
                .replace("{token}", &token)
                .replace("{number}", "1")
                .replace("{organization}", &organization)
                .replace("{invitation}", &invitation)
                .replace("{account}", &account)
                .replace("{venue}", &venue)
                .replace("{room}", &room)
                .replace("{session}", &session);
            if path.contains('{') {
                continue;
            }
            let (status, location) = call(&caller, route, &path).await;
            let who = format!("{} calls {} {path}: {status}", caller.name, route.method);
            let to_sign_in = status == 303 && location.starts_with("/organizer/sign-in?");
            match route.access {
                Access::Open | Access::Link => assert!(is_let_through(status) && !to_sign_in, "{who}"),
                Access::SignedIn if caller.signed_in => assert!(!to_sign_in && status != 403, "{who}"),
                Access::SignedIn => assert!(to_sign_in, "{who}"),
                Access::AnyManager => match caller.role {
                    _ if !caller.signed_in => assert!(to_sign_in, "{who}"),
                    Some(Role::Viewer) => assert_eq!(status, 403, "{who}"),
                    _ => assert!(is_let_through(status), "{who}"),
                },
                Access::View | Access::Manage | Access::Member | Access::MemberManage | Access::MemberOwn => {
                    let least = match route.access {
                        Access::View | Access::Member => Role::Viewer,
                        Access::MemberOwn => Role::Owner,
                        _ => Role::Manager,
                    };
                    match caller.role {
                        _ if !caller.signed_in => assert!(to_sign_in, "{who}"),
                        None => assert_eq!(status, 404, "{who}"),
                        Some(role) if role < least => assert_eq!(status, 403, "{who}"),
                        Some(_) => assert!(is_let_through(status), "{who}"),
                    }
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_of_another_event_is_not_found_under_ones_own() {
    let app = TestApp::start().await;
    app.event("ours").publish().await;
    app.event("theirs").of("Another organization").publish().await;
    app.visitor()
        .register("theirs", &[("name", "Secret Person"), ("email", "s@example.org")])
        .await;
    let id = app.conn_id("SELECT id FROM registrations").await;
    let owner = app.organizer(Role::Owner).await;
    for path in [
        format!("/organizer/events/ours/attendees/{id}"),
        format!("/organizer/events/theirs/attendees/{id}"),
    ] {
        let answer = owner.get(&path).await;
        assert_eq!(answer.status, 404);
        assert!(!answer.body.contains("Secret"));
        assert_eq!(owner.post(&format!("{path}/resend"), &[]).await.status, 404);
    }
    let list = owner.page("/organizer").await;
    assert_eq!(
        list.texts(".rows strong").len(),
        1,
        "only one's own events are listed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_of_safety_stand_on_every_answer() {
    let app = TestApp::start().await;
    app.event("ours").publish().await;
    let owner = app.organizer(Role::Owner).await;
    for path in [
        "/",
        "/e/ours",
        "/e/ours/register",
        "/nothing",
        "/organizer",
        "/organizer/sign-in",
        "/healthz",
        "/r/x",
        "/dev/mailbox",
    ] {
        let answer = owner.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert!(!answer.header("cache-control").is_empty(), "{path}");
    }
    let posted = owner.post("/e/ours/register", &[]).await;
    assert_eq!(posted.header("x-frame-options"), "DENY");
    assert!(
        app.visitor().get("/e/ours").await.header("set-cookie").is_empty(),
        "no cookie before one is needed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn mailbox_and_styles_exist_only_for_this_machine() {
    let open = TestApp::start().await;
    assert_eq!(open.visitor().get("/dev/mailbox").await.status, 200);
    assert_eq!(open.visitor().get("/dev/styles").await.status, 200);
    let public = TestApp::start_with(|flags| flags.base_url = "https://events.example.org".into()).await;
    assert_eq!(public.visitor().get("/dev/mailbox").await.status, 404);
    assert_eq!(public.visitor().get("/dev/styles").await.status, 404);
    let relayed = TestApp::start_with(|flags| flags.smtp_url = Some("smtp://127.0.0.1:1".into())).await;
    assert_eq!(relayed.visitor().get("/dev/mailbox").await.status, 404);
}
