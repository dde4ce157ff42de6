//! Gaps and overlaps between rows, edge days that two rows or none claim, and deadlines when all is over.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::finding::{Finding, Trouble};
use crate::terms::engine::edges;
use crate::terms::rules::{Edge, Refund, RuleKind, RuleRef, Rules, Span, Substitution};
use crate::terms::value::Calendar;

pub(super) fn examine(rules: &Rules, calendar: &Calendar<'_>, found: &mut Vec<Finding>) {
    let local = |instant: DateTime<Utc>| calendar.zone.local(instant);
    let mut report = |rule: RuleRef, trouble| {
        found.push(Finding {
            rule: Some(rule),
            trouble,
        });
    };
    let over = calendar
        .ends
        .or(calendar.starts)
        .map(|ends| calendar.zone.end_of_day(ends.date()));

    for (kind, index, edge) in edges(rules) {
        let rule = RuleRef::new(kind, index);
        for (word, deadline) in edge.deadlines() {
            let at = if matches!(word, "until" | "after") {
                deadline.ends(calendar)
            } else {
                deadline.begins(calendar)
            };
            match (at, over) {
                (None, _) => report(
                    rule,
                    Trouble::UnknownDay {
                        word,
                        deadline: deadline.to_string(),
                    },
                ),
                (Some(at), Some(over)) if at > over && ends_with_the_event(kind) && word != "after" => {
                    report(
                        rule,
                        Trouble::AfterTheEvent {
                            word,
                            deadline: local(at),
                        },
                    );
                }
                _ => {}
            }
        }
        if let Some(Span {
            begins: Some(begins),
            ends: Some(ends),
        }) = edge.span(calendar)
            && ends <= begins
        {
            report(
                rule,
                Trouble::Backwards {
                    begins: local(begins),
                    ends: local(ends),
                },
            );
        }
    }
    for (index, window) in rules.registration.iter().enumerate() {
        let rule = RuleRef::new(RuleKind::Registration, index);
        let opens = window.opens.map(|opens| opens.begins(calendar.zone));
        let until = window.until.map(|until| until.ends(calendar.zone));
        if let (Some(begins), Some(ends)) = (opens, until)
            && ends <= begins
        {
            report(
                rule,
                Trouble::Backwards {
                    begins: local(begins),
                    ends: local(ends),
                },
            );
        }
        if let (Some(until), Some(over)) = (until, over)
            && until > over
        {
            report(
                rule,
                Trouble::AfterTheEvent {
                    word: "until",
                    deadline: local(until),
                },
            );
        }
    }
    for names in period_sets(rules) {
        let rows = rules.periods.iter().enumerate().filter(|(_, period)| {
            let dated = period.edge().deadlines().next().is_some();
            names.contains(period.name.as_str()) && !period.unstated && (dated || !period.on_site)
        });
        let rows = rows
            .map(|(index, period)| Row::new(RuleKind::Period, index, period.edge(), true))
            .collect::<Vec<_>>();
        chain(&rows, calendar, false, &mut report);
        late_without_price(rules, &names, calendar, &mut report);
    }
    for (index, row) in rules.refunds.iter().enumerate() {
        let same =
            |other: &Refund| (&other.of, &other.when, &other.unless) == (&row.of, &row.when, &row.unless);
        if rules.refunds.iter().position(same) != Some(index) {
            continue;
        }
        // A row for everybody also holds after the last row for some.
        let general = |other: &Refund| {
            other.when.is_empty() && other.unless.is_none() && (other.of.0.is_empty() || other.of == row.of)
        };
        let rows = rules
            .refunds
            .iter()
            .enumerate()
            .filter(|(_, other)| same(other) || general(other))
            .map(|(index, other)| Row::new(RuleKind::Refund, index, other.edge(), same(other)))
            .collect::<Vec<_>>();
        chain(&rows, calendar, row.when.is_empty(), &mut report);
    }
    for (index, row) in rules.substitutions.iter().enumerate() {
        let same = |other: &Substitution| {
            (&other.when, &other.unless, other.on_site) == (&row.when, &row.unless, row.on_site)
        };
        if rules.substitutions.iter().position(same) != Some(index) {
            continue;
        }
        let general =
            |other: &Substitution| other.when.is_empty() && other.unless.is_none() && !other.on_site;
        let rows = rules
            .substitutions
            .iter()
            .enumerate()
            .filter(|(_, other)| same(other) || general(other))
            .map(|(index, other)| Row::new(RuleKind::Substitution, index, other.edge(), same(other)))
            .collect::<Vec<_>>();
        chain(&rows, calendar, false, &mut report);
    }
}

/// What makes no sense once the event is over.
fn ends_with_the_event(kind: RuleKind) -> bool {
    matches!(
        kind,
        RuleKind::Period
            | RuleKind::Fee
            | RuleKind::Adjustment
            | RuleKind::Refund
            | RuleKind::Substitution
            | RuleKind::Conversion
    )
}

