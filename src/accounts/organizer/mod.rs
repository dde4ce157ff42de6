//! The pages on which people sign in, look after their account and sign out.

mod sign_in;
mod link;
mod account;

pub use account::{back_to_account, revoke, save_password, show_account};
pub use link::{back_to_sign_in, request_link, show_link, use_link};
pub use sign_in::{show_sign_in, sign_in, sign_out};
