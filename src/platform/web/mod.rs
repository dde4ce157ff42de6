//! The plumbing between HTTP and the product: addresses, pages, forms, errors, limits by network, static files.
//! It knows no word of the trade but ids and urls.

pub mod urls;
pub mod changes;
pub mod app;
pub mod client;
pub mod encoding;
pub mod assets;
pub mod page;
pub mod headers;
pub mod error;
pub mod guard;
pub mod recent;
pub mod respond;
pub mod form;
pub mod upload;
pub mod mistakes;

pub use crate::localized_field;
pub use app::App;
pub use changes::Changes;
pub use error::Error;
pub use form::{Conflict, FieldError, FormState, LocalizedField, RawForm};
pub use mistakes::Mistakes;
pub use page::Page;
pub use recent::Recent;
pub use respond::html;
pub use upload::{Upload, UploadedFile};
