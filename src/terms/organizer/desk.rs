//! The draft as it lies before an organizer: the rules with all that is needed to say them in words.

use super::field::Field;
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::platform::web::Error;
use crate::terms::document::{Document, Source};
use crate::terms::examine::{Examined, category_names, examine};
use crate::terms::model::{TermsDraft, calendar_of};
use crate::terms::queries;
use crate::terms::rules::{RuleKind, RuleRef, Rules};
use crate::terms::value::{Calendar, Currency, Money, Percent, TypedFault};

/// The draft of an event, and who reads it.
pub(super) struct Desk<'a> {
    pub event: &'a Event,
    pub draft: TermsDraft,
    pub revision: i32,
    /// The names of the event's categories by key.
    pub names: Vec<(String, Localized)>,
    pub zone: Zone,
    pub t: Tr,
}

impl<'a> Desk<'a> {
    /// The draft as it is stored; an empty one where none was ever saved.
    pub async fn open(conn: &mut Conn, event: &'a Event, t: Tr) -> Result<Self, Error> {
        let draft = queries::find_draft(conn, event.id).await?;
        Ok(Self {
            event,
            draft: draft.unwrap_or_else(|| TermsDraft {
                rules: Rules::default(),
                clauses: Localized::new(),
            }),
            revision: queries::find_draft_revision(conn, event.id).await?,
            names: category_names(conn, event).await?,
            zone: event.time_zone.unwrap_or(Zone::UTC),
            t,
        })
    }

    /// The rules as they are stored.
    pub fn rules(&self) -> &Rules {
        &self.draft.rules
    }

    /// The calendar by which the deadlines of `rules` run.
    pub fn calendar<'r>(&self, rules: &'r Rules) -> Calendar<'r> {
        calendar_of(self.event, self.zone, rules)
    }

    /// The zone by its name.
    pub fn zone_name(&self) -> String {
        let at = self.event.starts_at.unwrap_or_else(chrono::Utc::now);
        self.t.zone_name(self.zone, at)
    }

    /// Has `rules` and the stored clauses said by `say`.
    pub fn speaking<R>(&self, rules: &Rules, say: impl FnOnce(&Source<'_>) -> R) -> R {
        let calendar = self.calendar(rules);
        say(&Source {
            rules,
            clauses: &self.draft.clauses,
            calendar: &calendar,
            categories: &self.names,
            default: self.event.default_language,
        })
    }

    /// Stored rules as sentences in the reader's language.
    pub fn said(&self, places: impl IntoIterator<Item = RuleRef>) -> Vec<String> {
        self.speaking(self.rules(), |source| {
            let said = |place| source.said(place, self.t.lang());
            places.into_iter().map(said).collect()
        })
    }

    /// What is found in `rules`.
    pub fn examine(&self, rules: &Rules) -> Examined {
        let draft = TermsDraft {
            rules: rules.clone(),
            clauses: self.draft.clauses.clone(),
        };
        examine(&draft, self.event, &self.names)
    }

    /// The sections of the document that say rules of some kinds, in every language.
    pub fn preview(&self, rules: &Rules, kinds: &[RuleKind]) -> Vec<Document> {
        let heads: Vec<String> = kinds
            .iter()
            .map(|kind| RuleRef::new(*kind, 0).to_string().replace("1]", ""))
            .collect();
        let wanted = |place: &String| heads.iter().any(|head| place.starts_with(head));
        self.speaking(rules, |source| {
            Lang::ALL
                .map(|lang| {
                    let mut document = Document::render(source, lang);
                    document
                        .sections
                        .retain(|section| section.blocks.iter().any(|block| block.rules.iter().any(wanted)));
                    document
                })
                .into()
        })
    }

    /// What the reader's language writes before the smaller unit of a currency.
    pub fn decimal(&self) -> char {
        match self.t.lang() {
            Lang::Ru => ',',
            Lang::En | Lang::Zh => '.',
        }
    }

    /// An amount as somebody typed it, or what is wrong with it.
    pub fn amount(&self, typed: &str, currency: Currency) -> Result<Money, String> {
        Money::typed(typed, currency, self.decimal()).map_err(|fault| match fault {
            TypedFault::NoAmount => self.t.of("terms-amount-odd"),
            TypedFault::TooFine(currency) => self.t.count_with(
                "terms-amount-fine",
                currency.digits(),
                &[("currency", Value::from(currency.code()))],
            ),
            TypedFault::TooLarge => self.t.of("terms-amount-large"),
        })
    }

    /// The share in a field, at most the whole; `None` where it is empty or after it was blamed.
    pub fn share(&self, field: &mut Field) -> Option<Percent> {
        if field.is_empty() {
            return None;
        }
        let share = Percent::typed(field.typed()).ok();
        let share = share.filter(|share| *share <= Percent::WHOLE);
        if share.is_none() {
            field.blame(self.t.of("terms-percent-odd"));
        }
        share
    }
}
