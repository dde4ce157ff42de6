//! The three languages say the same things, say all that the code asks for and nothing else, and keep to the manner
//! of the house.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use lanyard::accounts::{InvitationRenderer, Role, SignInLinkRenderer};
use lanyard::activity::Kind;
use lanyard::mail::{AttemptOutcome, MailState, Renderer, Withheld};
use lanyard::platform::countries::Country;
use lanyard::platform::lang::Lang;
use lanyard::platform::secret::Keys;
use lanyard::platform::web::Error;
use lanyard::platform::web::urls::Urls;
use lanyard::registration::{
    ConfirmAddressRenderer, ConfirmationRenderer, LinksRenderer, RegistrationStatus,
};
use lanyard::terms::Channel;
use lanyard::terms::choices::is_asked;
use lanyard::terms::document::{VOCABULARY, vocabulary_id};
use lanyard::terms::facts::Fact;

use crate::support::source::{Source, files_below};

/// The plural forms that a sentence about `$n` must have (CLDR).
fn plural_forms(language: &str) -> &'static [&'static str] {
    match language {
        "ru" => &["one", "few", "many", "other"],
        "zh" => &["other"],
        _ => &["one", "other"],
    }
}

/// Words that blame, beg or grovel. Those of several words and of Chinese are looked for anywhere in the text.
fn unwanted(language: &str) -> &'static [&'static str] {
    match language {
        "ru" => &[
            "пожалуйста",
            "извините",
            "простите",
            "к сожалению",
            "недопустим",
            "некорректн",
            "неверн",
        ],
        "zh" => &["抱歉", "对不起", "谅解", "不好意思", "无效", "非法"],
        _ => &["invalid", "please", "sorry", "oops", "unfortunately", "illegal"],
    }
}

#[derive(Debug, Default, PartialEq)]
struct Message {
    /// Put into the text.
    shown: BTreeSet<String>,
    /// Chosen by.
    chosen_by: BTreeSet<String>,
    /// The forms of each choice by `$n`.
    plurals: Vec<Vec<String>>,
    text: String,
}

impl Message {
    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.read_expression(expression),
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    self.chosen_by.insert(id.name.to_owned());
                    if id.name == "n" {
                        let forms = variants.iter().map(|variant| match variant.key {
                            VariantKey::Identifier { name } => name.to_owned(),
                            VariantKey::NumberLiteral { value } => value.to_owned(),
                        });
                        self.plurals.push(forms.collect());
                    }
                }
                for variant in variants {
                    self.read(&variant.value);
                }
            }
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                self.shown.insert(id.name.to_owned());
            }
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                self.read_expression(expression);
            }
            Expression::Inline(_) => {}
        }
    }

    /// All variables but the number of a plural, which a language without plurals has no use for.
    fn variables(&self) -> BTreeSet<&str> {
        let all = self.shown.iter().chain(&self.chosen_by).map(String::as_str);
        all.filter(|name| *name != "n").collect()
    }
}

type Messages = BTreeMap<String, Message>;

fn parse(file: &str, text: &str, into: &mut Messages) {
    let resource =
        fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
    for entry in &resource.body {
        if let Entry::Message(entry) = entry {
            let mut message = Message::default();
            entry.value.iter().for_each(|pattern| message.read(pattern));
            let known = into.insert(entry.id.name.to_owned(), message);
            assert!(known.is_none(), "{file}: {} is there twice", entry.id.name);
        }
    }
}

fn messages(language: &str) -> Messages {
    let mut all = Messages::new();
    for (file, text) in files_below(&format!("locales/{language}"), &[".ftl"]) {
        parse(&file, &text, &mut all);
    }
    all
}

/// Zones have names of their own only where a language needs them; `platform::i18n` tests those.
fn is_zone(id: &str) -> bool {
    id.starts_with("zone-") && !matches!(id, "zone-of-city" | "zone-named")
}

/// Where `other` says other things than `english`.
fn differences(english: &Messages, other: &Messages) -> Vec<String> {
    let mut faults = Vec::new();
    for id in english
        .keys()
        .chain(other.keys())
        .filter(|id| !is_zone(id))
        .collect::<BTreeSet<_>>()
    {
        match (english.get(id), other.get(id)) {
            (Some(ours), Some(theirs)) if ours.variables() == theirs.variables() => {}
            (Some(ours), Some(theirs)) => {
                faults.push(format!(
                    "{id} has {:?} in English and {:?} here",
                    ours.variables(),
                    theirs.variables()
                ));
            }
            (Some(_), None) => faults.push(format!("{id} is missing")),
            (None, _) => faults.push(format!("{id} is not in English")),
        }
    }
    faults
}

