//! The SQL of accounts, organizations and their teams, of invitations, sign-in links and sessions.

mod accounts;
mod team;
mod invitations;
mod links;
mod sessions;

pub use accounts::{
    credentials_stand, find_account, find_account_by_email_key, find_by_credentials, find_name, find_names,
    find_or_insert_organization, find_organization, find_password_hash, give_role, insert_account,
    list_every_organization, list_organizations, rename_organization, role_in, set_password_hash,
    update_account,
};
pub use invitations::{
    accept_invitation, delete_dead_invitations, find_invitation, find_invitation_for_update,
    find_invitation_of, insert_invitation, list_open_invitations, renew_invitation, revoke_invitation,
};
pub use links::{
    delete_dead_links, delete_open_links, find_link_owner_key, find_link_with_account, find_open_link,
    insert_link, use_up_link,
};
pub use sessions::{
    EndedSession, delete_dead_sessions, delete_other_sessions, delete_session, delete_session_of,
    find_session, insert_session, list_sessions, started_by_link, touch_session,
};
pub use team::{
    delete_membership, find_role_by_email_key, insert_membership, list_members, list_roles,
    lock_organization, update_role,
};
