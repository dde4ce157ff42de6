//! The letters of the waitlist: in line, a place is held, time ran out.

use super::facts::Facts;
use crate::categories::{Admission, Waitlist};
use crate::mail::Body;
use crate::platform::i18n::Value;

impl Facts {
    /// She has no place yet, and what happens when one becomes free.
    pub(super) fn waitlisted(&self, admission: &Admission) -> Body {
        let t = self.t;
        let turn = match admission.waitlist {
            Waitlist::Confirmed => t.of("line-confirmed-at-once"),
            Waitlist::Offered | Waitlist::Off => t.count("line-offered", i64::from(admission.offer_hours)),
        };
        let body = self
            .to_her("mail-waitlisted-greeting")
            .paragraph(t.of("mail-waitlisted-intro"))
            .paragraph(turn)
            .paragraph(t.of("mail-waitlisted-wait"));
        self.registered_for(body)
    }

    /// A place is held until then; the button leads to a page that asks.
    pub(super) fn offered(&self, until: &str) -> Body {
        let t = self.t;
        let body = self
            .to_her("mail-offered-greeting")
            .paragraph(t.with("mail-offered-intro", &[("until", Value::from(until))]));
        self.about_registration(body)
            .button(t.of("offer-open"), &self.offer_link)
            .paragraph(t.of("mail-offered-else"))
    }

    /// It ended because she did not act in time.
    pub(super) fn expired(&self) -> Body {
        let t = self.t;
        let body = self
            .to_her("mail-expired-greeting")
            .paragraph(t.of("mail-expired-intro"));
        self.registered_for(body)
    }
}
