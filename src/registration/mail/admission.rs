//! The letters on the way to a place: an address is to be proved, a payment is awaited.

use super::facts::Facts;
use crate::mail::{Body, Fact};
use crate::platform::i18n::Value;

impl Facts {
    /// A button that leads to a button: what follows the link of itself proves nothing.
    pub(super) fn prove(&self, until: Option<&str>) -> Body {
        let t = self.t;
        let mut body = self
            .to_her("mail-prove-greeting")
            .paragraph(t.of("mail-prove-intro"));
        if let Some(until) = until {
            body = body.paragraph(t.with("mail-prove-until", &[("until", Value::from(until))]));
        }
        let facts = vec![
            Fact::new(t.of("mail-category"), [self.category.as_str()]),
            Fact::code(t.of("mail-reference"), self.reference.as_str()),
        ];
        body.facts(&self.event, facts)
            .button(t.of("mail-prove-open"), &self.proof_link)
            .paragraph(t.of("mail-prove-not-you"))
    }

    /// How much, until when, and what happens then.
    pub(super) fn awaiting_payment(&self, until: Option<&str>) -> Body {
        let t = self.t;
        let mut body = self
            .to_her("mail-awaiting-payment-greeting")
            .paragraph(t.of("mail-awaiting-payment-intro"));
        if let Some(until) = until {
            body = body.paragraph(t.with("mail-awaiting-payment-until", &[("until", Value::from(until))]));
        }
        self.registered_for(body)
    }
}
