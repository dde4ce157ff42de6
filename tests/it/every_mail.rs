//! Every kind of mail in every language, and what holds for all of them: both parts say the same, nothing is fetched,
//! lines and sizes are what programs take, links are ours.

use std::collections::BTreeSet;

use lanyard::accounts::Role;
use lanyard::activity::Actor;
use lanyard::platform::colour::Ribbon;
use lanyard::platform::lang::Lang;
use lanyard::platform::localized::Localized;
use lanyard::publishing::cancel_event;
use lanyard::registration::{Cancellation, MailPolicy, cancel, expire_due, promote_waiting};
use lanyard::server;
use scraper::{Html, Node};

use crate::support::app::ORGANIZATION;
use crate::support::mailbox::Mail;
use crate::support::{TestApp, Visitor};

/// More is cut off by the largest mailbox provider (102 kB), and a letter has no need of it.
const MOST_HTML: usize = 100_000;
const MOST_IN_ALL: usize = 300_000;
/// Columns of a line of text.
const COLUMNS: usize = 78;

/// A mail with what the outbox knows of it.
struct Known {
    kind: String,
    language: Lang,
    mail: Mail,
}

impl Known {
    fn name(&self) -> String {
        format!("{}_{}", self.kind.replace('.', "_"), self.language)
    }
}

/// One of each kind and language, from the doings of people who have brought them about.
async fn all_kinds(app: &TestApp) -> Vec<Known> {
    let manager = app.organizer(Role::Owner).await;
    // First of all: deadlines stand in these letters to the minute.
    before_a_place(app, &manager).await;
    for slug in ["letters", "moved", "off"] {
        app.event(slug)
            .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
            .publish()
            .await;
    }
    let mut movers = Vec::new();
    for lang in Lang::ALL {
        let visitor = app.visitor().speaking(lang.code());
        let email = format!("clara-{lang}@example.org");
        let clara = [("name", "Clara"), ("email", &*email)];
        movers.push((lang, visitor.register("letters", &clara).await.location()));
        for slug in ["moved", "off"] {
            let email = format!("{slug}-{lang}@example.org");
            visitor
                .register(slug, &[("name", "Anna"), ("email", &email)])
                .await;
        }
        life_of_a_registration(app, &visitor, lang).await;
        by_mail_to_organizers(app, &manager, &visitor, lang).await;
    }
    let elsewhere = [
        ("starts", "2027-02-04T10:00"),
        ("ends", "2027-02-05T18:00"),
        ("venue", "new"),
        ("venue_name_en", "Sochi Marine Station"),
        ("address_en", "1 Voykova Street, Sochi"),
    ];
    let question = manager
        .fill_in("/organizer/events/moved/when-and-where", &elsewhere)
        .await
        .location();
    let words = [("decision", "tell"), ("words_en", "The hotel is being rebuilt.")];
    manager.fill_in(&question, &words).await;
    call_off(app, "off").await;
    in_line(app).await;
    all_sent(app).await;
    // Once the time to correct an address is over, the new one has to confirm the change.
    app.set_now("2026-12-02T12:01:10Z");
    for (lang, own) in movers {
        let email = format!("moved-on-{lang}@example.org");
        let asked = app
            .visitor()
            .fill_in(&format!("{own}/email"), &[("email", &email)])
            .await;
        assert_eq!(asked.status, 303, "{}", asked.body);
    }
    all_sent(app).await;
    read(app).await
}

/// Registers, corrects the address, changes the details, asks for a copy and for all links, tries once more, withdraws;
/// somebody else is cancelled.
async fn life_of_a_registration(app: &TestApp, visitor: &Visitor, lang: Lang) {
    let (old, new) = (format!("{lang}@example.net"), format!("{lang}@example.org"));
    let anna = [("name", "Anna"), ("email", &*old)];
    let own = visitor.register("letters", &anna).await.location();
    all_sent(app).await;
    let own = visitor
        .fill_in(&format!("{own}/email"), &[("email", &new)])
        .await
        .location();
    let own = own.trim_end_matches("?said=corrected").to_owned();
    let changed = [("name", "Anna Maria"), ("country", "CN")];
    visitor.fill_in(&format!("{own}/change"), &changed).await;
    visitor.post(&format!("{own}/resend"), &[]).await;
    visitor.fill_in("/find-registration", &[("email", &new)]).await;
    visitor
        .register("letters", &[("name", "Anna"), ("email", &new)])
        .await;
    all_sent(app).await;
    visitor.post(&format!("{own}/withdraw"), &[]).await;
    let boris = format!("boris-{lang}@example.org");
    visitor
        .register("letters", &[("name", "Boris"), ("email", &boris)])
        .await;
    all_sent(app).await;
    let id = format!("SELECT id FROM registrations WHERE email = '{boris}'");
    let cancellation = Cancellation {
        actor: Actor::Operator,
        reason: Some("The hall is smaller than planned.".into()),
        mail: MailPolicy::Send,
    };
    cancel(
        &app.app,
        app.conn_id(&id).await.parse().expect("an id"),
        cancellation,
    )
    .await
    .expect("it is cancelled");
}

