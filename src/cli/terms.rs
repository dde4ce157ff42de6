//! `lanyard terms`: asks terms that are written as a file. Needs no database and no configuration.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use askama::Template as _;
use clap::{Args, Subcommand};

use super::{Failure, say};
use crate::platform::lang::Lang;
use crate::terms::diff::summary;
use crate::terms::document::{Document, Shown, Source};
use crate::terms::engine::{Line, NoAnswer, Order, Paid, Participant, Times, quote, refund};
use crate::terms::facts::{Fact, FactKind, Facts, Known};
use crate::terms::file::{TermsFile, ask, read, schema};
use crate::terms::lint::{Weight, lint};
use crate::terms::rules::Statement;
use crate::terms::value::{Calendar, Currency, Deadline, Money};

/// What is asked of a file of terms.
#[derive(Debug, Subcommand)]
pub enum TermsCommand {
    /// Say what is wrong with the rules, and ask them the questions in the file
    Check {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Say what an order costs, line by line
    Quote(QuoteArguments),
    /// Say what a cancellation returns, and why
    Refund(RefundArguments),
    /// Say the rules in words: the document that people read
    Render(RenderArguments),
    /// Say in words what a new file changes of an old one
    Diff(DiffArguments),
    /// Print the JSON Schema of the file
    Schema,
}

/// An order, in words of the command line.
#[derive(Debug, Args)]
pub struct QuoteArguments {
    /// The file
    file: PathBuf,
    /// Who takes part: a category's key, or several; `expert=3` for three
    #[arg(long = "category", value_name = "KEY[=COUNT]")]
    categories: Vec<String>,
    /// Extras: a key; `dinner=2` for two
    #[arg(long = "extra", value_name = "KEY[=COUNT]")]
    extras: Vec<String>,
    /// The day or moment, as in the file
    #[arg(long)]
    on: String,
    /// At the desk
    #[arg(long)]
    on_site: bool,
    /// In which currency
    #[arg(long)]
    currency: Option<String>,
    /// What is known: `member=true`, `country=KZ`, `papers=3`
    #[arg(long = "who", value_name = "FACT=VALUE")]
    facts: Vec<String>,
}

/// A document, in words of the command line.
#[derive(Debug, Args)]
pub struct RenderArguments {
    /// The file
    file: PathBuf,
    /// In which language: `en`, `ru` or `zh`
    #[arg(long, default_value = "en")]
    language: String,
    /// As `text`, `html` or `json`
    #[arg(long, default_value = "text")]
    format: String,
}

/// Two versions, in words of the command line.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// The file as it was
    old: PathBuf,
    /// The file as it is
    new: PathBuf,
    /// In which language: `en`, `ru` or `zh`
    #[arg(long, default_value = "en")]
    language: String,
}

/// A cancellation, in words of the command line.
#[derive(Debug, Args)]
pub struct RefundArguments {
    /// The file
    file: PathBuf,
    /// What was paid for the fee: `"400 EUR"`; or for something else: `"dinner=80 EUR"`
    #[arg(long = "paid", required = true, value_name = "[ITEM=]AMOUNT")]
    paid: Vec<String>,
    /// The day or moment on which notice arrives, as in the file
    #[arg(long)]
    on: String,
    /// What is known: `reason="visa refused"`
    #[arg(long = "who", value_name = "FACT=VALUE")]
    facts: Vec<String>,
}

/// Runs a command.
pub fn answer(command: &TermsCommand) -> Result<(), Failure> {
    match command {
        TermsCommand::Check { files } => check(files),
        TermsCommand::Quote(arguments) => print_quote(arguments),
        TermsCommand::Refund(arguments) => print_refund(arguments),
        TermsCommand::Render(arguments) => print_document(arguments),
        TermsCommand::Diff(arguments) => print_changes(arguments),
        TermsCommand::Schema => {
            say(schema());
            Ok(())
        }
    }
}

