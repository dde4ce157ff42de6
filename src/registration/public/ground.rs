//! What the registration form stands on: the event, what it offers and on which terms, as of one instant.

use chrono::{DateTime, Utc};

use crate::events::Event;
use crate::events::look::find_theme_href;
use crate::platform::i18n::Tr;
use crate::platform::localized::Localized;
use crate::platform::web::{App, Error};
use crate::registration::availability::Availability;
use crate::terms::choices::is_priced;
use crate::terms::{self, Document, TermsVersion};

/// Everything that the page is made of, read once.
pub(super) struct Ground {
    pub event: Event,
    pub availability: Availability,
    pub terms: Option<TermsVersion>,
    /// The terms in words, of an event that costs something: each amount names its clause.
    pub document: Option<Document>,
    pub now: DateTime<Utc>,
    /// The style sheet of the event's own colour.
    pub theme: Option<String>,
}

impl Ground {
    pub async fn load(app: &App, event: Event, t: Tr) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let now = app.clock.now(&conn).await?;
        let terms = terms::find_current(&mut conn, event.id).await?;
        let availability = Availability::load(&mut conn, &event, terms.as_ref(), now).await?;
        let document = match terms.as_ref().filter(|terms| is_priced(&terms.rules)) {
            Some(terms) => Some(terms::find_document(&mut conn, terms.id, t.lang()).await?),
            None => None,
        };
        Ok(Self {
            document,
            now,
            theme: find_theme_href(&mut conn, &event).await?,
            event,
            availability,
            terms,
        })
    }

    /// Keys and names of the categories.
    pub fn category_names(&self) -> Vec<(String, Localized)> {
        let offers = self.availability.offers.iter();
        offers
            .map(|offer| (offer.category.key.clone(), offer.category.name.clone()))
            .collect()
    }
}
