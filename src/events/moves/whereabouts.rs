//! When and where, as people are told of it, and what differs between two of them for a reader.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::events::model::{Event, Venue};
use crate::platform::i18n::Tr;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::time::Zone;
use crate::schema::event_moves;

/// When and where an event takes place.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = event_moves, check_for_backend(diesel::pg::Pg))]
pub struct Whereabouts {
    /// The zone of the wall clock.
    pub time_zone: Zone,
    /// Begin, by the wall clock.
    pub starts_local: NaiveDateTime,
    /// End, by the wall clock.
    pub ends_local: NaiveDateTime,
    /// The venue's name by language.
    pub venue_name: Localized,
    /// Its address by language.
    pub venue_address: Localized,
}

/// What of it has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// The time.
    When,
    /// The place.
    Where,
}

/// One thing that has changed, in a reader's language, a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub aspect: Aspect,
    /// How it was.
    pub before: Vec<String>,
    /// How it is.
    pub after: Vec<String>,
}

impl Whereabouts {
    /// When and where `event` takes place, `venue` being its own; `None` while a draft has no time.
    #[must_use]
    pub fn of(event: &Event, venue: &Venue) -> Option<Self> {
        let schedule = event.schedule()?;
        Some(Self {
            time_zone: schedule.zone,
            starts_local: schedule.starts_local,
            ends_local: schedule.ends_local,
            venue_name: venue.name.clone(),
            venue_address: venue.address.clone(),
        })
    }

    /// What has changed since `before` for a reader of `t`, where texts she lacks are read in `default`.
    #[must_use]
    pub fn changes_since(&self, before: &Self, default: Lang, t: Tr) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.has_other_time(before) {
            changes.push(Change {
                aspect: Aspect::When,
                before: before.time_lines(t),
                after: self.time_lines(t),
            });
        }
        if self.has_other_place(before, default, t.lang()) {
            changes.push(Change {
                aspect: Aspect::Where,
                before: before.place_lines(default, t),
                after: self.place_lines(default, t),
            });
        }
        changes
    }

    /// The languages for whose readers something has changed since `before`.
    #[must_use]
    pub fn concerned(&self, before: &Self, default: Lang) -> Vec<Lang> {
        Lang::ALL
            .into_iter()
            .filter(|lang| self.has_other_time(before) || self.has_other_place(before, default, *lang))
            .collect()
    }

    fn has_other_time(&self, before: &Self) -> bool {
        (self.time_zone, self.starts_local, self.ends_local)
            != (before.time_zone, before.starts_local, before.ends_local)
    }

    fn has_other_place(&self, before: &Self, default: Lang, lang: Lang) -> bool {
        reads_otherwise(&before.venue_name, &self.venue_name, default, lang)
            || reads_otherwise(&before.venue_address, &self.venue_address, default, lang)
    }

    fn time_lines(&self, t: Tr) -> Vec<String> {
        let when = t.when(self.time_zone, self.starts_local, self.ends_local);
        vec![when.days, when.hours, when.zone]
    }

    fn place_lines(&self, default: Lang, t: Tr) -> Vec<String> {
        [&self.venue_name, &self.venue_address]
            .map(|text| text.resolve(t.lang(), default).1.to_owned())
            .into()
    }
}

/// Whether a text says something else: in the first language that both have, so that a translation that was added
/// is no change.
fn reads_otherwise(before: &Localized, after: &Localized, default: Lang, lang: Lang) -> bool {
    [lang, default]
        .into_iter()
        .chain(Lang::ALL)
        .find_map(|lang| before.get(lang).zip(after.get(lang)))
        .is_none_or(|(before, after)| before != after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whereabouts(starts: &str, name: Localized) -> Whereabouts {
        Whereabouts {
            time_zone: "Europe/Moscow".parse().unwrap(),
            starts_local: starts.parse().unwrap(),
            ends_local: "2027-01-28T17:30:00".parse().unwrap(),
            venue_name: name,
            venue_address: Localized::of([(Lang::En, "Sochi")]),
        }
    }

    fn aspects(before: &Whereabouts, after: &Whereabouts, lang: Lang) -> Vec<Aspect> {
        let changes = after.changes_since(before, Lang::En, Tr::new(lang));
        changes.into_iter().map(|change| change.aspect).collect()
    }

    #[test]
    fn only_what_has_changed_is_told() {
        let hotel = Localized::of([(Lang::En, "Hotel"), (Lang::Ru, "Отель")]);
        let hall = Localized::of([(Lang::En, "Hall")]);
        let before = whereabouts("2027-01-28T09:30:00", hotel.clone());
        let later = whereabouts("2027-01-28T10:00:00", hotel);
        assert_eq!(aspects(&before, &before, Lang::En), []);
        assert_eq!(aspects(&before, &later, Lang::En), [Aspect::When]);
        let elsewhere = whereabouts("2027-01-28T10:00:00", hall);
        assert_eq!(
            aspects(&before, &elsewhere, Lang::Zh),
            [Aspect::When, Aspect::Where]
        );
        let change = &elsewhere.changes_since(&later, Lang::En, Tr::new(Lang::Ru))[0];
        assert_eq!(change.before, ["Отель", "Sochi"]);
        assert_eq!(
            change.after,
            ["Hall", "Sochi"],
            "what there is, where a translation lacks"
        );
    }

    #[test]
    fn a_translation_that_was_added_is_no_change_and_one_that_was_corrected_concerns_its_readers() {
        let of =
            |texts: &[(Lang, &str)]| whereabouts("2027-01-28T09:30:00", Localized::of(texts.iter().copied()));
        let english = of(&[(Lang::En, "Hotel")]);
        let mistyped = of(&[(Lang::En, "Hotel"), (Lang::Ru, "Отль")]);
        let corrected = of(&[(Lang::En, "Hotel"), (Lang::Ru, "Отель")]);
        assert!(mistyped.concerned(&english, Lang::En).is_empty());
        assert_eq!(corrected.concerned(&mistyped, Lang::En), [Lang::Ru]);
        let elsewhere = of(&[(Lang::Ru, "Зал")]);
        assert_eq!(
            elsewhere.concerned(&english, Lang::En),
            Lang::ALL,
            "nothing to compare"
        );
    }
}