/// What is wrong with the messages of one language by themselves.
fn bad_manners(language: &str, messages: &Messages) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, message) in messages {
        for forms in &message.plurals {
            if forms != plural_forms(language) {
                faults.push(format!(
                    "{id} has the forms {forms:?}, not {:?}",
                    plural_forms(language)
                ));
            }
        }
        if message.shown.contains("n") {
            faults.push(format!("{id} shows $n, which is not formatted; $shown is"));
        }
        let text = message.text.to_lowercase();
        for word in unwanted(language).iter().filter(|word| text.contains(**word)) {
            faults.push(format!("{id} says “{word}”"));
        }
    }
    faults
}

/// A family of ids that the code puts together, `status-{}`, with what is put in.
struct Family {
    head: &'static str,
    tail: &'static str,
    values: BTreeSet<String>,
}

impl Family {
    fn new(
        head: &'static str,
        tail: &'static str,
        values: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            head,
            tail,
            values: values
                .into_iter()
                .map(|value| value.into().replace(['.', '_'], "-"))
                .collect(),
        }
    }

    fn ids(&self) -> impl Iterator<Item = String> {
        self.values
            .iter()
            .map(|value| format!("{}{value}{}", self.head, self.tail))
    }

    fn has(&self, id: &str) -> bool {
        id.strip_prefix(self.head)
            .is_some_and(|rest| rest.strip_suffix(self.tail).is_some_and(|v| !v.is_empty()))
    }
}

fn families(sources: &BTreeMap<String, String>) -> Vec<Family> {
    let urls = Urls::new(url::Url::parse("http://localhost").unwrap());
    let keys = Keys::new("a key of the test's own", None);
    let mail_kinds = [
        ConfirmationRenderer {
            urls: urls.clone(),
            keys: keys.clone(),
        }
        .kinds(),
        ConfirmAddressRenderer {
            urls: urls.clone(),
            keys: keys.clone(),
        }
        .kinds(),
        LinksRenderer {
            urls: urls.clone(),
            keys: keys.clone(),
        }
        .kinds(),
        SignInLinkRenderer {
            urls: urls.clone(),
            keys: keys.clone(),
        }
        .kinds(),
        InvitationRenderer { urls, keys }.kinds(),
    ];
    let status = || RegistrationStatus::ALL.iter().map(|one| one.as_str());
    let outcomes = AttemptOutcome::ALL
        .iter()
        .map(|one| one.as_str())
        .chain(["running"]);
    let kinds = Kind::ALL.iter().map(|one| one.as_str());
    let refusals = refusals(&sources["src/registration/public/register.rs"]);
    let countries = Country::all_sorted(Lang::En)
        .iter()
        .map(|(country, _)| country.code());
    vec![
        Family::new("country-", "", countries),
        Family::new("status-", "", status()),
        Family::new("own-status-", "", status()),
        Family::new("own-title-", "", status()),
        Family::new("own-next-", "", status()),
        Family::new("role-", "", Role::ALL.iter().map(|one| one.as_str())),
        Family::new("channel-", "", Channel::ALL.iter().map(|one| one.as_str())),
        Family::new("mail-state-", "", MailState::ALL.iter().map(|one| one.as_str())),
        Family::new("mail-outcome-", "", outcomes),
        Family::new("mail-withheld-", "", Withheld::ALL.iter().map(|one| one.as_str())),
        Family::new("mail-kind-", "", mail_kinds.concat()),
        Family::new("activity-", "", kinds),
        Family::new("actor-", "", ["account", "attendee", "operator", "system"]),
        Family::new("error-", "-title", errors().map(|error| error.code())),
        Family::new("error-", "-text", errors().map(|error| error.code())),
        Family::new("terms-fact-", "", facts()),
        Family::new("terms-shared-", "", facts()),
        Family::new(
            "register-fact-",
            "",
            Fact::ALL
                .iter()
                .filter(|fact| is_asked(**fact))
                .map(|fact| fact.name())
                .chain(["none"]),
        ),
        Family::new(
            "terms-word-",
            "",
            VOCABULARY.iter().map(|name| vocabulary_id(name)),
        ),
        Family::new("register-refused-", "-title", refusals.clone()),
        Family::new("register-refused-", "-text", refusals),
    ]
}