/// What comes before a place: a proof, a review with a question and a refusal, a payment.
async fn before_a_place(app: &TestApp, manager: &Visitor) {
    for (slug, admission) in [
        ("proved", "proves_address"),
        ("reviewed", "needs_review"),
        ("paid", "awaits_payment"),
    ] {
        app.event(slug)
            .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
            .rules(serde_json::json!({"fee": [{"price": "120 EUR"}]}))
            .publish()
            .await;
        app.execute(&format!(
            "UPDATE participation_categories SET {admission} = true, payment_days = 5
             WHERE event_id = (SELECT id FROM events WHERE slug = '{slug}')"
        ))
        .await;
        for lang in Lang::ALL {
            let email = format!("{slug}-{lang}@example.org");
            let form = [("name", "Anna"), ("email", &*email)];
            let visitor = app.visitor().speaking(lang.code());
            visitor.register(slug, &form).await;
        }
    }
    all_sent(app).await;
    let decision = "/organizer/events/reviewed/review/decision";
    let waiting = "SELECT string_agg(id::text, ' ') FROM registrations WHERE status = 'pending_review'";
    let waiting = app.conn_id(waiting).await;
    for (what, words) in [
        ("ask", "For which paper do you write?"),
        ("reject", "Every place for the press is taken."),
    ] {
        let mut form = vec![("decision", what), ("words", words)];
        form.extend(waiting.split(' ').map(|id| ("id", id)));
        assert_eq!(manager.post(decision, &form).await.status, 303);
        all_sent(app).await;
    }
}

/// Somebody waits, is offered a place and lets the time run out.
async fn in_line(app: &TestApp) {
    app.event("line")
        .when("Europe/Moscow", "2027-01-28 09:30", "2027-01-29 17:30")
        .places(0)
        .waitlist("offered")
        .publish()
        .await;
    for lang in Lang::ALL {
        let email = format!("line-{lang}@example.org");
        let visitor = app.visitor().speaking(lang.code());
        visitor
            .register("line", &[("name", "Lena"), ("email", &email)])
            .await;
    }
    all_sent(app).await;
    app.execute("UPDATE quotas SET size = 3").await;
    // The deadline stands in the letters to the minute.
    app.set_now("2026-12-01T12:01:10Z");
    promote_waiting(&app.app).await.expect("lines are looked after");
    all_sent(app).await;
    app.execute("UPDATE registrations SET acts_until = '2026-12-01T12:00:00Z' WHERE status = 'offered'")
        .await;
    expire_due(&app.app).await.expect("they are ended");
}

