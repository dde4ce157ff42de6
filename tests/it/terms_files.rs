//! Terms as files: 61 real conferences answer the questions about them, pages' own mistakes are told, and the command
//! line says it all.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lanyard::terms::file::{Ask, TermsFile, ask, read, schema, write};
use lanyard::terms::lint::{MOST_RULES, Weight, lint};
use lanyard::terms::rules::{Rules, Statement};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn examples() -> Vec<(String, TermsFile)> {
    let folder = root().join("examples/terms");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let id = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let file = read(&text).unwrap_or_else(|fault| panic!("{id}: {fault}"));
            (id, file)
        })
        .collect()
}

#[test]
fn every_conference_is_answered_by_its_own_terms() {
    let mut table = format!("{:<32} computed  stated  open in the source\n", "conference");
    let mut wrong = Vec::new();
    let mut kinds = BTreeSet::new();
    let (mut files, mut sums) = (0, [0; 3]);
    for (id, file) in examples() {
        files += 1;
        let mut counts = [0; 3];
        for (index, question) in file.questions.iter().enumerate() {
            let given = ask(&file, question);
            if !given.is(&question.answer) {
                wrong.push(format!("{id} check[{}]: {given:?}", index + 1));
            }
            let open = question.answer == Statement::Text("not defined".to_owned());
            let column = if open {
                2
            } else {
                usize::from(question.ask == Ask::Clause)
            };
            counts[column] += 1;
            sums[column] += 1;
        }
        kinds.extend(file.conference.kinds.iter().cloned());
        let [computed, stated, open] = counts;
        writeln!(table, "{id:<32} {computed:>8}  {stated:>6}  {open:>4}").unwrap();
    }
    let [computed, stated, open] = sums;
    writeln!(table, "{:<32} {computed:>8}  {stated:>6}  {open:>4}", "all").unwrap();
    writeln!(table, "{} of 95 kinds of rules", kinds.len()).unwrap();
    print!("{table}");
    assert!(wrong.is_empty(), "{}\n\n{table}", wrong.join("\n"));
    assert_eq!((files, computed + stated + open), (61, 410));
    assert_eq!(kinds.len(), 95);
}

#[test]
fn no_example_has_a_fault_and_every_one_reads_back_as_it_is_written() {
    for (id, file) in examples() {
        let faults: Vec<String> = lint(&file.rules, &file.calendar())
            .iter()
            .filter(|finding| finding.trouble.weight() == Weight::Fault)
            .map(ToString::to_string)
            .collect();
        assert!(faults.is_empty(), "{id}: {faults:?}");
        let written = serde_json::to_value(&file.rules).unwrap();
        assert_eq!(
            serde_json::from_value::<Rules>(written).unwrap(),
            file.rules,
            "{id}"
        );
    }
}

#[test]
fn what_is_written_reads_as_the_same_terms_and_is_written_alike_again() {
    for (id, file) in examples() {
        let written = write(&file).unwrap();
        let again = read(&written).unwrap_or_else(|fault| panic!("{id}: {fault}\n{written}"));
        assert_eq!(again, file, "{id}\n{written}");
        assert_eq!(write(&again).unwrap(), written, "{id}");
        let longest = written
            .lines()
            .filter(|line| !line.contains('"'))
            .map(str::len)
            .max();
        assert!(longest < Some(111), "{id}\n{written}");
    }
}

