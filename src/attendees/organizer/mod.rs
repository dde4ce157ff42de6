//! The organizer's pages of attendees.

mod words;
mod consents;
mod list;
mod download;
mod money;
mod detail;
mod letter;
mod notes;
mod payments;
mod resend;
mod edit;
mod cancel;
mod new;

pub use cancel::{ask_cancel, cancel_registration};
pub use detail::show;
pub use download::{download_csv, download_json};
pub use edit::{edit, show_edit};
pub use letter::{show as show_mail, show_html as show_mail_html};
pub use list::list;
pub use new::{enter, show_new};
pub use notes::add_note;
pub use payments::add_payment;
pub use resend::resend;
