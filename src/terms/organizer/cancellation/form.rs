//! What is returned and who may come instead, as they stand in the form: rows that are tried from the top.

use chrono::{DateTime, Utc};

use super::super::desk::Desk;
use super::super::field::{Field, adds};
use super::super::placed::{Placed, Row, renumber, row_name, sent_rows, stored_rows};
use super::rows::{RefundRow, SubstitutionRow, Timed, new_no_show, no_show};
use crate::platform::web::RawForm;
use crate::terms::rules::{Refund, Rules};
use crate::terms::value::Deadline;

/// More rows than anybody needs; the page stays a page.
const MOST_ROWS: usize = 12;

/// The form.
#[derive(Debug)]
pub(super) struct CancellationForm {
    pub refunds: Vec<Placed<RefundRow>>,
    pub substitutions: Vec<Placed<SubstitutionRow>>,
    /// How many per cent are returned to who does not come; empty where that is not said apart.
    pub no_show: Field,
}

/// Refunds that a button fills in.
struct Preset {
    name: &'static str,
    /// What is counted, how many of it, and how many per cent are returned.
    rows: &'static [(&'static str, &'static str, &'static str)],
}

const PRESETS: [Preset; 2] = [
    Preset {
        name: "steps",
        rows: &[("days", "30", "100"), ("days", "7", "50"), ("later", "", "0")],
    },
    Preset {
        name: "once",
        rows: &[("days", "14", "100"), ("later", "", "0")],
    },
];

impl CancellationForm {
    /// The form of the stored rules.
    pub fn stored(desk: &Desk<'_>) -> Self {
        let share = no_show_of(desk).and_then(|(_, rule)| no_show(rule));
        Self {
            refunds: stored_rows(desk, refund_places(desk)),
            substitutions: stored_rows(desk, 0..desk.rules().substitutions.len()),
            no_show: Field::new(
                "no_show",
                share.map(|share| share.to_string()).unwrap_or_default(),
            ),
        }
    }

    /// The form as it was sent, after its buttons for rows were obeyed.
    pub fn sent(form: &RawForm, desk: &Desk<'_>) -> Self {
        let mut refunds: Vec<Placed<RefundRow>> = sent_rows(form, desk, refund_places(desk));
        let mut substitutions = sent_rows(form, desk, 0..desk.rules().substitutions.len());
        add(&mut refunds, form, desk);
        add(&mut substitutions, form, desk);
        let preset = PRESETS.iter().find(|preset| preset.name == form.get("preset"));
        if let (Some(preset), true) = (preset, refunds.is_empty()) {
            refunds = (1..)
                .zip(preset.rows)
                .map(|(position, (kind, until, percent))| {
                    let row = row_name::<RefundRow>(position);
                    Placed::new(position, RefundRow::filled(&row, (*kind, *until), percent, desk))
                })
                .collect();
        }
        Self {
            refunds,
            substitutions,
            no_show: Field::read(form, "no_show"),
        }
    }

    /// The stored rules with what was typed.
    pub fn typed(&mut self, desk: &Desk<'_>) -> Rules {
        let mut refunds = typed_rows(&mut self.refunds, desk);
        let percent = desk.share(&mut self.no_show);
        let known = no_show_of(desk);
        if let Some(percent) = percent {
            let place = known.map_or(0, |(index, _)| index.min(refunds.len()));
            refunds.insert(
                place,
                Refund {
                    percent: Some(percent),
                    ..known.map_or_else(|| new_no_show(percent), |(_, rule)| rule.clone())
                },
            );
        }
        Rules {
            refunds,
            substitutions: typed_rows(&mut self.substitutions, desk),
            ..desk.rules().clone()
        }
    }

    /// The row of one of `rules`, which this form has made.
    pub fn refund(&mut self, rules: &[Refund], index: usize) -> Option<&mut RefundRow> {
        let own = rules.iter().position(|rule| no_show(rule).is_some());
        let row = match own {
            Some(own) if own == index => return None,
            Some(own) if own < index => index - 1,
            _ => index,
        };
        self.refunds.get_mut(row)?.row.as_mut().ok()
    }

