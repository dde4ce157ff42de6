//! People who sign in: the organizations they work for, what they may do there, and how they prove who they are.
//!
//! There are two proofs: a password, and a link that is mailed or printed on the command line and works once.
//! Either starts a session, which is a row here and a random cookie there. The database holds hashes only, so
//! reading it lets nobody in; and no page, no answer and no delay tells a stranger whether an address is known.

mod common_passwords;
mod passwords;
mod local_path;
mod user_agent;
mod model;
mod rights;
mod error;
mod limits;
mod queries;
mod history;
mod mail;
mod invitation_mail;
mod sessions;
mod team;
mod create_sign_in_link;
mod create_account;
mod request_sign_in_link;
mod sign_in_with_password;
mod sign_in_with_link;
mod sign_out;
mod set_password;
mod change_account;
mod rename_organization;
mod change_role;
mod remove_member;
mod invite;
mod revoke_invitation;
mod accept_invitation;
mod sweep;
mod extractors;
pub mod organizer;

pub use create_account::{AccountCreated, CreateAccountError, NewAccount, create_account};
pub use create_sign_in_link::{COMMAND_LINE_LIFETIME, create_sign_in_link};
pub use error::AccountError;
pub use extractors::{MaybeSignedIn, OrganizationAccess, SignedIn};
pub use history::describe_last_change;
pub use invitation_mail::InvitationRenderer;
pub use mail::SignInLinkRenderer;
pub use model::{Account, NewSignInLink, Organization, Role, Session};
pub use queries::{
    find_account_by_email_key, find_name, find_names, find_organization, list_every_organization,
    list_organizations, role_in,
};
pub use rights::{Manage, Own, Right, View};
pub use sweep::sweep;
