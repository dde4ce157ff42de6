//! Reading a form's fields and gathering what is wrong with them, so that every mistake is told at once.

use std::borrow::Cow;

use chrono::NaiveDateTime;

use crate::platform::email::{EmailAddress, EmailFault};
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::text::{self, TextFault};
use crate::platform::time::{self, Zone};
use crate::platform::web::{FieldError, LocalizedField, RawForm};

/// What is wrong with a form so far, in the order in which its fields were read.
pub struct Mistakes {
    /// Speaks the reader's language.
    pub t: Tr,
    /// What was found.
    pub found: Vec<FieldError>,
}

impl Mistakes {
    /// Nothing is wrong yet.
    #[must_use]
    pub fn new(t: Tr) -> Self {
        Self { t, found: Vec::new() }
    }

    /// Adds what is wrong with `field`.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, message: String) {
        self.found.push(FieldError {
            field: field.into(),
            message,
        });
    }

    /// A line of at most `most` characters, cleaned; `None` after a mistake was added.
    pub fn line(&mut self, form: &RawForm, field: &'static str, most: usize) -> Option<String> {
        let line =
            text::clean_line(form.get(field)).and_then(|line| text::within(&line, most).map(|()| line));
        self.keep(field, line)
    }

    /// Several lines of at most `most` characters in all, cleaned; `None` after a mistake was added.
    pub fn block(&mut self, form: &RawForm, field: &'static str, most: usize) -> Option<String> {
        let block =
            text::clean_block(form.get(field)).and_then(|block| text::within(&block, most).map(|()| block));
        self.keep(field, block)
    }

    /// A line in several languages.
    pub fn localized_line(&mut self, form: &RawForm, field: LocalizedField, most: usize) -> Localized {
        Localized::of(
            Lang::ALL.map(|lang| (lang, self.line(form, field.name(lang), most).unwrap_or_default())),
        )
    }

    /// A text of several lines in several languages.
    pub fn localized_block(&mut self, form: &RawForm, field: LocalizedField, most: usize) -> Localized {
        Localized::of(
            Lang::ALL.map(|lang| (lang, self.block(form, field.name(lang), most).unwrap_or_default())),
        )
    }

    /// An e-mail address; `None` after a mistake was added.
    pub fn email(&mut self, form: &RawForm, field: &'static str) -> Option<EmailAddress> {
        EmailAddress::parse(form.get(field))
            .map_err(|fault| self.add(field, email_message(fault, self.t)))
            .ok()
    }

    /// A moment on a wall clock, as a browser's control sends it or as people type it; `None` after a mistake was
    /// added.
    pub fn local_time(&mut self, form: &RawForm, field: &'static str) -> Option<NaiveDateTime> {
        let time = time::parse_local(form.get(field));
        if time.is_none() {
            self.add(field, self.t.of("field-time-odd"));
        }
        time
    }

    /// A time zone by its name or its city; `None` after a mistake was added.
    pub fn zone(&mut self, form: &RawForm, field: &'static str) -> Option<Zone> {
        let zone = Zone::by_city(form.get(field));
        if zone.is_none() {
            self.add(field, self.t.of("field-zone-odd"));
        }
        zone
    }

    /// What is wrong with a text and how to mend it.
    #[must_use]
    pub fn words(&self, fault: TextFault) -> String {
        match fault {
            TextFault::Unreadable => self.t.of("field-unreadable"),
            TextFault::TooLong { limit, excess } => {
                self.t
                    .count_with("field-too-long", excess, &[("limit", Value::from(limit))])
            }
        }
    }

    fn keep(&mut self, field: &'static str, cleaned: Result<String, TextFault>) -> Option<String> {
        cleaned.map_err(|fault| self.add(field, self.words(fault))).ok()
    }
}

/// What is wrong with an address and how to mend it.
#[must_use]
pub fn email_message(fault: EmailFault, t: Tr) -> String {
    t.of(match fault {
        EmailFault::Empty => "register-email-missing",
        EmailFault::NoAt => "register-email-no-at",
        EmailFault::Domain => "register-email-domain",
        EmailFault::TooLong => "register-email-too-long",
        EmailFault::LocalPart => "register-email-odd",
        EmailFault::Unreadable => "field-unreadable",
    })
}
