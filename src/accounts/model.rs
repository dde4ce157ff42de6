//! What an account, an organization and its team, a session and the links that lead to them are.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::platform::ids::{AccountId, InvitationId, OrganizationId, SessionId, SignInLinkId, text_enum};
use crate::platform::lang::Lang;
use crate::platform::secret::{Token, TokenHash};
use crate::schema::{accounts, invitations, memberships, organizations, sessions, sign_in_links};

text_enum! {
    /// What somebody may do in an organization. A later role may all that an earlier one may, so rights are compared
    /// by `<`.
    pub enum Role {
        /// To see events, attendees and history.
        Viewer = "viewer",
        /// To change events and to write to their attendees.
        Manager = "manager",
        /// To decide who belongs to the organization.
        Owner = "owner",
    }
}

impl Role {
    /// The message that names it.
    pub fn name_message(self) -> &'static str {
        match self {
            Self::Owner => "account-role-owner",
            Self::Manager => "account-role-manager",
            Self::Viewer => "account-role-viewer",
        }
    }

    /// The message that says in a sentence what it may do.
    pub fn about_message(self) -> &'static str {
        match self {
            Self::Owner => "account-role-owner-about",
            Self::Manager => "account-role-manager-about",
            Self::Viewer => "account-role-viewer-about",
        }
    }
}

/// Somebody who may sign in. The hash of the password is no part of it, so that it cannot wander about.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The address as it was typed.
    pub email: String,
    /// Her name.
    pub name: String,
    /// The language she is written to where no page says another.
    pub language: Lang,
    /// Since when she may not sign in any more.
    pub disabled_at: Option<DateTime<Utc>>,
}

/// Whom events belong to.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = organizations, check_for_backend(diesel::pg::Pg))]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name, unique.
    pub name: String,
    /// Counts changes, so that nobody overwrites what she has not seen.
    pub revision: i32,
}

/// Somebody who works for an organization.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = memberships, check_for_backend(diesel::pg::Pg))]
pub struct Member {
    /// Her account.
    pub account_id: AccountId,
    /// Her name.
    #[diesel(select_expression = accounts::name)]
    pub name: String,
    /// Her address as it was typed.
    #[diesel(select_expression = accounts::email)]
    pub email: String,
    /// What she may do.
    pub role: Role,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When she was last signed in; never, for some.
    #[diesel(select_expression = accounts::last_seen_at)]
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// Somebody asked into an organization by mail.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = invitations, check_for_backend(diesel::pg::Pg))]
pub struct Invitation {
    /// Its id, from which its token is derived.
    pub id: InvitationId,
    /// Into which organization.
    pub organization_id: OrganizationId,
    /// The address it went to, as it was typed.
    pub email: String,
    /// The same for comparing.
    pub email_key: String,
    /// What she will be there.
    pub role: Role,
    /// The language of the mail.
    pub language: Lang,
    /// What is stored in the token's place.
    pub token_hash: Vec<u8>,
    /// Who asked her, unless that account is no more.
    pub invited_by: Option<AccountId>,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What can still be done with an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits to be accepted.
    Open,
    /// Its time has run out; it can be sent again.
    Expired,
    /// Somebody accepted it.
    Accepted,
    /// It was taken back.
    Revoked,
}

impl Invitation {
    /// How long it can be accepted: over a weekend and a business trip.
    pub const LIFETIME: TimeDelta = TimeDelta::days(7);

    /// What can be done with it at `now`.
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        if self.accepted_at.is_some() {
            Standing::Accepted
        } else if self.revoked_at.is_some() {
            Standing::Revoked
        } else if self.expires_at <= now {
            Standing::Expired
        } else {
            Standing::Open
        }
    }
}

/// A signed-in browser.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sessions, check_for_backend(diesel::pg::Pg))]
pub struct Session {
    /// Its id; not the secret in the cookie.
    pub id: SessionId,
    /// What the browser said of itself when it signed in.
    pub user_agent: String,
    /// When it signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last here, to within [`Session::SEEN_EVERY`].
    pub last_seen_at: DateTime<Utc>,
    /// When it ends, however busy it is.
    pub expires_at: DateTime<Utc>,
}

impl Session {
    /// After so long a browser signs in again, however busy it is.
    pub const LIFETIME: TimeDelta = TimeDelta::days(14);
    /// After so long without a visit it does too.
    pub const IDLE: TimeDelta = TimeDelta::days(3);
    /// A visit is written down at most this often.
    pub const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

    /// Whether it still signs somebody in at `now`.
    #[must_use]
    pub fn counts_at(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at && now - self.last_seen_at < Self::IDLE
    }
}

/// A one-time link as it is stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sign_in_links, check_for_backend(diesel::pg::Pg))]
pub struct SignInLink {
    /// Its id, from which its token is derived.
    pub id: SignInLinkId,
    /// What is stored in the token's place.
    pub token_hash: Vec<u8>,
    /// When it was used up.
    pub used_at: Option<DateTime<Utc>>,
}

/// A one-time link that was just made.
#[derive(Debug)]
pub struct NewSignInLink {
    /// Its id.
    pub id: SignInLinkId,
    /// The secret in it.
    pub token: Token,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// The browser that a request comes from, as far as signing in cares.
#[derive(Debug, Clone)]
pub struct Browser {
    /// The network that limits count by.
    pub network: String,
    /// What it says of itself.
    pub user_agent: String,
    /// The session it shows, which may be none any more.
    pub session: Option<TokenHash>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_ordered_by_what_they_may_do() {
        assert!(Role::Viewer < Role::Manager && Role::Manager < Role::Owner);
    }
}