fn facts() -> impl Iterator<Item = String> {
    let names = Fact::ALL.iter().map(|fact| serde_json::to_value(fact).unwrap());
    names.map(|name| name.as_str().unwrap().to_owned())
}

/// One of each. A new one does not compile until it is here.
fn errors() -> impl Iterator<Item = Error> {
    let retry_after = std::time::Duration::ZERO;
    let all = [
        Error::NotFound,
        Error::Forbidden,
        Error::CrossSite,
        Error::SignIn { next: String::new() },
        Error::BadRequest,
        Error::TooLarge,
        Error::MethodNotAllowed,
        Error::TooMany { retry_after },
        Error::Unavailable(String::new()),
        Error::Internal(String::new()),
    ];
    all.into_iter().inspect(|error| match error {
        Error::NotFound
        | Error::Forbidden
        | Error::CrossSite
        | Error::SignIn { .. }
        // A redirect: nobody reads it.
        | Error::Moved { .. }
        | Error::BadRequest
        | Error::TooLarge
        | Error::MethodNotAllowed
        | Error::TooMany { .. }
        | Error::Unavailable(_)
        | Error::Internal(_) => {}
    })
}

/// What the form calls its refusals: the texts within `let id = match refusal { … }`.
fn refusals(form: &str) -> BTreeSet<String> {
    let source = Source::read(form);
    let begin = source
        .code
        .find("let id = match refusal {")
        .expect("the form names its refusals by a match");
    let range = source.inside(begin + source.code[begin..].find('{').unwrap());
    source
        .literals
        .iter()
        .filter(|(at, _)| range.contains(at))
        .map(|(_, text)| text.clone())
        .collect()
}

/// A message asked for: by ids, or by what they are put together from (`status-{}`), and with which variables.
#[derive(Debug)]
struct Call {
    place: String,
    ids: Vec<String>,
    /// `None` where they are put together elsewhere.
    variables: Option<BTreeSet<String>>,
}

/// All calls of the translator in `source`.
fn calls(file: &str, source: &Source) -> Vec<Call> {
    let mut found = Vec::new();
    for method in [".of(", ".with(", ".count(", ".count_with(", ".own("] {
        for (at, _) in source.code.match_indices(method) {
            let range = source.inside(at + method.len() - 1);
            let first = first_argument(&source.code[range.clone()]);
            let literals = || source.literals.iter().filter(|(at, _)| range.contains(at));
            let ids: Vec<_> = literals()
                .filter(|(at, text)| *at < range.start + first && is_id(text))
                .map(|(_, text)| text.clone())
                .collect();
            let named = literals()
                .filter(|(at, _)| source.code[..*at].trim_end().ends_with('(') && *at >= range.start + first);
            let mut variables: BTreeSet<String> = named.map(|(_, name)| name.clone()).collect();
            let elsewhere = variables.is_empty() && method.ends_with("with(");
            if method.starts_with(".count") {
                variables.extend(["n".to_owned(), "shown".to_owned()]);
            }
            if !ids.is_empty() {
                let place = format!("{file}:{}", source.line(at));
                found.push(Call {
                    place,
                    ids,
                    variables: (!elsewhere).then_some(variables),
                });
            }
        }
    }
    found
}

/// The length of what stands before the first comma that is in no bracket.
fn first_argument(arguments: &str) -> usize {
    let mut depth = 0;
    for (at, sign) in arguments.char_indices() {
        match sign {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => return at,
            _ => {}
        }
    }
    arguments.len()
}

/// Whether `text` looks like an id, or like the mould of some.
fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_{}".contains(c))
}

/// The expressions of a template at their places, and spaces for all else.
fn expressions(template: &str) -> String {
    let mut kept: Vec<u8> = template
        .bytes()
        .map(|byte| if byte == b'\n' { byte } else { b' ' })
        .collect();
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        for (at, _) in template.match_indices(open) {
            let end = at + template[at..].find(close).expect("an expression ends");
            kept[at + 2..end].copy_from_slice(&template.as_bytes()[at + 2..end]);
        }
    }
    String::from_utf8(kept).expect("whole expressions")
}