fn open(path: &Path) -> Result<TermsFile, Failure> {
    let wrong = |words: String| Failure::Usage(format!("{}: {words}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    read(&text).map_err(|fault| wrong(fault.to_string()))
}

fn check(files: &[PathBuf]) -> Result<(), Failure> {
    let mut wrong = 0_usize;
    for path in files {
        let file = open(path)?;
        say(path.display());
        for finding in lint(&file.rules, &file.calendar()) {
            let weight = match finding.trouble.weight() {
                Weight::Fault => {
                    wrong += 1;
                    "fault "
                }
                Weight::Notice => "notice",
            };
            say(format_args!("  {weight}  {finding}"));
        }
        let mut answered = 0_usize;
        for (index, question) in file.questions.iter().enumerate() {
            let given = ask(&file, question);
            if given.is(&question.answer) {
                answered += 1;
                continue;
            }
            wrong += 1;
            let rule = given.rule.map(|rule| format!(" by {}", rule.path(&file.rules)));
            let silence = given.silence.map(|silence| format!(": {silence}"));
            say(format_args!(
                "  wrong   check[{}] expects {}, and the rules answer {}{}{}",
                index + 1,
                words(&question.answer),
                words(&given.answer),
                rule.unwrap_or_default(),
                silence.unwrap_or_default(),
            ));
        }
        say(format_args!(
            "  {answered} of {} questions answered as expected",
            file.questions.len()
        ));
    }
    if wrong == 0 {
        return Ok(());
    }
    let things = if wrong == 1 {
        "one thing is".to_owned()
    } else {
        format!("{wrong} things are")
    };
    Err(Failure::Failed(format!("{things} wrong")))
}

/// A statement as one reads it in the file.
fn words(statement: &Statement) -> String {
    match statement {
        Statement::YesNo(yes) => yes.to_string(),
        Statement::Number(number) => number.to_string(),
        Statement::Text(text) => format!("{text:?}"),
        Statement::List(all) => format!("[{}]", all.iter().map(words).collect::<Vec<_>>().join(", ")),
        Statement::Table(all) => {
            let entries = all.iter().map(|(key, one)| format!("{key} = {}", words(one)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn print_quote(arguments: &QuoteArguments) -> Result<(), Failure> {
    let file = open(&arguments.file)?;
    let facts = facts(&arguments.facts)?;
    let mut participants = Vec::new();
    for typed in &arguments.categories {
        let (category, count) = counted(typed)?;
        participants.push(Participant {
            count,
            ..Participant::of(category)
        });
    }
    let mut extras = BTreeMap::new();
    for typed in &arguments.extras {
        let (key, count) = counted(typed)?;
        extras.insert(key.to_owned(), count);
    }
    if participants.is_empty() && extras.is_empty() {
        return Err(Failure::Usage(
            "nothing is ordered: name a --category or an --extra".to_owned(),
        ));
    }
    let currency = arguments
        .currency
        .as_ref()
        .map(|code| code.parse::<Currency>())
        .transpose();
    let order = Order {
        participants,
        extras,
        facts,
        currency: currency.map_err(|fault| Failure::Usage(fault.to_string()))?,
    };
    let calendar = file.calendar();
    let times = Times {
        on_site: arguments.on_site,
        ..Times::at(instant(&file, &arguments.on)?)
    };
    let quote = quote(&file.rules, &calendar, &order, times).map_err(|none| silent(&none))?;
    let mut table = String::new();
    for line in &quote.lines {
        // Writing to a String cannot fail.
        let _ = writeln!(table, "{}", line_words(&file, line));
    }
    for (currency, total) in &quote.totals {
        let money = |minor| Money {
            currency: *currency,
            minor,
        };
        let _ = write!(table, "{:>24}  to pay", money(total.gross).to_string());
        if total.tax != 0 {
            let _ = write!(table, ", with {} tax", money(total.tax));
        }
        table.push('\n');
    }
    say(table.trim_end());
    Ok(())
}

fn line_words(file: &TermsFile, line: &Line) -> String {
    let each = format!("{} × {}", line.quantity, line.unit);
    let tax = line.tax_rule.map(|rule| format!(", tax by {rule}"));
    let path = line.rule.path(&file.rules);
    format!(
        "{:>24}  {each}  {path}{}",
        line.amount.to_string(),
        tax.unwrap_or_default()
    )
}

fn print_refund(arguments: &RefundArguments) -> Result<(), Failure> {
    let file = open(&arguments.file)?;
    let facts = facts(&arguments.facts)?;
    let mut paid = Vec::new();
    for typed in &arguments.paid {
        let (item, amount) = typed.split_once('=').unwrap_or(("fee", typed));
        let amount: Money = amount
            .parse()
            .map_err(|fault| Failure::Usage(format!("--paid: {fault}")))?;
        paid.push(Paid {
            item: item.to_owned(),
            amount,
            tax: 0,
            persons: 1,
        });
    }
    let at = instant(&file, &arguments.on)?;
    let refunded = refund(&file.rules, &file.calendar(), &paid, &facts, at).map_err(|none| silent(&none))?;
    let mut table = String::new();
    for line in &refunded.lines {
        let path = line.rule.path(&file.rules);
        let _ = writeln!(
            table,
            "{:>24}  of {}, {} withheld  {path}",
            line.amount.to_string(),
            line.item,
            line.withheld
        );
    }
    for (currency, minor) in &refunded.totals {
        let total = Money {
            currency: *currency,
            minor: *minor,
        };
        let _ = writeln!(table, "{:>24}  returned", total.to_string());
    }
    say(table.trim_end());
    Ok(())
}

fn print_document(arguments: &RenderArguments) -> Result<(), Failure> {
    let language = language(&arguments.language)?;
    let file = open(&arguments.file)?;
    let calendar = file.calendar();
    let document = Document::render(&source(&file, &calendar), language);
    let failed = |error: &dyn std::fmt::Display| Failure::Failed(error.to_string());
    match arguments.format.as_str() {
        "text" => say(document.text().trim_end()),
        "html" => {
            let shown = Shown {
                document: &document,
                now: None,
                level: 2,
                anchored: true,
            };
            say(shown.render().map_err(|error| failed(&error))?);
        }
        "json" => say(serde_json::to_string_pretty(&document).map_err(|error| failed(&error))?),
        other => {
            return Err(Failure::Usage(format!(
                "--format: {other:?} is none: write text, html or json"
            )));
        }
    }
    Ok(())
}

fn source<'a>(file: &'a TermsFile, calendar: &'a Calendar<'a>) -> Source<'a> {
    Source {
        rules: &file.rules,
        clauses: &file.clauses,
        calendar,
        categories: &[],
        default: file.conference.language,
    }
}

fn print_changes(arguments: &DiffArguments) -> Result<(), Failure> {
    let language = language(&arguments.language)?;
    let (old, new) = (open(&arguments.old)?, open(&arguments.new)?);
    let (before, after) = (old.calendar(), new.calendar());
    let (old, new) = (source(&old, &before), source(&new, &after));
    for sentence in summary(&old, &new, language) {
        say(sentence);
    }
    Ok(())
}

fn language(typed: &str) -> Result<Lang, Failure> {
    typed.parse().map_err(|_| {
        Failure::Usage(format!(
            "--language: {typed:?} is none of ours: write en, ru or zh"
        ))
    })
}

/// The terms are silent: that is an answer, and no good one.
fn silent(none: &NoAnswer) -> Failure {
    Failure::Failed(format!("not defined: {none}"))
}

fn instant(file: &TermsFile, typed: &str) -> Result<chrono::DateTime<chrono::Utc>, Failure> {
    let deadline: Deadline = typed
        .parse()
        .map_err(|fault| Failure::Usage(format!("--on: {fault}")))?;
    let unknown = || {
        Failure::Usage(format!(
            "--on: {typed:?} counts from a day the file does not tell"
        ))
    };
    deadline.begins(&file.calendar()).ok_or_else(unknown)
}

fn counted(typed: &str) -> Result<(&str, u32), Failure> {
    let Some((key, count)) = typed.rsplit_once('=') else {
        return Ok((typed, 1));
    };
    let fault = || Failure::Usage(format!("{typed:?}: {count:?} is no number"));
    Ok((key, count.parse().map_err(|_| fault())?))
}

fn facts(typed: &[String]) -> Result<Facts, Failure> {
    let mut facts = Facts::default();
    for one in typed {
        let fault = |words: &str| Failure::Usage(format!("--who {one:?}: {words}"));
        let (name, value) = one.split_once('=').ok_or_else(|| fault("write FACT=VALUE"))?;
        let fact: Fact = serde_json::from_value(name.into()).map_err(|error| fault(&error.to_string()))?;
        let known = match fact.kind() {
            FactKind::Word => Known::Word(value.to_owned()),
            FactKind::YesNo => Known::YesNo(value.parse().map_err(|_| fault("it is true or false"))?),
            FactKind::Number => Known::Number(value.parse().map_err(|_| fault("it is a whole number"))?),
        };
        facts = facts.with(fact, known);
    }
    Ok(facts)
}
