//! Making a copy of an event, for the next time: a draft with the same texts, venue, agenda, categories and
//! terms, 52 weeks later, so that it begins on the same day of the week. Nobody is registered for it.

use std::collections::HashMap;

use chrono::TimeDelta;
use diesel_async::AsyncConnection as _;
use serde_json::json;

use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories::{self, NewCategory, Reach};
use crate::events::{self, Event, NewEvent, Slug, agenda, look};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::ids::{CategoryId, EventId};
use crate::platform::localized::Localized;
use crate::terms::{self, Boundary, TermsDraft};

/// How far a copy lies behind its original.
const LATER: TimeDelta = TimeDelta::weeks(52);

/// Copies the event; returns the copy's address, `None` where no address is free.
///
/// # Errors
/// When the database does not take it.
pub async fn duplicate_event(
    conn: &mut Conn,
    clock: &Clock,
    event: &Event,
    actor: Actor,
) -> diesel::QueryResult<Option<Slug>> {
    conn.transaction(async |conn| {
        let now = clock.now(conn).await?;
        let starts_local = event.starts_local.map(|local| local + LATER);
        let Some(slug) = events::propose_slug(conn, &event.slug, starts_local).await? else {
            return Ok(None);
        };
        let title = event.title.iter().map(|(lang, title)| {
            let copy = Tr::new(lang).with("duplicate-title", &[("title", Value::from(title))]);
            (lang, copy)
        });
        let new = NewEvent {
            organization_id: event.organization_id,
            venue_id: event.venue_id,
            slug: slug.clone(),
            visibility: event.visibility,
            default_language: event.default_language,
            title: Localized::of(title),
            summary: event.summary.clone(),
            description: event.description.clone(),
            contact_email: event.contact_email.clone(),
            asks_phone: event.asks_phone,
            time_zone: event.time_zone,
            starts_local,
            ends_local: event.ends_local.map(|local| local + LATER),
        };
        let id = events::insert(conn, &new, now).await?;
        copy_categories(conn, event, id).await?;
        agenda::copy_agenda(conn, event.id, id, LATER).await?;
        look::copy_look(conn, event.id, id).await?;
        if let Some(draft) = terms::find_draft(conn, event.id).await? {
            terms::save_draft(conn, id, &later(draft), now).await?;
        }
        let entry = NewActivity {
            kind: Kind::EventDuplicated,
            actor,
            organization_id: Some(event.organization_id),
            event_id: Some(id),
            subject_id: id.uuid(),
            data: json!({"from": event.slug}),
            personal: None,
        };
        activity::record(conn, now, vec![entry]).await?;
        Ok(Some(slug))
    })
    .await
}

/// The categories that are offered, with as many places and let in the same way; those that share places go on
/// sharing them.
async fn copy_categories(conn: &mut Conn, event: &Event, copy: EventId) -> diesel::QueryResult<()> {
    let offered = categories::list_of_event(conn, event.id).await?;
    let mut copies: HashMap<CategoryId, CategoryId> = HashMap::new();
    for (position, category) in (1..).zip(&offered) {
        let new = NewCategory {
            event_id: copy,
            quotas: Vec::new(),
            key: &category.key,
            name: category.name.clone(),
            description: category.description.clone(),
            position,
            admission: category.admission,
        };
        copies.insert(category.id, categories::insert(conn, &new).await?);
    }
    for bound in categories::list_bounds(conn, event.id).await? {
        let offered = bound.reach.categories.iter().filter_map(|id| copies.get(id));
        let reach = Reach {
            categories: offered.copied().collect(),
            ..bound.reach
        };
        if !reach.is_empty() {
            let id = categories::insert_quota(conn, copy, &bound.quota.name, bound.quota.size).await?;
            categories::set_reach(conn, copy, id, &reach).await?;
        }
    }
    Ok(())
}

/// The same terms with every boundary as much later as the event.
fn later(mut draft: TermsDraft) -> TermsDraft {
    let shift = |boundary: Boundary| match boundary {
        Boundary::Day(day) => Boundary::Day(day + LATER),
        Boundary::Moment(moment) => Boundary::Moment(moment + LATER),
    };
    for window in &mut draft.rules.registration {
        window.opens = window.opens.map(shift);
        window.until = window.until.map(shift);
    }
    draft
}
