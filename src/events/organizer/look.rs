//! `/organizer/events/{slug}/look`: the event's own colour, and what it becomes where it could not be read; and its
//! picture, which `picture` takes.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::accounts;
use crate::activity::Actor;
use crate::events::look::{EventLook, ShownPicture, change_look, find_look, find_picture};
use crate::events::{EditOutcome, EventAccess, Manage, Workspace, WorkspacePage};
use crate::platform::colour::{Colour, Ribbon};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::picture;
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, LocalizedField, Page, RawForm, html, localized_field,
    upload, urls,
};

/// What the picker shows while there is no colour: the house's own.
const HOUSE: &str = "#0b5d7a";
/// What the picture shows.
pub(super) const ALT: LocalizedField = localized_field!("picture_alt");

#[derive(Template)]
#[template(path = "events/look.html")]
pub(super) struct LookPage {
    page: Page,
    workspace: Workspace,
    form: FormState,
    /// The form of the picture, which is sent by itself.
    pub picture_form: FormState,
    pub conflict: Option<Conflict>,
    notice: Option<String>,
    pub revision: i32,
    picture: Option<ShownPicture>,
    upload_href: String,
    remove_href: String,
    look_href: String,
    /// What the text field and the picker held when the page was shown.
    stored: String,
    picker: String,
    preview_href: String,
    swatches: Vec<Swatch>,
    /// Whether a colour had to be changed to be read.
    is_adjusted: bool,
}

impl LookPage {
    fn alt(&self) -> LocalizedField {
        ALT
    }

    /// What a file must be like, said beforehand.
    fn picture_hint(&self) -> String {
        let limits = [
            ("mebibytes", Value::from(upload::MAX_MEBIBYTES)),
            ("width", Value::from(picture::MIN_WIDTH)),
            ("height", Value::from(picture::MIN_HEIGHT)),
        ];
        self.page.t.with("look-picture-hint", &limits)
    }
}

/// A colour with its name.
struct Swatch {
    words: String,
    colour: Colour,
}

/// What [`Said`] says of a picture that is gone.
pub(super) const PICTURE_REMOVED: &str = "picture-removed";
/// What it says of one that was not taken away, since another look was meant.
pub(super) const PICTURE_KEPT: &str = "picture-kept";

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    saved: String,
}

/// The page as things are; what a form was sent with is put over it.
pub(super) async fn look_page(
    conn: &mut Conn,
    access: &EventAccess<Manage>,
    look: &EventLook,
    page: Page,
) -> diesel::QueryResult<LookPage> {
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let event = &access.event;
    let ribbon = look.colour().map(|asked| (asked, Ribbon::of(asked)));
    Ok(LookPage {
        workspace: Workspace::of(access, t, WorkspacePage::Look),
        form: FormState::fresh([("color", look.brand_color.clone().unwrap_or_default())]),
        picture_form: FormState::fresh(ALT.defaults(&look.picture_alt)),
        picture: find_picture(conn, event, look, t.lang()).await?,
        upload_href: urls::upload_event_picture(&event.slug),
        remove_href: urls::remove_event_picture(&event.slug),
        look_href: urls::event_look(&event.slug),
        conflict: None,
        notice: None,
        revision: look.revision,
        stored: look.brand_color.clone().unwrap_or_default(),
        picker: look.brand_color.clone().unwrap_or_else(|| HOUSE.to_owned()),
        preview_href: urls::preview(&event.slug),
        is_adjusted: ribbon.is_some_and(|(asked, ribbon)| [ribbon.light, ribbon.dark] != [asked; 2]),
        swatches: ribbon
            .map(|(asked, ribbon)| swatches(asked, ribbon, t))
            .unwrap_or_default(),
        page,
    })
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
    let notice = match said.saved.as_str() {
        "" => None,
        PICTURE_REMOVED => Some("look-picture-removed"),
        PICTURE_KEPT => Some("look-picture-kept"),
        _ => Some("saved"),
    };
    let template = LookPage {
        notice: notice.map(|id| page.t.of(id)),
        ..look_page(&mut conn, &access, &look, page).await?
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
            field: "color".into(),
            message: t.of("look-color-odd"),
        };
        let template = LookPage {
            revision: form.get("revision").parse().unwrap_or(0),
            form: FormState::rejected(form, vec![error]),
            ..look_page(&mut conn, &access, &look, page).await?
        };
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
                form: FormState::fresh([("color", typed)]),
                ..look_page(&mut conn, &access, &look, page).await?
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
