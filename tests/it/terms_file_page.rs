//! An event's terms as a file: out of the workspace and into it again.

use lanyard::accounts::Role;
use lanyard::terms::file::read;
use serde_json::json;

use crate::support::visitor::Answer;
use crate::support::{TestApp, Visitor};

const PAGE: &str = "/organizer/events/forum/terms/file";
const HEAD: &str = "[conference]\nname = \"Forum\"\nzone = \"Europe/Paris\"\n";

fn rich() -> serde_json::Value {
    json!({
        "registration": [{"until": "2027-05-01T18:00:00", "stage": "pre-registration"}],
        "period": [{"name": "pre", "until": "2027-03-01"}, {"name": "late"}],
        "fee": [{"prices": {"pre": "100 EUR", "late": "120 EUR"}}],
        "refund": [{"until": "2027-04-01", "minus_percent": "5.5"}, {"percent": 0}],
        "clause": [{"key": "badge", "text": {"en": "A \"badge\".\nLost?", "ru": "Бейдж."}}],
    })
}

async fn forum(app: &TestApp) -> Visitor {
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .rules(rich())
        .draft()
        .await;
    app.organizer(Role::Manager).await
}

/// Sends the text as the page's form would, on the revision that it shows now.
async fn edit(visitor: &Visitor, text: &str) -> Answer {
    let revision = visitor.page(PAGE).await.attr("[name=revision]", "value");
    edit_on(visitor, &revision, text).await
}

async fn edit_on(visitor: &Visitor, revision: &str, text: &str) -> Answer {
    let fields = [("revision", revision), ("text", text)];
    visitor.upload(PAGE, &fields, ("unused", "", b"")).await
}

async fn bring_in(visitor: &Visitor, file: &[u8]) -> Answer {
    let revision = visitor.page(PAGE).await.attr("[name=revision]", "value");
    visitor
        .upload(PAGE, &[("revision", &revision)], ("file", "terms.toml", file))
        .await
}

/// The text as it stands on a page.
fn shown(answer: &Answer) -> String {
    let form = answer.html().form("form:has(#text)");
    form.into_iter().find(|(name, _)| name == "text").unwrap().1
}

