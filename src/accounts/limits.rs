//! How often somebody may try. Each limit counts known and unknown addresses alike, so that being slowed down tells
//! nothing.
//!
//! Nobody can lock an owner out: guessing at her password stops password sign-in for her address for a quarter of
//! an hour, but no link. Whoever exhausts the links for her address has thereby mailed her several that work, and
//! links from the command line are not limited at all.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

use crate::platform::db::Conn;
use crate::platform::throttle::{Limit, Verdict};

const QUARTER_HOUR: i64 = 15 * 60;
const HOUR: i64 = 60 * 60;

/// Passwords tried for one address.
pub const PASSWORDS_BY_ADDRESS: Limit = Limit {
    scope: "accounts.password.address",
    hits: 10,
    seconds: QUARTER_HOUR,
};
/// Passwords tried from one network, for whatever addresses.
pub const PASSWORDS_BY_NETWORK: Limit = Limit {
    scope: "accounts.password.network",
    hits: 50,
    seconds: QUARTER_HOUR,
};
/// Links asked for to one address.
pub const LINKS_BY_ADDRESS: Limit = Limit {
    scope: "accounts.link.address",
    hits: 5,
    seconds: QUARTER_HOUR,
};
/// Links asked for from one network.
pub const LINKS_BY_NETWORK: Limit = Limit {
    scope: "accounts.link.network",
    hits: 30,
    seconds: QUARTER_HOUR,
};
/// Current passwords tried by somebody signed in, who may have found the browser open.
pub const PASSWORD_CHANGES: Limit = Limit {
    scope: "accounts.password.change",
    hits: 10,
    seconds: QUARTER_HOUR,
};

/// Invitations mailed for one organization.
pub const INVITATIONS_BY_ORGANIZATION: Limit = Limit {
    scope: "accounts.invitation.organization",
    hits: 20,
    seconds: HOUR,
};
/// Invitations mailed to one address, by whatever organizations: nobody's mailbox is filled from here.
pub const INVITATIONS_BY_ADDRESS: Limit = Limit {
    scope: "accounts.invitation.address",
    hits: 3,
    seconds: HOUR,
};

/// Counts one try against each limit and says how long to wait if one is exceeded. Runs outside of transactions:
/// a try counts, whatever comes of it.
pub async fn count_try(
    conn: &mut Conn,
    now: DateTime<Utc>,
    limits: &[(Limit, &str)],
) -> QueryResult<Option<TimeDelta>> {
    for (limit, key) in limits {
        if let Verdict::Denied { retry_after } = limit.hit(conn, key, now).await? {
            return Ok(Some(retry_after));
        }
    }
    Ok(None)
}