/// The sets of periods that one price list names; all together where the prices are stated elsewhere.
fn period_sets(rules: &Rules) -> BTreeSet<BTreeSet<&str>> {
    let lists = (rules.fees.iter().map(|fee| &fee.prices))
        .chain(rules.extras.iter().map(|extra| &extra.prices))
        .chain(rules.adjustments.iter().map(|one| &one.prices));
    let mut sets: BTreeSet<BTreeSet<&str>> = lists
        .filter(|prices| !prices.is_empty())
        .map(|prices| prices.keys().map(String::as_str).collect())
        .collect();
    if sets.is_empty() && rules.fees.is_empty() {
        sets.insert(rules.periods.iter().map(|period| period.name.as_str()).collect());
    }
    sets
}

/// A row, and whether it is of those that are examined or of those that hold for everybody else too.
struct Row<'a> {
    rule: RuleRef,
    edge: Edge<'a>,
    own: bool,
}

impl<'a> Row<'a> {
    fn new(kind: RuleKind, index: usize, edge: Edge<'a>, own: bool) -> Self {
        Self {
            rule: RuleRef::new(kind, index),
            edge,
            own,
        }
    }
}

/// Rows of which the first that holds counts, one after the other. `must_end` asks that the last has no end.
fn chain(
    rows: &[Row<'_>],
    calendar: &Calendar<'_>,
    must_end: bool,
    report: &mut impl FnMut(RuleRef, Trouble),
) {
    let mut earlier: Vec<(RuleRef, Span)> = Vec::new();
    for &Row { rule, edge, own } in rows {
        let Some(span) = edge.span(calendar) else {
            return;
        };
        if let Some((first, _)) = earlier.iter().find(|(_, other)| covers(*other, span)) {
            if own {
                report(rule, Trouble::Unreachable(*first));
            }
            continue;
        }
        if let (Some((before, Span { ends: Some(end), .. })), Some(begins)) = (earlier.last(), span.begins) {
            between(*before, rule, *end, begins, calendar, report);
        }
        earlier.push((rule, span));
    }
    let last = earlier
        .iter()
        .max_by_key(|(_, span)| (span.ends.is_none(), span.ends));
    if must_end && let Some((rule, Span { ends: Some(end), .. })) = last {
        report(*rule, Trouble::OpenEnd(calendar.zone.local(*end)));
    }
}

/// Whether one stretch of time holds all of another.
fn covers(one: Span, other: Span) -> bool {
    let from_before = match (one.begins, other.begins) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(one), Some(other)) => one <= other,
    };
    let until_after = match (one.ends, other.ends) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(one), Some(other)) => one >= other,
    };
    from_before && until_after
}

fn between(
    earlier: RuleRef,
    rule: RuleRef,
    end: DateTime<Utc>,
    begins: DateTime<Utc>,
    calendar: &Calendar<'_>,
    report: &mut impl FnMut(RuleRef, Trouble),
) {
    let zone = calendar.zone;
    let (from, until) = (end.min(begins), end.max(begins));
    if from == until {
        return;
    }
    let day = zone.date(from);
    let whole = zone.start_of_day(day) == from && zone.end_of_day(day) == until;
    let trouble = match (begins > end, whole) {
        (true, true) => Trouble::EdgeDayOfNone { before: earlier, day },
        (true, false) => Trouble::Gap {
            before: earlier,
            from: zone.local(from),
            until: zone.local(until),
        },
        (false, true) => Trouble::EdgeDayOfTwo { before: earlier, day },
        (false, false) => Trouble::Overlap {
            before: earlier,
            from: zone.local(from),
            until: zone.local(until),
        },
    };
    report(rule, trouble);
}

/// One may still register, and the last price has ceased to hold.
fn late_without_price(
    rules: &Rules,
    names: &BTreeSet<&str>,
    calendar: &Calendar<'_>,
    report: &mut impl FnMut(RuleRef, Trouble),
) {
    let rows = || {
        rules
            .periods
            .iter()
            .enumerate()
            .filter(|(_, period)| names.contains(period.name.as_str()))
    };
    if rows().any(|(_, period)| period.on_site || period.unstated) {
        return;
    }
    let Some((index, last)) = rows().next_back() else {
        return;
    };
    let closes = rules.registration.iter().filter_map(|window| window.until);
    let closes = closes.map(|until| until.ends(calendar.zone)).max();
    let ends = last.edge().span(calendar).and_then(|span| span.ends);
    if let (Some(closes), Some(ends)) = (closes, ends)
        && closes - ends > TimeDelta::zero()
    {
        report(
            RuleRef::new(RuleKind::Period, index),
            Trouble::NoPriceAtTheEnd {
                registration: calendar.zone.local(closes),
                price: calendar.zone.local(ends),
            },
        );
    }
}
