//! In which capacity people take part, and the ledger of places.
//!
//! A [`Quota`] is a number of places and knows nothing of whom it bounds. A place taken is a claim; the counter
//! beside the claims is what is locked and compared, and a CHECK in the table has the last word. Quotas are locked
//! in the order of their ids, always, so that no two transactions can wait for each other.

mod admission;
mod ledger;
mod queries;
mod places;
mod add_category;
mod change_category;
mod archive_category;
mod move_category;
mod resize_quota;
mod shared_quota;
pub mod organizer;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Uuid as SqlUuid};

pub use admission::{Admission, Waitlist};
pub use archive_category::{ArchiveOutcome, archive_category, restore_category};
pub use ledger::{
    Hold, hold_until, list_held, lock_quotas, lock_quotas_of_event, make_room, release_places, take_places,
};
pub use move_category::{Direction, move_category};
pub use queries::{
    find_all_of_event, find_quota_states, insert, insert_quota, list_all, list_all_of_events, list_bounds,
    list_of_event, list_of_events, list_option_bounds, list_option_quotas, list_options_left, set_reach,
};
pub use resize_quota::resize_quota;
pub use shared_quota::{QuotaDescription, QuotaOutcome, add_quota, change_quota, delete_quota, find_bound};

use crate::platform::db::Conn;
use crate::platform::ids::{CategoryId, EventId, QuotaId};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::secret::Digest;
use crate::schema::{participation_categories, quotas};

/// A capacity in which people take part.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = participation_categories, check_for_backend(diesel::pg::Pg))]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// At which event.
    pub event_id: EventId,
    /// All that bound it, its own and the event's, in the order of their ids: she needs a place in each. None is as
    /// many as come.
    #[diesel(select_expression = bounding_quotas())]
    #[diesel(select_expression_type = diesel::expression::SqlLiteral<Array<SqlUuid>>)]
    pub quotas: Vec<QuotaId>,
    /// What rules, CSV and API call it; never changes.
    pub key: String,
    /// Name by language.
    pub name: Localized,
    /// A sentence by language.
    pub description: Localized,
    /// Since when it is no longer offered.
    pub archived_at: Option<DateTime<Utc>>,
    /// Raised at every change.
    pub revision: i32,
    /// What comes between a good form and a confirmed place.
    #[diesel(embed)]
    pub admission: Admission,
}

fn bounding_quotas() -> diesel::expression::SqlLiteral<Array<SqlUuid>> {
    diesel::dsl::sql(
        "ARRAY(SELECT quota_id FROM category_quotas WHERE category_id = participation_categories.id
               UNION SELECT quota_id FROM event_quotas WHERE event_id = participation_categories.event_id
               ORDER BY 1)",
    )
}

impl Category {
    /// Its name for a reader of `lang`.
    #[must_use]
    pub fn name(&self, lang: Lang, default: Lang) -> &str {
        self.name.resolve(lang, default).1
    }

    /// What bounds somebody in it whose extras are bounded by `options`, in the order of their ids.
    #[must_use]
    pub fn bounds(&self, options: Option<&Vec<QuotaId>>) -> Vec<QuotaId> {
        let mut all = self.quotas.clone();
        all.extend(options.into_iter().flatten());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The one of its quotas that has the fewest places left, which is what people feel.
    #[must_use]
    pub fn tightest<'a>(&self, quotas: &'a HashMap<QuotaId, Quota>) -> Option<&'a Quota> {
        let own = self.quotas.iter().filter_map(|id| quotas.get(id));
        own.min_by_key(|quota| quota.left())
    }
}

/// The category `key` of an event.
///
/// # Errors
/// When the database does not answer; not found, if there is none.
async fn find_by_key_of(conn: &mut Conn, event_id: EventId, key: &str) -> QueryResult<Category> {
    queries::find_by_key(conn, event_id, key)
        .await?
        .ok_or(diesel::result::Error::NotFound)
}

/// A number of places and how many are taken.
#[derive(Debug, Clone, Queryable, QueryableByName, Selectable)]
#[diesel(table_name = quotas, check_for_backend(diesel::pg::Pg))]
pub struct Quota {
    /// Its id.
    pub id: QuotaId,
    /// What organizers call it.
    pub name: String,
    /// Places there are.
    pub size: i32,
    /// Places above the size that stand on record.
    pub excess: i32,
    /// Claims that hold a place now.
    pub taken: i32,
}

impl Quota {
    /// Places that may still be taken. The recorded excess is no invitation: it is used up by releases first.
    #[must_use]
    pub fn left(&self) -> i32 {
        (self.size - self.taken).max(0)
    }
}

/// A category to be added.
#[derive(Debug)]
pub struct NewCategory<'a> {
    /// At which event.
    pub event_id: EventId,
    /// What bounds it beside the event's.
    pub quotas: Vec<QuotaId>,
    /// What rules, CSV and API will call it.
    pub key: &'a str,
    /// Name by language.
    pub name: Localized,
    /// A sentence by language.
    pub description: Localized,
    /// Its place among the others.
    pub position: i32,
    /// What comes between a good form and a confirmed place.
    pub admission: Admission,
}

/// What a quota bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// These categories.
    pub categories: Vec<CategoryId>,
    /// Every category of the event, those added later too.
    pub event: bool,
    /// These extras of the terms, by their keys: a place for everybody who chose one.
    pub options: BTreeSet<String>,
}

impl Reach {
    /// One category and nothing else.
    #[must_use]
    pub fn of(category: CategoryId) -> Self {
        Self {
            categories: vec![category],
            ..Self::default()
        }
    }

    /// Whether it bounds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A quota and what it bounds.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The places.
    pub quota: Quota,
    /// Whom they are for.
    pub reach: Reach,
}

impl Bound {
    /// What tells whether somebody has seen exactly this.
    #[must_use]
    pub fn mark(&self) -> String {
        let Reach {
            categories,
            event,
            options,
        } = &self.reach;
        let quota = &self.quota;
        let seen = serde_json::json!([quota.name, quota.size, categories, event, options]);
        Digest::of(seen.to_string().as_bytes()).to_string()
    }

    /// Whether these are places of `category` alone.
    #[must_use]
    pub fn is_own_of(&self, category: CategoryId) -> bool {
        self.reach == Reach::of(category)
    }
}
