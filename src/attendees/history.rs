//! The log of who did what, in words: for one attendee's page, and for the history of the whole event.

use serde::Deserialize as _;
use serde_json::Value as Json;

use crate::activity::{ActivityRow, Kind};
use crate::platform::countries::Country;
use crate::platform::i18n::{Tr, Value};
use crate::registration::{DetailChange, DetailField};
use crate::terms::document::money_words;

/// One entry in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// What was done.
    pub what: String,
    /// What is worth knowing of it.
    pub facts: Vec<String>,
    /// What was changed.
    pub changes: Vec<Change>,
    /// What was acknowledged, in the words that stood there.
    pub points: Vec<String>,
}

/// One value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Of what.
    pub label: String,
    /// Before; empty, if there was none.
    pub old: String,
    /// After; empty, if there is none.
    pub new: String,
}

impl Deed {
    /// `entry` for a reader of `t`.
    #[must_use]
    pub fn of(entry: &ActivityRow, t: Tr) -> Self {
        Self {
            what: kind_words(entry.kind, t),
            facts: facts(entry, t),
            changes: changes(entry, t),
            points: points(entry, t),
        }
    }
}

/// What is done in deeds of a kind.
#[must_use]
pub fn kind_words(kind: Kind, t: Tr) -> String {
    t.of(&format!("activity-{}", kind.as_str().replace(['.', '_'], "-")))
}

/// Who did it, where it was nobody with an account.
#[must_use]
pub fn actor_words(actor_kind: &str, t: Tr) -> String {
    t.of(&format!("actor-{actor_kind}"))
}

fn facts(entry: &ActivityRow, t: Tr) -> Vec<String> {
    let text = |value: &Json| value.as_str().map(ToOwned::to_owned);
    let data = &entry.data;
    let fact = match entry.kind {
        Kind::CategoryCreated | Kind::CategoryChanged | Kind::CategoryArchived | Kind::CategoryRestored => {
            text(&data["key"])
        }
        Kind::QuotaCreated | Kind::QuotaChanged | Kind::QuotaDeleted => text(&data["name"]),
        Kind::ConsentGiven | Kind::ConsentWithdrawn => text(&data["key"]),
        Kind::TermsPublished => data["number"]
            .as_i64()
            .map(|number| t.with("history-version", &[("number", Value::from(number))])),
        Kind::EventMoveTold => data["people"]
            .as_i64()
            .map(|people| t.count("history-people", people)),
        Kind::EventDuplicated => text(&data["from"]),
        Kind::EventChanged => match data["what"].as_str() {
            Some("details") => Some(t.of("workspace-details")),
            Some("place") => Some(t.of("workspace-schedule")),
            Some("look") => Some(t.of("look-color")),
            Some("picture") => Some(t.of("look-picture")),
            Some("picture_removed") => Some(t.of("look-picture-gone")),
            _ => None,
        },
        Kind::RegistrationConfirmed if data["overbooked"] == true => Some(t.of("history-overbooked")),
        Kind::RegistrationPaid => data["amount"]
            .as_str()
            .and_then(|amount| amount.parse().ok())
            .map(|amount| money_words(t, amount)),
        Kind::AttendeesExported => text(&data["format"]).map(|format| format.to_uppercase()),
        _ => None,
    };
    let for_all = (entry.kind == Kind::TermsPublished && data["applies_to_all"] == true)
        .then(|| t.of("history-applies-to-all"));
    let admission =
        (entry.kind == Kind::CategoryChanged && data["admission"] == true).then(|| t.of("history-admission"));
    let reason = entry
        .personal
        .as_ref()
        .and_then(|personal| text(&personal["reason"]));
    fact.into_iter()
        .chain(for_all)
        .chain(admission)
        .chain(reason)
        .collect()
}

/// The notices that whoever published terms had read.
fn points(entry: &ActivityRow, t: Tr) -> Vec<String> {
    let told = &entry.data["acknowledged"][t.lang().code()];
    let told = told.as_array().into_iter().flatten();
    told.filter_map(|one| one.as_str().map(ToOwned::to_owned))
        .collect()
}

fn changes(entry: &ActivityRow, t: Tr) -> Vec<Change> {
    if entry.kind == Kind::QuotaResized {
        let number = |value: &Json| value.as_i64().map(|n| t.number(n)).unwrap_or_default();
        return vec![Change {
            label: t.of("quota-size"),
            old: number(&entry.data["before"]),
            new: number(&entry.data["after"]),
        }];
    }
    let Some(personal) = &entry.personal else {
        return Vec::new();
    };
    if let Ok(details) = Vec::<DetailChange>::deserialize(personal) {
        return details.into_iter().map(|change| detail(change, t)).collect();
    }
    let both = personal["old"].as_str().zip(personal["new"].as_str());
    both.map(|(old, new)| Change {
        label: t.of("attendee-email"),
        old: old.to_owned(),
        new: new.to_owned(),
    })
    .into_iter()
    .collect()
}

fn detail(change: DetailChange, t: Tr) -> Change {
    let value = |stored: Option<String>| {
        let stored = stored.unwrap_or_default();
        match Country::parse(&stored) {
            Ok(country) if change.field == DetailField::Country => country.name(t.lang()).to_owned(),
            _ => stored,
        }
    };
    Change {
        label: change.field.label(t),
        old: value(change.old),
        new: value(change.new),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::platform::ids::ActivityId;
    use crate::platform::lang::Lang;

    fn entry(kind: Kind, data: Json, personal: Option<Json>) -> ActivityRow {
        ActivityRow {
            id: ActivityId::new(),
            occurred_at: DateTime::UNIX_EPOCH,
            kind,
            actor_kind: "system".into(),
            actor_id: None,
            subject_id: Uuid::nil(),
            data,
            personal,
        }
    }

    #[test]
    fn every_kind_has_words_in_every_language() {
        for lang in Lang::ALL {
            let mut seen = std::collections::BTreeSet::new();
            for kind in Kind::ALL {
                let words = kind_words(*kind, Tr::new(lang));
                assert!(!words.contains('‹'), "{kind} in {lang}: {words}");
                assert!(seen.insert(words), "{kind} in {lang} says what another kind says");
            }
        }
    }

    #[test]
    fn changes_name_what_was_and_what_is() {
        let t = Tr::new(Lang::En);
        let change = |label: &str, old: &str, new: &str| Change {
            label: label.into(),
            old: old.into(),
            new: new.into(),
        };
        let resized = entry(Kind::QuotaResized, json!({"before": 1200, "after": 80}), None);
        assert_eq!(Deed::of(&resized, t).changes, [change("Places", "1,200", "80")]);
        let personal = json!([
            {"field": "country", "old": null, "new": "KZ"},
            {"field": "name", "old": "Ana", "new": "Anna"},
        ]);
        let changed = entry(Kind::RegistrationChanged, json!({}), Some(personal));
        assert_eq!(
            Deed::of(&changed, t).changes,
            [
                change("Country", "", "Kazakhstan"),
                change("Full name", "Ana", "Anna")
            ]
        );
        let address = json!({"old": "a@example.org", "new": "b@example.org"});
        let corrected = entry(Kind::RegistrationAddressChanged, json!({}), Some(address));
        assert_eq!(
            Deed::of(&corrected, t).changes,
            [change("E-mail", "a@example.org", "b@example.org")]
        );
        let erased = entry(Kind::RegistrationChanged, json!({}), None);
        assert!(Deed::of(&erased, t).changes.is_empty());
    }
}
