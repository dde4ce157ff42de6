//! Holds the code to `docs/architecture.md`: the import law and where side effects may live.
//!
//! The law: a module may import only modules on earlier `mod` lines of its parent, at every level. What a module
//! re-exports counts as what it is re-exported from. Two things are no imports in this sense: what a `mod.rs` itself
//! defines is common ground of everything below it, and a `mod.rs` may name what lies below it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests say so when they fail"
)]

#[allow(
    dead_code,
    reason = "shared with the tests of the whole, each of which uses a part"
)]
#[path = "it/support/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{Source, files_below};

/// Files that may speak to the database beside `queries.rs`, `queries/` and `ledger.rs`. Before adding one, ask
/// whether its statements would not read better in the slice's `queries.rs`.
const MAY_USE_SQL: [(&str, &str); 4] = [
    (
        "src/platform/",
        "the clock, the throttle, the migrations and NOTIFY serve every slice",
    ),
    ("src/activity.rs", "a slice of one file"),
    ("src/mail/enqueue.rs", "the one door into the outbox"),
    ("src/cli/doctor.rs", "asks the server about itself"),
];

/// Names of lettre that are values and no transport; everything else of it stays in `mail`.
const LETTRE_VALUES: [&str; 2] = ["lettre::message::Mailbox", "lettre::address"];

