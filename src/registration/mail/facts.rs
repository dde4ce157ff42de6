//! What the letters of this slice say of a registration, and the frame that all of them have.

use crate::mail::{self, Body, Fact, quoted};
use crate::platform::colour::Ribbon;
use crate::platform::i18n::{Tr, Value};
use crate::platform::text::shortened;
use crate::registration::owed::Owed;

/// Characters of a name that a subject line has room for.
const SUBJECT_NAME: usize = 24;

/// What the templates say; every part of a mail says the same.
pub(super) struct Facts {
    pub t: Tr,
    pub ribbon: Ribbon,
    pub name: String,
    /// Whether whoever registered her reads it.
    pub is_looked_after: bool,
    pub event: String,
    pub days: String,
    pub hours: String,
    pub zone: String,
    pub venue: Option<(String, String)>,
    pub category: String,
    pub reference: String,
    pub terms: Option<String>,
    /// What it costs, where the mail tells of it.
    pub owed: Option<Owed>,
    pub link: String,
    /// Proves the address; goes nowhere but into a mail to it.
    pub proof_link: String,
    pub offer_link: String,
    pub event_link: String,
    pub organization: String,
    pub contact: Option<String>,
}

impl Facts {
    /// A subject line, with as much of the event's title as it has room for. To somebody who looks after several people
    /// it begins with whom it is about.
    pub fn about_event(&self, id: &str) -> String {
        mail::subject(&self.event, |title| {
            let words = self.t.with(
                id,
                &[("event", Value::from(title)), ("days", Value::from(&self.days))],
            );
            if self.is_looked_after && !self.name.is_empty() {
                format!("{} · {words}", shortened(&self.name, SUBJECT_NAME))
            } else {
                words
            }
        })
    }

    /// The begin of a letter to her, which calls her by the name she gave, whole. Where somebody else reads it, it says
    /// why.
    pub fn to_her(&self, greeting: &str) -> Body {
        let greeting = self
            .t
            .with(greeting, &[("name", Value::from(quoted(&self.name)))]);
        let place = self.venue.as_ref().map(|(name, _)| name.as_str());
        let preheader = [Some(self.days.as_str()), place, Some(self.reference.as_str())];
        let body = Body::new(self.t, greeting)
            .ribbon(self.ribbon)
            .preheader(preheader.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        if self.is_looked_after {
            let name = [("name", Value::from(quoted(&self.name)))];
            body.paragraph(self.t.with("mail-looked-after", &name))
        } else {
            body
        }
    }

    /// What she is registered for, and the way to it.
    pub fn registered_for(&self, body: Body) -> Body {
        self.about_registration(body)
            .button(self.t.of("mail-open"), &self.link)
    }

    /// What she is registered for.
    pub fn about_registration(&self, body: Body) -> Body {
        let t = self.t;
        let mut facts = vec![Fact::new(
            t.of("mail-when"),
            [&self.days, &self.hours, &self.zone].map(String::as_str),
        )];
        if let Some((name, address)) = &self.venue {
            facts.push(Fact::new(t.of("mail-where"), [name.as_str(), address]));
        }
        facts.push(Fact::new(t.of("mail-category"), [self.category.as_str()]));
        if let Some(owed) = &self.owed {
            facts.extend(owed_facts(owed, t));
        }
        facts.push(Fact::code(t.of("mail-reference"), self.reference.as_str()));
        body.facts(&self.event, facts)
    }

    /// The end: where to read and whom to ask, why she gets it and from whom.
    pub fn closed(&self, body: Body) -> Body {
        let t = self.t;
        let mut body = body.link(t.of("mail-event-page"), &self.event_link);
        if let Some(contact) = &self.contact {
            body = body.paragraph(t.with("mail-questions", &[("contact", Value::from(contact))]));
        }
        let organization = [("organization", Value::from(&self.organization))];
        body.footer(t.with("mail-footer", &organization))
    }
}

/// What is to be paid and until when; of a registration that was withdrawn, what comes back.
fn owed_facts(owed: &Owed, t: Tr) -> Vec<Fact> {
    match (&owed.refund, owed.is_over) {
        (Some(refund), true) => {
            let sentences = refund.clone().sentences(t, |sum| sum);
            vec![Fact::new(t.of("mail-refund"), sentences)]
        }
        (None, true) => Vec::new(),
        (_, false) if owed.amount.lines.is_empty() => {
            vec![Fact::new(
                t.of("mail-amount"),
                [&t.of("register-amount-unstated")],
            )]
        }
        (_, false) => {
            let lines = owed.amount.lines.iter().filter(|_| owed.amount.lines.len() > 1);
            let lines = lines.map(|line| format!("{}: {}", line.words, line.amount));
            let taxes = owed.amount.sums.iter().flat_map(|sum| sum.taxes.clone());
            let all = [owed.totals()]
                .into_iter()
                .chain(taxes)
                .chain(lines)
                .chain(owed.dues.clone());
            vec![Fact::new(t.of("mail-amount"), all)]
        }
    }
}
