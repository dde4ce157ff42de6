//! Controls of forms whose rows come and go: their names are made of the row's number, and what is wrong with one
//! stands with it.

use crate::platform::i18n::Tr;
use crate::platform::text;
use crate::platform::web::{Mistakes, RawForm};

/// A control as it stands on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name, which is also its id.
    pub name: String,
    /// What was typed or chosen.
    pub value: String,
    /// What is wrong with it and how to mend it.
    pub error: Option<String>,
}

impl Field {
    /// A control with something in it.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            error: None,
        }
    }

    /// The control `name` as it came with a form.
    pub fn read(form: &RawForm, name: impl Into<String>) -> Self {
        let name = name.into();
        let value = form.get(&name).replace('\0', "");
        Self::new(name, value)
    }

    /// The same as a control of another row.
    pub fn renamed(self, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..self
        }
    }

    /// What was typed, without the space around it.
    pub fn typed(&self) -> &str {
        self.value.trim()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.typed().is_empty()
    }

    /// Whether this was chosen.
    pub fn is(&self, value: &str) -> bool {
        self.value == value
    }

    /// Notes what is wrong with it; of several things the first.
    pub fn blame(&mut self, words: String) {
        self.error.get_or_insert(words);
    }

    /// Whether something is wrong with it.
    pub fn is_wrong(&self) -> bool {
        self.error.is_some()
    }

    /// A line of at most `most` characters; `None` after it was blamed.
    pub fn line(&mut self, most: usize, t: Tr) -> Option<String> {
        let line = text::clean_line(&self.value);
        self.keep(line, most, t)
    }

    /// Several lines of at most `most` characters in all; `None` after it was blamed.
    pub fn block(&mut self, most: usize, t: Tr) -> Option<String> {
        let block = text::clean_block(&self.value);
        self.keep(block, most, t)
    }

    fn keep(&mut self, cleaned: Result<String, text::TextFault>, most: usize, t: Tr) -> Option<String> {
        let kept = cleaned.and_then(|text| text::within(&text, most).map(|()| text));
        kept.map_err(|fault| self.blame(Mistakes::new(t).words(fault)))
            .ok()
    }
}

/// The numbers of the rows of one kind that came with a form, without the one whose button for taking away was
/// pressed. How many there are stands in the hidden control `<kind>_rows`.
pub(super) fn row_numbers(form: &RawForm, kind: &str, most: usize) -> Vec<usize> {
    let count: usize = form.get(&format!("{kind}_rows")).parse().unwrap_or(0);
    let removed = form.get("remove").strip_prefix(kind);
    let removed: Option<usize> = removed
        .and_then(|rest| rest.strip_prefix('_'))
        .and_then(|number| number.parse().ok());
    (1..=count.min(most))
        .filter(|number| Some(*number) != removed)
        .collect()
}

/// Whether the button that adds a row of this kind was pressed.
pub(super) fn adds(form: &RawForm, kind: &str) -> bool {
    form.get("add") == kind
}

/// Whether a button was pressed that only changes the rows.
pub(super) fn only_changes_rows(form: &RawForm) -> bool {
    ["add", "remove", "preset"].iter().any(|button| form.has(button))
}
