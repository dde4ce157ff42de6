//! Signing in, seen from the outside: what browsers are answered, and what lies in the database afterwards.

mod create_account;
mod details;
mod invitations;
mod link;
mod password;
mod sessions;
mod sign_in;
mod team;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use lanyard::accounts::{self, AccountCreated, NewAccount, Role, SignInLinkRenderer};
use lanyard::mail::{Letter, OutgoingMail, Rendered, Renderer};
use lanyard::platform::lang::Lang;
use lanyard::platform::web::urls;
use reqwest::Method;

use crate::support::{Answer, TestApp, Visitor};

const ANNA: &str = "anna@example.org";
const PASSWORD: &str = "korova letit domoj";
const SIGN_IN: &str = "/organizer/sign-in";
const LINK: &str = "/organizer/sign-in/link";
const ACCOUNT: &str = "/organizer/account";

/// Lets somebody in as the command line does.
async fn let_in(app: &TestApp, email: &str) -> AccountCreated {
    let new = NewAccount {
        email: email.parse().unwrap(),
        name: "Anna Petrova".into(),
        language: Lang::En,
        organization: "Lazurnaya Conference Office".into(),
        role: Role::Owner,
    };
    let mut conn = app.conn().await;
    accounts::create_account(&mut conn, &app.app.clock, &app.app.config.keys, &new)
        .await
        .unwrap()
}

/// A browser in which the owner of `email` has come in through a link.
async fn came_by_link(app: &TestApp, email: &str) -> Visitor {
    let link = let_in(app, email).await.link;
    let browser = app.visitor();
    assert_eq!(
        browser.post(&urls::sign_in_with(&link.token), &[]).await.status,
        303
    );
    browser
}

/// The same, and she has chosen [`PASSWORD`].
async fn with_password(app: &TestApp, email: &str) -> Visitor {
    let browser = came_by_link(app, email).await;
    let answer = browser
        .post("/organizer/account/password", &[("new_password", PASSWORD)])
        .await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/organizer/account?saved=1"),
        "{}",
        answer.body
    );
    browser
}

async fn try_password(browser: &Visitor, email: &str, password: &str) -> Answer {
    browser
        .post(SIGN_IN, &[("email", email), ("password", password)])
        .await
}

/// Sends a form as Firefox on Linux does.
async fn post_from_firefox(browser: &Visitor, path: &str, form: &[(&str, &str)]) -> Answer {
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    let request = browser
        .request(Method::POST, path)
        .header("user-agent", firefox)
        .form(form);
    browser.send(request).await.unwrap()
}

/// Whether the browser is let in to the account page.
async fn is_in(browser: &Visitor) -> bool {
    browser.get(ACCOUNT).await.status == 200
}

/// The secret in the cookie that an answer sets.
fn session_token(answer: &Answer) -> &str {
    let cookie = answer.header("set-cookie");
    cookie
        .strip_prefix("lanyard=")
        .and_then(|rest| rest.split(';').next())
        .expect("not the session's cookie")
}

/// What the mails with links say, oldest first; those whose link is dead say nothing.
async fn letters(app: &TestApp) -> Vec<Letter> {
    use lanyard::schema::outgoing_mails;
    let renderer = SignInLinkRenderer {
        urls: app.app.urls.clone(),
        keys: app.app.config.keys.clone(),
    };
    let mut conn = app.conn().await;
    let mails: Vec<OutgoingMail> = outgoing_mails::table
        .order(outgoing_mails::id)
        .select(OutgoingMail::as_select())
        .load(&mut conn)
        .await
        .unwrap();
    let mut letters = Vec::new();
    for mail in mails {
        if let Rendered::Letter(letter) = renderer.render(&mut conn, &mail).await.unwrap() {
            letters.push(*letter);
        }
    }
    letters
}

/// One text out of the database.
async fn text(app: &TestApp, sql: &str) -> String {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        text: String,
    }
    let mut conn = app.conn().await;
    let row: Row = diesel::sql_query(format!("SELECT ({sql})::text AS text"))
        .get_result(&mut conn)
        .await
        .unwrap();
    row.text
}

/// The kinds of everything that happened, in order.
async fn history(app: &TestApp) -> String {
    text(
        app,
        "SELECT coalesce(string_agg(kind, ' ' ORDER BY id), '') FROM activities",
    )
    .await
}