/// The sources and the templates, read.
fn readers() -> BTreeMap<String, Source> {
    let code = files_below("src", &[".rs"])
        .into_iter()
        .map(|(file, text)| (file, Source::read(&text)));
    let templates = files_below("templates", &[".html", ".txt"]);
    code.chain(
        templates
            .into_iter()
            .map(|(file, text)| (file, Source::read(&expressions(&text)))),
    )
    .collect()
}

/// What stands before and after what is put into `id`, if something is.
fn mould(id: &str) -> Option<(&str, &str)> {
    let (head, rest) = id.split_once('{')?;
    Some((head, rest.rsplit_once('}')?.1))
}

/// What the code asks for and no message says, and what is said that nobody asks for.
fn gaps(messages: &Messages, families: &[Family], readers: &BTreeMap<String, Source>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut used: BTreeSet<String> = families.iter().flat_map(Family::ids).collect();
    for id in used.iter().filter(|id| !messages.contains_key(*id)) {
        faults.push(format!("{id} is missing"));
    }
    for call in readers.iter().flat_map(|(file, source)| calls(file, source)) {
        for id in &call.ids {
            let asked: Vec<String> = match mould(id) {
                None => vec![id.clone()],
                Some(("zone-", "")) => continue,
                Some(mould) => {
                    let family = families.iter().find(|family| (family.head, family.tail) == mould);
                    let Some(family) = family else {
                        faults.push(format!(
                            "{}: what {id} becomes is not known to this test",
                            call.place
                        ));
                        continue;
                    };
                    family.ids().collect()
                }
            };
            for id in asked {
                let Some(message) = messages.get(&id) else {
                    faults.push(format!("{}: {id} is missing", call.place));
                    continue;
                };
                let needed: BTreeSet<_> = message.shown.union(&message.chosen_by).cloned().collect();
                if let Some(given) = &call.variables
                    && !needed.is_subset(given)
                {
                    faults.push(format!(
                        "{}: {id} needs {needed:?} and gets {given:?}",
                        call.place
                    ));
                }
                used.insert(id);
            }
        }
    }
    // Ids also travel in variables: a text that looks like one must be one, or be of another kind altogether.
    let heads: BTreeSet<Vec<&str>> = messages
        .keys()
        .map(|id| id.split('-').take(2).collect())
        .collect();
    for (file, source) in readers {
        for (at, text) in &source.literals {
            let parts: Vec<&str> = text.split('-').collect();
            if messages.contains_key(text) {
                used.insert(text.clone());
            } else if is_id(text) && !text.contains('{') && parts.len() > 2 && heads.contains(&parts[..2]) {
                faults.push(format!(
                    "{file}:{}: “{text}” looks like a message, and there is none",
                    source.line(*at)
                ));
            }
        }
    }
    for id in messages.keys().filter(|id| !is_zone(id) && !used.contains(*id)) {
        let family = families
            .iter()
            .find(|family| family.has(id))
            .map_or("", |family| family.head);
        faults.push(format!(
            "{id} is used nowhere{}",
            if family.is_empty() {
                ""
            } else {
                ", nor put together"
            }
        ));
    }
    faults
}

#[test]
fn the_languages_say_the_same_things() {
    let english = messages("en");
    assert!(english.len() > 500, "only {} messages were found", english.len());
    for language in ["ru", "zh"] {
        let faults = differences(&english, &messages(language));
        assert!(faults.is_empty(), "{language}:\n{}", faults.join("\n"));
    }
}

#[test]
fn every_slice_has_its_file_in_every_language() {
    let names = |language: &str| -> BTreeSet<String> {
        let files = files_below(&format!("locales/{language}"), &[".ftl"]);
        files
            .into_keys()
            .filter_map(|file| Some(file.rsplit_once('/')?.1.to_owned()))
            .collect()
    };
    assert!(names("en").len() > 5);
    assert_eq!(names("en"), names("ru"));
    assert_eq!(names("en"), names("zh"));
}

