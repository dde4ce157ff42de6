//! What intake's decisions stand on: the events, held shared, with their categories and the terms in force.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::application::Application;
use super::model::{NewRegistration, Refusal};
use crate::categories::{self, Category};
use crate::events::{self, Event};
use crate::platform::clock::Clock;
use crate::platform::db::{self, Conn};
use crate::platform::ids::{CategoryId, EventId, QuotaId};
use crate::registration::availability::{EventState, event_end};
use crate::registration::price::Price;
use crate::terms::{self, TermsVersion, WindowState, window};

/// The events of a batch, with their categories (archived ones too) and the terms in force.
pub(super) struct Grounds {
    pub events: HashMap<EventId, Event>,
    pub categories: HashMap<CategoryId, Category>,
    pub terms: HashMap<EventId, TermsVersion>,
    /// What bounds extras; `None` where nobody of the batch chose one.
    options: Option<HashMap<(EventId, String), Vec<QuotaId>>>,
}

impl Grounds {
    /// Loads what `batch` asks about, and holds the events shared until the transaction ends. Says besides when that
    /// began.
    pub async fn load(
        conn: &Conn,
        clock: &Clock,
        batch: &[&Application],
    ) -> diesel::QueryResult<(DateTime<Utc>, Self)> {
        let ids: HashSet<EventId> = batch.iter().map(|one| one.new.event_id).collect();
        let ids: Vec<EventId> = ids.into_iter().collect();
        let ((), now, events) = tokio::try_join!(
            db::settle_plans(conn),
            clock.now(conn),
            events::lock_shared(conn, &ids),
        )?;
        // Not together with the lock: what is read before it is held may be of before it was.
        let (categories, terms) = tokio::try_join!(
            categories::list_all_of_events(conn, &ids),
            terms::find_current_of_events(conn, &ids),
        )?;
        let mut options = None;
        if batch.iter().any(|one| !one.new.choices.extras.is_empty()) {
            let bounded: &mut HashMap<_, Vec<_>> = options.insert(HashMap::new());
            for (event, key, quota) in categories::list_option_quotas(conn, &ids).await? {
                bounded.entry((event, key)).or_default().push(quota);
            }
        }
        let grounds = Self {
            options,
            events: events.into_iter().map(|event| (event.id, event)).collect(),
            categories: categories
                .into_iter()
                .map(|category| (category.id, category))
                .collect(),
            terms: terms.into_iter().map(|terms| (terms.event_id, terms)).collect(),
        };
        Ok((now, grounds))
    }

    /// What she is charged, if the rules of the hour let her in.
    pub fn judge(&self, new: &NewRegistration, now: DateTime<Utc>) -> Result<Price, Refusal> {
        let (Some(event), Some(terms)) = (self.events.get(&new.event_id), self.terms.get(&new.event_id))
        else {
            return Err(Refusal::Closed);
        };
        match event_end(event, now) {
            Some(EventState::Cancelled) => return Err(Refusal::Cancelled),
            Some(EventState::Over) => return Err(Refusal::Over),
            Some(_) => return Err(Refusal::Closed),
            None => {}
        }
        let category = self
            .categories
            .get(&new.category_id)
            .filter(|category| category.event_id == event.id && category.archived_at.is_none());
        let category = category.ok_or(Refusal::UnknownCategory)?;
        // A list or a desk is not bound by the hours of the form.
        if new.channel.is_by_form() {
            match window(&terms.rules, terms.zone, &category.key, now) {
                WindowState::Open(_) => {}
                WindowState::NotYet(opens) => return Err(Refusal::NotYet(opens)),
                WindowState::Closed(_) => return Err(Refusal::Closed),
            }
        }
        if terms.id != new.terms_version_id {
            return Err(Refusal::TermsChanged);
        }
        let order = new
            .choices
            .order(&category.key, new.country, new.organization.as_deref());
        let price = Price::of(event, terms, order, now).map_err(|_| Refusal::AmountChanged)?;
        match &new.shown_amounts {
            Some(shown) if !shown.contains(&price.tag()) => Err(Refusal::AmountChanged),
            _ => Ok(price),
        }
    }

    /// Whether everything that somebody else asks about was loaded, and `held` is all that is locked for her.
    pub fn covers(&self, new: &NewRegistration, held: &HashSet<QuotaId>) -> bool {
        self.events.contains_key(&new.event_id)
            && (self.options.is_some() || new.choices.extras.is_empty())
            && self.locks_of(new).iter().all(|quota| held.contains(quota))
    }

    /// What bounds her: her category's quotas and those of the extras she chose.
    pub fn quotas_of(&self, new: &NewRegistration) -> Cow<'_, [QuotaId]> {
        let Some(category) = self.category(new) else {
            return Cow::Borrowed(&[]);
        };
        if self.options.is_none() || new.choices.extras.is_empty() {
            return Cow::Borrowed(&category.quotas);
        }
        let options = self
            .options_of(new)
            .flat_map(|(_, quotas)| quotas.iter().copied());
        Cow::Owned(category.bounds(Some(&options.collect())))
    }

    /// What is locked while she is decided about: what bounds her, and what bounds those who may want the same places.
    /// Whether any of them waits and could have one says whether she may take it. Who shares a quota takes turns anyway.
    pub fn locks_of(&self, new: &NewRegistration) -> Vec<QuotaId> {
        let own = self.quotas_of(new);
        let rivals = self
            .categories
            .values()
            .filter(|category| category.quotas.iter().any(|quota| own.contains(quota)));
        let mut all: Vec<QuotaId> = rivals
            .flat_map(|category| category.quotas.iter().copied())
            .collect();
        all.extend(own.iter());
        all
    }

    /// The extras she chose that are bounded, with their quotas.
    pub fn options_of<'a>(
        &'a self,
        new: &'a NewRegistration,
    ) -> impl Iterator<Item = (&'a str, &'a [QuotaId])> {
        new.choices.extras.keys().filter_map(move |key| {
            let quotas = self.options.as_ref()?.get(&(new.event_id, key.clone()))?;
            Some((key.as_str(), quotas.as_slice()))
        })
    }

    /// The category she asks for.
    pub fn category(&self, new: &NewRegistration) -> Option<&Category> {
        self.categories.get(&new.category_id)
    }
}
