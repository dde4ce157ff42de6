//! The fees as they stand in the form: currencies, steps, and a table with a row a category and a column a step.

use super::super::desk::Desk;
use super::super::field::{Field, adds, row_numbers};
use super::plain::{self, MOST_CELLS, MOST_CURRENCIES, Plain};
use crate::platform::lang::Lang;
use crate::platform::web::RawForm;
use crate::terms::document::VOCABULARY;
use crate::terms::rules::{Counts, Missed, Period, RuleKind, RuleRef, Rules, TaxMode};
use crate::terms::value::{Prices, Text};

/// More steps than anybody needs; the page stays a page.
pub(super) const MOST_STEPS: usize = 8;
/// As many rows as are read, whatever a program sends.
const MOST_READ: usize = 60;

/// A step as it stands in the form.
#[derive(Debug, Default)]
pub(super) struct StepRow {
    /// Its place among the form's steps, from 1.
    pub position: usize,
    /// Which period of the stored draft it was, from 1; 0 is a new one.
    pub stored: usize,
    /// A period that the form cannot show, as a sentence.
    pub fixed: Option<String>,
    /// Its name, in the order of [`Lang::ALL`].
    pub names: Vec<Field>,
    pub until: Field,
    pub on_site: Field,
}

/// A row of the table.
#[derive(Debug)]
pub(super) struct FeeRow {
    /// Key of the category; empty is everybody else.
    pub key: String,
    pub name: String,
    /// By column, then by currency. The first column is for one amount whatever the step.
    pub cells: Vec<Vec<Field>>,
}

/// The tax of everything.
#[derive(Debug)]
pub(super) struct TaxFields {
    pub mode: Field,
    pub rate: Field,
    pub name: Field,
}

/// When everything is due.
#[derive(Debug)]
pub(super) struct DueFields {
    pub kind: Field,
    pub value: Field,
    pub missed: Field,
}

/// The form.
#[derive(Debug)]
pub(super) struct FeesForm {
    pub currencies: Vec<Field>,
    pub steps: Vec<StepRow>,
    /// Empty where the table would be too large for a form.
    pub rows: Vec<FeeRow>,
    pub counts: Field,
    /// `None` where the form cannot show it.
    pub tax: Option<TaxFields>,
    pub due: Option<DueFields>,
    /// Which fees stand in the table.
    pub(super) plain: Plain,
}

impl FeesForm {
    /// The form of the stored rules.
    pub fn stored(desk: &Desk<'_>) -> Self {
        let rules = desk.rules();
        let steps: Vec<StepRow> = (1..)
            .zip(&rules.periods)
            .map(|(number, period)| stored_step(number, number, period, desk))
            .collect();
        let mut plain = Plain::of(rules);
        let keys = row_keys(desk, &plain);
        if keys.len() * (steps.len() + 1) * plain.currencies.len().max(1) > MOST_CELLS {
            plain = Plain::default();
        }
        let mut currencies: Vec<Field> = (1..)
            .zip(&plain.currencies)
            .map(|(number, currency)| Field::new(format!("currency_{number}"), currency.code()))
            .collect();
        if currencies.is_empty() {
            currencies.push(Field::new("currency_1", ""));
        }
        let mut form = Self {
            counts: Field::new(
                "counts",
                match rules.counts {
                    Counts::Registration => "registration",
                    Counts::Payment => "payment",
                },
            ),
            tax: plain::shows_tax(rules).then(|| TaxFields::of(rules.taxes.first())),
            due: plain::shows_due(rules).then(|| DueFields::of(plain::due(rules))),
            currencies,
            steps,
            rows: Vec::new(),
            plain,
        };
        if form.has_table(keys.len()) {
            form.rows = (1..)
                .zip(&keys)
                .map(|(number, key)| form.stored_row(number, key, desk))
                .collect();
        }
        form
    }

