//! What somebody says and chooses that the price depends on, and which questions the rules put to her because of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::engine::{Order, Participant};
use super::facts::{Fact, FactKind, Facts, Known, Test, When};
use super::rules::Rules;
use super::value::{Currency, Prices, is_default};
use crate::platform::countries::Country;

/// What one registrant says and chooses beside her category.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// What she says of herself.
    #[serde(default, skip_serializing_if = "is_default")]
    pub facts: Facts,
    /// Extras by key, and how many of each.
    #[serde(default, skip_serializing_if = "is_default")]
    pub extras: BTreeMap<String, u32>,
    /// In which currency she pays, where the terms leave the choice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub currency: Option<Currency>,
}

impl Choices {
    /// Whether nothing was said and nothing chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What she orders: her own place in `category`, with the extras she chose.
    #[must_use]
    pub fn order(&self, category: &str, country: Option<Country>, organization: Option<&str>) -> Order {
        let mut facts = self.facts.clone();
        if let Some(country) = country {
            facts = facts.with(Fact::Country, Known::Word(country.code().to_owned()));
        }
        if let Some(organization) = organization {
            facts = facts.with(Fact::Organization, Known::Word(organization.to_owned()));
        }
        Order {
            participants: vec![Participant {
                facts: facts.clone(),
                ..Participant::of(category)
            }],
            extras: self.extras.clone(),
            facts,
            currency: self.currency,
        }
    }
}

/// What is asked because a rule depends on it: of money, or of what she agrees to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked for.
    pub fact: Fact,
    /// The words to choose from, where it is told by one. A code is typed: whoever has none learns of none.
    pub words: Vec<String>,
}

/// Whether taking part costs anything at all.
#[must_use]
pub fn is_priced(rules: &Rules) -> bool {
    !(rules.fees.is_empty() && rules.extras.is_empty() && rules.charges.is_empty())
}

/// What is to be asked before the rules can say what somebody pays and agrees to, in the order of the facts.
#[must_use]
pub fn questions(rules: &Rules) -> Vec<Question> {
    let mut asked: BTreeMap<Fact, BTreeSet<&str>> = BTreeMap::new();
    for when in conditions(rules) {
        for (fact, test) in when.iter().filter(|(fact, _)| is_asked(*fact)) {
            let words = asked.entry(fact).or_default();
            match test {
                Test::Word(word) => words.extend([word.as_str()]),
                Test::AnyOf(several) => words.extend(several.iter().map(String::as_str)),
                Test::YesNo(_) | Test::Number(_) | Test::Within(_) => {}
            }
        }
    }
    if let Some(words) = asked.get_mut(&Fact::Method) {
        let usable = rules.methods.iter().filter(|method| !method.refused);
        words.extend(usable.map(|method| method.name.as_str()));
    }
    asked
        .into_iter()
        .map(|(fact, words)| Question {
            fact,
            words: if fact == Fact::Code {
                Vec::new()
            } else {
                words.into_iter().map(ToOwned::to_owned).collect()
            },
        })
        .collect()
}

/// The currencies somebody may choose from; fewer than two leave no choice.
#[must_use]
pub fn currencies(rules: &Rules) -> Vec<Currency> {
    let fees = rules
        .fees
        .iter()
        .flat_map(|fee| [&fee.price].into_iter().chain(fee.prices.values()));
    let extras = rules
        .extras
        .iter()
        .flat_map(|extra| [&extra.price].into_iter().chain(extra.prices.values()));
    let mut all: Vec<Currency> = Vec::new();
    for money in fees
        .chain(extras)
        .filter(|prices| is_a_choice(prices))
        .flat_map(Prices::all)
    {
        if !all.contains(&money.currency) {
            all.push(money.currency);
        }
    }
    all
}

fn is_a_choice(prices: &Prices) -> bool {
    prices.all().len() > 1
}

