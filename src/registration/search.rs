//! What a registration is found by: its texts folded, as a whole and in the pieces that Han needs.

use super::model::Reference;
use crate::platform::fold;

/// The two search columns of a registration.
pub(super) struct SearchColumns {
    pub text: String,
    pub pieces: Vec<String>,
}

impl SearchColumns {
    pub fn of(name: &str, email: &str, organization: Option<&str>, reference: &Reference) -> Self {
        let parts = [Some(name), Some(email), organization, Some(reference.as_str())];
        let text = fold::fold(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        Self {
            pieces: fold::pieces(&text),
            text,
        }
    }
}