    /// The form as it was sent, after its buttons for rows were obeyed.
    pub fn sent(form: &RawForm, desk: &Desk<'_>) -> Self {
        let rules = desk.rules();
        let plain = Plain::of(rules);
        let keys = row_keys(desk, &plain);
        let sent_currencies = row_numbers(form, "currency", MOST_CURRENCIES);
        let sent_steps = row_numbers(form, "step", MOST_READ);
        let mut currencies: Vec<Field> = (1..)
            .zip(&sent_currencies)
            .map(|(now, sent)| {
                Field::read(form, format!("currency_{sent}")).renamed(format!("currency_{now}"))
            })
            .collect();
        if adds(form, "currency") && currencies.len() < MOST_CURRENCIES {
            currencies.push(Field::new(format!("currency_{}", currencies.len() + 1), ""));
        }
        let mut steps: Vec<StepRow> = (1..)
            .zip(&sent_steps)
            .map(|(now, sent)| sent_step(now, *sent, form, desk))
            .collect();
        if adds(form, "step") && steps.len() < MOST_STEPS {
            steps.push(new_step(steps.len() + 1));
        }
        if form.get("preset") == "steps" && steps.is_empty() {
            steps = preset(desk);
        }
        let mut all = Self {
            counts: Field::read(form, "counts"),
            tax: plain::shows_tax(rules).then(|| TaxFields::read(form)),
            due: plain::shows_due(rules).then(|| DueFields::read(form)),
            currencies,
            steps,
            rows: Vec::new(),
            plain,
        };
        if !all.has_table(keys.len()) {
            all.plain = Plain::default();
            return all;
        }
        let columns = |sent: &[usize]| std::iter::once(0).chain(sent.iter().copied()).collect::<Vec<_>>();
        let sent = Sent {
            form,
            rows: (1..=MOST_READ)
                .filter(|row| form.pairs().any(|(name, _)| name == format!("fee_{row}_key")))
                .collect(),
            columns: columns(&sent_steps),
            currencies: sent_currencies,
        };
        all.rows = (1..)
            .zip(&keys)
            .map(|(number, key)| all.sent_row(number, key, &sent, desk))
            .collect();
        all
    }

    /// Whether so many rows make a table that a form can hold.
    fn has_table(&self, rows: usize) -> bool {
        rows * (self.steps.len() + 1) * self.currencies.len() <= MOST_CELLS
    }

    /// Whether the table may get one step more.
    pub fn may_add_step(&self) -> bool {
        let cells = self.rows.len() * (self.steps.len() + 2) * self.currencies.len();
        self.steps.len() < MOST_STEPS && cells <= MOST_CELLS
    }

    /// Whether the table may get one currency more.
    pub fn may_add_currency(&self) -> bool {
        let cells = self.rows.len() * (self.steps.len() + 1) * (self.currencies.len() + 1);
        self.currencies.len() < MOST_CURRENCIES && cells <= MOST_CELLS
    }

    fn row(
        &self,
        number: usize,
        key: &str,
        desk: &Desk<'_>,
        value: impl Fn(usize, usize) -> String,
    ) -> FeeRow {
        let cells = (0..=self.steps.len()).map(|column| {
            (1..=self.currencies.len())
                .map(|currency| {
                    Field::new(
                        format!("fee_{number}_{column}_{currency}"),
                        value(column, currency),
                    )
                })
                .collect()
        });
        FeeRow {
            key: key.to_owned(),
            name: row_name(key, number == 1, desk),
            cells: cells.collect(),
        }
    }

    fn stored_row(&self, number: usize, key: &str, desk: &Desk<'_>) -> FeeRow {
        let rules = desk.rules();
        let fee = self.plain.fee(key, rules);
        let amount = |column: usize, currency: usize| {
            let currency = self.plain.currencies.get(currency - 1)?;
            let prices: &Prices = match column.checked_sub(1) {
                None => &fee?.price,
                Some(index) => fee?.prices.get(&rules.periods.get(index)?.name)?,
            };
            Some(prices.in_currency(*currency)?.to_type(desk.decimal()))
        };
        self.row(number, key, desk, |column, currency| {
            amount(column, currency).unwrap_or_default()
        })
    }

