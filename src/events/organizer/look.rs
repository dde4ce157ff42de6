//! `/organizer/events/{slug}/look`: the event's own colour, and what it becomes where it could not be read.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::accounts;
use crate::activity::Actor;
use crate::events::look::{EventLook, change_look, find_look};
use crate::events::{EditOutcome, EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::colour::{Colour, Ribbon};
use crate::platform::i18n::Tr;
use crate::platform::time::Zone;
use crate::platform::web::{App, Conflict, Error, FieldError, FormState, Page, RawForm, html, urls};

/// What the picker shows while there is no colour: the house's own.
const HOUSE: &str = "#0b5d7a";

#[derive(Template)]
#[template(path = "events/look.html")]
struct LookPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    conflict: Option<Conflict>,
    notice: Option<String>,
    revision: i32,
    /// What the text field and the picker held when the page was shown.
    stored: String,
    picker: String,
    preview_href: String,
    swatches: Vec<Swatch>,
    /// Whether a colour had to be changed to be read.
    is_adjusted: bool,
}

/// A colour with its name.
struct Swatch {
    words: String,
    colour: Colour,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    saved: String,
}

fn look_page(access: &EventAccess<Manage>, look: &EventLook, page: Page, form: FormState) -> LookPage {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let ribbon = look.colour().map(|asked| (asked, Ribbon::of(asked)));
    LookPage {
        workspace: Workspace::of(access, t, WorkspacePage::Look),
        form,
        conflict: None,
        notice: None,
        revision: look.revision,
        stored: look.brand_color.clone().unwrap_or_default(),
        picker: look.brand_color.clone().unwrap_or_else(|| HOUSE.to_owned()),
        preview_href: urls::preview(&access.event.slug),
        is_adjusted: ribbon.is_some_and(|(asked, ribbon)| [ribbon.light, ribbon.dark] != [asked; 2]),
        swatches: ribbon
            .map(|(asked, ribbon)| swatches(asked, ribbon, t))
            .unwrap_or_default(),
        page,
    }
}

fn swatches(asked: Colour, ribbon: Ribbon, t: Tr) -> Vec<Swatch> {
    [
        (t.of("look-asked"), asked),
        (t.of("look-on-paper"), ribbon.light),
        (t.of("look-on-ink"), ribbon.dark),
    ]
    .map(|(words, colour)| Swatch { words, colour })
    .into()
}

fn fresh(look: &EventLook) -> FormState {
    FormState::fresh([("color", look.brand_color.clone().unwrap_or_default())])
}

/// `GET /organizer/events/{slug}/look`
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
    let look = find_look(&mut conn, access.event.id).await?;
    let notice = (!said.saved.is_empty()).then(|| page.t.of("saved"));
    let template = LookPage {
        notice,
        ..look_page(&access, &look, page, fresh(&look))
    };
    html(HttpResponse::Ok(), &template)
}

/// `POST /organizer/events/{slug}/look`
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let mut conn = app.pool.get().await?;
    let Ok(colour) = parse(&form) else {
        let look = find_look(&mut conn, event.id).await?;
        let error = FieldError {
            field: "color",
            message: t.of("look-color-odd"),
        };
        let template = look_page(&access, &look, page, FormState::rejected(form, vec![error]));
        return html(HttpResponse::UnprocessableEntity(), &template);
    };
    let revision = form.get("revision").parse().unwrap_or(0);
    let actor = Actor::Account(access.signed_in.account.id);
    match change_look(&mut conn, &app.clock, event.id, revision, colour, actor).await? {
        EditOutcome::Saved => Ok(HttpResponse::SeeOther()
            .insert_header((
                header::LOCATION,
                format!("{}?saved=1", urls::event_look(&event.slug)),
            ))
            .finish()),
        EditOutcome::Conflict => {
            let look = find_look(&mut conn, event.id).await?;
            let zone = event.time_zone.unwrap_or(Zone::UTC);
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, event.id.uuid(), zone, t).await?,
                stored: vec![(t.of("look-color"), look.brand_color.clone().unwrap_or_default())],
            };
            let typed = colour.map(|colour| colour.to_string()).unwrap_or_default();
            let template = LookPage {
                conflict: Some(conflict),
                // What she wants stands in the text field, so that sending it once more means it.
                ..look_page(&access, &look, page, FormState::fresh([("color", typed)]))
            };
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// The colour that is wanted. It can be typed or picked; what was not touched does not count, and what is typed goes
/// before what is picked.
fn parse(form: &RawForm) -> Result<Option<Colour>, ()> {
    let (typed, picked) = (form.get("color").trim(), form.get("picked"));
    let untouched = typed == form.get("stored");
    let wanted = if untouched && picked != form.get("picker") && !picked.is_empty() {
        picked
    } else {
        typed
    };
    if wanted.is_empty() {
        return Ok(None);
    }
    wanted.parse().map(Some).map_err(|_| ())
}
