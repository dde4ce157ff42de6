//! The pages on which people sign in, look after their account and their organization's team, accept invitations
//! and sign out.

mod sign_in;
mod link;
mod seen;
mod invitation;
mod account;
mod team;
mod invitations;
mod organization;

pub use account::{back_to_account, revoke, save_details, save_password, show_account};
pub use invitation::{accept, show_invitation};
pub use invitations::{back_to_team, resend, revoke as revoke_invitation, send as invite};
pub use link::{back_to_sign_in, request_link, show_link, use_link};
pub use organization::{choose_team, save_organization, show_organization};
pub use sign_in::{show_sign_in, sign_in, sign_out};
pub use team::{leave, remove, save_role, show_team};
