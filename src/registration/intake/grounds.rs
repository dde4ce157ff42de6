//! What intake's decisions stand on: the events, held shared, with their categories and the terms in force.

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
}

impl Grounds {
    /// Loads what `batch` asks about, and holds the events shared until the transaction ends.
    pub async fn load(conn: &mut Conn, batch: &[Application]) -> diesel::QueryResult<Self> {
        let ids: HashSet<EventId> = batch.iter().map(|one| one.new.event_id).collect();
        let ids: Vec<EventId> = ids.into_iter().collect();
        let events = events::lock_shared(conn, &ids).await?;
        let categories = categories::list_all_of_events(conn, &ids).await?;
        let terms = terms::find_current_of_events(conn, &ids).await?;
        Ok(Self {
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

    /// What bounds her.
    pub fn quotas_of(&self, new: &NewRegistration) -> &[QuotaId] {
        self.categories
            .get(&new.category_id)
            .map_or(&[], |category| &category.quotas)
    }

    /// The category she asks for.
    pub fn category(&self, new: &NewRegistration) -> Option<&Category> {
        self.categories.get(&new.category_id)
    }
}
