//! What a registration is found by: its texts folded, as a whole and in the pieces that Han needs.

use super::model::Reference;
use crate::platform::fold;

/// The two search columns of a registration.
#[derive(Debug, Clone)]
pub(super) struct SearchColumns {
    pub text: String,
    pub pieces: Vec<String>,
}

impl SearchColumns {
    /// The phone counts by its digits, as one word.
    pub fn of(
        name: &str,
        email: &str,
        organization: Option<&str>,
        phone: Option<&str>,
        reference: &Reference,
    ) -> Self {
        let digits = phone.map(fold::digits);
        let parts = [
            Some(name),
            Some(email),
            organization,
            Some(reference.as_str()),
            digits.as_deref(),
        ];
        let text = fold::fold(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        Self {
            pieces: fold::pieces(&text),
            text,
        }
    }
}
