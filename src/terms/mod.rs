//! Terms of participation: rules as data, immutable numbered versions, and who accepted which.
//!
//! The rules are values (`value`), facts about people (`facts`) and rows (`rules`); `engine` obeys them, `lint` says what is
//! wrong with them and `file` reads them as people write them. These know neither database nor web.
//!
//! An organizer edits one draft. Publishing it freezes rules, clauses and the rendered document of every language
//! under one number; from then on the database refuses any change, and a consent names the version and the digests
//! of what the person had before her eyes.

mod canonical;
pub mod value;
pub mod facts;
pub mod rules;
pub mod engine;
pub mod choices;
pub mod lint;
pub mod file;
pub mod document;
pub mod diff;
mod model;
mod asked;
mod consents;
mod queries;
mod examine;
mod extras;
mod export;
mod publish;
mod change_draft;
pub mod public;
pub mod organizer;

pub use asked::{AskedConsent, Concerned, Naming};
pub use choices::Choices;
pub use consents::{Channel, ConsentRow, NewConsent};
pub use document::{Document, Source, registration_sentences};
pub use examine::{Examined, Reading, examine_draft};
pub use extras::{NamedExtra, list_extras};
pub use model::{TermsDraft, TermsVersion, calendar_of};
pub use publish::{NewTerms, TermsError, publish_version};
pub use queries::{
    find_by_id, find_consent, find_current, find_current_of_events, find_digested_document,
    find_digested_source, find_document, find_draft, find_later_for_all, find_version, list_consent_keys,
    list_consents, record_consents, save_draft, withdraw_consent,
};
pub use rules::{Boundary, RegistrationWindow, Rules, WindowState, window};
