//! The letters of a review: an organizer decides, asks first, or has decided against it.

use super::facts::Facts;
use crate::mail::Body;
use crate::platform::i18n::Value;

impl Facts {
    /// Nothing is confirmed yet; whoever decides writes again.
    pub(super) fn in_review(&self) -> Body {
        let intro = self.t.of("mail-in-review-intro");
        self.registered_for(self.to_her("mail-in-review-greeting").paragraph(intro))
    }

    /// What is to be answered, in the organizer's words.
    pub(super) fn more_asked(&self, question: &str) -> Body {
        let t = self.t;
        let body = self
            .to_her("mail-more-asked-greeting")
            .paragraph(t.of("mail-more-asked-intro"))
            .paragraph(t.with("mail-cancelled-reason", &[("reason", Value::from(question))]));
        self.registered_for(body)
    }

    /// It is no, and why.
    pub(super) fn rejected(&self, reason: Option<&str>) -> Body {
        let t = self.t;
        let mut body = self
            .to_her("mail-rejected-greeting")
            .paragraph(t.of("mail-rejected-intro"));
        if let Some(reason) = reason {
            body = body.paragraph(t.with("mail-cancelled-reason", &[("reason", Value::from(reason))]));
        }
        self.registered_for(body)
    }
}
