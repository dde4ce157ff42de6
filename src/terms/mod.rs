//! Terms of participation: rules as data, immutable numbered versions, and who accepted which.
//!
//! An organizer edits one draft. Publishing it freezes rules, clauses and the rendered document of every language
//! under one number; from then on the database refuses any change, and a consent names the version and the digests
//! of what the person had before her eyes.

mod canonical;
mod rules;
mod document;
mod queries;
mod publish;
mod consents;
pub mod public;

pub use consents::{Channel, ConsentRow, NewConsent, find_consent, record_consents};
pub use document::{Clause, Document, Names, registration_sentences};
pub use publish::{NewTerms, TermsError, publish_version, save_draft};
pub use queries::{
    TermsDraft, TermsVersion, find_by_id, find_current, find_current_of_events, find_document, find_draft,
    find_version,
};
pub use rules::{Boundary, RegistrationWindow, Rules, WindowState, window};
