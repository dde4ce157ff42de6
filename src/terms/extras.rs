//! Which extras an event's terms have, for whoever sets up places for them.

use super::document::Source;
use super::model::calendar_of;
use super::queries;
use super::rules::Rules;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;

/// An extra of an event's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedExtra {
    /// What rules and registrations call it.
    pub key: String,
    /// What a reader calls it.
    pub name: String,
    /// Whether it is in force already, and not in the draft alone.
    pub is_published: bool,
}

/// The extras of the version in force, then those that only the draft has, each once, by their names in `lang`.
///
/// # Errors
/// When the database does not answer.
pub async fn list_extras(conn: &mut Conn, event: &Event, lang: Lang) -> diesel::QueryResult<Vec<NamedExtra>> {
    let in_force = queries::find_current(conn, event.id).await?;
    let draft = queries::find_draft(conn, event.id).await?;
    let in_force = in_force.map(|version| (version.rules, true));
    let draft = draft.map(|draft| (draft.rules, false));
    let mut all: Vec<NamedExtra> = Vec::new();
    for (rules, is_published) in in_force.into_iter().chain(draft) {
        for (key, name) in names(&rules, event, lang) {
            if all.iter().all(|known| known.key != key) {
                all.push(NamedExtra {
                    key,
                    name,
                    is_published,
                });
            }
        }
    }
    Ok(all)
}

fn names(rules: &Rules, event: &Event, lang: Lang) -> Vec<(String, String)> {
    let calendar = calendar_of(event, event.time_zone.unwrap_or(Zone::UTC), rules);
    let source = Source {
        rules,
        clauses: &Localized::new(),
        calendar: &calendar,
        categories: &[],
        default: event.default_language,
    };
    let extras = rules.extras.iter().enumerate();
    extras
        .filter_map(|(index, extra)| Some((extra.key.clone(), source.extra_name(index, lang)?)))
        .collect()
}
