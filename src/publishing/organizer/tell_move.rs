//! `/organizer/events/{slug}/tell`: an event takes place at another time or in another place, and the organizer decides
//! whether the people who registered before hear of it by mail.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::accounts;
use crate::activity::Actor;
use crate::events::moves::{Aspect, Change};
use crate::events::{self, EventAccess, Manage, Workspace, WorkspacePage};
use crate::localized_field;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FormState, LocalizedField, Mistakes, Page, RawForm, html, urls,
};
use crate::publishing::tell_move::{Decision, DecisionOutcome, UntoldMove, find_untold_move, settle_move};

/// What the organizer says to it.
const WORDS: LocalizedField = localized_field!("words");
/// Characters of it in each language.
const MOST_WORDS: usize = 1_000;
/// What the button sends that tells people.
const TELL: &str = "tell";

#[derive(Template)]
#[template(path = "publishing/tell_move.html")]
struct TellMovePage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    notice: Option<String>,
    /// The move that is shown, and in which revision.
    moved: (String, i32),
    /// Label, before and after, a line each.
    changes: Vec<(String, Vec<String>, Vec<String>)>,
    people: String,
    tell: String,
    later_href: String,
}

impl TellMovePage {
    #[allow(clippy::unused_self, reason = "templates call methods")]
    fn words(&self) -> LocalizedField {
        WORDS
    }
}

/// What the page that leads here says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    saved: String,
}

fn tell_move_page(
    access: &EventAccess<Manage>,
    page: Page,
    untold: &UntoldMove,
    form: FormState,
) -> TellMovePage {
    let event = &access.event;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let row = |change: Change| {
        let label = match change.aspect {
            Aspect::When => t.of("event-when"),
            Aspect::Where => t.of("event-where"),
        };
        (label, change.before, change.after)
    };
    TellMovePage {
        workspace: Workspace::of(access, t, WorkspacePage::Schedule),
        form,
        conflict: None,
        notice: None,
        moved: (untold.moved.id.to_string(), untold.moved.revision),
        changes: untold
            .changes(event.default_language, t)
            .into_iter()
            .map(row)
            .collect(),
        people: t.count("tell-people", untold.people),
        tell: t.count("tell-button", untold.people),
        later_href: urls::organizer_event(&event.slug),
        page,
    }
}

fn to(location: String) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish()
}

/// `GET /organizer/events/{slug}/tell`: what has changed, and whom it concerns. Where there is nothing to tell, to
/// when and where.
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    let Some(untold) = find_untold_move(&mut conn, &access.event, now).await? else {
        let back = urls::event_schedule(&access.event.slug);
        return Ok(to(format!("{back}?saved={}", said.saved)));
    };
    let notice = match said.saved.as_str() {
        "" => None,
        "twice" => Some(page.t.of("schedule-saved-ambiguous")),
        _ => Some(page.t.of("saved")),
    };
    let template = TellMovePage {
        notice,
        ..tell_move_page(&access, page, &untold, FormState::fresh([]))
    };
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/tell`
///
/// # Errors
/// When the database does not answer.
pub async fn submit(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let back = urls::event_schedule(&event.slug);
    let mut mistakes = Mistakes::new(t);
    let words = mistakes.localized_block(&form, WORDS, MOST_WORDS);
    let mut conn = app.pool.get().await?;
    let now = app.clock.now(&conn).await?;
    if !mistakes.found.is_empty() {
        let Some(untold) = find_untold_move(&mut conn, event, now).await? else {
            return Ok(to(back));
        };
        let form = FormState::rejected(form, mistakes.found);
        let template = tell_move_page(&access, page, &untold, form);
        return html(HttpResponse::UnprocessableEntity(), &template);
    }
    let Ok(id) = form.get("move").parse() else {
        return Ok(to(urls::tell_move(&event.slug)));
    };
    let decision = Decision {
        moved: (id, form.get("revision").parse().unwrap_or(0)),
        is_told: form.get("decision") == TELL,
        words: &words,
        actor: Actor::Account(access.signed_in.account.id),
    };
    match settle_move(&mut conn, &app.clock, app.urls.host(), event, &decision).await? {
        DecisionOutcome::Settled { is_told } => {
            app.waker.wake();
            let said = if is_told { "told" } else { "untold" };
            Ok(to(format!("{back}?saved={said}")))
        }
        DecisionOutcome::Nothing => Ok(to(back)),
        DecisionOutcome::MovedAgain => {
            let current = events::find_by_id(&mut conn, event.id).await?;
            let Some(untold) = find_untold_move(&mut conn, &current, now).await? else {
                return Ok(to(back));
            };
            let zone = current.time_zone.unwrap_or(Zone::UTC);
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, event.id.uuid(), zone, t).await?,
                stored: Vec::new(),
            };
            let form = FormState::rejected(form, Vec::new());
            let template = TellMovePage {
                conflict: Some(conflict),
                ..tell_move_page(&access, page, &untold, form)
            };
            html(HttpResponse::Conflict(), &template)
        }
    }
}
