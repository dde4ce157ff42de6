//! `/organizer/events/{slug}/look/picture`: takes the event's picture, with words for those who do not see it.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use super::look::{ALT, PICTURE_KEPT, PICTURE_REMOVED, look_page};
use super::venue_form::differing;
use crate::accounts;
use crate::activity::Actor;
use crate::events::look::{EventLook, NewPictureFile, PictureChange, PictureSize, change_picture, find_look};
use crate::events::{EditOutcome, Event, EventAccess, Manage};
use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Localized;
use crate::platform::picture::{self, Cut, PictureFault};
use crate::platform::time::Zone;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, Mistakes, Page, RawForm, Upload, UploadedFile, html, upload,
    urls,
};

/// The longest words for a picture, in characters; who has more to say of it has the description.
const MAX_ALT: usize = 300;

/// A file as far as it could be made use of.
enum Sent {
    Nothing,
    Picture([Cut; 3]),
    TooHeavy,
    Faulty(PictureFault),
}

/// `POST /organizer/events/{slug}/look/picture`: a picture and its words, or other words for the one that is there.
///
/// # Errors
/// When the database does not answer.
pub async fn save(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    upload: Upload,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let t = page.t;
    let (form, file) = upload.read().await?;
    // Before there is a connection, since it takes a while.
    let sent = cut(file).await;
    let has_file = !matches!(sent, Sent::Nothing);
    let mut conn = app.pool.get().await?;
    let look = find_look(&mut conn, event.id).await?;
    let revision = form.get("revision").parse().unwrap_or(0);
    let (alt, change) = match parse(sent, &form, event, &look, t) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let mut template = look_page(&mut conn, &access, &look, page).await?;
            template.revision = revision;
            template.picture_form = FormState::rejected(form, errors);
            return html(HttpResponse::UnprocessableEntity(), &template);
        }
    };
    let actor = Actor::Account(access.signed_in.account.id);
    match change_picture(&mut conn, &app.clock, event.id, revision, change, actor).await? {
        EditOutcome::Saved => Ok(back(event, "1")),
        EditOutcome::Conflict => {
            let look = find_look(&mut conn, event.id).await?;
            let zone = event.time_zone.unwrap_or(Zone::UTC);
            let conflict = Conflict {
                words: accounts::describe_last_change(&mut conn, event.id.uuid(), zone, t).await?,
                stored: differing(&t.of("look-picture-alt"), &look.picture_alt, &alt),
            };
            let errors = has_file.then(|| once_more(t)).into_iter().collect();
            let mut template = look_page(&mut conn, &access, &look, page).await?;
            template.conflict = Some(conflict);
            template.picture_form = FormState::rejected(form, errors);
            html(HttpResponse::Conflict(), &template)
        }
    }
}

/// `POST /organizer/events/{slug}/look/picture/remove`
///
/// # Errors
/// When the database does not answer.
pub async fn remove(
    app: web::Data<App>,
    access: EventAccess<Manage>,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let revision = form.get("revision").parse().unwrap_or(0);
    let actor = Actor::Account(access.signed_in.account.id);
    let mut conn = app.pool.get().await?;
    if find_look(&mut conn, event.id).await?.picture_alt.is_empty() {
        // Pressed twice, or by two.
        return Ok(back(event, PICTURE_REMOVED));
    }
    let remove = PictureChange::Remove;
    let outcome = change_picture(&mut conn, &app.clock, event.id, revision, remove, actor).await?;
    Ok(match outcome {
        EditOutcome::Saved => back(event, PICTURE_REMOVED),
        EditOutcome::Conflict => back(event, PICTURE_KEPT),
    })
}

fn back(event: &Event, said: &str) -> HttpResponse {
    let href = format!("{}?saved={said}", urls::event_look(&event.slug));
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, href))
        .finish()
}

async fn cut(file: UploadedFile) -> Sent {
    match file {
        UploadedFile::None => Sent::Nothing,
        UploadedFile::TooLarge => Sent::TooHeavy,
        UploadedFile::Bytes(bytes) => {
            match picture::cut(bytes, PictureSize::EACH.map(PictureSize::pixels)).await {
                Ok(cuts) => Sent::Picture(cuts),
                Err(fault) => Sent::Faulty(fault),
            }
        }
    }
}

/// What is to be changed, and the words in it.
fn parse(
    sent: Sent,
    form: &RawForm,
    event: &Event,
    look: &EventLook,
    t: Tr,
) -> Result<(Localized, PictureChange), Vec<FieldError>> {
    let mut mistakes = Mistakes::new(t);
    let mut cuts = None;
    match sent {
        Sent::Picture(fine) => cuts = Some(fine),
        Sent::Nothing if !look.picture_alt.is_empty() => {}
        Sent::Nothing => mistakes.add("picture", t.of("look-picture-missing")),
        Sent::TooHeavy => {
            let limit = [("mebibytes", Value::from(upload::MAX_MEBIBYTES))];
            mistakes.add("picture", t.with("look-picture-heavy", &limit));
        }
        Sent::Faulty(fault) => mistakes.add("picture", fault_message(fault, t)),
    }
    let before = mistakes.found.len();
    let alt = mistakes.localized_line(form, ALT, MAX_ALT);
    let language = event.default_language;
    if mistakes.found.len() == before && alt.get(language).is_none() {
        let language_name = [("language", Value::from(language.endonym()))];
        mistakes.add(
            ALT.name(language),
            t.with("look-picture-alt-missing", &language_name),
        );
    }
    if !mistakes.found.is_empty() {
        if cuts.is_some() {
            mistakes.found.insert(0, once_more(t));
        }
        return Err(mistakes.found);
    }
    let change = match cuts {
        Some(cuts) => PictureChange::Replace(NewPictureFile::each_of(cuts), alt.clone()),
        None => PictureChange::Describe(alt.clone()),
    };
    Ok((alt, change))
}

/// No page can put a file back into its field.
fn once_more(t: Tr) -> FieldError {
    FieldError {
        field: "picture".into(),
        message: t.of("look-picture-again"),
    }
}

fn fault_message(fault: PictureFault, t: Tr) -> String {
    match fault {
        PictureFault::Format => t.of("look-picture-format"),
        PictureFault::Broken => t.of("look-picture-broken"),
        PictureFault::TooLarge => t.with(
            "look-picture-large",
            &[("megapixels", Value::from(picture::MAX_MEGAPIXELS))],
        ),
        PictureFault::TooSmall => t.with(
            "look-picture-small",
            &[
                ("width", Value::from(picture::MIN_WIDTH)),
                ("height", Value::from(picture::MIN_HEIGHT)),
            ],
        ),
    }
}
