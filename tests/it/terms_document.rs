//! The terms' document made of rules: every rule of every conference is said, in three languages, and reads well.

use std::collections::BTreeSet;
use std::path::PathBuf;

use lanyard::platform::lang::Lang;
use lanyard::platform::localized::Localized;
use lanyard::terms::document::{Content, Document, Source};
use lanyard::terms::file::{TermsFile, read};
use serde_json::Value;

fn examples() -> Vec<(String, TermsFile)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/terms");
    let paths = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let files = paths.into_iter().map(|path| {
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        (id, read(&std::fs::read_to_string(path).unwrap()).unwrap())
    });
    files.collect()
}

fn document(file: &TermsFile, language: Lang) -> Document {
    let source = Source {
        rules: &file.rules,
        clauses: &Localized::new(),
        calendar: &file.calendar(),
        categories: &[],
        default: file.conference.language,
    };
    Document::render(&source, language)
}

/// The places of all rules, told from the lists themselves.
fn places(file: &TermsFile) -> BTreeSet<String> {
    let rules = serde_json::to_value(&file.rules).unwrap();
    let mut places = BTreeSet::new();
    for (list, rows) in rules.as_object().unwrap() {
        if let (Value::Array(rows), false) = (rows, list == "holidays") {
            places.extend((1..=rows.len()).map(|number| format!("{list}[{number}]")));
        }
    }
    places
}

