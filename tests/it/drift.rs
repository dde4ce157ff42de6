//! What is written about the product agrees with the product.

use std::collections::{BTreeMap, BTreeSet};

use lanyard::server::ROUTES;

use crate::support::source::files_below;

fn file(name: &str) -> String {
    std::fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR")))
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The variables of the configuration as the command line defines them, with their defaults; none is an empty text.
fn defined() -> BTreeMap<String, String> {
    lanyard::cli::definition()
        .get_arguments()
        .filter_map(|argument| {
            let name = argument.get_env()?.to_str()?.to_owned();
            let default = argument
                .get_default_values()
                .first()
                .and_then(|value| value.to_str())
                .unwrap_or_default();
            Some((name, default.to_owned()))
        })
        .collect()
}

/// The variables of an environment file, which are commented out and have a line of words above them.
fn exemplified(text: &str) -> BTreeMap<String, String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = BTreeMap::new();
    for (above, line) in lines.iter().zip(&lines[1..]) {
        let Some((name, value)) = line.strip_prefix('#').and_then(|line| line.split_once('=')) else {
            continue;
        };
        if is_variable(name) {
            assert!(above.starts_with("# "), "nothing is said about {name}");
            let known = found.insert(name.to_owned(), value.trim_matches('"').to_owned());
            assert!(known.is_none(), "{name} is there twice");
        }
    }
    found
}

fn is_variable(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

/// Every command that is not hidden, with its subcommands: `account create`.
fn commands() -> Vec<String> {
    fn walk(command: &clap::Command, path: &str, found: &mut Vec<String>) {
        let visible: Vec<_> = command
            .get_subcommands()
            .filter(|one| !one.is_hide_set() && one.get_name() != "help")
            .collect();
        if visible.is_empty() && !path.is_empty() {
            found.push(path.to_owned());
        }
        for one in visible {
            walk(one, format!("{path} {}", one.get_name()).trim(), found);
        }
    }
    let mut found = Vec::new();
    walk(&lanyard::cli::definition(), "", &mut found);
    found
}

/// The first cells of the table rows below `heading`, without their code marks.
fn table_below(text: &str, heading: &str) -> Vec<String> {
    let (_, below) = text
        .split_once(heading)
        .unwrap_or_else(|| panic!("there is no “{heading}”"));
    let section = below.split("\n#").next().unwrap_or_default();
    let cells = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    cells.map(|(cell, _)| cell.to_owned()).collect()
}

#[test]
fn the_example_of_the_environment_is_complete() {
    let (defined, shown) = (defined(), exemplified(&file(".env.example")));
    assert!(defined.len() > 10, "only {defined:?}");
    assert_eq!(defined, shown);
}

#[test]
fn the_readme_shows_the_configuration_as_it_is() {
    let defined = defined();
    let readme = file("README.md");
    let shown = table_below(&readme, "## Configuration");
    assert!(shown.len() > 5, "only {shown:?}");
    for name in &shown {
        let default = defined
            .get(name)
            .unwrap_or_else(|| panic!("README: there is no {name}"));
        let row = readme
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}` |")))
            .unwrap();
        assert!(
            default.is_empty() || row.contains(&format!("| `{default}` |")),
            "README: {name} is {default} by default"
        );
    }
}

#[test]
fn the_readme_names_every_command_and_no_other() {
    let commands = commands();
    assert!(
        commands.contains(&"account create".to_owned()) && commands.len() > 4,
        "{commands:?}"
    );
    let shown: Vec<String> = table_below(&file("README.md"), "## Command line")
        .iter()
        .map(|cell| {
            let words = cell
                .strip_prefix("lanyard ")
                .unwrap_or_else(|| panic!("“{cell}” is no command"));
            words
                .split(' ')
                .take_while(|word| !word.starts_with(['-', '[']))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let sets: [BTreeSet<&String>; 2] = [commands.iter().collect(), shown.iter().collect()];
    assert_eq!(sets[0], sets[1]);
}

#[test]
fn the_table_of_slices_is_in_the_order_of_the_modules() {
    let library = file("src/lib.rs");
    let modules: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(modules.len() > 10, "{modules:?}");
    assert_eq!(
        table_below(&file("docs/architecture.md"), "## The slices"),
        modules
    );
}

/// Documents may speak of an address only as long as it is there.
#[test]
fn the_documents_name_no_address_that_is_gone() {
    let known: BTreeSet<&str> = ROUTES.iter().map(|route| route.path).collect();
    let mut seen = 0;
    for name in [
        "README.md",
        "docs/architecture.md",
        "docs/operations.md",
        "docs/adding-a-feature.md",
    ] {
        for word in file(name).split('`').skip(1).step_by(2) {
            let tops = ["/e/", "/r/", "/organizer", "/dev/", "/healthz", "/readyz"];
            if tops.iter().any(|top| word.starts_with(top)) && !word.contains('…') {
                seen += 1;
                assert!(known.contains(word), "{name}: {word} is no address of ours");
            }
        }
    }
    assert!(seen > 5, "only {seen} addresses were seen");
}

