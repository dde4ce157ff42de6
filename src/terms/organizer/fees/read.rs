//! Making rules of what stands in the form. What is wrong with a field is noted in it; what the form knows nothing of
//! stays as it is.

use std::collections::BTreeMap;

use super::super::days::{read_count, read_day};
use super::super::desk::Desk;
use super::form::{DueFields, FeeRow, FeesForm, MISSED, StepRow, TaxFields, step_names};
use super::plain;
use crate::platform::lang::Lang;
use crate::terms::document::VOCABULARY;
use crate::terms::rules::{Category, Counts, Due, Fee, Period, Rules, Tax, TaxMode};
use crate::terms::value::{Anchor, Currency, Deadline, Money, Prices, Text, Unit};

/// The longest name of a step or a tax, in characters.
const MAX_NAME: usize = 60;

impl FeesForm {
    /// The stored rules with what was typed.
    pub fn typed(&mut self, desk: &Desk<'_>) -> Rules {
        let mut rules = desk.rules().clone();
        let currencies = self.typed_currencies(desk);
        let mut periods: Vec<Period> = Vec::new();
        for step in &mut self.steps {
            let period = step.typed(&periods, &mut rules.labels, desk);
            periods.push(period);
        }
        let mut typed: BTreeMap<String, Fee> = BTreeMap::new();
        for row in &mut self.rows {
            let stored = self.plain.fee(&row.key, desk.rules());
            if let Some(fee) = row.typed(&currencies, &periods, stored, desk) {
                typed.insert(row.key.clone(), fee);
            }
        }
        rules.fees = self.placed(typed, &rules.fees);
        rules.periods = periods;
        // Terms that list categories must list every one that they name.
        if !rules.categories.is_empty() {
            let named = rules.fees.iter().flat_map(|fee| &fee.category.0);
            let listed = |key: &&String| rules.categories.iter().any(|category| category.key == **key);
            let own = |key: &&String| desk.names.iter().any(|(name, _)| name == *key);
            let missing: Vec<Category> = named
                .filter(|key| own(key) && !listed(key))
                .map(|key| Category {
                    key: key.clone(),
                    ..Category::default()
                })
                .collect();
            rules.categories.extend(missing);
        }
        rules.counts = if self.counts.is("payment") {
            Counts::Payment
        } else {
            Counts::Registration
        };
        if let Some(tax) = &mut self.tax {
            rules.taxes = tax.typed(desk).into_iter().collect();
        }
        if let Some(due) = &mut self.due {
            rules.dues = due.typed(desk).into_iter().collect();
        }
        rules
    }

    /// The currency of each column, where it is one.
    fn typed_currencies(&mut self, desk: &Desk<'_>) -> Vec<Option<Currency>> {
        let mut all: Vec<Option<Currency>> = Vec::new();
        for (index, field) in self.currencies.iter_mut().enumerate() {
            let code = crate::platform::text::normalise_width(field.typed()).to_uppercase();
            let used = (self.rows.iter()).any(|row| {
                let mut cells = row.cells.iter().filter_map(|column| column.get(index));
                cells.any(|cell| !cell.is_empty())
            });
            let currency: Option<Currency> = code.parse().ok();
            if currency.is_none() && (used || !code.is_empty()) {
                field.blame(desk.t.of("terms-currency-odd"));
            }
            if currency.is_some() && all.contains(&currency) {
                field.blame(desk.t.of("terms-currency-twice"));
            }
            all.push(currency);
        }
        all
    }

    /// The fees in their order: those of the table where they stood, new ones before one that is for everybody.
    fn placed(&self, mut typed: BTreeMap<String, Fee>, stored: &[Fee]) -> Vec<Fee> {
        let mut fees = Vec::new();
        for (index, fee) in stored.iter().enumerate() {
            match self.plain.key(index) {
                Some(key) => fees.extend(typed.remove(key)),
                None => fees.push(fee.clone()),
            }
        }
        let everybody = typed.remove("");
        let end = fees.iter().position(plain::is_last).unwrap_or(fees.len());
        let new = self.rows.iter().filter_map(|row| typed.remove(&row.key));
        fees.splice(end..end, new);
        fees.extend(everybody);
        fees
    }
}

