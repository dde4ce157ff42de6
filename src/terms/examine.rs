//! What is wrong with an event's draft of the terms, by itself and beside the categories that the event has.

use super::lint::{Finding, Offer, Weight, lint, lint_offer};
use super::model::{TermsDraft, calendar_of};
use super::queries;
use crate::categories;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// What must be mended before the terms are published.
    pub faults: Vec<Finding>,
    /// What may be meant; whoever publishes says so.
    pub notices: Vec<Finding>,
}

/// Looks at a draft.
#[must_use]
pub(super) fn examine(draft: &TermsDraft, event: &Event, categories: &[(String, Localized)]) -> Examined {
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let calendar = calendar_of(event, zone, &draft.rules);
    let offer = Offer {
        categories,
        default: event.default_language,
    };
    let mut found = lint(&draft.rules, &calendar);
    found.extend(lint_offer(&draft.rules, offer));
    found.sort_by_key(|finding| finding.rule);
    let (faults, notices) = found
        .into_iter()
        .partition(|finding| finding.trouble.weight() == Weight::Fault);
    Examined { faults, notices }
}

/// Looks at the draft of an event; nothing is wrong with one that does not exist.
///
/// # Errors
/// When the database does not answer.
pub async fn examine_draft(conn: &mut Conn, event: &Event) -> diesel::QueryResult<Examined> {
    let Some(draft) = queries::find_draft(conn, event.id).await? else {
        return Ok(Examined::default());
    };
    let names = category_names(conn, event).await?;
    Ok(examine(&draft, event, &names))
}

/// Key and name of every category that an event offers.
pub(super) async fn category_names(
    conn: &mut Conn,
    event: &Event,
) -> diesel::QueryResult<Vec<(String, Localized)>> {
    let all = categories::list_of_event(conn, event.id).await?;
    Ok(all
        .into_iter()
        .map(|category| (category.key, category.name))
        .collect())
}
