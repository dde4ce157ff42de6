//! Being asked into a team: by mail, as somebody new, as oneself, as somebody else, and too late.

use chrono::TimeDelta;
use lanyard::accounts::Role;

use super::{history, session_token, text};
use crate::support::{Answer, TestApp, Visitor};

const BORIS: &str = "boris@example.org";

/// The team's address of the test's organization.
pub async fn team(app: &TestApp) -> String {
    let id = app
        .conn_id("SELECT id FROM organizations WHERE name = 'Lazurnaya Conference Office'")
        .await;
    format!("/organizer/organizations/{id}/team")
}

pub async fn invite(app: &TestApp, owner: &Visitor, email: &str, role: &str) -> Answer {
    let form = [("email", email), ("role", role), ("language", "en")];
    owner.post(&format!("{}/invite", team(app).await), &form).await
}

/// Invites somebody and opens her mail: the path of the link in it.
pub async fn invited(app: &TestApp, owner: &Visitor, email: &str, role: &str) -> String {
    let answer = invite(app, owner, email, role).await;
    assert_eq!(
        answer.location(),
        format!("{}?done=invited", team(app).await),
        "{}",
        answer.body
    );
    link(app, email).await
}

async fn link(app: &TestApp, email: &str) -> String {
    let mail = app.mailbox().wait_for(email, 1).await.pop().unwrap();
    mail.link().trim_start_matches(&app.base()).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_new_reads_the_mail_opens_the_page_and_is_in() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    let path = invited(&app, &owner, BORIS, "manager").await;
    let before = history(&app).await;
    let boris = app.visitor();
    for _ in 0..3 {
        let page = boris.page(&path).await;
        assert_eq!(page.text("h1"), "Lazurnaya Conference Office");
        assert!(page.text("main").contains("Test Organizer invites you"));
        assert!(page.text(".facts").contains(BORIS) && page.text(".facts").contains("Manager"));
        assert!(page.text(".facts").contains("UTC"), "until when, by which clock");
        assert_eq!(page.texts("main button"), ["Accept and join"]);
    }
    assert_eq!(history(&app).await, before, "opening it changes nothing");

    let nameless = boris.fill_in(&path, &[("name", "  ")]).await;
    assert_eq!(nameless.status, 422);
    assert!(nameless.html().text("title").starts_with("Error:"));
    assert_eq!(nameless.html().text("#name-error"), "Enter your full name");

    let accepted = boris.fill_in(&path, &[("name", " Борис  Ким ")]).await;
    assert_eq!(accepted.location(), "/organizer?done=joined");
    session_token(&accepted);
    let home = boris.page("/organizer?done=joined").await;
    assert_eq!(home.text("[role=status]"), "Welcome to the team.");
    assert!(
        home.has("a[href='/organizer/new-event']"),
        "a manager may begin an event"
    );
    let team = owner.page(&team(&app).await).await;
    assert!(team.texts(".team strong").contains(&"Борис Ким".to_owned()));
    assert!(
        history(&app)
            .await
            .ends_with("account.created invitation.accepted membership.created account.signed_in")
    );
    assert_eq!(
        text(
            &app,
            &format!("SELECT email || language FROM accounts WHERE email = '{BORIS}'")
        )
        .await,
        format!("{BORIS}en")
    );

    let used = app.visitor().get(&path).await;
    assert_eq!(used.status, 410);
    assert!(used.body.contains("It was accepted already"));
    assert!(
        used.html().has("main a[href='/organizer']"),
        "there is a way forward"
    );
    assert_eq!(app.visitor().post(&path, &[("name", "Thief")]).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_presses_at_once_one_opens_one_account() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    let path = invited(&app, &owner, BORIS, "viewer").await;
    let browsers: Vec<_> = (0..8).map(|_| app.visitor()).collect();
    let presses = browsers
        .iter()
        .map(|browser| browser.post(&path, &[("name", "Boris")]));
    let mut statuses: Vec<u16> = futures_util::future::join_all(presses)
        .await
        .iter()
        .map(|answer| answer.status)
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410, 410, 410, 410, 410, 410, 410]);
    assert_eq!(text(&app, "SELECT count(*) FROM memberships").await, "2");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_an_account_signs_in_to_it_first() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    let sign_in = app
        .sign_in_link("boris@example.org", "Another organization", Role::Viewer)
        .await;
    let path = invited(&app, &owner, "Boris@example.org", "manager").await;
    let boris = app.visitor();
    let page = boris.page(&path).await;
    let way = page.attr("main a.button", "href");
    assert!(
        way.starts_with("/organizer/sign-in?email=Boris%40example.org&next=%2Forganizer%2Finvitations%2F"),
        "{way}"
    );
    assert_eq!(
        boris.page(&way).await.attr("#email", "value"),
        "Boris@example.org",
        "nothing is to be typed again"
    );
    assert_eq!(
        boris.post(&path, &[("name", "Somebody")]).await.status,
        409,
        "the link alone opens no account that is there"
    );
    assert_eq!(boris.get("/organizer").await.status, 303);

    boris.post(&sign_in, &[]).await;
    let page = boris.page(&path).await;
    assert!(page.text("main").contains("You are signed in as Test Organizer."));
    assert_eq!(
        boris.fill_in_page(&page, &[]).await.location(),
        "/organizer?done=joined"
    );
    let home = boris.page("/organizer").await;
    let headings = home.texts("main h2").join(", ");
    assert!(
        headings.contains("Another organization viewer") && headings.contains("Conference Office manager"),
        "events stand under their organizations: {headings}"
    );
    // Of several organizations one is chosen.
    let teams = boris.page("/organizer/team").await;
    assert_eq!(
        teams.texts(".rows strong"),
        ["Another organization", "Lazurnaya Conference Office"]
    );
    assert_eq!(owner.get("/organizer/team").await.location(), team(&app).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_is_told_so_and_what_to_do() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    let path = invited(&app, &owner, BORIS, "owner").await;
    let other = app.organizer_of("Another organization", Role::Owner).await;
    let page = other.page(&path).await;
    assert!(page.text(".notice").contains(BORIS));
    assert!(!page.has("main input[name=name]"));
    assert_eq!(other.post(&path, &[("name", "Other")]).await.status, 409);
    assert_eq!(
        other.get(&team(&app).await).await.status,
        404,
        "she did not get in"
    );
    let out = other.fill_in_page(&page, &[]).await;
    assert_eq!(out.location(), path, "signed out, she is back at the invitation");
    assert!(other.page(&path).await.has("main input[name=name]"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_lasts_seven_days_and_can_be_sent_again() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    let path = invited(&app, &owner, BORIS, "viewer").await;
    app.app
        .clock
        .set_offset(TimeDelta::days(7) - TimeDelta::minutes(1));
    assert_eq!(app.visitor().get(&path).await.status, 200);
    app.app
        .clock
        .set_offset(TimeDelta::days(7) + TimeDelta::minutes(1));
    let late = app.visitor();
    let page = late.get(&path).await;
    assert_eq!(page.status, 410);
    assert!(page.body.contains("Ask whoever sent it to send it again"));
    assert_eq!(late.post(&path, &[("name", "Boris")]).await.status, 410);

    let owner = app.organizer(Role::Owner).await;
    let list = owner.page(&team(&app).await).await;
    assert!(list.text("main").contains("Could be accepted until"));
    let again = list.attr("form[action$='/resend']", "action");
    assert!(owner.post(&again, &[]).await.location().ends_with("?done=sent"));
    app.mailbox().wait_for(BORIS, 2).await;
    assert_eq!(
        late.get(&path).await.status,
        200,
        "the link in the old mail works, too"
    );
    assert!(history(&app).await.contains("invitation.sent_again"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_was_taken_back_lets_nobody_in() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    let path = invited(&app, &owner, BORIS, "viewer").await;
    let list = owner.page(&team(&app).await).await;
    let revoke = list.attr("form[action$='/revoke']", "action");
    let theirs = app.organizer_of("Another organization", Role::Owner).await;
    let other = app
        .conn_id("SELECT id FROM organizations WHERE name = 'Another organization'")
        .await;
    let id = revoke.split('/').nth_back(1).unwrap();
    for deed in ["revoke", "resend"] {
        let foreign = format!("/organizer/organizations/{other}/team/invitations/{id}/{deed}");
        assert_eq!(theirs.post(&foreign, &[]).await.status, 404, "{deed}");
    }
    assert!(
        owner
            .post(&revoke, &[])
            .await
            .location()
            .ends_with("?done=revoked")
    );
    assert_eq!(
        owner.post(&revoke, &[]).await.status,
        404,
        "it is taken back already"
    );
    let page = app.visitor().get(&path).await;
    assert_eq!(page.status, 410);
    assert!(page.body.contains("It was taken back"));
    assert_eq!(app.visitor().post(&path, &[("name", "Boris")]).await.status, 410);
    // The address is free for another one.
    let again = invite(&app, &owner, BORIS, "manager").await;
    assert!(again.location().ends_with("?done=invited"));
    for odd in ["nonsense", &"A".repeat(43)] {
        let unknown = app.visitor().get(&format!("/organizer/invitations/{odd}")).await;
        assert_eq!(unknown.status, 410, "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_in_an_invitation_are_told_beside_the_field() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    app.sign_in_link("anna@example.org", "Lazurnaya Conference Office", Role::Viewer)
        .await;
    app.sign_in_link("stranger@example.org", "Another organization", Role::Owner)
        .await;
    invited(&app, &owner, BORIS, "viewer").await;
    for (email, role, field, message) in [
        (
            "",
            "viewer",
            "email",
            "Enter the e-mail address of the person you invite",
        ),
        ("boris@", "viewer", "email", "Enter a complete e-mail address"),
        ("new@example.org", "", "role", "Choose a role"),
        ("new@example.org", "emperor", "role", "Choose a role"),
        (
            "ANNA@example.org",
            "manager",
            "email",
            "in the team already; the role is “Viewer”",
        ),
        ("Boris@example.org", "manager", "email", "invited already"),
    ] {
        let answer = invite(&app, &owner, email, role).await;
        assert_eq!(answer.status, 422, "{email} {role}");
        let page = answer.html();
        assert!(page.text("title").starts_with("Error:"));
        assert!(
            page.text(&format!("#{field}-error")).contains(message),
            "{email} {role}: {}",
            page.text(&format!("#{field}-error"))
        );
        assert_eq!(page.attr("#email", "value"), email, "what was typed is kept");
        assert!(page.text(".summary").contains(message));
    }
    assert_eq!(
        text(&app, "SELECT count(*) FROM invitations").await,
        "1",
        "nobody was invited by mistake"
    );
    // Somebody of elsewhere is invited as anybody is: nobody learns who has an account.
    let elsewhere = invite(&app, &owner, "stranger@example.org", "viewer").await;
    let nowhere = invite(&app, &owner, "nobody@example.org", "viewer").await;
    assert_eq!(elsewhere.location(), nowhere.location());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_and_an_organization_have_so_many_invitations_an_hour() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    invited(&app, &owner, BORIS, "viewer").await;
    let list = owner.page(&team(&app).await).await;
    let again = list.attr("form[action$='/resend']", "action");
    for _ in 0..2 {
        assert_eq!(owner.post(&again, &[]).await.status, 303);
    }
    let refused = owner.post(&again, &[]).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    assert!(
        refused
            .html()
            .text("[role=alert]")
            .contains("Several invitations were sent")
    );
    // Another organization does not get through to the same mailbox either.
    let theirs = app.organizer_of("Another organization", Role::Owner).await;
    let other = app
        .conn_id("SELECT id FROM organizations WHERE name = 'Another organization'")
        .await;
    let form = [("email", BORIS), ("role", "viewer")];
    let path = format!("/organizer/organizations/{other}/team/invite");
    let answer = theirs.post(&path, &form).await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.html().attr("#email", "value"), BORIS);
    app.app.clock.set_offset(TimeDelta::minutes(61));
    assert_eq!(theirs.post(&path, &form).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn invitations_speak_three_languages() {
    let app = TestApp::start().await;
    let owner = app.organizer(Role::Owner).await;
    for (language, subject, button) in [
        ("en", "Invitation to the team of", "Accept and join"),
        ("ru", "Приглашение в команду", "Принять приглашение"),
        ("zh", "邀请您加入", "接受邀请"),
    ] {
        let email = format!("{language}@example.org");
        let form = [
            ("email", email.as_str()),
            ("role", "manager"),
            ("language", language),
        ];
        owner.post(&format!("{}/invite", team(&app).await), &form).await;
        let mail = app.mailbox().wait_for(&email, 1).await.remove(0);
        assert!(mail.subject.contains(subject), "{}", mail.subject);
        assert!(mail.subject.chars().count() <= 60, "{}", mail.subject);
        for fact in ["Lazurnaya Conference Office", "UTC", &email, &mail.link()] {
            assert!(mail.text.contains(fact), "{fact} in {}", mail.text);
            assert!(mail.html.contains(fact), "{fact} in {}", mail.html);
        }
        let reply_to = mail.header("Reply-To").unwrap_or_default();
        assert!(
            reply_to.contains("@example.org"),
            "a human is reached: {reply_to}"
        );
        let path = mail.link().trim_start_matches(&app.base()).to_owned();
        let page = app.visitor().speaking("en").page(&path).await;
        assert_eq!(
            page.text("main button"),
            button,
            "the page speaks as the mail did"
        );
        let empty = app.visitor().fill_in(&path, &[("name", "")]).await;
        assert_eq!(
            empty.html().text("main button"),
            button,
            "and so it does afterwards"
        );
    }
}
