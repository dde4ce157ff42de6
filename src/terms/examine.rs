//! What is wrong with an event's draft of the terms, by itself and beside the categories that the event has.

use std::collections::BTreeMap;

use super::lint::{Finding, Offer, Weight, lint, lint_offer};
use super::model::{TermsDraft, calendar_of};
use super::queries;
use crate::categories;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::secret::Digest;
use crate::platform::time::Zone;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// What must be mended before the terms are published.
    pub faults: Vec<Finding>,
    /// What may be meant; whoever publishes says so.
    pub notices: Vec<Finding>,
}

impl Examined {
    /// What tells whether somebody has read these very notices of a draft in this revision.
    #[must_use]
    pub fn mark(&self, revision: i32) -> String {
        let notices: Vec<String> = self.notices.iter().map(ToString::to_string).collect();
        Digest::of(format!("{revision}\n{}", notices.join("\n")).as_bytes()).to_string()
    }

    /// The notices as sentences of each language, as they are kept with the version that was published in spite of them.
    #[must_use]
    pub(super) fn acknowledged(&self) -> BTreeMap<Lang, Vec<String>> {
        let told = |lang| {
            self.notices
                .iter()
                .map(|notice| notice.told(Tr::new(lang)))
                .collect()
        };
        Lang::ALL.into_iter().map(|lang| (lang, told(lang))).collect()
    }
}

/// How whoever publishes knows of the notices.
#[derive(Debug, Clone, Copy)]
pub enum Reading<'a> {
    /// From a page.
    Page {
        /// The mark of the notices that stood on it; empty where there were none.
        mark: &'a str,
        /// Whether she says that she has read them.
        ticked: bool,
    },
    /// Whoever runs the program stands for it.
    Vouched,
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

/// Looks at the draft of an event, and gives its mark; nothing is wrong with one that does not exist.
///
/// # Errors
/// When the database does not answer.
pub async fn examine_draft(conn: &mut Conn, event: &Event) -> diesel::QueryResult<(Examined, String)> {
    let examined = match queries::find_draft(conn, event.id).await? {
        Some(draft) => examine(&draft, event, &category_names(conn, event).await?),
        None => Examined::default(),
    };
    let mark = examined.mark(queries::find_draft_revision(conn, event.id).await?);
    Ok((examined, mark))
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