impl StepRow {
    /// The period that it states, and in `labels` what it is called.
    fn typed(&mut self, before: &[Period], labels: &mut BTreeMap<String, Text>, desk: &Desk<'_>) -> Period {
        let stored = self
            .stored
            .checked_sub(1)
            .and_then(|index| desk.rules().periods.get(index));
        if let (Some(_), Some(stored)) = (&self.fixed, stored) {
            return stored.clone();
        }
        let names: Vec<Option<String>> = self
            .names
            .iter_mut()
            .map(|name| name.line(MAX_NAME, desk.t))
            .collect();
        let names: Vec<(Lang, String)> = Lang::ALL
            .into_iter()
            .zip(names)
            .filter_map(|(lang, name)| Some((lang, name.filter(|name| !name.is_empty())?)))
            .collect();
        let default = desk.event.default_language;
        let own = names.iter().find(|(lang, _)| *lang == default).or(names.first());
        let key = match (stored, own) {
            (Some(stored), _) => stored.name.clone(),
            (None, Some((_, name))) => known_word(&names, desk).unwrap_or_else(|| name.clone()),
            (None, None) => String::new(),
        };
        let first = Lang::ALL
            .iter()
            .position(|lang| *lang == default)
            .unwrap_or_default();
        if let Some(field) = self.names.get_mut(first) {
            if names.is_empty() {
                field.blame(desk.t.of("terms-step-nameless"));
            } else if before.iter().any(|period| period.name == key) {
                field.blame(desk.t.of("terms-step-twice"));
            }
        }
        let said: Vec<(Lang, String)> = Lang::ALL
            .into_iter()
            .zip(step_names(&key, desk))
            .filter(|(_, name)| !name.is_empty())
            .collect();
        if said != names && !names.is_empty() {
            labels.insert(key.clone(), Text::Each(names.into_iter().collect()));
        }
        Period {
            name: key,
            until: read_day(&mut self.until, desk),
            on_site: self.on_site.is("yes"),
            ..stored.cloned().unwrap_or_default()
        }
    }
}

/// The word that all languages know, where a name is called nothing else in any of them.
fn known_word(names: &[(Lang, String)], desk: &Desk<'_>) -> Option<String> {
    let same = |word: &&&str| {
        let said: BTreeMap<Lang, String> = Lang::ALL.into_iter().zip(step_names(word, desk)).collect();
        names.iter().all(|(lang, name)| {
            said.get(lang)
                .is_some_and(|said| said.to_lowercase() == name.to_lowercase())
        })
    };
    VOCABULARY.iter().find(same).map(|word| (*word).to_owned())
}

impl FeeRow {
    /// The fee that it states; `None` where it states nothing.
    fn typed(
        &mut self,
        currencies: &[Option<Currency>],
        periods: &[Period],
        stored: Option<&Fee>,
        desk: &Desk<'_>,
    ) -> Option<Fee> {
        let mut columns = self.cells.iter_mut().map(|cells| {
            let amounts = cells.iter_mut().zip(currencies).filter_map(|(cell, currency)| {
                if cell.is_empty() {
                    return None;
                }
                let amount = desk.amount(cell.typed(), (*currency)?);
                amount.map_err(|words| cell.blame(words)).ok()
            });
            amounts.collect::<Vec<Money>>()
        });
        let whole = columns.next().unwrap_or_default();
        let by_step: Vec<Vec<Money>> = columns.collect();
        let steps: BTreeMap<String, Vec<Money>> = periods
            .iter()
            .map(|period| period.name.clone())
            .zip(by_step)
            .filter(|(_, amounts)| !amounts.is_empty())
            .collect();
        if whole.is_empty() && steps.is_empty() {
            return None;
        }
        if !whole.is_empty()
            && !steps.is_empty()
            && let Some(cell) = self.cells.first_mut().and_then(|cells| cells.first_mut())
        {
            cell.blame(desk.t.of("terms-fee-both"));
        }
        let kept = |name: Option<&str>| match name {
            None => stored.map(|fee| &fee.price),
            Some(name) => stored.and_then(|fee| fee.prices.get(name)),
        };
        Some(Fee {
            price: prices(whole, kept(None)),
            prices: steps
                .into_iter()
                .map(|(name, amounts)| {
                    let price = prices(amounts, kept(Some(&name)));
                    (name, price)
                })
                .collect(),
            ..stored.cloned().unwrap_or_else(|| plain::new_fee(&self.key))
        })
    }
}