#[test]
fn every_import_points_upwards() {
    let faults = Crate::read(&sources()).imports_downwards();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn sql_lives_in_queries() {
    let faults = sql_elsewhere(&sources(), &MAY_USE_SQL);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn no_permission_to_use_sql_is_left_over() {
    let sources = sources();
    for (place, _) in MAY_USE_SQL {
        let one = MAY_USE_SQL
            .iter()
            .copied()
            .filter(|(other, _)| *other != place)
            .collect::<Vec<_>>();
        assert!(
            !sql_elsewhere(&sources, &one).is_empty(),
            "{place} needs no permission any more"
        );
    }
}

#[test]
fn only_mail_speaks_smtp() {
    let faults = lettre_elsewhere(&Crate::read(&sources()));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn nothing_is_left_to_do_or_unwrapped() {
    let faults = careless(&sources());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn all_files_are_seen() {
    let sources = sources();
    let seen: BTreeSet<&str> = Crate::read(&sources)
        .modules
        .values()
        .map(|module| module.file)
        .collect();
    let missed: Vec<_> = sources
        .keys()
        .filter(|file| *file != "src/main.rs" && !seen.contains(file.as_str()))
        .collect();
    assert!(
        seen.len() > 100 && missed.is_empty(),
        "no `mod` line leads to {missed:?}"
    );
}

type Sources = BTreeMap<String, String>;

fn sources() -> Sources {
    files_below("src", &[".rs"])
}

/// The modules of a crate by path, such as `platform::web::urls`; the root's is empty.
struct Crate<'a> {
    modules: BTreeMap<String, Module<'a>>,
}

struct Module<'a> {
    file: &'a str,
    source: Source,
    /// In the order of their `mod` lines.
    children: Vec<String>,
    uses: Vec<Use>,
    /// Paths in the code outside of `use`.
    paths: Vec<(usize, Vec<String>)>,
    inline_modules: Vec<usize>,
}

/// One name that a `use` brings in; a nested one has several.
#[derive(Debug)]
struct Use {
    offset: usize,
    path: Vec<String>,
    /// What it is called here; `_` and `*` name nothing.
    name: Option<String>,
    is_glob: bool,
}

impl<'a> Crate<'a> {
    fn read(sources: &'a Sources) -> Self {
        let mut modules = BTreeMap::new();
        let mut waiting = vec![(String::new(), "src/lib.rs".to_owned())];
        while let Some((path, file)) = waiting.pop() {
            let (file, text) = sources
                .get_key_value(&file)
                .unwrap_or_else(|| panic!("no file for the module {path}"));
            let module = Module::read(file, text);
            let folder = if path.is_empty() {
                "src".into()
            } else {
                format!("src/{}", path.replace("::", "/"))
            };
            for child in &module.children {
                let flat = format!("{folder}/{child}.rs");
                let file = if sources.contains_key(&flat) {
                    flat
                } else {
                    format!("{folder}/{child}/mod.rs")
                };
                waiting.push((join(&path, child), file));
            }
            modules.insert(path, module);
        }
        Self { modules }
    }

    /// Every import of a module that stands below the importing one, in words.
    fn imports_downwards(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (here, module) in &self.modules {
            let place = |offset| format!("{}:{}", module.file, module.source.line(offset));
            faults.extend(
                module
                    .inline_modules
                    .iter()
                    .map(|at| format!("{}: a module within a file", place(*at))),
            );
            for one in module
                .uses
                .iter()
                .filter(|one| one.is_glob && self.resolve(here, &one.path).is_some())
            {
                faults.push(format!(
                    "{}: an import of everything hides what is imported",
                    place(one.offset)
                ));
            }
            let named = module.uses.iter().map(|one| (one.offset, &one.path));
            let all: BTreeMap<(usize, &Vec<String>), Option<String>> = named
                .chain(module.paths.iter().map(|(offset, path)| (*offset, path)))
                .map(|(offset, path)| ((offset, path), self.resolve(here, path)))
                .collect();
            for ((offset, path), target) in all {
                if let Some(target) = target.filter(|target| !self.may_import(here, target)) {
                    let path = path.join("::");
                    faults.push(format!(
                        "{}: {here} imports {path}, but {target} stands below it",
                        place(offset)
                    ));
                }
            }
        }
        faults
    }

    fn may_import(&self, here: &str, target: &str) -> bool {
        let (mut ours, mut theirs) = (here.split("::"), target.split("::"));
        let mut common = String::new();
        loop {
            match (ours.next(), theirs.next()) {
                (Some(our), Some(their)) if our == their => common = join(&common, our),
                // Within one line of descent: common ground, or a folder that names what it holds.
                (None | Some(""), _) | (_, None | Some("")) => return true,
                (Some(our), Some(their)) => {
                    let order = &self.modules[&common].children;
                    let position = |name| order.iter().position(|child| child == name);
                    return position(their) < position(our);
                }
            }
        }
    }

    /// The module that defines what `path`, written in the module `here`, names; `None` for what is not ours.
    fn resolve(&self, here: &str, path: &[String]) -> Option<String> {
        self.resolve_within(here, path, 0)
    }

    fn resolve_within(&self, here: &str, path: &[String], depth: usize) -> Option<String> {
        assert!(depth < 20, "{path:?} in {here} leads round in circles");
        let (first, rest) = path.split_first()?;
        let module = &self.modules[here];
        match first.as_str() {
            "crate" => Some(self.walk(String::new(), rest, depth)),
            "self" => Some(self.walk(here.to_owned(), rest, depth)),
            "super" => {
                let parent = here.rsplit_once("::").map_or("", |(parent, _)| parent);
                match rest.first() {
                    Some(next) if next == "super" => self.resolve_within(parent, rest, depth + 1),
                    _ => Some(self.walk(parent.to_owned(), rest, depth)),
                }
            }
            child if module.children.iter().any(|known| known == child) => {
                Some(self.walk(join(here, child), rest, depth))
            }
            name => {
                let alias = module
                    .uses
                    .iter()
                    .find(|one| one.name.as_deref() == Some(name) && one.path != path)?;
                let base = self.resolve_within(here, &alias.path, depth + 1)?;
                Some(self.walk(base, rest, depth))
            }
        }
    }

    /// From the module `base` as far down `path` as it leads through modules and re-exports.
    fn walk(&self, base: String, path: &[String], depth: usize) -> String {
        let Some((first, rest)) = path.split_first() else {
            return base;
        };
        let module = &self.modules[&base];
        if module.children.contains(first) {
            return self.walk(join(&base, first), rest, depth);
        }
        let alias = module.uses.iter().find(|one| one.name.as_ref() == Some(first));
        match alias.and_then(|alias| self.resolve_within(&base, &alias.path, depth + 1)) {
            Some(target) => self.walk(target, rest, depth + 1),
            None => base,
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}::{name}")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    /// `::`
    Separator,
    Sign(char),
}

fn tokens(code: &str) -> Vec<(usize, Token<'_>)> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(sign) = code[at..].chars().next() {
        let rest = &code[at..];
        let length = if sign.is_alphanumeric() || sign == '_' {
            let length = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            all.push((at, Token::Word(&rest[..length])));
            length
        } else if rest.starts_with("::") {
            all.push((at, Token::Separator));
            2
        } else {
            if !sign.is_whitespace() {
                all.push((at, Token::Sign(sign)));
            }
            sign.len_utf8()
        };
        at += length;
    }
    all
}

impl<'a> Module<'a> {
    fn read(file: &'a str, text: &str) -> Self {
        let source = Source::read(text);
        let (mut children, mut uses, mut paths, mut inline_modules) = (vec![], vec![], vec![], vec![]);
        let tokens = tokens(&source.code);
        let mut at = 0;
        while let Some(&(offset, token)) = tokens.get(at) {
            let next = |distance: usize| tokens.get(at + distance).map(|(_, token)| *token);
            match (token, next(1), next(2)) {
                (Token::Word("mod"), Some(Token::Word(name)), Some(Token::Sign(';'))) => {
                    children.push(name.to_owned());
                    at += 3;
                }
                (Token::Word("mod"), Some(Token::Word(_)), Some(Token::Sign('{'))) => {
                    inline_modules.push(offset);
                    at += 3;
                }
                // `use<'a>` among bounds is another thing.
                (Token::Word("use"), Some(following), _) if following != Token::Sign('<') => {
                    at = use_tree(&tokens, at + 1, &[], &mut uses);
                }
                (Token::Word(_), Some(Token::Separator), _) => {
                    let mut path = Vec::new();
                    while let Some((_, Token::Word(word))) = tokens.get(at) {
                        path.push((*word).to_owned());
                        at += 1;
                        if tokens.get(at).map(|(_, token)| *token) != Some(Token::Separator) {
                            break;
                        }
                        at += 1;
                    }
                    paths.push((offset, path));
                }
                _ => at += 1,
            }
        }
        Self {
            file,
            source,
            children,
            uses,
            paths,
            inline_modules,
        }
    }
}

/// Reads one branch of a `use` from `at` on; returns where it ends.
fn use_tree(tokens: &[(usize, Token<'_>)], mut at: usize, stem: &[String], uses: &mut Vec<Use>) -> usize {
    let mut path = stem.to_vec();
    let offset = tokens[at].0;
    loop {
        match tokens[at].1 {
            Token::Word("as") => {
                let Token::Word(name) = tokens[at + 1].1 else {
                    panic!("`as` and no name")
                };
                let name = (name != "_").then(|| name.to_owned());
                uses.push(Use {
                    offset,
                    path,
                    name,
                    is_glob: false,
                });
                return at + 2;
            }
            Token::Word(word) => {
                // `a::{self}` is `a`.
                if word != "self" || path.is_empty() {
                    path.push(word.to_owned());
                }
                at += 1;
            }
            Token::Separator => at += 1,
            Token::Sign('*') => {
                uses.push(Use {
                    offset,
                    path,
                    name: None,
                    is_glob: true,
                });
                return at + 1;
            }
            Token::Sign('{') => {
                at += 1;
                while tokens[at].1 != Token::Sign('}') {
                    at = if tokens[at].1 == Token::Sign(',') {
                        at + 1
                    } else {
                        use_tree(tokens, at, &path, uses)
                    };
                }
                return at + 1;
            }
            Token::Sign(_) => {
                let name = path.last().cloned();
                uses.push(Use {
                    offset,
                    path,
                    name,
                    is_glob: false,
                });
                return at;
            }
        }
    }
}

/// Files that can run a statement and are neither `queries` nor allowed to. Without diesel-async's `RunQueryDsl` in
/// scope nothing runs, so its name is what to look for.
fn sql_elsewhere(sources: &Sources, allowed: &[(&str, &str)]) -> Vec<String> {
    const SIGNS: [&str; 5] = [
        "RunQueryDsl",
        "sql_query",
        "SimpleAsyncConnection",
        "batch_execute",
        "diesel_async::*",
    ];
    let mut faults = Vec::new();
    for (file, text) in sources {
        let at_home =
            file.ends_with("/queries.rs") || file.contains("/queries/") || file.ends_with("/ledger.rs");
        if at_home || allowed.iter().any(|(place, _)| file.starts_with(place)) {
            continue;
        }
        let source = Source::read(text);
        for (offset, sign) in SIGNS
            .iter()
            .filter_map(|sign| Some((source.code.find(sign)?, sign)))
        {
            faults.push(format!(
                "{file}:{}: {sign} outside queries.rs",
                source.line(offset)
            ));
        }
    }
    faults
}

fn lettre_elsewhere(all: &Crate<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, module) in &all.modules {
        if path == "mail" || path.starts_with("mail::") {
            continue;
        }
        let named = module.uses.iter().map(|one| (one.offset, &one.path));
        for (offset, name) in named.chain(module.paths.iter().map(|(offset, path)| (*offset, path))) {
            let name = name.join("::");
            if (name == "lettre" || name.starts_with("lettre::"))
                && !LETTRE_VALUES.iter().any(|value| name.starts_with(value))
            {
                faults.push(format!(
                    "{}:{}: {name} outside mail",
                    module.file,
                    module.source.line(offset)
                ));
            }
        }
    }
    faults
}

fn careless(sources: &Sources) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, text) in sources {
        let source = Source::read(text);
        for word in ["todo!", "unimplemented!", "dbg!", ".unwrap()"] {
            for (offset, _) in source.code.match_indices(word) {
                faults.push(format!("{file}:{}: {word}", source.line(offset)));
            }
        }
    }
    faults
}

/// Does the checker see anything at all? Small made-up crates, with faults and without.
mod the_checker {
    use super::{Crate, MAY_USE_SQL, Sources, careless, lettre_elsewhere, sql_elsewhere};

    fn made_up(files: &[(&str, &str)]) -> Sources {
        files
            .iter()
            .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()))
            .collect()
    }

    /// `low` with a folder of two, then `high`; `text` stands in `low/first.rs`.
    fn faults(text: &str) -> Vec<String> {
        let sources = made_up(&[
            ("src/lib.rs", "pub mod low;\npub mod high;"),
            (
                "src/low/mod.rs",
                "//! Low.\nmod first;\nmod second;\npub use second::Thing;\npub struct Ground;",
            ),
            ("src/low/first.rs", text),
            (
                "src/low/second.rs",
                "use super::first;\nuse super::Ground;\npub struct Thing;",
            ),
            (
                "src/high.rs",
                "use crate::low::{self, Thing};\nfn f() { low::g() }",
            ),
        ]);
        Crate::read(&sources).imports_downwards()
    }

    #[test]
    fn lets_good_imports_pass() {
        for good in [
            "use super::Ground;",
            "use std::fmt::{self, Write as _};",
            "// use crate::high;\n/* crate::high */\n/// [`crate::high`]\nconst S: &str = \"crate::high::x\";",
            "#[cfg(test)]\nmod tests {\n    use crate::high::f;\n}",
            "#[cfg(test)]\nuse crate::high::f;",
            "fn f<'a>(x: &'a str) -> char { '\"' }",
        ] {
            assert_eq!(faults(good), Vec::<String>::new(), "{good}");
        }
    }

    #[test]
    fn finds_every_way_of_looking_down() {
        for (bad, line) in [
            ("use crate::high;", 1),
            ("use crate::high::f;", 1),
            ("use crate::{\n    low::Ground,\n    high::{g, f as h},\n};", 3),
            ("\nfn g() { crate::high::f() }", 2),
            ("fn g() { super::super::high::f() }", 1),
            ("use super::second::Thing;", 1),
            // Re-exported by the folder, but still the younger sister's.
            ("use super::Thing;", 1),
            ("use crate::low::Thing;", 1),
            ("use crate::low;\nfn g() -> low::Thing { todo!() }", 2),
            ("fn g() { use crate::high as h; h::f() }", 1),
            ("use crate::high::*;", 1),
            (
                "const Q: char = '\"'; use crate::high::f; const R: char = '\"';",
                1,
            ),
            ("const S: &str = r#\"\"# ; use crate::high::f;", 1),
        ] {
            let found = faults(bad);
            assert!(!found.is_empty(), "nothing found in {bad}");
            assert!(
                found
                    .iter()
                    .any(|fault| fault.starts_with(&format!("src/low/first.rs:{line}: "))),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_module_within_a_file_is_a_fault() {
        assert!(faults("mod hidden { use crate::high::f; }")[0].contains("within a file"));
    }

    #[test]
    fn finds_sql_where_it_does_not_belong() {
        let statement = "use diesel_async::RunQueryDsl;";
        let of = |file: &str, text: &str| sql_elsewhere(&made_up(&[(file, text)]), &MAY_USE_SQL);
        assert_eq!(
            of("src/site/home.rs", statement),
            ["src/site/home.rs:1: RunQueryDsl outside queries.rs"]
        );
        assert_eq!(
            of(
                "src/site/home.rs",
                "\nfn f() { diesel::sql_query(\"SELECT 1\"); }"
            )
            .len(),
            1
        );
        for home in [
            "src/events/queries.rs",
            "src/accounts/queries/links.rs",
            "src/categories/ledger.rs",
        ] {
            assert!(of(home, statement).is_empty(), "{home}");
        }
        assert!(
            of(
                "src/site/home.rs",
                "// RunQueryDsl\n#[cfg(test)]\nmod tests { use diesel_async::RunQueryDsl; }"
            )
            .is_empty()
        );
    }

    const SMTP: &str = "use lettre::transport::smtp::client::AsyncSmtpConnection;";

    #[test]
    fn finds_smtp_where_it_does_not_belong() {
        let of = |text: &str| {
            let sources = made_up(&[
                ("src/lib.rs", "mod mail;\nmod site;"),
                ("src/mail.rs", SMTP),
                ("src/site.rs", text),
            ]);
            lettre_elsewhere(&Crate::read(&sources))
        };
        assert_eq!(of(SMTP).len(), 1);
        assert_eq!(of("use lettre::{AsyncTransport, message::Mailbox};").len(), 1);
        assert_eq!(of("fn f() { lettre::SmtpTransport::relay(\"\") }").len(), 1);
        assert!(of("use lettre::message::Mailbox;").is_empty());
    }

    #[test]
    fn finds_what_was_left_for_later() {
        let of = |text: &str| careless(&made_up(&[("src/a.rs", text)]));
        assert_eq!(
            of("fn f() { todo!() }\nfn g() { h().unwrap() }"),
            ["src/a.rs:1: todo!", "src/a.rs:2: .unwrap()"]
        );
        assert!(of("// todo!\n#[cfg(test)]\nmod tests { fn f() { g().unwrap() } }").is_empty());
    }
}