    /// The row of one of the rules that this form has made.
    pub fn substitution(&mut self, index: usize) -> Option<&mut SubstitutionRow> {
        self.substitutions.get_mut(index)?.row.as_mut().ok()
    }

    /// Whether one more row makes sense.
    pub fn may_add_refund(&self) -> bool {
        self.refunds.len() < MOST_ROWS
    }

    /// Whether one more row makes sense.
    pub fn may_add_substitution(&self) -> bool {
        self.substitutions.len() < MOST_ROWS
    }

    /// Every field, in the order of the page.
    pub fn all(&self) -> Vec<&Field> {
        let refunds = self.refunds.iter().filter_map(|placed| placed.row.as_ref().ok());
        let substitutions = self
            .substitutions
            .iter()
            .filter_map(|placed| placed.row.as_ref().ok());
        let mut all: Vec<&Field> = refunds.flat_map(Row::fields).collect();
        all.push(&self.no_show);
        all.extend(substitutions.flat_map(Row::fields));
        all
    }
}

/// The rule on who does not come, if the form can show it, and which of the stored ones it is.
fn no_show_of<'r>(desk: &'r Desk<'_>) -> Option<(usize, &'r Refund)> {
    let refunds = &desk.rules().refunds;
    let index = refunds.iter().position(|rule| no_show(rule).is_some())?;
    Some((index, refunds.get(index)?))
}

/// Places of the refunds that have a row: all but the one that is a field of its own.
fn refund_places(desk: &Desk<'_>) -> Vec<usize> {
    let own = no_show_of(desk).map(|(index, _)| index);
    (0..desk.rules().refunds.len())
        .filter(|index| Some(*index) != own)
        .collect()
}

/// Adds a row if its button was pressed, above one for whatever comes after all deadlines.
fn add<R: Timed>(rows: &mut Vec<Placed<R>>, form: &RawForm, desk: &Desk<'_>) {
    if !adds(form, R::NAME) || rows.len() >= MOST_ROWS {
        return;
    }
    let last = rows.last_mut().and_then(|placed| placed.row.as_mut().ok());
    let later = last.is_some_and(|row| row.notice().is_later());
    let at = rows.len() - usize::from(later);
    rows.insert(at, Placed::new(at + 1, R::new(&row_name::<R>(at + 1), desk)));
    renumber(rows);
}

/// A row with what it states.
struct Typed<R: Timed> {
    placed: Placed<R>,
    rule: Option<R::Rule>,
    until: Option<Deadline>,
}

/// The rules of the rows. Rows that came in another order than their deadlines are put in order first, where every rule
/// has a row and none is wrong.
fn typed_rows<R: Timed>(rows: &mut Vec<Placed<R>>, desk: &Desk<'_>) -> Vec<R::Rule> {
    let stored = R::stored(desk);
    let read = |mut placed: Placed<R>| {
        let known = placed.stored.checked_sub(1).and_then(|index| stored.get(index));
        let (rule, until) = match &mut placed.row {
            Ok(row) => (Some(row.rule(known, desk)), row.notice().deadline(desk)),
            Err(_) => (known.cloned(), None),
        };
        Typed { placed, rule, until }
    };
    let mut typed: Vec<Typed<R>> = rows.drain(..).map(read).collect();
    let sound = typed.iter().all(|one| {
        let row = one.placed.row.as_ref();
        row.is_ok_and(|row| row.fields().iter().all(|field| !field.is_wrong()))
    });
    let calendar = desk.calendar(desk.rules());
    // Without an end is later than any end.
    let ends = |one: &Typed<R>| match &one.until {
        None => Some(DateTime::<Utc>::MAX_UTC),
        Some(until) => until.ends(&calendar),
    };
    if sound && typed.iter().all(|one| ends(one).is_some()) {
        typed.sort_by_key(ends);
    }
    let mut rules = Vec::new();
    for one in typed {
        rows.push(one.placed);
        rules.extend(one.rule);
    }
    renumber(rows);
    rules
}
