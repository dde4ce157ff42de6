//! Where in a text each rule stands.

use toml::de::{DeTable, DeValue};

use crate::terms::rules::{RuleKind, RuleRef};

/// The rules of a text by where they begin.
#[derive(Debug)]
pub struct Places(Vec<Place>);

#[derive(Debug)]
struct Place {
    begins: usize,
    line: usize,
    rule: RuleRef,
}

impl Places {
    /// Those of `text`, as far as it can be read.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let mut places = Vec::new();
        for (word, value) in table.get_ref() {
            let (Some(kind), DeValue::Array(all)) = (RuleKind::by_word(word.get_ref()), value.get_ref())
            else {
                continue;
            };
            places.extend(all.iter().enumerate().map(|(index, one)| Place {
                begins: one.span().start,
                line: 0,
                rule: RuleRef::new(kind, index),
            }));
        }
        places.sort_by_key(|place| place.begins);
        let (mut line, mut at) = (1, 0);
        for place in &mut places {
            line += breaks(text, at, place.begins);
            (place.line, at) = (line, place.begins);
        }
        Self(places)
    }

    /// The line on which a rule begins, from 1.
    #[must_use]
    pub fn line(&self, rule: RuleRef) -> Option<usize> {
        let whole = RuleRef::new(rule.kind, rule.index);
        let place = self.0.iter().find(|place| place.rule == whole)?;
        Some(place.line)
    }

    /// The rule that something at this byte belongs to.
    pub(super) fn at(&self, byte: usize) -> Option<RuleRef> {
        let place = self.0.iter().rfind(|place| place.begins <= byte)?;
        Some(place.rule)
    }
}

/// How many lines end between two bytes, each at the beginning of a letter.
pub(super) fn breaks(text: &str, from: usize, to: usize) -> usize {
    text.get(from..to).unwrap_or_default().matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_line_and_a_byte_by_its_rule() {
        let text = "counts = \"payment\"\n[conference]\nname = \"C\"\n\n[[refund]]\npercent = 50\n[[fee]]\n\
                    price = \"1 EUR\"\n[[refund]]\npercent = 0\n";
        let places = Places::of(text);
        let refund = |index| RuleRef::new(RuleKind::Refund, index);
        assert_eq!(places.line(refund(0)), Some(5));
        assert_eq!(places.line(refund(1)), Some(9));
        assert_eq!(places.line(refund(2)), None);
        assert_eq!(places.at(text.len() - 2), Some(refund(1)));
        assert_eq!(
            places.at(text.find("price").unwrap()),
            Some(RuleRef::new(RuleKind::Fee, 0))
        );
        assert_eq!(places.at(3), None);
    }
}