/// The conditions of every rule that enters a quote, a due date or a tax, and of the consents.
fn conditions(rules: &Rules) -> impl Iterator<Item = &When> {
    let fees = rules.fees.iter().map(|fee| &fee.when);
    let adjustments = rules
        .adjustments
        .iter()
        .flat_map(|one| [&one.when].into_iter().chain(&one.unless));
    let charges = rules
        .charges
        .iter()
        .filter(|one| !one.on_request && !one.on_site)
        .flat_map(|one| [&one.when].into_iter().chain(&one.unless));
    let taxes = rules
        .taxes
        .iter()
        .flat_map(|one| [&one.when].into_iter().chain(&one.unless));
    let dues = rules.dues.iter().map(|due| &due.when);
    let consents = rules.consents.iter().map(|consent| &consent.when);
    fees.chain(adjustments)
        .chain(charges)
        .chain(taxes)
        .chain(dues)
        .chain(consents)
}

/// Whether a registrant can tell it, and the form does not ask for it anyway. What an organizer finds out, proof and
/// payment among others, is not hers to tell.
#[must_use]
pub fn is_asked(fact: Fact) -> bool {
    match fact {
        Fact::Mode
        | Fact::Ticket
        | Fact::Role
        | Fact::Payer
        | Fact::Method
        | Fact::Code
        | Fact::Body
        | Fact::Rank
        | Fact::Outlet
        | Fact::Lodging
        | Fact::Section
        | Fact::Member
        | Fact::Student
        | Fact::Age
        | Fact::Papers
        | Fact::Nights
        | Fact::Distance
        | Fact::Area => true,
        Fact::Category
        | Fact::Country
        | Fact::Region
        | Fact::Organization
        | Fact::Reason
        | Fact::Proof
        | Fact::Paid
        | Fact::Approved
        | Fact::Accompanying
        | Fact::Accredited => false,
    }
}

impl Question {
    /// What it is told by.
    #[must_use]
    pub fn kind(&self) -> FactKind {
        self.fact.kind()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rules(value: serde_json::Value) -> Rules {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn what_a_rule_of_money_depends_on_is_asked_and_nothing_else() {
        let rules = rules(json!({
            "fee": [
                {"when": {"member": true, "category": "a"}, "price": "10 EUR"},
                {"when": {"role": ["speaker", "author"]}, "price": "20 EUR"},
                {"price": "30 EUR"},
            ],
            "adjustment": [{"name": "code", "when": {"code": "SPRING"}, "percent": 10}],
            "charge": [
                {"name": "card", "when": {"method": "card"}, "percent": 3},
                {"name": "badge", "when": {"nights": 2}, "amount": "5 EUR", "on_request": true},
            ],
            "method": [{"name": "card"}, {"name": "bank transfer"}, {"name": "cheque", "refused": true}],
            "refund": [{"when": {"reason": "visa refused"}, "percent": 100}],
        }));
        let asked: Vec<_> = questions(&rules)
            .into_iter()
            .map(|question| (question.fact, question.words))
            .collect();
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            asked,
            [
                (Fact::Role, words(&["author", "speaker"])),
                (Fact::Method, words(&["bank transfer", "card"])),
                (Fact::Code, words(&[])),
                (Fact::Member, words(&[])),
            ]
        );
    }

    #[test]
    fn one_currency_is_no_choice() {
        assert!(currencies(&rules(json!({"fee": [{"price": "10 EUR"}]}))).is_empty());
        let two = rules(json!({"fee": [{"price": "10 EUR"}, {"price": ["10 EUR", "900 RUB"]}]}));
        assert_eq!(currencies(&two).len(), 2);
        assert!(!is_priced(&rules(json!({"registration": []}))));
    }

    #[test]
    fn choices_read_back_as_they_were_written() {
        let choices = Choices {
            facts: Facts::default().with(Fact::Member, Known::YesNo(true)),
            extras: BTreeMap::from([("dinner".to_owned(), 2)]),
            currency: "EUR".parse().ok(),
        };
        let written = json!(choices);
        assert_eq!(
            written,
            json!({"facts": {"member": true}, "extras": {"dinner": 2}, "currency": "EUR"})
        );
        assert_eq!(serde_json::from_value::<Choices>(written).unwrap(), choices);
        assert_eq!(json!(Choices::default()), json!({}));
    }
}