#[test]
fn every_rule_of_every_conference_is_said_in_three_languages() {
    let mut faults = Vec::new();
    let mut said = 0;
    for (id, file) in examples() {
        let expected = places(&file);
        said += expected.len();
        for language in Lang::ALL {
            let document = document(&file, language);
            let blocks = document.sections.iter().flat_map(|section| &section.blocks);
            let named: BTreeSet<String> = blocks.flat_map(|block| block.rules.iter().cloned()).collect();
            if named != expected {
                let gap: Vec<_> = expected.symmetric_difference(&named).collect();
                faults.push(format!("{id} in {language}: {gap:?}"));
            }
            let text = document.text();
            for sign in [
                "‹", "{", "[", ": .", "()", "  .", "..", "，。", "：。", " ,", ",.",
            ] {
                for line in text.lines().filter(|line| line.contains(sign)) {
                    faults.push(format!("{id} in {language} has “{sign}”: {line}"));
                }
            }
        }
    }
    assert!(said > 600, "only {said} rules");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_name_of_the_program_is_shown_to_a_reader() {
    let words = [
        "unstated",
        "on_site",
        "without_proof",
        "per_paid",
        "next_period",
        "reverse_charge",
        "visa_support",
    ];
    for (id, file) in examples() {
        for language in Lang::ALL {
            let text = document(&file, language).text();
            for word in words {
                assert!(!text.contains(word), "{id} in {language} says {word}");
            }
            // Names that are usual everywhere are said in the reader's language.
            if language == Lang::Ru {
                for word in ["«early»", "«visa refused»", "«card»", "Student:", "bank transfer"] {
                    assert!(!text.contains(word), "{id} in {language} says {word}");
                }
            }
        }
    }
}

#[test]
fn every_condition_can_be_said() {
    for language in Lang::ALL {
        let facts = lanyard::terms::facts::Fact::ALL.iter().map(|fact| {
            let value = match fact.kind() {
                lanyard::terms::facts::FactKind::Word => "\"word\"",
                lanyard::terms::facts::FactKind::YesNo => "false",
                lanyard::terms::facts::FactKind::Number => "{ min = 1, max = 2 }",
            };
            let name = serde_json::to_value(fact).unwrap();
            format!("{} = {value}", name.as_str().unwrap())
        });
        let facts: Vec<String> = facts.collect();
        let file = format!(
            "[conference]\nname = \"x\"\nzone = \"UTC\"\n[[refund]]\nwhen = {{ {} }}\npercent = 50\n",
            facts.join(", ")
        );
        let text = document(&read(&file).unwrap(), language).text();
        assert!(!text.contains('‹'), "{text}");
        assert!(text.lines().count() > 5, "{text}");
    }
}

#[test]
fn sample_documents_read_like_terms() {
    for (id, file) in examples() {
        if ![
            "cngof-2012",
            "jelia-2023",
            "seder-ujep",
            "spief-2020",
            "tkbbv-2023",
        ]
        .contains(&id.as_str())
        {
            continue;
        }
        for language in Lang::ALL {
            insta::assert_snapshot!(
                format!("document_{id}_{language}"),
                document(&file, language).text()
            );
        }
    }
}

#[test]
fn plain_text_keeps_to_78_columns() {
    for (id, file) in examples() {
        for language in [Lang::En, Lang::Ru] {
            let text = document(&file, language).text();
            let long = text.lines().find(|line| line.chars().count() > 78);
            assert_eq!(long, None, "{id} in {language}");
        }
    }
}

const LABELLED: &str = r#"
[conference]
name = "Congress on Rivers"
zone = "Europe/Paris"
starts = "2027-06-14"
language = "ru"

[labels.early_bird]
en = "Early bird"
ru = "Ранняя регистрация"

[[period]]
name = "early_bird"
until = "2027-03-01"

[[period]]
name = "late"

[[fee]]
prices = { early_bird = "100.50 EUR", late = ["120 EUR", "13000 JPY"] }

[[refund]]
until = "30 days before start"

[[refund]]
percent = 0

[[clause]]
key = "badge"
text = { ru = "Бейдж не передаётся.", en = "Badges are personal." }

[[clause]]
key = "lost"
text = "Утерянный бейдж заменяют."
"#;

#[test]
fn labels_name_things_and_a_text_that_lacks_the_language_is_marked() {
    let file = read(LABELLED).unwrap();
    let english = document(&file, Lang::En);
    let text = english.text();
    for words in [
        "Early bird (until the end of 1 March 2027): €100.50",
        "€120 / JPY\u{a0}13,000",
        "Badges are personal.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("early_bird"));
    assert_eq!(english.fallback(), Some(Lang::Ru));
    let russian = document(&file, Lang::Ru);
    assert!(russian.text().contains("Ранняя регистрация"));
    assert_eq!(russian.fallback(), None);
}

#[test]
fn todays_step_is_found_in_the_stored_document_to_the_second() {
    let document = document(&read(LABELLED).unwrap(), Lang::En);
    let stored: Document = serde_json::from_value(serde_json::to_value(&document).unwrap()).unwrap();
    assert_eq!(stored, document);
    let price = |at: &str| {
        let prices = stored.prices_at(at.parse().unwrap());
        prices.into_iter().map(|price| price.price).collect::<Vec<_>>()
    };
    assert_eq!(price("2027-03-01T22:59:59Z"), ["€100.50"]);
    assert_eq!(price("2027-03-01T23:00:00Z"), ["€120 / JPY\u{a0}13,000"]);
    let tables = stored.sections.iter().flat_map(|section| &section.blocks);
    let refund = tables
        .filter_map(|block| match &block.content {
            Content::Table(table) => Some(table),
            _ => None,
        })
        .next_back()
        .unwrap();
    let at = "2027-05-15T21:59:59Z".parse().unwrap();
    let holds: Vec<bool> = (refund.rows.iter().map(|row| row.step.unwrap().holds(at))).collect();
    assert_eq!(holds, [true, false]);
}

#[test]
fn what_changes_is_said_in_three_languages() {
    let old = read(LABELLED).unwrap();
    let new = LABELLED
        .replace("100.50 EUR", "120 EUR")
        .replace("30 days before start", "2027-06-01")
        .replace(
            "[[refund]]\npercent = 0",
            "[[method]]\nname = \"card\"\n\n[[refund]]\npercent = 10",
        );
    let new = read(&new).unwrap();
    let (before, after, clauses) = (old.calendar(), new.calendar(), Localized::new());
    let source = |file, calendar| -> Source<'_> {
        let file: &TermsFile = file;
        Source {
            rules: &file.rules,
            clauses: &clauses,
            calendar,
            categories: &[],
            default: file.conference.language,
        }
    };
    let (old, new) = (source(&old, &before), source(&new, &after));
    let said = Lang::ALL.map(|language| lanyard::terms::diff::summary(&old, &new, language).join("\n"));
    insta::assert_snapshot!("changes", said.join("\n\n"));
    assert!(lanyard::terms::diff::summary(&old, &old, Lang::Zh).is_empty());
}

#[test]
fn any_two_conferences_can_be_compared_and_nothing_is_left_unsaid() {
    let examples = examples();
    for pair in examples.windows(2) {
        let [(_, old), (id, new)] = pair else { continue };
        let (before, after, clauses) = (old.calendar(), new.calendar(), Localized::new());
        let source = |rules, calendar| Source {
            rules,
            clauses: &clauses,
            calendar,
            categories: &[],
            default: Lang::En,
        };
        for language in Lang::ALL {
            let (old, new) = (source(&old.rules, &before), source(&new.rules, &after));
            let said = lanyard::terms::diff::summary(&old, &new, language);
            assert!(!said.is_empty(), "{id}");
            for sentence in said {
                assert!(
                    !sentence.contains('‹') && sentence.chars().count() > 5,
                    "{id} in {language}: {sentence}"
                );
            }
        }
    }
}