    fn sent_row(&self, number: usize, key: &str, sent: &Sent<'_>, desk: &Desk<'_>) -> FeeRow {
        let row = sent
            .rows
            .iter()
            .find(|row| sent.form.get(&format!("fee_{row}_key")) == key);
        let typed = |column: usize, currency: usize| {
            let (row, column, currency) = (
                row?,
                sent.columns.get(column)?,
                sent.currencies.get(currency - 1)?,
            );
            Some(Field::read(sent.form, format!("fee_{row}_{column}_{currency}")).value)
        };
        self.row(number, key, desk, |column, currency| {
            typed(column, currency).unwrap_or_default()
        })
    }

    /// Every field, in the order of the page.
    pub fn all(&self) -> Vec<&Field> {
        let mut all: Vec<&Field> = self.currencies.iter().collect();
        for step in &self.steps {
            all.extend(step.names.iter().chain([&step.until]));
        }
        all.push(&self.counts);
        for row in &self.rows {
            let (whole, steps) = (row.cells.iter().take(1), row.cells.iter().skip(1));
            all.extend(steps.chain(whole).flatten());
        }
        if let Some(tax) = &self.tax {
            all.extend([&tax.mode, &tax.rate, &tax.name]);
        }
        if let Some(due) = &self.due {
            all.extend([&due.kind, &due.value, &due.missed]);
        }
        all
    }
}

/// Which numbers rows and columns had when the form was sent.
struct Sent<'a> {
    form: &'a RawForm,
    rows: Vec<usize>,
    columns: Vec<usize>,
    currencies: Vec<usize>,
}

