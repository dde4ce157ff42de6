//! Drafting an event that could be published at once: what the organizer says of it, and good defaults for all she
//! does not want to think of yet. One category, a number of places, short terms in every language.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories::{self, Admission, NewCategory};
use crate::events::{self, NewEvent, NewVenue, Slug, Span, Visibility};
use crate::platform::clock::Clock;
use crate::platform::db::{self, Conn};
use crate::platform::ids::{OrganizationId, VenueId};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::terms::{self, Boundary, RegistrationWindow, Rules, TermsDraft};

/// What an organizer says of a new event.
#[derive(Debug)]
pub struct EventIdea {
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// The organization's name, for the terms.
    pub organization: String,
    /// The language she writes in.
    pub language: Lang,
    /// Title in that language.
    pub title: String,
    /// When.
    pub span: Span,
    /// Where.
    pub place: Place,
    /// How many may take part; `None` is as many as come.
    pub places: Option<i32>,
    /// Whom attendees write to.
    pub contact: String,
}

/// Where the event takes place.
#[derive(Debug)]
pub enum Place {
    /// In a venue the organization has.
    Known(VenueId),
    /// In a new one: name and address in the organizer's language.
    New {
        /// Its name.
        name: String,
        /// Its address.
        address: String,
    },
}

/// Why no event was drafted.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// Ten thousand events have this title already.
    #[error("no address is free for this title")]
    NoSlug,
    /// The database did not take it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Drafts the event with everything that publishing demands; returns its address.
///
/// # Errors
/// [`DraftError`].
pub async fn draft_event(
    conn: &mut Conn,
    clock: &Clock,
    idea: &EventIdea,
    actor: Actor,
) -> Result<Slug, DraftError> {
    // Two people who have the same idea at once want the same address; the slower one takes the next.
    for _ in 0..3 {
        match try_draft(conn, clock, idea, actor).await {
            Err(DraftError::Db(error)) if db::violated(&error) == Some("event_slug_is_taken") => {}
            outcome => return outcome,
        }
    }
    try_draft(conn, clock, idea, actor).await
}

async fn try_draft(
    conn: &mut Conn,
    clock: &Clock,
    idea: &EventIdea,
    actor: Actor,
) -> Result<Slug, DraftError> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let slug = events::propose_slug(conn, &idea.title, Some(idea.span.local.0))
            .await?
            .ok_or(DraftError::NoSlug)?;
        let in_language = |text: &str| Localized::of([(idea.language, text)]);
        let (venue_id, is_new) = match &idea.place {
            Place::Known(id) => (*id, false),
            Place::New { name, address } => {
                let venue = NewVenue {
                    organization_id: idea.organization_id,
                    name: in_language(name),
                    address: in_language(address),
                    position: None,
                };
                (events::insert_venue(conn, &venue).await?, true)
            }
        };
        let new = NewEvent {
            organization_id: idea.organization_id,
            venue_id: Some(venue_id),
            slug: slug.clone(),
            visibility: Visibility::Public,
            default_language: idea.language,
            title: in_language(&idea.title),
            summary: Localized::new(),
            description: Localized::new(),
            contact_email: Some(idea.contact.clone()),
            asks_phone: false,
            time_zone: Some(idea.span.zone),
            starts_local: Some(idea.span.local.0),
            ends_local: Some(idea.span.local.1),
        };
        let event_id = events::insert(conn, &new, now).await?;
        let quota = match idea.places {
            Some(places) => Some(categories::insert_quota(conn, event_id, "participant", places).await?),
            None => None,
        };
        let category = NewCategory {
            event_id,
            quotas: quota.into_iter().collect(),
            key: "participant",
            name: Localized::of([
                (Lang::En, "Participant"),
                (Lang::Ru, "Участник"),
                (Lang::Zh, "参会者"),
            ]),
            description: Localized::new(),
            position: 1,
            admission: Admission::OPEN,
        };
        let category_id = categories::insert(conn, &category).await?;
        terms::save_draft(conn, event_id, &default_terms(idea), now).await?;
        let entry = |kind, subject_id, data| NewActivity {
            kind,
            actor,
            organization_id: Some(idea.organization_id),
            event_id: Some(event_id),
            subject_id,
            data,
            personal: None,
        };
        let mut entries = vec![
            entry(Kind::EventCreated, event_id.uuid(), json!({})),
            entry(
                Kind::CategoryCreated,
                category_id.uuid(),
                json!({"key": "participant"}),
            ),
        ];
        if is_new {
            entries.push(entry(Kind::VenueCreated, venue_id.uuid(), json!({})));
        }
        activity::record(conn, now, entries).await?;
        Ok(slug)
    })
    .await
}

/// Registration until the event begins, and what every event has to settle, in words of ours that the organizer may
/// replace by her own.
fn default_terms(idea: &EventIdea) -> TermsDraft {
    let texts = [
        (Lang::En, include_str!("texts/terms.en.md")),
        (Lang::Ru, include_str!("texts/terms.ru.md")),
        (Lang::Zh, include_str!("texts/terms.zh.md")),
    ];
    let clauses = texts.map(|(lang, text)| {
        let text = text
            .replace("{organization}", &plain(&idea.organization))
            .replace("{contact}", &plain(&idea.contact));
        (lang, text)
    });
    TermsDraft {
        rules: Rules {
            registration: vec![RegistrationWindow {
                until: Some(Boundary::Moment(idea.span.local.0)),
                ..RegistrationWindow::default()
            }],
            ..Rules::default()
        },
        clauses: Localized::of(clauses),
    }
}

/// A name as Markdown that means nothing but itself.
fn plain(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let escape = c.is_ascii_punctuation() && !matches!(c, '@' | '.' | '-' | ',' | '\'');
            escape.then_some('\\').into_iter().chain(std::iter::once(c))
        })
        .collect()
}
