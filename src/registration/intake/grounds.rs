//! What intake's decisions stand on: the events, held shared, with their categories and the terms in force.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::application::Application;
use super::model::{NewRegistration, Refusal};
use crate::categories::{self, Category};
use crate::events::{self, Event};
use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId, QuotaId};
use crate::registration::availability::{EventState, event_end};
use crate::registration::price::Price;
use crate::terms::{self, TermsVersion, WindowState, window};

/// The events of a batch, with their categories (archived ones too) and the terms in force.
pub(super) struct Grounds {
    pub events: HashMap<EventId, Event>,
    pub categories: HashMap<CategoryId, Category>,
    pub terms: HashMap<EventId, TermsVersion>,
    /// What bounds extras, where somebody of the batch chose one.
    options: HashMap<(EventId, String), Vec<QuotaId>>,
}

impl Grounds {
    /// Loads what `batch` asks about, and holds the events shared until the transaction ends.
    pub async fn load(conn: &mut Conn, batch: &[Application]) -> diesel::QueryResult<Self> {
        let ids: HashSet<EventId> = batch.iter().map(|one| one.new.event_id).collect();
        let ids: Vec<EventId> = ids.into_iter().collect();
        let events = events::lock_shared(conn, &ids).await?;
        let categories = categories::list_all_of_events(conn, &ids).await?;
        let terms = terms::find_current_of_events(conn, &ids).await?;
        let mut options: HashMap<(EventId, String), Vec<QuotaId>> = HashMap::new();
        if batch.iter().any(|one| !one.new.choices.extras.is_empty()) {
            for (event, key, quota) in categories::list_option_quotas(conn, &ids).await? {
                options.entry((event, key)).or_default().push(quota);
            }
        }
        Ok(Self {
            options,
            events: events.into_iter().map(|event| (event.id, event)).collect(),
            categories: categories
                .into_iter()
                .map(|category| (category.id, category))
                .collect(),
            terms: terms.into_iter().map(|terms| (terms.event_id, terms)).collect(),
        })
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

    /// What bounds her: her category's quotas and those of the extras she chose.
    pub fn quotas_of(&self, new: &NewRegistration) -> Cow<'_, [QuotaId]> {
        let Some(category) = self.category(new) else {
            return Cow::Borrowed(&[]);
        };
        if self.options.is_empty() || new.choices.extras.is_empty() {
            return Cow::Borrowed(&category.quotas);
        }
        let options = self
            .options_of(new)
            .flat_map(|(_, quotas)| quotas.iter().copied());
        Cow::Owned(category.bounds(Some(&options.collect())))
    }

    /// The extras she chose that are bounded, with their quotas.
    pub fn options_of<'a>(
        &'a self,
        new: &'a NewRegistration,
    ) -> impl Iterator<Item = (&'a str, &'a [QuotaId])> {
        new.choices.extras.keys().filter_map(move |key| {
            let quotas = self.options.get(&(new.event_id, key.clone()))?;
            Some((key.as_str(), quotas.as_slice()))
        })
    }

    /// The category she asks for.
    pub fn category(&self, new: &NewRegistration) -> Option<&Category> {
        self.categories.get(&new.category_id)
    }
}
