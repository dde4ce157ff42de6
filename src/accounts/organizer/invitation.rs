//! An invitation as whoever is invited sees it: who asks her into what, and one button. Opening it changes nothing,
//! however often mail scanners do.

use actix_web::{HttpResponse, HttpResponseBuilder, web};
use askama::Template;

use super::sign_in::see_other;
use crate::accounts::accept_invitation::{
    AcceptOutcome, Guest, InvitationFacts, NewcomerDetails, accept_invitation, look_at_invitation,
};
use crate::accounts::extractors::{MaybeSignedIn, session_cookie};
use crate::accounts::model::{Browser, Standing};
use crate::platform::i18n::Value;
use crate::platform::secret::Token;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, FormState, Mistakes, Page, RawForm, html, urls};

/// Characters of a name.
pub(super) const MAX_NAME: usize = 200;

#[derive(Template)]
#[template(path = "accounts/invitation.html")]
struct InvitationPage {
    page: Page,
    form: FormState,
    organization: String,
    intro: String,
    email: String,
    role: String,
    about: String,
    until: String,
    guest: Guest,
    /// Whoever is signed in.
    me: Option<(String, String)>,
    path: String,
    sign_in_href: String,
}

#[derive(Template)]
#[template(path = "accounts/dead_invitation.html")]
struct DeadInvitationPage {
    page: Page,
    text: String,
    /// Whether she may have come in by it.
    is_accepted: bool,
}

/// `GET /organizer/invitations/{token}`
///
/// # Errors
/// When the database does not answer.
pub async fn show_invitation(
    app: web::Data<App>,
    me: MaybeSignedIn,
    token: web::Path<String>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let token = Token::parse(&token);
    let form = FormState::default();
    render(HttpResponse::Ok(), &app, token.as_ref(), &me, page, form).await
}

/// `POST /organizer/invitations/{token}`: takes her into the team.
///
/// # Errors
/// When the database does not answer.
pub async fn accept(
    app: web::Data<App>,
    browser: Browser,
    me: MaybeSignedIn,
    token: web::Path<String>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let link = Token::parse(&token);
    let id = me.0.as_ref().map(|me| me.account.id);
    let facts = match &link {
        Some(link) => look_at_invitation(&app, link, id).await?,
        None => None,
    };
    let (Some(link), Some(facts)) = (link, facts) else {
        return dead(page, None);
    };
    let page = page.in_stored_language(facts.invitation.language);
    let mut mistakes = Mistakes::new(page.t);
    let name = mistakes.line(&form, "name", MAX_NAME).unwrap_or_default();
    if name.is_empty() && mistakes.found.is_empty() {
        mistakes.add("name", page.t.of("invitation-name-empty"));
    }
    if facts.guest == Guest::New && !mistakes.found.is_empty() {
        let form = FormState::rejected(form, mistakes.found);
        return render(
            HttpResponse::UnprocessableEntity(),
            &app,
            Some(&link),
            &me,
            page,
            form,
        )
        .await;
    }
    let newcomer = NewcomerDetails {
        name: &name,
        language: page.lang(),
        browser: &browser,
    };
    let home = format!("{}?done=joined", urls::ORGANIZER);
    match accept_invitation(&app, &link, id, &newcomer).await? {
        AcceptOutcome::Joined => Ok(see_other(&home).finish()),
        AcceptOutcome::Welcomed(session) => Ok(see_other(&home)
            .cookie(session_cookie(&app.urls, &session))
            .finish()),
        AcceptOutcome::WrongAccount => {
            let form = FormState::default();
            render(HttpResponse::Conflict(), &app, Some(&link), &me, page, form).await
        }
        AcceptOutcome::Over => {
            render(
                HttpResponse::Ok(),
                &app,
                Some(&link),
                &me,
                page,
                FormState::default(),
            )
            .await
        }
    }
}

/// The page of an open invitation, answered as `response` says; else 410 with what became of it.
async fn render(
    response: HttpResponseBuilder,
    app: &App,
    link: Option<&Token>,
    MaybeSignedIn(me): &MaybeSignedIn,
    page: Page,
    form: FormState,
) -> Result<HttpResponse, Error> {
    let me = me.as_ref().map(|me| &me.account);
    let page = match me {
        Some(me) => page.signed_in_as(&me.name),
        None => page,
    };
    let facts = match link {
        Some(link) => look_at_invitation(app, link, me.map(|me| me.id)).await?,
        None => None,
    };
    let (Some(link), Some(facts)) = (link, facts) else {
        return dead(page, None);
    };
    let page = page.in_stored_language(facts.invitation.language);
    if facts.standing != Standing::Open {
        return dead(page, Some(&facts));
    }
    let t = page.t;
    let (invitation, organization) = (&facts.invitation, &facts.organization);
    let path = urls::invitation(link);
    let template = InvitationPage {
        form,
        intro: match &facts.inviter {
            Some(name) => t.with("invitation-by", &[("name", Value::from(name))]),
            None => t.of("invitation-by-owner"),
        },
        organization: organization.name.clone(),
        email: invitation.email.clone(),
        role: t.of(invitation.role.name_message()),
        about: t.of(invitation.role.about_message()),
        until: t.moment(Zone::UTC, invitation.expires_at),
        guest: facts.guest,
        me: me.map(|me| (me.name.clone(), me.email.clone())),
        sign_in_href: sign_in_and_back(&path, &invitation.email),
        path,
        page,
    };
    html(response, &template)
}

/// The sign-in page that knows the address and leads back here.
fn sign_in_and_back(path: &str, email: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("email", email)
        .append_pair("next", path)
        .finish();
    format!("{}?{query}", urls::SIGN_IN)
}

fn dead(page: Page, facts: Option<&InvitationFacts>) -> Result<HttpResponse, Error> {
    let t = page.t;
    let standing = facts.map(|facts| facts.standing);
    let text = match standing {
        Some(Standing::Accepted) => "invitation-dead-accepted",
        Some(Standing::Revoked) => "invitation-dead-revoked",
        Some(Standing::Expired) => "invitation-dead-expired",
        Some(Standing::Open) | None => "invitation-dead-unknown",
    };
    let template = DeadInvitationPage {
        text: t.of(text),
        is_accepted: standing == Some(Standing::Accepted),
        page,
    };
    html(HttpResponse::Gone(), &template)
}
