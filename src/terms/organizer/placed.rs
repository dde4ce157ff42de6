//! Rules of which a form has a row each, in the order in which they are tried. A rule that the form cannot show keeps
//! its place as a sentence; it never travels with the form, so that nothing a browser sends can change it.

use super::desk::Desk;
use super::field::{Field, row_numbers};
use crate::platform::web::RawForm;
use crate::terms::rules::{RuleKind, RuleRef};

/// As many rows as are read, whatever a program sends.
const MOST_READ: usize = 60;

/// A kind of rules of which the form has a row each, in the order in which they are tried.
pub(super) trait Row: Sized {
    /// The rule it states.
    type Rule: Clone;
    /// Its kind.
    const KIND: RuleKind;
    /// What the names of its controls begin with.
    const NAME: &'static str;

    /// The stored rules of this kind.
    fn stored<'r>(desk: &'r Desk<'_>) -> &'r [Self::Rule];
    /// The controls of a stored rule; `None` for rules that they cannot show.
    fn of(row: &str, rule: &Self::Rule, desk: &Desk<'_>) -> Option<Self>;
    /// The controls of a row that is added.
    fn new(row: &str, desk: &Desk<'_>) -> Self;
    /// The controls of the row `sent`, which is called `row` now.
    fn read(form: &RawForm, sent: &str, row: &str) -> Self;
    /// The rule that they state, where `known` is the stored one of this row.
    fn rule(&mut self, known: Option<&Self::Rule>, desk: &Desk<'_>) -> Self::Rule;
    /// Its controls in the order of the page.
    fn fields(&self) -> Vec<&Field>;
    /// The same, to be changed.
    fn fields_mut(&mut self) -> Vec<&mut Field>;
}

/// A row of the form, or a rule that has none and stays where it is.
#[derive(Debug)]
pub(super) struct Placed<R> {
    /// Its place among the rows, from 1.
    pub position: usize,
    /// Which of the stored rules it was, from 1; 0 is a new one.
    pub stored: usize,
    pub row: Result<R, String>,
}

/// The name of the controls of a row.
pub(super) fn row_name<R: Row>(position: usize) -> String {
    format!("{}_{position}", R::NAME)
}

impl<R: Row> Placed<R> {
    /// The row of a stored rule.
    pub fn of(position: usize, index: usize, desk: &Desk<'_>) -> Option<Self> {
        let rule = R::stored(desk).get(index)?;
        let row = R::of(&row_name::<R>(position), rule, desk);
        Some(Self {
            position,
            stored: index + 1,
            row: row.ok_or_else(|| desk.said([RuleRef::new(R::KIND, index)]).concat()),
        })
    }

    /// The row `sent`, which stands at `position` now.
    pub fn read(form: &RawForm, position: usize, sent: usize, desk: &Desk<'_>) -> Self {
        let sent = row_name::<R>(sent);
        let stored: usize = form.get(&format!("{sent}_stored")).parse().unwrap_or(0);
        let known = stored
            .checked_sub(1)
            .and_then(|index| Self::of(position, index, desk));
        match known {
            Some(fixed) if fixed.row.is_err() => fixed,
            known => Self {
                position,
                stored: known.map_or(0, |known| known.stored),
                row: Ok(R::read(form, &sent, &row_name::<R>(position))),
            },
        }
    }

    /// A row that is added.
    pub fn new(position: usize, row: R) -> Self {
        Self {
            position,
            stored: 0,
            row: Ok(row),
        }
    }

    /// Whether it is a rule without a row.
    pub fn is_fixed(&self) -> bool {
        self.row.is_err()
    }
}

/// The rows of the stored rules at some places.
pub(super) fn stored_rows<R: Row>(
    desk: &Desk<'_>,
    places: impl IntoIterator<Item = usize>,
) -> Vec<Placed<R>> {
    (1..)
        .zip(places)
        .filter_map(|(position, index)| Placed::of(position, index, desk))
        .collect()
}

/// The rows that came with a form. Rules at the same places that have no row and are not among them have come
/// meanwhile, and stay.
pub(super) fn sent_rows<R: Row>(
    form: &RawForm,
    desk: &Desk<'_>,
    places: impl IntoIterator<Item = usize>,
) -> Vec<Placed<R>> {
    let mut rows: Vec<Placed<R>> = (1..)
        .zip(row_numbers(form, R::NAME, MOST_READ))
        .map(|(position, sent)| Placed::read(form, position, sent, desk))
        .collect();
    for index in places {
        let come = Placed::<R>::of(rows.len() + 1, index, desk).filter(Placed::is_fixed);
        if !rows.iter().any(|row| row.is_fixed() && row.stored == index + 1) {
            rows.extend(come);
        }
    }
    rows
}

/// Names the rows by their places.
pub(super) fn renumber<R: Row>(rows: &mut [Placed<R>]) {
    for (position, placed) in (1..).zip(rows.iter_mut()) {
        placed.position = position;
        if let Ok(row) = &mut placed.row {
            for field in row.fields_mut() {
                let end = field.name.rsplit('_').next().unwrap_or_default();
                field.name = format!("{}_{end}", row_name::<R>(position));
            }
        }
    }
}
