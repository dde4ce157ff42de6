//! The letter that tells where and when an event takes place now.

use super::facts::Facts;
use crate::events::Event;
use crate::events::Venue;
use crate::events::moves::{self, Aspect, Change, EventMove, Whereabouts};
use crate::mail::{Body, Fact, OutgoingMail};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};

impl Facts {
    /// What has changed about the event, and nothing else.
    pub(super) fn moved(&self, words: &str, changes: Vec<Change>) -> (&'static str, Body) {
        let t = self.t;
        let (subject, intro) = match changes.as_slice() {
            [
                Change {
                    aspect: Aspect::When, ..
                },
            ] => ("mail-moved-time-subject", t.of("mail-moved-time-intro")),
            [
                Change {
                    aspect: Aspect::Where,
                    ..
                },
            ] => ("mail-moved-place-subject", t.of("mail-moved-place-intro")),
            _ => ("mail-moved-subject", t.of("mail-moved-intro")),
        };
        let mut body = self.to_her("mail-moved-greeting").paragraph(intro);
        if !words.is_empty() {
            body = body.paragraph(t.with("mail-cancelled-reason", &[("reason", Value::from(words))]));
        }
        let mut facts: Vec<Fact> = changes
            .into_iter()
            .map(|change| {
                let label = match change.aspect {
                    Aspect::When => t.of("mail-when"),
                    Aspect::Where => t.of("mail-where"),
                };
                Fact::new(label, change.after).instead_of(change.before)
            })
            .collect();
        facts.push(Fact::code(t.of("mail-reference"), self.reference.as_str()));
        let body = body
            .facts(&self.event, facts)
            .button(t.of("mail-open"), &self.link)
            .paragraph(t.of("mail-moved-calendar"));
        (subject, body)
    }
}

/// The move that a mail tells of, with what of it concerns the mail's reader; `None` if nothing does any more.
pub(super) async fn find_move(
    conn: &mut Conn,
    mail: &OutgoingMail,
    event: &Event,
    venue: Option<&Venue>,
) -> diesel::QueryResult<Option<(EventMove, Vec<Change>)>> {
    let Some(id) = mail.parameters["move"].as_str().and_then(|id| id.parse().ok()) else {
        return Ok(None);
    };
    let after = venue.and_then(|venue| Whereabouts::of(event, venue));
    let Some((moved, after)) = moves::find(conn, id).await?.zip(after) else {
        return Ok(None);
    };
    let changes = after.changes_since(&moved.before, event.default_language, Tr::new(mail.language));
    Ok((!changes.is_empty()).then_some((moved, changes)))
}