/// Keys of the table's rows: the event's categories, those that only the rules know, and everybody else.
fn row_keys(desk: &Desk<'_>, plain: &Plain) -> Vec<String> {
    let mut keys: Vec<String> = desk.names.iter().map(|(key, _)| key.clone()).collect();
    let listed = desk.rules().categories.iter().map(|category| &category.key);
    for key in listed.chain(plain.fees.iter().map(|(key, _)| key)) {
        if !key.is_empty() && !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    keys.push(String::new());
    keys
}

fn row_name(key: &str, only: bool, desk: &Desk<'_>) -> String {
    if key.is_empty() {
        let id = if only {
            "terms-everybody"
        } else {
            "terms-fees-others"
        };
        return desk.t.of(id);
    }
    desk.speaking(desk.rules(), |source| source.category(key, desk.t.lang()))
}

/// What a step is called, in the order of [`Lang::ALL`]; empty where nobody said it.
pub(super) fn step_names(name: &str, desk: &Desk<'_>) -> [String; Lang::ALL.len()] {
    let default = desk.event.default_language;
    let label = desk.rules().labels.get(name);
    let known = VOCABULARY.contains(&name);
    Lang::ALL.map(|lang| match label {
        Some(Text::Each(each)) => each.get(&lang).cloned().unwrap_or_default(),
        Some(Text::Plain(text)) if lang == default => text.clone(),
        None if known => desk.speaking(&Rules::default(), |source| source.name(name, lang)),
        None if lang == default => name.to_owned(),
        _ => String::new(),
    })
}

fn step_fields(position: usize, names: [String; Lang::ALL.len()], until: String, on_site: bool) -> StepRow {
    let names = Lang::ALL.into_iter().zip(names);
    StepRow {
        position,
        names: names
            .map(|(lang, name)| Field::new(format!("step_{position}_name_{}", lang.code()), name))
            .collect(),
        until: Field::new(format!("step_{position}_until"), until),
        on_site: Field::new(
            format!("step_{position}_on_site"),
            if on_site { "yes" } else { "" },
        ),
        ..StepRow::default()
    }
}

fn new_step(position: usize) -> StepRow {
    step_fields(position, Lang::ALL.map(|_| String::new()), String::new(), false)
}

fn stored_step(position: usize, stored: usize, period: &Period, desk: &Desk<'_>) -> StepRow {
    let Some(until) = plain::step(period) else {
        let place = RuleRef::new(RuleKind::Period, stored - 1);
        return StepRow {
            stored,
            fixed: desk.said([place]).pop(),
            ..step_fields(position, step_names(&period.name, desk), String::new(), false)
        };
    };
    StepRow {
        stored,
        ..step_fields(position, step_names(&period.name, desk), until, period.on_site)
    }
}

fn sent_step(position: usize, sent: usize, form: &RawForm, desk: &Desk<'_>) -> StepRow {
    let stored: usize = form.get(&format!("step_{sent}_stored")).parse().unwrap_or(0);
    let known = stored
        .checked_sub(1)
        .and_then(|index| desk.rules().periods.get(index));
    if let Some(period) = known.filter(|period| plain::step(period).is_none()) {
        return stored_step(position, stored, period, desk);
    }
    let read = |end: &str| Field::read(form, format!("step_{sent}_{end}")).value;
    let names = Lang::ALL.map(|lang| read(&format!("name_{}", lang.code())));
    StepRow {
        stored: if known.is_some() { stored } else { 0 },
        ..step_fields(position, names, read("until"), !read("on_site").is_empty())
    }
}

/// The steps that most conferences have; when they end is for the organizer to say.
fn preset(desk: &Desk<'_>) -> Vec<StepRow> {
    (1..)
        .zip([("early", false), ("regular", false), ("at the desk", true)])
        .map(|(position, (name, on_site))| {
            let names =
                Lang::ALL.map(|lang| desk.speaking(&Rules::default(), |source| source.name(name, lang)));
            step_fields(position, names, String::new(), on_site)
        })
        .collect()
}

impl TaxFields {
    fn of(tax: Option<&crate::terms::rules::Tax>) -> Self {
        let mode = tax.map_or("", |tax| match tax.mode {
            TaxMode::Included => "included",
            TaxMode::Added => "added",
            TaxMode::Exempt | TaxMode::ReverseCharge => "exempt",
        });
        let rate = tax.and_then(|tax| tax.rate);
        Self {
            mode: Field::new("tax_mode", mode),
            rate: Field::new("tax_rate", rate.map(|rate| rate.to_string()).unwrap_or_default()),
            name: Field::new("tax_name", tax.map(|tax| tax.name.clone()).unwrap_or_default()),
        }
    }

    fn read(form: &RawForm) -> Self {
        Self {
            mode: Field::read(form, "tax_mode"),
            rate: Field::read(form, "tax_rate"),
            name: Field::read(form, "tax_name"),
        }
    }
}

/// What may follow when money is not there in time, by the value of the control.
pub(super) const MISSED: [(&str, Missed); 4] = [
    ("next_period", Missed::NextPeriod),
    ("cancelled", Missed::Cancelled),
    ("blocked", Missed::Blocked),
    ("pending", Missed::Pending),
];

impl DueFields {
    fn of(due: Option<plain::DueTyped>) -> Self {
        let (kind, value, missed) =
            due.map_or(("", String::new(), None), |due| (due.kind, due.value, due.missed));
        let missed = MISSED.iter().find(|(_, known)| Some(*known) == missed);
        Self {
            kind: Field::new("due_kind", kind),
            value: Field::new("due_value", value),
            missed: Field::new("due_missed", missed.map_or("", |(value, _)| value)),
        }
    }

    fn read(form: &RawForm) -> Self {
        Self {
            kind: Field::read(form, "due_kind"),
            value: Field::read(form, "due_value"),
            missed: Field::read(form, "due_missed"),
        }
    }
}