/// Every relative link in a document leads to a file.
#[test]
fn links_between_documents_lead_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents: Vec<_> = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
        .map(|name| root.join(name))
        .into();
    for folder in ["docs", "docs/decisions"] {
        let entries = std::fs::read_dir(root.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        documents.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    let mut seen = 0;
    for document in documents {
        let text =
            std::fs::read_to_string(&document).unwrap_or_else(|e| panic!("{}: {e}", document.display()));
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next())
        {
            if !link.is_empty() && !link.contains(':') {
                seen += 1;
                let target = document.parent().unwrap().join(link);
                assert!(
                    target.exists(),
                    "{} links to {link}, which is not there",
                    document.display()
                );
            }
        }
    }
    assert!(seen > 10, "only {seen} links were seen");
}

/// The words of a glossary's first table that `texts` of the language in `column` do not use. Russian words are bent, so
/// their last letters do not count.
fn unheard(glossary: &str, column: usize, texts: &str) -> Vec<String> {
    let texts = texts.to_lowercase();
    let table = glossary.split("## ").nth(1).expect("a first section");
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    let cells = rows.filter_map(|row| row.split('|').nth(column));
    let words = cells
        .flat_map(|cell| cell.split([',', ' ']))
        .filter(|word| !word.is_empty());
    words
        .filter(|word| {
            let letters = word.chars().count();
            let bent = if word.is_ascii() || letters < 5 || column != 2 {
                letters
            } else {
                letters - 2
            };
            !texts.contains(&word.chars().take(bent).collect::<String>().to_lowercase())
        })
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn the_glossary_speaks_as_the_pages_do() {
    let glossary = file("docs/glossary.md");
    for (column, language) in [(2, "ru"), (3, "zh")] {
        let texts: Vec<String> = files_below(&format!("locales/{language}"), &[".ftl"])
            .into_values()
            .collect();
        let none = unheard(&glossary, column, "");
        assert!(none.len() > 20, "only {none:?} were seen");
        assert_eq!(
            unheard(&glossary, column, &texts.join("\n")),
            Vec::<String>::new()
        );
    }
}

mod negative_controls {
    use super::*;

    #[test]
    fn a_word_that_no_page_uses_is_found() {
        let glossary = "# G\n\n## Words\n\n| E | R | C | m |\n|---|---|---|---|\n| delegation | делегация | 代表团 | x |\n";
        assert_eq!(unheard(glossary, 2, "Через делегацию"), Vec::<String>::new());
        assert_eq!(unheard(glossary, 2, "через посольство"), ["делегация"]);
        assert_eq!(unheard(glossary, 3, "代表"), ["代表团"]);
    }

    #[test]
    fn an_example_is_read_with_its_values() {
        let shown = exemplified(
            "# Words, A=b\n\n# Where\n#LISTEN=127.0.0.1:1\n# Who\n#MAIL_FROM=\"A <a@b>\"\n# Empty\n#KEY=\n",
        );
        let pairs: Vec<_> = shown
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            pairs,
            [("KEY", ""), ("LISTEN", "127.0.0.1:1"), ("MAIL_FROM", "A <a@b>")]
        );
    }

    #[test]
    #[should_panic(expected = "nothing is said about LISTEN")]
    fn a_variable_without_words_is_found() {
        exemplified("\n#LISTEN=1\n");
    }

    #[test]
    fn a_table_ends_with_its_section() {
        let text =
            "## One\n\n| a | b |\n|---|---|\n| `X` | 1 |\n| `lanyard y --z` | 2 |\n\n## Two\n| `W` | 3 |\n";
        assert_eq!(table_below(text, "## One"), ["X", "lanyard y --z"]);
    }
}