async fn by_mail_to_organizers(app: &TestApp, manager: &Visitor, visitor: &Visitor, lang: Lang) {
    let email = format!("organizer-{lang}@example.org");
    app.sign_in_link(&email, ORGANIZATION, Role::Viewer).await;
    visitor
        .post("/organizer/sign-in/link", &[("email", &email)])
        .await;
    let organization = app
        .conn_id("SELECT id FROM organizations ORDER BY id LIMIT 1")
        .await;
    let guest = format!("guest-{lang}@example.org");
    let invitation = [("email", &*guest), ("role", "viewer"), ("language", lang.code())];
    let invite = format!("/organizer/organizations/{organization}/team/invite");
    let answer = manager.post(&invite, &invitation).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

async fn call_off(app: &TestApp, slug: &str) {
    let mut conn = app.conn().await;
    let event = lanyard::events::find_by_slug(&mut conn, slug)
        .await
        .unwrap()
        .unwrap();
    let words = Localized::of([(Lang::En, "The hotel is closed.")]);
    let host = app.app.urls.host();
    cancel_event(&mut conn, &app.app.clock, host, event.id, &words, Actor::Operator)
        .await
        .expect("it is called off");
    app.app.waker.wake();
}

async fn all_sent(app: &TestApp) {
    let begun = std::time::Instant::now();
    let waiting = "SELECT count(*) FROM outgoing_mails WHERE state IN ('queued', 'in_flight')";
    while app.count(waiting).await > 0 {
        assert!(begun.elapsed().as_secs() < 60, "mail still waits");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

async fn read(app: &TestApp) -> Vec<Known> {
    let rows = "SELECT coalesce(string_agg(concat_ws(' ', message_id, kind, language), E'\\n' ORDER BY id), '') \
                FROM outgoing_mails WHERE state = 'sent'";
    let rows = app.conn_id(rows).await;
    let mails = app.mailbox().all();
    let mut known: Vec<Known> = Vec::new();
    for row in rows.lines() {
        let [id, kind, language] = row.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let language = language.parse().expect("a language");
        if known
            .iter()
            .any(|one| one.kind == kind && one.language == language)
        {
            continue;
        }
        let mail = mails
            .iter()
            .find(|mail| mail.header("Message-ID").as_deref() == Some(id))
            .expect("in the folder");
        known.push(Known {
            kind: kind.to_owned(),
            language,
            mail: Mail::parse(&mail.raw),
        });
    }
    known
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_mail_keeps_what_mails_promise_in_every_language() {
    let app = TestApp::start().await;
    app.set_now("2026-12-01T12:01:10Z");
    let all = all_kinds(&app).await;
    let renderers = server::renderers(&app.app);
    for lang in Lang::ALL {
        let of = |one: &&Known| one.language == lang;
        let brought_about: BTreeSet<&str> = all.iter().filter(of).map(|one| one.kind.as_str()).collect();
        let there_are: BTreeSet<&str> = renderers.kinds().collect();
        assert_eq!(brought_about, there_are, "a kind that is not looked at in {lang}");
    }
    for one in &all {
        let name = one.name();
        sizes(&name, &one.mail);
        links(&name, &one.mail, &app.base());
        both_parts_say_the_same(&name, &one.mail);
        let page = Html::parse_document(&one.mail.html);
        let html = page.root_element().value();
        assert_eq!(html.attr("lang"), Some(one.language.html_tag()), "{name}");
        assert_eq!(html.attr("dir"), Some("ltr"), "{name}");
        assert!(
            one.mail.subject.chars().count() <= COLUMNS,
            "{name}: {}",
            one.mail.subject
        );
        for word in ["‹", "{ $", "{$"] {
            assert!(!one.mail.text.contains(word), "{name}: {}", one.mail.text);
        }
        // Those whose texts are snapshots elsewhere are not kept twice.
        if one.kind.starts_with("account.") || one.kind == "registration.event_moved" {
            insta::assert_snapshot!(format!("{name}_text"), settled(&app, &one.mail, &one.mail.text));
        }
        let is_confirmation = matches!(one.kind.as_str(), "registration.confirmed" | "registration.copy");
        if one.language == Lang::En && !is_confirmation {
            insta::assert_snapshot!(format!("{name}_html"), settled(&app, &one.mail, &one.mail.html));
        }
    }
}

fn sizes(name: &str, mail: &Mail) {
    assert!(
        mail.html.len() < MOST_HTML,
        "{name}: {} bytes of HTML",
        mail.html.len()
    );
    assert!(mail.raw.len() < MOST_IN_ALL, "{name}: {} bytes", mail.raw.len());
    for line in mail.text.lines() {
        let columns: usize = line.chars().map(|c| if c >= '\u{2E80}' { 2 } else { 1 }).sum();
        assert!(columns <= COLUMNS || line.contains("://"), "{name}: {line}");
    }
}

/// Every link is ours and stands in both parts; nothing is fetched from anywhere.
fn links(name: &str, mail: &Mail, base: &str) {
    let page = Html::parse_document(&mail.html);
    let mut hrefs = Vec::new();
    for node in page.tree.values() {
        let Node::Element(element) = node else { continue };
        let tag = element.name();
        let fetches = [
            "img", "link", "script", "iframe", "object", "video", "audio", "form", "input",
        ];
        assert!(!fetches.contains(&tag), "{name} has a <{tag}>");
        for (attribute, value) in element.attrs() {
            assert!(
                attribute != "src" && !value.contains("url("),
                "{name}: {attribute}={value}"
            );
            if attribute == "href" {
                hrefs.push(value.to_owned());
            }
        }
    }
    assert!(
        !mail.html.contains("@import") && !mail.html.contains("url("),
        "{name}"
    );
    for href in &hrefs {
        assert!(href.starts_with(base), "{name}: {href}");
        assert!(
            mail.text.contains(href),
            "{name}: {href} stands in the HTML alone"
        );
    }
    for (at, _) in mail.text.match_indices("://") {
        let begin = mail.text[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + 1);
        assert!(
            mail.text[begin..].starts_with(base),
            "{name}: {}",
            &mail.text[begin..]
        );
    }
}

/// Takes each thing that the HTML shows out of the text; what is left is punctuation.
fn both_parts_say_the_same(name: &str, mail: &Mail) {
    let bare = |text: &str| -> String {
        let shown = |c: &char| !c.is_whitespace() && !matches!(c, '\u{2066}'..='\u{2069}');
        text.chars().filter(shown).collect()
    };
    let page = Html::parse_document(&mail.html);
    let mut pieces: Vec<String> = page
        .tree
        .nodes()
        .filter(|node| {
            !node.ancestors().any(|above| {
                above.value().as_element().is_some_and(|element| {
                    matches!(element.name(), "title" | "style")
                        || element
                            .attr("style")
                            .is_some_and(|style| style.starts_with("display:none"))
                })
            })
        })
        .filter_map(|node| node.value().as_text().map(|text| bare(text)))
        .filter(|piece| !piece.is_empty())
        .collect();
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    let mut left = bare(&mail.text);
    for piece in pieces {
        assert!(
            left.contains(&piece),
            "{name}: “{piece}” stands in the HTML alone\n{}",
            mail.text
        );
        left = left.replacen(&piece, "", 1);
    }
    // Where a link leads is an attribute in the HTML and a line in the text.
    for node in page.tree.values() {
        if let Some(href) = node.as_element().and_then(|element| element.attr("href")) {
            left = left.replacen(href, "", 1);
        }
    }
    let is_punctuation = |c: char| matches!(c, ':' | '：' | '-' | ',');
    assert!(
        left.chars().all(is_punctuation),
        "{name}: “{left}” stands in the text alone"
    );
}

/// A part without what differs from run to run.
fn settled(app: &TestApp, mail: &Mail, part: &str) -> String {
    let mut part = part
        .replace("\r\n", "\n")
        .replace(&app.base(), "https://events.example.org");
    for before in ["/r/", "/prove/", "/organizer/sign-in/", "/organizer/invitations/"] {
        let mut out = String::new();
        let mut rest = part.as_str();
        while let Some(at) = rest.find(before) {
            let (head, from) = rest.split_at(at + before.len());
            let end = from.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
            let end = end.unwrap_or(from.len());
            out += head;
            out += if end > 20 { "TOKEN" } else { &from[..end] };
            rest = &from[end..];
        }
        part = out + rest;
    }
    let is_reference = |word: &&str| {
        word.len() == 9
            && word.as_bytes()[4] == b'-'
            && word
                .bytes()
                .all(|b| b == b'-' || b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    let part = part.replace(&mail.to, "SOMEBODY");
    let references: BTreeSet<String> = part
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter(is_reference)
        .map(ToOwned::to_owned)
        .collect();
    let part = references.iter().fold(part.clone(), |part, reference| {
        part.replace(reference.as_str(), "REFE-RENC")
    });
    let hours: String = part
        .lines()
        .map(|line| {
            // Minutes pass while a test runs.
            let clock = ["15:0", "12:0"].into_iter().find_map(|clock| line.find(clock));
            match clock.filter(|_| line.contains("UTC")) {
                Some(at) => format!("{}0{}\n", &line[..at + 4], line[at + 5..].trim_end()),
                None => format!("{line}\n"),
            }
        })
        .collect();
    format!("Subject: {}\n\n{hours}", mail.subject)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_wears_the_colour_of_its_event_as_far_as_it_can_be_read() {
    let app = TestApp::start().await;
    app.event("yellow").publish().await;
    let manager = app.organizer(Role::Manager).await;
    let look = manager
        .fill_in("/organizer/events/yellow/look", &[("color", "#ffd500")])
        .await;
    assert_eq!(look.status, 303, "{}", look.body);
    app.visitor()
        .register("yellow", &[("name", "Anna"), ("email", "anna@example.org")])
        .await;
    let mail = app.mailbox().wait_for("anna@example.org", 1).await.remove(0);
    let yellow = Ribbon::of("#ffd500".parse().expect("a colour"));
    for (part, colour) in [
        ("border-top:8px solid ", yellow.light),
        ("border-radius:3px;background:", yellow.light),
        (".ribbon { border-top-color: ", yellow.dark),
        (".button { background: ", yellow.dark),
    ] {
        assert!(
            mail.html.contains(&format!("{part}{colour}")),
            "{part}{colour} in {}",
            mail.html
        );
    }
    for colour in [Ribbon::HOUSE.light, Ribbon::HOUSE.dark] {
        assert!(
            !mail.html.contains(&colour.to_string()),
            "nothing of the house’s own"
        );
    }
    assert_ne!(
        yellow.light.to_string(),
        "#ffd500",
        "white on yellow could not be read"
    );
}
