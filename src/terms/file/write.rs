//! Writing the file as a person would: the head first, then the rules kind by kind, every fact in a line of its own.
//! Reading what was written gives the same file again.

use serde::Serialize;

use super::node::{Node, key};
use super::read::{Conference, TermsFile};
use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::terms::rules::{Boundary, RegistrationWindow, Rules};
use crate::terms::value::{Deadline, Text};

/// Fields that are shares: written as numbers, whatever stands behind the point.
const SHARES: [&str; 5] = ["percent", "minus_percent", "free_percent", "rate", "over"];

/// Writes a file.
///
/// # Errors
/// When a value has no such form, which no rule is.
pub fn write(file: &TermsFile) -> Result<String, serde_json::Error> {
    let rules = &file.rules;
    let mut text = Written::default();
    text.basis(rules)?;
    text.head(&file.conference)?;
    text.clauses(&file.clauses);
    if !rules.regions.is_empty() {
        text.table("regions");
        text.fields(Node::of(&rules.regions)?, &[]);
    }
    let periods: Vec<&str> = rules.periods.iter().map(|period| period.name.as_str()).collect();
    text.windows(&rules.registration)?;
    macro_rules! lists {
        ($($word:literal: $list:ident,)*) => { $( text.rows($word, &rules.$list, &periods)?; )* };
    }
    lists! {
        "period": periods,
        "category": categories,
        "fee": fees,
        "extra": extras,
        "adjustment": adjustments,
        "charge": charges,
        "grant": grants,
        "tax": taxes,
        "due": dues,
        "method": methods,
        "refund": refunds,
        "substitution": substitutions,
        "conversion": conversions,
        "quota": quotas,
        "opening": openings,
        "requirement": requirements,
        "consent": consents,
        "clause": clauses,
    }
    text.labels(rules)?;
    text.rows("check", &file.questions, &periods)?;
    Ok(text.0)
}

/// What is written so far.
#[derive(Default)]
struct Written(String);

impl Written {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(heading);
    }

    fn table(&mut self, name: &str) {
        self.heading(&format!("[{name}]"));
    }

    /// What all rules go by; lines without a heading stand first.
    fn basis(&mut self, rules: &Rules) -> Result<(), serde_json::Error> {
        let basis = Rules {
            counts: rules.counts,
            stacking: rules.stacking,
            holidays: rules.holidays.clone(),
            ..Rules::default()
        };
        self.fields(Node::of(&basis)?, &[]);
        Ok(())
    }

    fn head(&mut self, conference: &Conference) -> Result<(), serde_json::Error> {
        self.table("conference");
        self.field("name", &Node::from(conference.name.as_str()));
        if !conference.source.is_empty() {
            self.field("source", &Node::from(conference.source.as_str()));
        }
        if conference.language != Lang::En {
            self.field("language", &Node::from(conference.language.code()));
        }
        self.field("zone", &Node::from(conference.zone.name()));
        for (word, boundary) in [("starts", conference.starts), ("ends", conference.ends)] {
            if let Some(boundary) = boundary {
                self.field(word, &moment(boundary));
            }
        }
        for (word, list) in [
            ("assumed", &conference.assumed),
            ("open", &conference.open),
            ("kinds", &conference.kinds),
        ] {
            if !list.is_empty() {
                self.field(word, &Node::of(list)?);
            }
        }
        Ok(())
    }

    fn clauses(&mut self, clauses: &Localized) {
        if clauses.is_empty() {
            return;
        }
        self.table("free_clauses");
        for lang in Lang::ALL {
            if let Some(text) = clauses.get(lang) {
                self.field(lang.code(), &Node::from(text));
            }
        }
    }

    fn windows(&mut self, windows: &[RegistrationWindow]) -> Result<(), serde_json::Error> {
        for window in windows {
            self.heading("[[registration]]");
            let mut node = Node::of(window)?;
            for (word, boundary) in [("opens", window.opens), ("until", window.until)] {
                if let (Some(boundary), Some(field)) = (boundary, node.field_mut(word)) {
                    *field = moment(boundary);
                }
            }
            self.fields(node, &[]);
        }
        Ok(())
    }

    fn rows<T: Serialize>(
        &mut self,
        word: &str,
        rows: &[T],
        periods: &[&str],
    ) -> Result<(), serde_json::Error> {
        for row in rows {
            self.heading(&format!("[[{word}]]"));
            self.fields(Node::of(row)?, periods);
        }
        Ok(())
    }

    /// The fields of a table, prices in the order of their periods.
    fn fields(&mut self, node: Node, periods: &[&str]) {
        let Node::Table(fields) = node else {
            return;
        };
        for (word, mut value) in fields {
            if word == "prices" || word == "percent" {
                value.order_by(periods);
            }
            if SHARES.contains(&word.as_str()) {
                value.bare();
            }
            self.field(&word, &value);
        }
    }

    /// A field in a line; what is too long for one, in several.
    fn field(&mut self, word: &str, value: &Node) {
        for line in value.lines(&key(word)) {
            self.line(&line);
        }
    }

    fn labels(&mut self, rules: &Rules) -> Result<(), serde_json::Error> {
        let (plain, each): (Vec<_>, Vec<_>) = rules
            .labels
            .iter()
            .partition(|(_, text)| matches!(text, Text::Plain(_)));
        if !plain.is_empty() {
            self.table("labels");
        }
        for (name, text) in plain {
            self.field(name, &Node::of(text)?);
        }
        for (name, text) in each {
            self.table(&format!("labels.{}", key(name)));
            self.fields(Node::of(text)?, &[]);
        }
        Ok(())
    }
}

/// A day, or a minute of one, as the format teaches to write it.
fn moment(boundary: Boundary) -> Node {
    let deadline = match boundary {
        Boundary::Day(day) => Deadline::Day(day),
        Boundary::Moment(moment) => Deadline::Local(moment),
    };
    Node::from(deadline.to_string().as_str())
}