#[test]
fn the_code_and_the_messages_need_each_other() {
    let (sources, readers) = (files_below("src", &[".rs"]), readers());
    let found: usize = readers
        .iter()
        .map(|(file, source)| calls(file, source).len())
        .sum();
    assert!(found > 150, "only {found} calls were found");
    let faults = gaps(&messages("en"), &families(&sources), &readers);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn messages_keep_to_the_manner_of_the_house() {
    for language in ["en", "ru", "zh"] {
        let faults = bad_manners(language, &messages(language));
        assert!(faults.is_empty(), "{language}:\n{}", faults.join("\n"));
    }
}

#[test]
fn no_line_ends_in_a_space() {
    for (file, text) in files_below("locales", &[".ftl"]) {
        for (number, line) in (1..).zip(text.lines()) {
            assert!(
                line == line.trim_end() && !line.contains('\t'),
                "{file}:{number} has a stray space or tab"
            );
        }
        assert!(
            text.ends_with('\n') && !text.ends_with("\n\n"),
            "{file} does not end in one line break"
        );
    }
}

/// Do the checks above see anything at all?
mod negative_controls {
    use super::*;

    fn made_up(text: &str) -> Messages {
        let mut all = Messages::new();
        parse("made-up.ftl", text, &mut all);
        all
    }

    #[test]
    fn differences_are_found() {
        let english = made_up(
            "a = A { $x }\nb = B\nn = { $n ->\n    [one] { $shown } x\n   *[other] { $shown } xs\n}\n",
        );
        assert!(
            differences(
                &english,
                &made_up("a = A { $x }\nb = B\nn = { $shown }\nzone-rumow = M\n")
            )
            .is_empty()
        );
        let faults = differences(&english, &made_up("a = A { $y }\nn = many\nc = C\n"));
        assert_eq!(faults.len(), 4, "{faults:?}");
    }

    #[test]
    fn bad_manners_are_found() {
        let two_forms = "n = { $n ->\n    [one] { $shown } место\n   *[other] { $shown } мест\n}\n";
        assert_eq!(bad_manners("ru", &made_up(two_forms)).len(), 1);
        assert_eq!(
            bad_manners(
                "en",
                &made_up("a = Sorry, an invalid address\nb = { $n } places\n")
            )
            .len(),
            3
        );
        assert_eq!(
            bad_manners("ru", &made_up("a = Введите, Пожалуйста, адрес\n")).len(),
            1
        );
        assert_eq!(
            bad_manners("zh", &made_up("a = 抱歉，地址无效\nb = 请输入地址\n")).len(),
            2
        );
    }

    #[test]
    fn gaps_are_found() {
        let readers = |code: &str, template: &str| {
            BTreeMap::from([
                ("a.rs".to_owned(), Source::read(code)),
                ("b.html".to_owned(), Source::read(&expressions(template))),
            ])
        };
        let words = made_up("page-title = T\npage-who = { $name }\nstate-on = On\nstate-off = Off\n");
        let state = || [Family::new("state-", "", ["on", "off"])];
        let code =
            r#"fn f() { t.of(&format!("state-{}", s)); t.with("page-who", &[("name", Value::from(n))]) }"#;
        let page = r#"<a title="{{ page.t.of("page-title") }}">it's // here</a>"#;
        assert_eq!(gaps(&words, &state(), &readers(code, page)), Vec::<String>::new());

        let found = |code: &str, page: &str, expected: &str| {
            let faults = gaps(&words, &state(), &readers(code, page));
            assert!(
                faults.iter().any(|fault| fault.contains(expected)),
                "{expected} is not in {faults:?}"
            );
        };
        found(code, "", "page-title is used nowhere");
        found(
            code,
            r#"{{ t.of("page-tilte") }}"#,
            "b.html:1: page-tilte is missing",
        );
        found(
            r#"fn f() { t.of("page-who") }"#,
            page,
            "needs {\"name\"} and gets {}",
        );
        found(
            r#"fn f() { t.of(match x { 1 => "page-one", _ => "page-title" }) }"#,
            page,
            "page-one is missing",
        );
        found(
            r#"fn f() { t.of(&format!("mood-{x}")) }"#,
            page,
            "mood-{x} becomes is not known",
        );
        found(
            r#"fn f() { let id = "page-who-else"; t.of(id) }"#,
            page,
            "looks like a message",
        );
        found("// t.of(\"page-who\")", page, "page-who is used nowhere");
        let wider = [Family::new("state-", "", ["on", "off", "broken"])];
        assert!(gaps(&words, &wider, &readers(code, page)).contains(&"state-broken is missing".to_owned()));
    }
}
