//! One mail to an attendee, as it reads. It is rendered once more, since the outbox keeps no bodies; the personal link
//! in it is masked, because whoever holds it acts as the attendee.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::words::{find_own, reason_words};
use crate::events::{EventAccess, View, Workspace, WorkspacePage};
use crate::mail::shown::{self, Asked, Content, File, Part, Shown};
use crate::mail::{self, Letter, MailStatus, OutgoingMail, RenderError, Rendered, Renderers, kind_words};
use crate::platform::ids::MailId;
use crate::platform::time::Zone;
use crate::platform::web::{App, Error, Page, urls};
use crate::registration::Registration;

/// Letters of a token that are no ordinary word.
const TOKEN: usize = 20;

#[derive(Template)]
#[template(path = "attendees/letter.html")]
struct LetterPage {
    page: Page,
    workspace: Workspace,
    attendee_href: String,
    name: String,
    kind: String,
    /// Label and value.
    facts: Vec<(String, String)>,
    /// What it says, or why it cannot be shown.
    shown: Result<Shown, String>,
}

/// `GET /organizer/events/{slug}/attendees/{id}/mails/{mail}`
///
/// # Errors
/// 404 for a mail to somebody else.
pub async fn show(
    app: web::Data<App>,
    renderers: web::Data<Renderers>,
    access: EventAccess<View>,
    path: web::Path<(String, String, String)>,
    asked: web::Query<Asked>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let event = &access.event;
    let (registration, mail, status) = find(&app, &access, &path).await?;
    let page = page.signed_in_as(&access.signed_in.account.name);
    let t = page.t;
    let here = urls::attendee_mail(&event.slug, registration.id, mail.id);
    let rendered = render(&app, &renderers, &mail).await?;
    let mut facts = vec![
        (
            t.of("mailbox-date"),
            t.moment(
                event.time_zone.unwrap_or(Zone::UTC),
                status.sent_at.unwrap_or(status.created_at),
            ),
        ),
        (t.of("mailbox-language"), mail.language.endonym().to_owned()),
    ];
    let shown = match rendered {
        Some(Rendered::Letter(letter)) => {
            facts.insert(0, (t.of("mailbox-subject"), letter.subject.clone()));
            facts.insert(1, (t.of("mailbox-to"), letter.to.email.to_string()));
            let parts = [Part::Html, Part::Text, Part::Files];
            Ok(Shown::of(&here, &parts, content(&letter, asked.part(), &here), t))
        }
        Some(Rendered::Obsolete(why)) => Err(reason_words(why.as_str(), t)),
        None => Err(t.of("letter-unrendered")),
    };
    shown::page(&LetterPage {
        workspace: Workspace::of(&access, t, WorkspacePage::Attendees),
        attendee_href: urls::attendee(&event.slug, registration.id),
        name: registration.name.unwrap_or_else(|| t.of("attendees-no-name")),
        kind: kind_words(&mail.kind, t),
        facts,
        shown,
        page,
    })
}

/// `GET /organizer/events/{slug}/attendees/{id}/mails/{mail}/html`: the letter by itself, for the frame.
///
/// # Errors
/// 404 for a mail to somebody else, and for one that cannot be shown.
pub async fn show_html(
    app: web::Data<App>,
    renderers: web::Data<Renderers>,
    access: EventAccess<View>,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, Error> {
    let (_, mail, _) = find(&app, &access, &path).await?;
    match render(&app, &renderers, &mail).await? {
        Some(Rendered::Letter(letter)) => Ok(shown::frame(&masked(&letter.html))),
        _ => Err(Error::NotFound),
    }
}

async fn find(
    app: &App,
    access: &EventAccess<View>,
    path: &(String, String, String),
) -> Result<(Registration, OutgoingMail, MailStatus), Error> {
    let registration = find_own(app, &access.event, &path.1).await?;
    let id: MailId = path.2.parse().map_err(|_| Error::NotFound)?;
    let mut conn = app.pool.get().await?;
    let (mail, status) = mail::find_of_subject(&mut conn, registration.id.uuid(), id)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((registration, mail, status))
}

/// What the mail says; `None` where it cannot be rendered any more, which the log tells.
async fn render(app: &App, renderers: &Renderers, mail: &OutgoingMail) -> Result<Option<Rendered>, Error> {
    let mut conn = app.pool.get().await?;
    match renderers.render(&mut conn, mail).await {
        Ok(rendered) => Ok(Some(rendered)),
        Err(RenderError::Db(error)) => Err(error.into()),
        Err(error) => {
            tracing::warn!(mail = %mail.id, kind = mail.kind, %error, "a mail cannot be shown");
            Ok(None)
        }
    }
}

fn content(letter: &Letter, part: Part, here: &str) -> Content {
    match part {
        Part::Text => Content::Text(masked(&letter.text)),
        Part::Files => Content::Files(
            letter
                .calendar
                .iter()
                .map(|calendar| File {
                    name: "invite.ics".to_owned(),
                    kind: "text/calendar".to_owned(),
                    href: None,
                    text: masked(&unfolded(calendar)),
                })
                .collect(),
        ),
        Part::Html | Part::Headers => Content::Html(format!("{here}/html")),
    }
}

/// A calendar without the line breaks within its values (RFC 5545, 3.1), which part tokens too.
fn unfolded(calendar: &str) -> String {
    calendar.replace("\r\n ", "").replace("\r\n\t", "")
}

/// `text` without the tokens of its links.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("/r/") {
        let (before, from) = rest.split_at(at + "/r/".len());
        out.push_str(before);
        let end = from
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
            .unwrap_or(from.len());
        let (token, after) = from.split_at(end);
        out.push_str(if token.len() >= TOKEN { "…" } else { token });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_a_calendar_parts_is_whole_before_it_is_masked() {
        let calendar = "URL:https://x.example/r/Q0gvX3Jh\r\n -cmVk_bm90aGluZw0123456789\r\nEND:VEVENT";
        assert_eq!(
            masked(&unfolded(calendar)),
            "URL:https://x.example/r/…\r\nEND:VEVENT"
        );
    }

    #[test]
    fn every_token_is_masked_and_nothing_else() {
        let token = "Q0gvX3Jh-cmVk_bm90aGluZw0123456789abcdefghi";
        let text =
            format!("a https://x.example/r/{token}\n<a href=\"/r/{token}/change\">/r/{token}</a> c/r/d");
        assert_eq!(
            masked(&text),
            "a https://x.example/r/…\n<a href=\"/r/…/change\">/r/…</a> c/r/d"
        );
    }
}
