//! What a registrant may do by her link: withdraw, change her details, correct a mistyped address.

use chrono::TimeDelta;

use crate::support::{TestApp, Visitor, invariants};

const ANNA: [(&str, &str); 3] = [
    ("name", "Anna"),
    ("email", "anna@example.org"),
    ("organization", "Institute"),
];

/// The path of a fresh registration's page.
async fn registered(app: &TestApp, visitor: &Visitor) -> String {
    app.event("own").places(3).asking_for_phones().publish().await;
    visitor.register("own", &ANNA).await.location()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_the_ticket_and_says_done_what_next_and_where_the_mail_went() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    let page = visitor.page(&own).await;
    assert_eq!(page.text("h1"), "You are registered");
    assert!(
        page.text("title")
            .starts_with("You are registered – Dialogue of Integrations – ")
    );
    assert_eq!(page.text(".badge .name"), "Anna");
    assert_eq!(page.text(".badge .code").len(), 9);
    assert_eq!(page.text(".address"), "anna@example.org");
    assert_eq!(page.texts(".steps > li").len(), 3);
    assert_eq!(
        page.attr(".badge a.button", "href"),
        format!("{own}/calendar.ics")
    );
    for host in ["calendar.google.com", "outlook.live.com"] {
        let link = page.attr(&format!(".badge a[href*='{host}']"), "href");
        assert!(link.contains("Dialogue+of+Integrations"), "{link}");
        assert!(
            !link.contains("%2Fr%2F"),
            "a foreign calendar learns no personal link: {link}"
        );
    }
    assert!(page.has(&format!("a[href='{own}/terms']")));
    assert!(
        page.has("footer a[href^='mailto:office@']"),
        "help stands where it stands on every page"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawing_takes_a_look_and_a_button_and_the_page_says_so_from_then_on() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    let link = visitor.page(&own).await.attr("a.button.danger", "href");
    let asked = visitor.page(&link).await;
    assert!(asked.text("main").contains("Your place becomes free at once"));
    assert_eq!(
        app.count("SELECT taken FROM quotas").await,
        1,
        "looking withdraws nothing"
    );
    let done = visitor.fill_in_page(&asked, &[]).await;
    assert_eq!(done.location(), own);
    let page = visitor.page(&own).await;
    assert_eq!(page.text("h1"), "Your registration is withdrawn");
    assert!(!page.has(".danger") && !page.has(".steps") && !page.has("form"));
    assert_eq!(
        page.attr("main a.button[href$=register]", "href"),
        "/e/own/register"
    );
    // Pressed twice, or opened again from the mail.
    assert_eq!(visitor.post(&link, &[]).await.location(), own);
    assert_eq!(visitor.get(&link).await.status, 200);
    let mails = app.mailbox().wait_for("anna@example.org", 2).await;
    assert_eq!(mails.len(), 2);
    assert_eq!(app.count("SELECT taken FROM quotas").await, 0);
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_late_is_told_with_a_way_on() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    let change = visitor.page(&format!("{own}/change")).await;
    app.app.clock.set_offset(TimeDelta::days(61));
    for action in ["withdraw", "change", "email"] {
        let path = format!("{own}/{action}");
        let page = visitor.page(&path).await;
        assert!(!page.has("main form"), "{action}");
        assert!(page.has("main a[href^='mailto:office@']"), "{action}");
        let fields = [
            ("name", "Anna"),
            ("organization", "Other"),
            ("email", "b@example.org"),
        ];
        assert_eq!(visitor.post(&path, &fields).await.status, 409, "{action}");
    }
    assert_eq!(visitor.fill_in_page(&change, &[("name", "B")]).await.status, 409);
    let page = visitor.page(&own).await;
    assert_eq!(page.text("h1"), "The event is over");
    assert_eq!(app.count("SELECT sum(revision) FROM registrations").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn scanners_that_open_every_link_change_nothing() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    app.mailbox().wait_for("anna@example.org", 1).await;
    let rows = "SELECT (SELECT count(*) FROM activities) + (SELECT count(*) FROM outgoing_mails)
                + (SELECT count(*) FROM throttles) + (SELECT sum(revision) FROM registrations)";
    let before = app.count(rows).await;
    for action in ["", "/withdraw", "/change", "/email", "/terms", "/calendar.ics"] {
        let path = format!("{own}{action}");
        for _ in 0..5 {
            assert_eq!(visitor.get(&path).await.status, 200, "{action}");
        }
        let head = visitor.request(reqwest::Method::HEAD, &path);
        assert_eq!(visitor.send(head).await.unwrap().status, 200, "{action}");
    }
    assert_eq!(app.count(rows).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_details_are_stored_found_and_told_old_to_new() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    let fields = [
        ("name", "Anna Ångström"),
        ("country", "SE"),
        ("phone", "＋４６ ８ １２３ ４５ ６７"),
    ];
    let answer = visitor.fill_in(&format!("{own}/change"), &fields).await;
    assert_eq!(answer.location(), format!("{own}?said=changed"));
    let page = visitor.page(&answer.location()).await;
    assert_eq!(page.text(".notice"), "Your details are saved.");
    assert_eq!(page.text(".badge .name"), "Anna Ångström");
    let stored = "SELECT count(*) FROM registrations WHERE phone = '+46 8 123 45 67' AND country = 'SE'
                  AND search_text LIKE '%angstrom%' AND revision = 2";
    assert_eq!(app.count(stored).await, 1);
    let mails = app.mailbox().wait_for("anna@example.org", 2).await;
    let told = mails
        .iter()
        .find(|mail| mail.subject.contains("changed"))
        .unwrap();
    assert!(
        told.text.contains("Full name: Anna Ångström\r\n  before: Anna"),
        "{}",
        told.text
    );
    assert!(
        told.text.contains("Country: Sweden\r\n  before: –"),
        "{}",
        told.text
    );
    assert!(!told.text.contains("Organization"), "only what changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_stand_on_the_badge_changes_without_a_mail() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    visitor
        .fill_in(&format!("{own}/change"), &[("country", "SE")])
        .await;
    // The same once more changes nothing at all.
    let again = visitor.fill_in(&format!("{own}/change"), &[]).await;
    assert_eq!(again.location(), own);
    assert_eq!(app.count("SELECT revision FROM registrations").await, 2);
    assert_eq!(app.count("SELECT count(*) FROM outgoing_mails").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_and_conflicts_of_a_change_keep_what_was_typed() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    let path = format!("{own}/change");
    let wrong = visitor
        .fill_in(&path, &[("name", " "), ("position", "Director")])
        .await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.html().text("#name-error"), "Enter your full name");
    assert_eq!(wrong.html().attr("#position", "value"), "Director");

    let opened = visitor.page(&path).await;
    visitor.fill_in(&path, &[("organization", "Academy")]).await;
    let beaten = visitor
        .fill_in_page(&opened, &[("organization", "Ministry")])
        .await;
    assert_eq!(beaten.status, 409);
    let html = beaten.html();
    assert!(html.text(".notice dl").contains("Academy"), "what is stored");
    assert_eq!(html.attr("#organization", "value"), "Ministry", "what was typed");
    let sent = visitor.fill_in_page(&html, &[]).await;
    assert_eq!(sent.status, 303, "once more puts it in its place");
    let stored = "SELECT count(*) FROM registrations WHERE organization = 'Ministry'";
    assert_eq!(app.count(stored).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistyped_address_is_corrected_on_the_page_and_the_old_link_dies() {
    let app = TestApp::start().await;
    app.event("own").publish().await;
    let visitor = app.visitor();
    let typed = [("name", "Anna"), ("email", "anna@gmial.com")];
    let own = visitor.register("own", &typed).await.location();
    app.mailbox().wait_for("anna@gmial.com", 1).await;
    let page = visitor.page(&own).await;
    assert_eq!(
        page.text("form.notice strong"),
        "anna@gmail.com",
        "what was probably meant, in one press"
    );
    let answer = visitor
        .post(&format!("{own}/email"), &page_fields(&page.form("form.notice")))
        .await;
    let renewed = answer.location();
    let renewed = renewed.strip_suffix("?said=corrected").expect("it says so");
    assert_ne!(renewed, own);
    assert_eq!(visitor.page(renewed).await.text(".address"), "anna@gmail.com");
    assert_eq!(visitor.get(&own).await.status, 404, "the old link is dead");
    let confirmation = app.mailbox().wait_for("anna@gmail.com", 1).await.remove(0);
    assert!(confirmation.link().ends_with(renewed), "{}", confirmation.link());
    let farewell = app.mailbox().wait_for("anna@gmial.com", 2).await;
    let farewell = farewell
        .iter()
        .find(|mail| mail.subject.contains("no longer used"))
        .unwrap();
    assert!(
        !farewell.text.contains("Anna") && !farewell.text.contains("/r/"),
        "{}",
        farewell.text
    );
    assert!(!farewell.html.contains("gmail.com") && !farewell.html.contains("/r/"));
    invariants::assert_hold(&app.db).await;
}

fn page_fields(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (&**name, &**value)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_never_got_mail_is_not_written_to_any_more() {
    let app = TestApp::start_with(|flags| flags.smtp_url = Some("smtp://127.0.0.1:1".into())).await;
    app.execute("UPDATE mail_relay SET paused_until = now() + interval '1 day', reason = 'a test'")
        .await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    visitor
        .fill_in(&format!("{own}/email"), &[("email", "a@example.org")])
        .await;
    let farewells = "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.address_changed'";
    assert_eq!(app.count(farewells).await, 0);
    let waiting =
        "SELECT count(*) FROM outgoing_mails WHERE kind = 'registration.confirmed' AND revision = 2";
    assert_eq!(app.count(waiting).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn correcting_is_for_half_an_hour_for_free_addresses_and_not_without_end() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let mut own = registered(&app, &visitor).await;
    let boris = [("name", "Boris"), ("email", "boris@example.org")];
    visitor.register("own", &boris).await;
    let odd = visitor
        .fill_in(&format!("{own}/email"), &[("email", "nobody")])
        .await;
    assert_eq!(
        (odd.status, odd.html().attr("#email", "value")),
        (422, "nobody".into())
    );
    let taken = visitor
        .fill_in(&format!("{own}/email"), &[("email", "BORIS@example.org")])
        .await;
    assert_eq!(taken.status, 409);
    assert_eq!(
        taken.html().text(".notice h2"),
        "This address is registered already"
    );
    assert!(!taken.body.contains("Boris"), "nothing of it is shown");
    for n in 0..4 {
        let email = format!("a{n}@example.org");
        let answer = visitor
            .fill_in(&format!("{own}/email"), &[("email", &email)])
            .await;
        own = answer.location().trim_end_matches("?said=corrected").to_owned();
    }
    let often = visitor
        .fill_in(&format!("{own}/email"), &[("email", "z@example.org")])
        .await;
    assert_eq!(often.status, 429);
    assert!(!often.header("retry-after").is_empty());
    assert_eq!(often.html().attr("#email", "value"), "z@example.org");
    app.app.clock.set_offset(TimeDelta::minutes(31));
    let later = visitor
        .post(&format!("{own}/email"), &[("email", "y@example.org")])
        .await;
    assert_eq!(
        later.location(),
        format!("{own}?said=asked"),
        "from now on the new address is asked first"
    );
    assert_eq!(
        app.count("SELECT count(*) FROM registrations WHERE email = 'a3@example.org'")
            .await,
        1
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn later_a_new_address_is_asked_first_and_then_the_old_link_dies() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    app.mailbox().wait_for("anna@example.org", 1).await;
    app.app.clock.set_offset(TimeDelta::minutes(31));
    let form = format!("{own}/email");
    assert!(visitor.page(&own).await.has(&format!("a[href='{form}']")));
    let asked = visitor.fill_in(&form, &[("email", "new@example.org")]).await;
    assert_eq!(asked.location(), format!("{own}?said=asked"));
    let page = visitor.page(&own).await;
    assert!(
        page.text("main")
            .contains("Waits to be confirmed: new@example.org")
    );
    assert!(page.text("main").contains("anna@example.org"), "still in use");

    let mails = app.mailbox().wait_for("new@example.org", 1).await;
    let link = mails[0].link();
    assert!(link.contains("/r/") && link.ends_with("/address"), "{link}");
    for _ in 0..2 {
        assert!(
            app.visitor()
                .page(&link)
                .await
                .text("main")
                .contains("new@example.org")
        );
    }
    let addresses = "SELECT count(*) FROM registrations WHERE email = 'anna@example.org'";
    assert_eq!(app.count(addresses).await, 1, "to open the link changes nothing");

    let reader = app.visitor();
    let confirmed = reader.post(&link, &[]).await.location();
    let renewed = confirmed.trim_end_matches("?said=corrected").to_owned();
    assert_ne!(renewed, own);
    assert!(
        reader
            .page(&renewed)
            .await
            .text("main")
            .contains("new@example.org")
    );
    assert_eq!(visitor.get(&own).await.status, 404, "the old link is dead");
    assert_eq!(visitor.get(&form).await.status, 404);
    // Pressed twice, opened again: it leads to what it has done.
    assert_eq!(reader.post(&link, &[]).await.location(), confirmed);
    assert_eq!(reader.get(&link).await.location(), renewed);
    let told = app.mailbox().wait_for("anna@example.org", 2).await;
    assert!(told[1].subject.contains("no longer used"), "{}", told[1].subject);
    let confirmation = app.mailbox().wait_for("new@example.org", 2).await;
    assert!(confirmation[1].link().ends_with(&renewed));

    app.app.clock.set_offset(TimeDelta::hours(25));
    assert_eq!(
        reader.get(&link).await.status,
        404,
        "a day later it opens nothing"
    );
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_for_an_address_is_replaced_limited_and_tells_nobody_who_is_registered() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    let boris = [("name", "Boris"), ("email", "boris@example.org")];
    visitor.register("own", &boris).await;
    app.app.clock.set_offset(TimeDelta::minutes(31));
    let form = format!("{own}/email");
    let ask = async |email: &str| visitor.fill_in(&form, &[("email", email)]).await;

    // The same words for an address that is registered as for one that is not.
    let asked = format!("{own}?said=asked");
    assert_eq!(ask("first@example.org").await.location(), asked);
    let first = app.mailbox().wait_for("first@example.org", 1).await[0].link();
    assert_eq!(ask("boris@example.org").await.location(), asked);
    assert_eq!(
        visitor.get(&first).await.status,
        404,
        "the later wish took its place"
    );
    let boris = app.mailbox().wait_for("boris@example.org", 2).await[1].link();
    let taken = app.visitor().post(&boris, &[]).await;
    assert_eq!(taken.status, 409);
    assert_eq!(
        taken.html().text(".notice h2"),
        "This address is registered already"
    );
    let kept = "SELECT count(*) FROM registrations WHERE email = 'anna@example.org'";
    assert_eq!(app.count(kept).await, 1);

    assert_eq!(ask("nobody").await.status, 422);
    for n in 0..3 {
        assert_eq!(ask(&format!("a{n}@example.org")).await.status, 303);
    }
    let often = ask("a4@example.org").await;
    assert_eq!(often.status, 429);
    assert!(!often.header("retry-after").is_empty());
    assert_eq!(often.html().attr("#email", "value"), "a4@example.org");

    let last = app.mailbox().wait_for("a2@example.org", 1).await[0].link();
    assert_eq!(visitor.fill_in(&format!("{own}/withdraw"), &[]).await.status, 303);
    assert_eq!(app.visitor().post(&last, &[]).await.status, 409, "it has ended");
    invariants::assert_hold(&app.db).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_link_speaks_three_languages() {
    let app = TestApp::start().await;
    let visitor = app.visitor();
    let own = registered(&app, &visitor).await;
    for (lang, withdraw) in [
        ("en", "Withdraw your registration?"),
        ("ru", "Отозвать регистрацию?"),
        ("zh", "撤回您的报名？"),
    ] {
        let page = visitor.page(&format!("{own}/withdraw?lang={lang}")).await;
        assert_eq!(page.text("h1"), withdraw);
        for action in ["change", "email"] {
            let page = visitor.page(&format!("{own}/{action}?lang={lang}")).await;
            assert!(page.attr("html", "lang").starts_with(lang));
        }
    }
}