#[test]
fn a_file_is_written_as_a_person_would() {
    let text = "counts = \"payment\"

[conference]
name = \"Congress on Rivers 2027\"
language = \"ru\"
zone = \"Europe/Paris\"
starts = \"2027-06-14\"
ends = \"2027-06-16 18:00\"

[free_clauses]
ru = \"\"\"
## Бейдж

Потерянный бейдж заменяют на стойке.\"\"\"

[regions]
\"low income\" = [\"AF\", \"BF\"]

[[registration]]
categories = [\"student\"]
opens = \"2027-01-15 10:00\"
until = \"2027-06-01\"

[[period]]
name = \"early\"
until = \"2027-03-01\"

[[period]]
name = \"at the desk\"
on_site = true

[[fee]]
category = [\"student\"]
when = { age = { min = 18, max = 26 } }
prices = { early = [\"200 EUR\", \"220 USD\"], \"at the desk\" = \"250.50 EUR\" }

[[adjustment]]
name = \"group\"
percent = 5.5

[[refund]]
until = \"14 days before start\"
percent = 50

[labels.\"low income\"]
en = \"Low-income countries\"
ru = \"Страны с низким доходом\"
";
    assert_eq!(write(&read(text).unwrap()).unwrap(), text);
}

#[test]
fn what_the_sources_leave_open_is_listed_in_the_folder() {
    let readme = std::fs::read_to_string(root().join("examples/terms/README.md")).unwrap();
    for (id, file) in examples() {
        assert_eq!(
            file.conference.open.is_empty(),
            !readme.contains(&format!("**{id}**")),
            "{id} in examples/terms/README.md"
        );
        for open in &file.conference.open {
            assert!(readme.contains(open.as_str()), "{id}: {open}");
        }
    }
}

#[test]
fn the_published_schema_is_the_one_of_the_code() {
    let published = std::fs::read_to_string(root().join("docs/terms.schema.json")).unwrap();
    assert!(
        published.trim_end() == schema(),
        "write it anew: lanyard terms schema > docs/terms.schema.json"
    );
}

#[test]
fn the_command_line_says_the_rules_in_words_and_refuses_what_it_does_not_know() {
    let file = "examples/terms/cngof-2012.toml";
    let text = lanyard(&["terms", "render", file, "--language", "ru"]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("До конца дня 14 октября"));
    let html = lanyard(&["terms", "render", file, "--format", "html"]);
    assert!(String::from_utf8_lossy(&html.stdout).contains("Refund of what was paid</caption>"));
    let json = lanyard(&["terms", "render", file, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["language"], "en");
    for (arguments, words) in [
        (
            &["--language", "fr"],
            "--language: \"fr\" is none of ours: write en, ru or zh",
        ),
        (
            &["--format", "pdf"],
            "--format: \"pdf\" is none: write text, html or json",
        ),
    ] {
        let wrong = lanyard(&[&["terms", "render", file], arguments.as_slice()].concat());
        assert_eq!(wrong.status.code(), Some(2));
        assert!(
            String::from_utf8_lossy(&wrong.stderr).contains(words),
            "{wrong:?}"
        );
    }
}

#[test]
fn the_command_line_says_what_a_new_file_changes_of_an_old_one() {
    let example = std::fs::read_to_string(root().join("examples/terms/union-2017.toml")).unwrap();
    let old = written("old", &example);
    let stricter = example.replace("minus = \"100 EUR\"", "minus = \"120 EUR\"");
    let stricter = stricter.replace("[[refund]]\npercent = 0\n", "[[refund]]\npercent = 10\n");
    let new = written("new", &stricter);
    for (language, last) in [
        ("en", "New: Refund of what was paid: 10% at any later time."),
        (
            "ru",
            "Новое: Возврат уплаченного: 10 % в любое более позднее время.",
        ),
        ("zh", "新增：已付款项的退款：10%，此后任何时间。"),
    ] {
        let output = lanyard(&["terms", "diff", name(&old), name(&new), "--language", language]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let said = text(&output.stdout).replace('\u{a0}', " ");
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 4, "{said}");
        assert_eq!(lines[3], last, "{said}");
    }
    assert_eq!(
        text(&lanyard(&["terms", "diff", name(&old), name(&old)]).stdout),
        ""
    );
    let missing = lanyard(&["terms", "diff", name(&old), "/nowhere.toml"]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn the_page_that_teaches_the_format_is_a_file_of_that_format() {
    let page = std::fs::read_to_string(root().join("docs/terms-format.md")).unwrap();
    let blocks = page
        .split("```toml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    let file = read(&blocks.collect::<String>()).unwrap();
    assert_eq!(file.questions.len(), 3);
    for question in &file.questions {
        let given = ask(&file, question);
        assert!(given.is(&question.answer), "{question:?}: {given:?}");
    }
    let found = lint(&file.rules, &file.calendar());
    assert!(found.is_empty(), "{found:?}");
}

/// Rules in a file whose conference lasts from 10 to 12 September 2030 in Paris.
fn file(rules: &str) -> TermsFile {
    let head = "[conference]\nname = \"C\"\nzone = \"Europe/Paris\"\nstarts = \"2030-09-10\"\nends = \"2030-09-12\"\n";
    read(&format!("{head}{rules}")).unwrap()
}

fn troubles(rules: &str) -> Vec<String> {
    let file = file(rules);
    lint(&file.rules, &file.calendar())
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[track_caller]
fn says(rules: &str, sentence: &str) {
    let troubles = troubles(rules);
    assert!(
        troubles.iter().any(|one| one.contains(sentence)),
        "{sentence:?} is not in {troubles:#?}"
    );
}

#[test]
fn a_gap_between_price_periods_is_told() {
    // The general assembly in Delhi had no price from 31 May to 10 July.
    says(
        "[[period]]\nname = \"early\"\nuntil = \"2030-05-30\"\n\
         [[period]]\nname = \"late\"\nfrom = \"2030-07-11\"\nuntil = \"2030-08-15\"\n\
         [[fee]]\nprices = { early = \"387 EUR\", late = \"464 EUR\" }\n",
        "period[2]: Nothing holds between the rule before (price period 1) and this one: from 31 May 2030 until the end of \
         10 July 2030.",
    );
}

#[test]
fn registration_that_outlasts_the_last_price_is_told() {
    // Registration in Hungary was open until 17 April, the last price ended with 10 April.
    says(
        "[[registration]]\nuntil = \"2030-04-17\"\n[[period]]\nname = \"late\"\nuntil = \"2030-04-10\"\n\
         [[fee]]\nprices = { late = \"85000 HUF\" }\n",
        "period[1]: One may register until the end of 17 April 2030, and no price holds after the end of 10 April 2030.",
    );
}

#[test]
fn an_edge_day_that_two_rows_claim_is_told() {
    // A page on lung health: until 11 July, and from 11 July.
    says(
        "[[refund]]\nuntil = \"2030-07-11\"\nminus = \"100 EUR\"\n[[refund]]\nfrom = \"2030-07-11\"\npercent = 50\n",
        "refund[2]: 11 July 2030 is claimed by the rule before (refund row 1) and by this one",
    );
}

#[test]
fn an_edge_day_that_no_row_claims_is_told() {
    // More than forty days, less than forty days: a page from Bohemia.
    says(
        "[[refund]]\nbefore = \"40 days before start\"\npercent = 100\n\
         [[refund]]\nafter = \"40 days before start\"\npercent = 50\n",
        "refund[2]: 1 August 2030 belongs neither to the rule before (refund row 1) nor to this one",
    );
}

#[test]
fn rows_that_hold_at_once_are_told() {
    says(
        "[[refund]]\nuntil = \"2030-07-20\"\n[[refund]]\nfrom = \"2030-07-11\"\npercent = 50\n",
        "refund[2]: It holds together with another (refund row 1) from 11 July 2030 until the end of 20 July 2030; the first",
    );
}

#[test]
fn a_row_that_can_never_count_is_told_and_one_for_other_cases_is_none() {
    says(
        "[[refund]]\nuntil = \"2030-07-20\"\n[[refund]]\nuntil = \"2030-07-11\"\npercent = 50\n[[refund]]\npercent = 0\n",
        "refund[2]: It can never count: another (refund row 1) holds whenever it does",
    );
    assert_eq!(
        troubles(
            "[[refund]]\nof = \"tour\"\npercent = 0\n[[refund]]\nuntil = \"2030-07-11\"\n[[refund]]\npercent = 0\n"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn what_is_left_open_is_told() {
    says(
        "[[refund]]\nuntil = \"2030-07-20\"\n",
        "refund[1]: Nothing is stated for later than the end of 20 July 2030.",
    );
    says(
        "[[refund]]\nunstated = true\n",
        "refund[1]: The terms leave it open",
    );
}

#[test]
fn reductions_that_fall_as_groups_grow_are_told() {
    // 15 per cent for three and more, 12 for five and more.
    says(
        "[[adjustment]]\nname = \"3\"\nsize = { min = 3, max = 4 }\npercent = 15\n\
         [[adjustment]]\nname = \"5\"\nsize = { min = 5 }\npercent = 12\n",
        "adjustment[2]: A larger group is given less than a smaller one (reduction 1)",
    );
}

#[test]
fn shares_above_the_whole_and_deadlines_after_the_event_are_told() {
    says(
        "[[refund]]\npercent = 150\n",
        "refund[1]: “percent” is 150%; more than the whole cannot be meant",
    );
    says(
        "[[refund]]\nuntil = \"2030-10-01\"\n[[refund]]\npercent = 0\n",
        "refund[1]: “until” lies after the end of the event: the end of 1 October 2030",
    );
    says(
        "[[period]]\nname = \"a\"\nfrom = \"2030-05-02\"\nuntil = \"2030-05-01\"\n",
        "period[1]: It ends before it begins: from 2 May 2030 until the end of 1 May 2030.",
    );
}

#[test]
fn a_deadline_that_counts_from_an_unknown_day_is_told() {
    // A page of 2018 counted from arrival, and named no day of it.
    let file =
        read("[conference]\nname = \"C\"\nzone = \"UTC\"\n[[refund]]\nuntil = \"3 days before start\"\n")
            .unwrap();
    let found: Vec<String> = lint(&file.rules, &file.calendar())
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        ["refund[1]: “until” counts from a day that is not known yet: 3 days before start."]
    );
}

#[test]
fn names_that_are_not_there_and_circles_are_told() {
    says(
        "[[fee]]\nprices = { early = \"1 EUR\" }\n",
        "fee[1]: It names the price period “early”, which the terms do not have",
    );
    says(
        "[[category]]\nkey = \"a\"\n[[fee]]\ncategory = \"b\"\nprice = \"1 EUR\"\n",
        "fee[1]: It names the category “b”, which the terms do not have",
    );
    says(
        "[[category]]\nkey = \"a\"\nwithout_proof = \"b\"\n[[category]]\nkey = \"b\"\nwithout_proof = \"a\"\n",
        "category[1]: It leads back to itself: a → b → a",
    );
    says(
        "[[clause]]\nkey = \"a\"\ntext = \"x\"\n[[clause]]\nkey = \"a\"\ntext = \"y\"\n",
        "clause[2]: “a” is there twice",
    );
    says(
        "[[refund]]\nwhen = { member = \"yes\" }\n",
        "The condition “member” can never hold: it is true or false",
    );
    says("[[fee]]\n", "fee[1]: It states no price");
    says(
        "[[fee]]\nprice = \"9 EUR\"\n[[fee]]\nwhen = { member = true }\nprice = \"5 EUR\"\n",
        "fee[2]: It can never count: another (fee 1) holds whenever it does",
    );
    says(
        "[[category]]\nkey = \"a\"\naccompanies = \"a\"\n",
        "category[1]: It leads back to itself: a → a",
    );
    says(
        "[[tax]]\non = \"dinner\"\nmode = \"added\"\nrate = 19\n",
        "tax[1]: It names the extra “dinner”, which the terms do not have",
    );
    says(
        "[[extra]]\nkey = \"\"\nprice = \"1 EUR\"\n",
        "extra[1]: It has no name",
    );
    says(
        "[[refund]]\nwhen = { role = 5 }\n",
        "The condition “role” can never hold: it is told by a word",
    );
    says(
        "[[refund]]\nwhen = { age = true }\n",
        "The condition “age” can never hold: it is a number",
    );
    says(
        "[[adjustment]]\nname = \"a\"\n",
        "adjustment[1]: It changes nothing: say what is paid less or instead",
    );
    says(
        "[[period]]\nname = \"a\"\n[[fee]]\nprice = \"1 EUR\"\nprices = { a = \"2 EUR\" }\n",
        "fee[1]: It states one price for all days and another for each period",
    );
    says(
        "[[period]]\nname = \"a\"\nuntil = \"2030-05-01\"\n[[period]]\nname = \"b\"\n\
         [[fee]]\nprices = { a = [\"1 EUR\", \"2 USD\"], b = \"3 EUR\" }\n",
        "fee[1]: There is a price in USD for some periods, and none for “b”",
    );
}

#[test]
fn more_rules_than_anybody_reads_are_one_sentence() {
    let rules = "[[refund]]\npercent = 50\n".repeat(MOST_RULES + 1);
    assert_eq!(
        troubles(&rules),
        ["There are 2,001 rules; terms of participation have at most 2,000."]
    );
}

#[test]
fn what_cannot_be_read_is_a_sentence_with_its_line() {
    let head = "[conference]\nname = \"C\"\nzone = \"Europe/Paris\"\n";
    for (rules, line, words) in [
        // A page closed registration on 31 September.
        (
            "[[registration]]\nuntil = \"2018-09-31\"\n",
            5,
            "The calendar has no 2018-09-31",
        ),
        // Another said CET in July.
        (
            "[[period]]\nname = \"early\"\nuntil = \"2018-07-10 23:59 CET\"\n",
            6,
            "“CET” is no time zone that is right all year",
        ),
        ("[[fee]]\nprice = \"400 EURO\"\n", 5, "“EURO” is no currency"),
        (
            "[[fee]]\nprice = \"400\"\n",
            5,
            "Write the number, a space and the currency",
        ),
        (
            "[[fee]]\namount = \"400 EUR\"\n",
            5,
            "The format has no “amount” here. It knows: category",
        ),
        ("[[discount]]\n", 4, "The format has no “discount” here"),
        (
            "[[refund]]\nwhen = { shoes = 42 }\n",
            5,
            "The format has no “shoes” here",
        ),
        ("[[refund]]\npercent = -5\n", 5, "is no per cent"),
        (
            "[[check]]\nask = \"weather\"\nanswer = true\n",
            5,
            "The format has no “weather” here",
        ),
        ("[[refund]\n", 4, "This is no TOML"),
        (
            "[[refund]]\npercent = 5\npercent = 6\n",
            6,
            "The same word is there twice",
        ),
        ("[[clause]]\nkey = \"a\"\n", 4, "“text” is missing here"),
        ("[[fee]]\nprice = 400\n", 5, "a value of another kind"),
        (
            "[[consent]]\nkey = \"a\"\ntext = 5\n",
            6,
            "a value of another kind",
        ),
        ("[[refund]]\nwhen = { role = [] }\n", 5, "a value of another kind"),
        (
            "[[fee]]\nprice = [\"1 EUR\", \"2 EUR\"]\n",
            5,
            "two prices in EUR",
        ),
        (
            "[[fee]]\nprice = \"1.005 EUR\"\n",
            5,
            "more digits behind the point than EUR has",
        ),
        ("[[fee]]\nprice = \"99999999999 EUR\"\n", 5, "too large an amount"),
        ("[[refund]]\nuntil = \"soon\"\n", 5, "“soon” is no day or time"),
        (
            "[[registration]]\nuntil = \"3 days before start\"\n",
            5,
            "cannot open or close registration",
        ),
        (
            "[[clause]]\nkey = \"a\u{fffd}\"\n",
            5,
            "a sign that cannot be read",
        ),
        ("[free_clauses]\nfr = \"x\"\n", 5, "The format has no “fr” here"),
    ] {
        let fault = read(&format!("{head}{rules}")).unwrap_err();
        assert!(fault.to_string().contains(words), "{rules}: {fault}");
        assert_eq!(fault.line, line, "{rules}: {fault}");
    }
    let zone = read("[conference]\nname = \"C\"\nzone = \"Mars/Olympus\"\n").unwrap_err();
    assert!(
        zone.to_string().contains("“Mars/Olympus” is no time zone"),
        "{zone}"
    );
    let long = read(&"#".repeat(2 * 1024 * 1024)).unwrap_err();
    assert!(long.to_string().contains("longer than one megabyte"), "{long}");
    assert!(
        read("")
            .unwrap_err()
            .to_string()
            .contains("begins with [conference]")
    );
}

fn lanyard(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lanyard"))
        .env_clear()
        .current_dir(root())
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn written(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join("lanyard-tests");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}-{}.toml", uuid::Uuid::now_v7().simple()));
    std::fs::write(&path, text).unwrap();
    path
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_command_line_checks_a_file_and_tells_a_wrong_answer() {
    let good = lanyard(&["terms", "check", "examples/terms/cactus-2025.toml"]);
    assert!(good.status.success(), "{}", text(&good.stderr));
    let said = text(&good.stdout);
    assert!(
        said.contains("notice  refund[3]: The terms leave it open"),
        "{said}"
    );
    assert!(said.contains("5 of 5 questions answered as expected"), "{said}");

    let example = std::fs::read_to_string(root().join("examples/terms/cactus-2025.toml")).unwrap();
    let path = written("wrong", &example.replace("\"350 EUR\"", "\"351 EUR\""));
    let wrong = lanyard(&["terms", "check", name(&path)]);
    assert_eq!(wrong.status.code(), Some(1));
    let said = text(&wrong.stdout);
    assert!(
        said.contains("check[1] expects \"351 EUR\", and the rules answer \"350 EUR\" by refund[1]"),
        "{said}"
    );
}

#[test]
fn the_command_line_tells_the_line_of_what_it_cannot_read() {
    let path = written(
        "unread",
        "[conference]\nname = \"C\"\nzone = \"UTC\"\n\n[[refund]]\nuntil = \"2018-09-31\"\n",
    );
    let output = lanyard(&["terms", "check", name(&path)]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("line 6: The calendar has no 2018-09-31"), "{said}");
}

#[test]
fn the_command_line_quotes_and_refunds_with_the_rule_beside_the_amount() {
    let file = "examples/terms/jelia-2023.toml";
    let arguments = [
        "terms",
        "quote",
        file,
        "--category",
        "regular",
        "--extra",
        "social dinner=2",
        "--on",
        "2023-08-05",
    ];
    let output = lanyard(&arguments);
    let said = text(&output.stdout);
    assert!(
        said.contains("450 EUR  1 × 450 EUR  fee[1].early, tax by tax[3]"),
        "{said}"
    );
    assert!(said.contains("702.10 EUR  to pay, with 112.10 EUR tax"), "{said}");

    let file = "examples/terms/naccu-policy.toml";
    let paid = ["--paid", "800 USD", "--paid", "tour=60 USD"];
    let output = lanyard(
        &[
            &["terms", "refund", file, "--on", "10 days before start"],
            &paid[..],
        ]
        .concat(),
    );
    let said = text(&output.stdout);
    assert!(
        said.contains("300 USD  of fee, 500 USD withheld  refund[3]"),
        "{said}"
    );
    assert!(
        said.contains("0 USD  of tour, 60 USD withheld  refund[1]"),
        "{said}"
    );

    let silent = lanyard(&[
        "terms",
        "refund",
        "examples/terms/cactus-2025.toml",
        "--paid",
        "400 EUR",
        "--on",
        "2025-04-01",
    ]);
    assert_eq!(silent.status.code(), Some(1));
    assert!(
        text(&silent.stderr).contains("not defined: refund[3]: the terms leave it open"),
        "{}",
        text(&silent.stderr)
    );
}
