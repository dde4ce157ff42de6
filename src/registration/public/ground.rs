//! What the registration form stands on: the event, what it offers and on which terms, as of one instant.
//!
//! In a rush everybody opens and sends the same form, so what it stands on is read once and kept for a second. A
//! registration reaches intake without a look at the database; intake decides by what holds then.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::{DateTime, Utc};

use crate::categories;
use crate::events::look::find_theme_href;
use crate::events::{self, Event, EventStatus};
use crate::platform::db::Conn;
use crate::platform::ids::TermsVersionId;
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::web::{App, Changes, Error, Page, Recent};
use crate::registration::availability::Availability;
use crate::terms::choices::is_priced;
use crate::terms::{self, Document, TermsVersion};

/// Events whose grounds are kept at most, each in the languages it is read in.
const CAPACITY: u64 = 300;

/// Everything that the page is made of, read once.
pub(super) struct Ground {
    pub event: Event,
    pub availability: Availability,
    /// How many are left of those extras that are bounded, by key.
    pub extras_left: HashMap<String, i32>,
    pub terms: Option<TermsVersion>,
    /// The terms in words, of an event that costs something: each amount names its clause.
    pub document: Option<Document>,
    pub now: DateTime<Utc>,
    /// The style sheet of the event's own colour.
    pub theme: Option<String>,
}

impl Ground {
    async fn load(app: &App, conn: &mut Conn, event: Event, lang: Lang) -> Result<Self, Error> {
        let now = app.clock.now(conn).await?;
        let terms = terms::find_current(conn, event.id).await?;
        let availability = Availability::load(conn, &event, terms.as_ref(), now).await?;
        let has_extras = terms.as_ref().is_some_and(|terms| !terms.rules.extras.is_empty());
        let extras_left = if has_extras {
            categories::list_options_left(conn, event.id).await?
        } else {
            HashMap::new()
        };
        let document = match terms.as_ref().filter(|terms| is_priced(&terms.rules)) {
            Some(terms) => Some(terms::find_document(conn, terms.id, lang).await?),
            None => None,
        };
        Ok(Self {
            document,
            now,
            theme: find_theme_href(conn, &event).await?,
            event,
            availability,
            extras_left,
            terms,
        })
    }

    /// The same as it is now.
    pub async fn again(&self, app: &App, lang: Lang) -> Result<Self, Error> {
        let mut conn = app.pool.get().await?;
        let event = events::find_by_id(&mut conn, self.event.id).await?;
        Self::load(app, &mut conn, event, lang).await
    }

    /// Whether these are the terms it knows.
    pub fn is_under(&self, version: TermsVersionId) -> bool {
        self.terms.as_ref().is_some_and(|terms| terms.id == version)
    }

    /// Whether several people can be registered by one form: where they may have to wait for each other. What the form
    /// says of an amount is said of one person.
    pub fn asks_companions(&self) -> bool {
        let offers = &self.availability.offers;
        self.document.is_none() && offers.iter().any(|offer| offer.category.admission.has_waitlist())
    }

    /// Keys and names of the categories.
    pub fn category_names(&self) -> Vec<(String, Localized)> {
        let offers = self.availability.offers.iter();
        offers
            .map(|offer| (offer.category.key.clone(), offer.category.name.clone()))
            .collect()
    }
}

/// The grounds of one process, by the event's address and the reader's language.
pub struct Grounds(Recent<(String, Lang), Arc<Ground>>);

impl Grounds {
    /// None yet.
    #[must_use]
    pub fn new(changes: &Changes) -> Self {
        Self(Recent::new("ground_cache", changes, CAPACITY, |_| 1))
    }

    async fn find(&self, app: &App, slug: String, lang: Lang) -> Result<Arc<Ground>, Error> {
        let load = async |slug: &str| {
            let mut conn = app.pool.get().await?;
            let event = events::find_by_slug(&mut conn, slug)
                .await?
                .filter(|event| event.status != EventStatus::Draft)
                .ok_or(Error::NotFound)?;
            Ground::load(app, &mut conn, event, lang).await.map(Arc::new)
        };
        let key = (slug.clone(), lang);
        self.0.get_or_make(&app.metrics, key, Box::pin(load(&slug))).await
    }
}

/// What the form of the event named in the address stands on, if the world may see that event. It may be a second old.
pub struct PublishedGround(pub(super) Arc<Ground>);

impl FromRequest for PublishedGround {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (Some(app), Some(grounds)) = (
                request.app_data::<web::Data<App>>(),
                request.app_data::<web::Data<Grounds>>(),
            ) else {
                return Err(Error::internal("the grounds are not wired"));
            };
            let slug = request.match_info().get("slug").ok_or(Error::NotFound)?;
            let lang = Page::of(&request).lang();
            match grounds.find(app, slug.to_owned(), lang).await {
                Ok(ground) => Ok(Self(ground)),
                // It may have had another address; which page of it is wanted, only this request knows.
                Err(Error::NotFound) => {
                    let mut conn = app.pool.get().await?;
                    Err(events::moved(&mut conn, slug, request.path(), request.query_string()).await?)
                }
                Err(error) => Err(error),
            }
        })
    }
}