async fn saved(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM activities WHERE kind = 'terms.drafted'")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_draft_is_a_text_that_can_be_taken_away_and_brought_in_again() {
    let app = TestApp::start().await;
    let manager = forum(&app).await;
    let page = manager.get(PAGE).await;
    let text = shown(&page);
    assert!(
        text.starts_with("[conference]\nname = \"Dialogue of Integrations\"\nsource = \"http"),
        "{text}"
    );
    assert!(
        text.contains("starts = \"2027-06-10 09:00\"\nends = \"2027-06-11 18:00\"\n"),
        "{text}"
    );
    assert!(text.contains("[free_clauses]\nen = \"\"\"\n## Free\n"), "{text}");
    assert!(text.contains("until = \"2027-05-01 18:00\"\n"), "{text}");
    assert!(
        text.contains("prices = { pre = \"100 EUR\", late = \"120 EUR\" }\n"),
        "in the order of the periods: {text}"
    );
    assert!(text.contains("minus_percent = 5.5\n"), "{text}");

    let file = manager.get(&format!("{PAGE}.toml")).await;
    assert_eq!(file.body, text, "what is taken away is what is shown");
    assert_eq!(file.header("content-type"), "application/toml");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"forum-terms.toml\""
    );

    // As Windows writes it, and as a browser sends it.
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for answer in [
        edit(&manager, &windows).await,
        bring_in(&manager, windows.as_bytes()).await,
    ] {
        assert_eq!(answer.location(), format!("{PAGE}?saved=1"), "{}", answer.body);
    }
    assert_eq!(saved(&app).await, 2);
    let rules: lanyard::terms::Rules = serde_json::from_value(rich()).unwrap();
    assert_eq!(read(&shown(&manager.get(PAGE).await)).unwrap().rules, rules);
    assert!(
        manager
            .page(&format!("{PAGE}?saved=1"))
            .await
            .has("[role=status]")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn free_clauses_come_with_the_file_or_stay_as_they_are() {
    let app = TestApp::start().await;
    let manager = forum(&app).await;
    edit(&manager, &format!("{HEAD}[[refund]]\npercent = 0\n"))
        .await
        .location();
    let text = shown(&manager.get(PAGE).await);
    assert!(
        text.contains("There is no fee.") && text.contains("不收费"),
        "{text}"
    );
    let clauses = format!("{HEAD}[free_clauses]\nen = \"## Mine\\n\\nText.\"\n");
    edit(&manager, &clauses).await.location();
    let file = read(&shown(&manager.get(PAGE).await)).unwrap();
    assert_eq!(file.clauses.iter().count(), 1);
    assert!(file.rules.refunds.is_empty());
    let lacking = edit(&manager, &format!("{HEAD}[free_clauses]\nru = \"Текст\"\n")).await;
    assert_eq!(lacking.status, 422);
    assert!(
        lacking
            .html()
            .text("#text-error")
            .contains("Write the clauses in English")
    );
    let long = format!("{HEAD}[free_clauses]\nen = \"{}\"\n", "x".repeat(100_001));
    let long = edit(&manager, &long).await;
    assert_eq!(long.status, 422);
    assert!(
        long.html()
            .text("#text-error")
            .contains("longer than 100,000 characters")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_wrong_is_told_with_its_place_and_nothing_is_saved_or_lost() {
    let app = TestApp::start().await;
    let manager = forum(&app).await;
    let rows = "[[refund]]\npercent = 50\n".repeat(10_000);
    for (rules, words) in [
        ("this is no toml", "Line 4: This is no TOML"),
        (
            "[[refund]]\npercent = 0\n[[refund]]\npercentage = 50\n",
            "Line 7, refund row 2: The format has no “percentage” here",
        ),
        (
            "[[fee]]\nprice = \"400 EURO\"\n",
            "Line 5, fee 1: “EURO” is no currency",
        ),
        ("[[clause]]\nkey = \"a\0b\"\n", "Line 5"),
        (
            "[[refund]]\nuntil = \"2027-04-10\"\n[[refund]]\nuntil = \"2027-04-01\"\npercent = 50\n",
            "Line 6, refund row 2 refund[2]It can never count",
        ),
        (
            "[[refund]]\npercent = 150\n",
            "Line 4, refund row 1 refund[1]“percent” is 150%",
        ),
        (
            "[[refund]]\nuntil = \"2027-07-01\"\npercent = 50\n[[refund]]\npercent = 0\n",
            "Line 4, refund row 1 refund[1]“until” lies after the end of the event: the end of 1 July 2027",
        ),
        (
            "[[category]]\nkey = \"a\"\nwithout_proof = \"b\"\n[[category]]\nkey = \"b\"\nwithout_proof = \"a\"\n",
            "Line 4, category 1 category[1]It leads back to itself: a → b → a",
        ),
        (
            rows.as_str(),
            "There are 10,000 rules; terms of participation have at most 2,000",
        ),
    ] {
        let text = format!("{HEAD}{rules}");
        let answer = edit(&manager, &text).await;
        assert_eq!(answer.status, 422, "{words}");
        let page = answer.html();
        assert!(page.text("title").starts_with("Error:"));
        let said = format!(
            "{} {}",
            page.text("#text-error"),
            page.texts("#faults ~ ul").join(" ")
        );
        assert!(said.contains(words), "{words}: {said}");
        assert_eq!(page.attrs(".summary a", "href"), ["#text"]);
        assert_eq!(
            shown(&answer),
            text.replace('\0', ""),
            "what was typed is there again"
        );
    }
    assert_eq!(saved(&app).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_too_large_or_no_text_are_told_beside_their_field() {
    let app = TestApp::start().await;
    let manager = forum(&app).await;
    let large = format!("{HEAD}# {}", "я".repeat(2_500_000));
    let answer = edit(&manager, &large).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .html()
            .text("#text-error")
            .contains("longer than one megabyte")
    );
    assert_eq!(shown(&answer).len(), large.len(), "five megabytes are not lost");
    for (file, words) in [
        (&b"\xff\xfe[conference]"[..], "no text in UTF-8"),
        (&b""[..], "Choose a file first"),
        (&vec![b'#'; 6 * 1024 * 1024], "more than 5 MB"),
    ] {
        let answer = bring_in(&manager, file).await;
        assert_eq!(answer.status, 422, "{words}");
        let page = answer.html();
        assert!(
            page.text("#file-error").contains(words),
            "{}",
            page.text("#file-error")
        );
        assert_eq!(page.attrs(".summary a", "href"), ["#file"]);
        assert!(
            shown(&answer).contains("100 EUR"),
            "the draft stands there as before"
        );
    }
    let faulty = bring_in(&manager, format!("{HEAD}[[fee]]\n").as_bytes()).await;
    assert_eq!(faulty.status, 422);
    assert_eq!(
        shown(&faulty),
        format!("{HEAD}[[fee]]\n"),
        "a file with mistakes is there to be mended"
    );
    assert_eq!(saved(&app).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_clock_is_refused_and_other_days_are_passed_over() {
    let app = TestApp::start().await;
    let manager = forum(&app).await;
    let moscow = HEAD.replace("Europe/Paris", "Europe/Moscow");
    let answer = edit(&manager, &moscow).await;
    assert_eq!(answer.status, 422);
    let said = answer.html().text("#text-error");
    assert!(
        said.contains("the clock of Europe/Moscow, the event by that of Europe/Paris"),
        "{said}"
    );
    let answer = edit(&manager, &format!("{HEAD}starts = \"2028-01-01\"\n")).await;
    let page = manager.page(&answer.location()).await;
    let said = page.text("[role=status]");
    assert!(
        said.contains("those of the event count") && said.contains("10–11 June 2027"),
        "{said}"
    );
    let same = edit(&manager, &format!("{HEAD}starts = \"2027-06-10\"\n")).await;
    assert_eq!(same.location(), format!("{PAGE}?saved=1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_that_do_not_agree_with_the_event_are_told_and_do_not_hold_up_the_draft() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .categories(&[("expert", None), ("press", None)])
        .draft()
        .await;
    let manager = app.organizer(Role::Manager).await;
    let fees = "[[fee]]\ncategory = [\"expert\", \"guest\"]\nprice = \"10 EUR\"\n[[refund]]\npercent = 0\n";
    let saved = edit(&manager, &format!("{HEAD}{fees}")).await.location();
    for path in [saved.as_str(), "/organizer/events/forum/terms"] {
        let page = manager.page(path).await;
        assert!(!page.has("#faults"));
        let told = page.texts("#notices ~ ul li");
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("No fee is for the category “press”"), "{told:?}");
        assert!(
            told[1].contains("fee[1]") && told[1].contains("“guest”, which the event does not have"),
            "{told:?}"
        );
    }
    let russian = app.organizer(Role::Manager).await.speaking("ru");
    let told = russian.page(PAGE).await.texts("#notices ~ ul li");
    assert!(
        told[1].contains("взнос 1") && told[1].contains("«guest»"),
        "{told:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_of_a_file_in_another_language_keep_it() {
    let app = TestApp::start().await;
    let manager = forum(&app).await;
    let text =
        format!("{HEAD}language = \"ru\"\n[[clause]]\nkey = \"a\"\ntext = \"Программа может измениться.\"\n");
    edit(&manager, &text).await.location();
    let text = shown(&manager.get(PAGE).await);
    assert!(
        text.contains("text = { ru = \"Программа может измениться.\" }"),
        "{text}"
    );
    assert!(!text.contains("language ="), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_slower_is_told_what_the_other_saved_and_may_save_over_it() {
    let app = TestApp::start().await;
    let first = forum(&app).await;
    let second = app.organizer(Role::Manager).await;
    let revision = second.page(PAGE).await.attr("[name=revision]", "value");
    let text = shown(&second.get(PAGE).await);
    edit(&first, &text.replace("100 EUR", "110 EUR")).await.location();
    let mine = text.replace("100 EUR", "130 EUR");
    let answer = edit_on(&second, &revision, &mine).await;
    assert_eq!(answer.status, 409);
    let page = answer.html();
    let told = page.text("[role=alert]");
    assert!(told.contains("falls from €130 to €110"), "{told}");
    assert_eq!(shown(&answer), mine);
    let revision = page.attr("[name=revision]", "value");
    edit_on(&second, &revision, &mine).await.location();
    assert!(shown(&first.get(PAGE).await).contains("130 EUR"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_version_is_a_file_for_everybody_for_ever() {
    let app = TestApp::start().await;
    app.event("forum")
        .when("Europe/Paris", "2027-06-10 09:00", "2027-06-11 18:00")
        .rules(rich())
        .publish()
        .await;
    app.event("hidden").draft().await;
    let visitor = app.visitor();
    let page = visitor.page("/e/forum/terms").await;
    let href = page.attr("a[download]", "href");
    assert_eq!(href, "/e/forum/terms/1.toml");
    let manager = app.organizer(Role::Manager).await;
    edit(&manager, HEAD).await.location();
    let answer = visitor.get(&href).await;
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"forum-terms-1.toml\""
    );
    let file = read(&answer.body).unwrap();
    assert_eq!(file.rules, serde_json::from_value(rich()).unwrap());
    assert!(
        file.clauses
            .iter()
            .any(|(_, text)| text.contains("There is no fee."))
    );
    for path in [
        "/e/forum/terms/2.toml",
        "/e/forum/terms/x.toml",
        "/e/hidden/terms/1.toml",
    ] {
        assert_eq!(visitor.get(path).await.status, 404, "{path}");
    }
}