/// Amounts as a price; the stored one where it says the same in another order.
fn prices(amounts: Vec<Money>, stored: Option<&Prices>) -> Prices {
    let sorted = |all: &[Money]| {
        let mut all = all.to_vec();
        all.sort();
        all
    };
    match stored.filter(|stored| sorted(stored.all()) == sorted(&amounts)) {
        Some(stored) => stored.clone(),
        // Two of one currency were blamed where the currencies stand.
        None => Prices::try_from(amounts).unwrap_or_default(),
    }
}

impl TaxFields {
    fn typed(&mut self, desk: &Desk<'_>) -> Option<Tax> {
        let mode = match self.mode.value.as_str() {
            "included" => TaxMode::Included,
            "added" => TaxMode::Added,
            "exempt" => TaxMode::Exempt,
            _ => {
                let unused = "terms-tax-mode-missing";
                for field in [&mut self.rate, &mut self.name] {
                    if !field.is_empty() {
                        field.blame(desk.t.of(unused));
                    }
                }
                return None;
            }
        };
        let rate = desk.share(&mut self.rate);
        match mode {
            TaxMode::Added if self.rate.is_empty() => self.rate.blame(desk.t.of("terms-percent-missing")),
            TaxMode::Exempt if rate.is_some() => self.rate.blame(desk.t.of("terms-tax-exempt-rate")),
            _ => {}
        }
        Some(Tax {
            name: self.name.line(MAX_NAME, desk.t).unwrap_or_default(),
            rate,
            ..match desk.rules().taxes.first() {
                Some(stored) => Tax {
                    mode,
                    ..stored.clone()
                },
                None => new_tax(mode),
            }
        })
    }
}

fn new_tax(mode: TaxMode) -> Tax {
    Tax {
        mode,
        name: String::new(),
        on: crate::terms::rules::Keys::default(),
        when: crate::terms::facts::When::default(),
        unless: None,
        rate: None,
    }
}

impl DueFields {
    fn typed(&mut self, desk: &Desk<'_>) -> Option<Due> {
        let anchor = match self.kind.value.as_str() {
            "registration" => Some(Anchor::Registration),
            "invoice" => Some(Anchor::Invoice),
            "day" => None,
            _ => {
                if !self.value.is_empty() {
                    self.value.blame(desk.t.of("terms-due-kind-missing"));
                }
                return None;
            }
        };
        let by = if let Some(anchor) = anchor {
            read_count(&mut self.value, desk).map(|count| Deadline::Relative {
                count: count.max(1),
                unit: Unit::Days,
                before: false,
                anchor,
            })
        } else {
            let day = read_day(&mut self.value, desk);
            if day.is_none() {
                self.value.blame(desk.t.of("terms-window-odd"));
            }
            day
        };
        let missed = MISSED.iter().find(|(value, _)| self.missed.is(value));
        let stored = desk.rules().dues.first();
        Some(Due {
            by,
            missed: missed.map(|(_, missed)| *missed),
            ..stored.cloned().unwrap_or_else(|| Due {
                name: "payment".to_owned(),
                ..Due::default()
            })
        })
    }
}
