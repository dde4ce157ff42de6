//! The journey the product is made for: two people register, each in her own language, each receives her mail, and the
//! organizer finds both. Once with script and once without, alike.

use lanyard::accounts::Role;
use lanyard::platform::lang::Lang;

use crate::browser::{Browser, Key};
use crate::chromium::Chromium;
use crate::letter::{begins, only_letter_to};
use crate::patience::until;
use crate::states::SUBMIT;
use crate::support::TestApp;
use crate::support::app::ORGANIZATION;
use crate::support::mailbox::Mail;
use crate::support::smtp_sink::SmtpSink;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    On,
    Off,
}

/// Where a test takes place.
struct Scene {
    app: TestApp,
    chromium: Chromium,
    script: Script,
}

impl Scene {
    async fn window(&self, language: Lang) -> Browser {
        let window = self.chromium.window(&self.app, language).await;
        if self.script == Script::Off {
            window.disable_script().await;
        }
        window
    }
}

/// How somebody sends the form.
enum Hand {
    Mouse,
    Keyboard,
}

/// Somebody who wants to take part, and what her language calls things.
struct Person {
    language: Lang,
    name: &'static str,
    email: &'static str,
    organization: &'static str,
    country: &'static str,
    hand: Hand,
    event: &'static str,
    confirmed: &'static str,
    subject: &'static str,
    greeting: &'static str,
}

const MARIA: Person = Person {
    language: Lang::Ru,
    name: "Мария Ивановна Петрова-Водкина",
    email: "maria@example.org",
    organization: "Институт Европы РАН",
    country: "RU",
    hand: Hand::Keyboard,
    event: "Диалог интеграций",
    confirmed: "Участие подтверждено",
    subject: "Вы зарегистрированы: Диалог интеграц",
    greeting: "Мария Ивановна Петрова-Водкина, вы зарегистрированы.",
};

const XIAOMING: Person = Person {
    language: Lang::Zh,
    name: "王小明",
    email: "xiaoming@example.org",
    organization: "上海国际问题研究院",
    country: "CN",
    hand: Hand::Mouse,
    event: "一体化对话",
    confirmed: "报名已确认",
    subject: "报名成功：一体化对话，",
    greeting: "王小明，您已报名成功。",
};

/// What somebody keeps of having registered.
struct Kept {
    path: String,
    reference: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_register_and_the_organizer_finds_them() {
    travel(Script::On).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_on_the_way_needs_a_script() {
    travel(Script::Off).await;
}

async fn travel(script: Script) {
    let sink = SmtpSink::new().await;
    let smtp = format!("smtp://127.0.0.1:{}", sink.port());
    let app = TestApp::start_with(|flags| flags.smtp_url = Some(smtp)).await;
    let event = app
        .event("dialogue")
        .categories(&[("expert", Some(37)), ("online", None)])
        .publish()
        .await;
    let scene = Scene {
        chromium: Chromium::start().await,
        app,
        script,
    };

    for person in [&MARIA, &XIAOMING] {
        let kept = register(&scene, person).await;
        let mail = only_letter_to(&sink, person.email).await;
        assert!(mail.subject.starts_with(person.subject), "{}", mail.subject);
        assert!(mail.text.starts_with(person.greeting), "{}", mail.text);
        assert!(
            mail.html
                .contains(&format!("<html lang=\"{}\"", person.language.html_tag()))
                && mail.html.contains(person.name)
        );
        assert!(mail.text.contains(&kept.reference) && mail.html.contains(&kept.reference));
        assert_eq!(begins(&mail), event.schedule().expect("a time").starts_at);
        open_link(&scene, person, &mail, &kept).await;
    }

    until("both mails are known to be sent", async || {
        (scene
            .app
            .count("SELECT count(*) FROM outgoing_mails WHERE state = 'sent'")
            .await
            == 2)
            .then_some(())
    })
    .await;
    look_for_both(&scene).await;
}

/// From the event's page through the form to the registration's own page.
async fn register(scene: &Scene, person: &Person) -> Kept {
    let mut window = scene.window(person.language).await;
    assert_eq!(window.visit("/e/dialogue").await, 200);
    assert_eq!(window.text("h1").await, person.event);
    assert_eq!(window.follow("a.button").await, 200);

    window.type_into("[autocomplete=name]", person.name).await;
    window.type_into("[autocomplete=email]", person.email).await;
    window.click("input[name=category][value=expert]").await;
    window
        .type_into("[autocomplete=organization]", person.organization)
        .await;
    window.choose("[autocomplete=country]", person.country).await;
    let status = match person.hand {
        Hand::Mouse => {
            window.click("label[for=accept_terms]").await;
            window.follow(SUBMIT).await
        }
        Hand::Keyboard => {
            window.tab_to("#accept_terms").await;
            window.press(Key::Space).await;
            window.tab_to(SUBMIT).await;
            window.enter().await
        }
    };
    assert_eq!(status, 200);
    let path = window.path().await;
    assert!(path.starts_with("/r/"), "{path}");
    assert_eq!(window.text(".badge .name").await, person.name);
    assert_eq!(window.text(".badge .state").await, person.confirmed);
    let reference = window.text(".badge .code").await;
    assert!(!reference.is_empty());
    window.close().await;
    Kept { path, reference }
}

/// The link in the mail, opened elsewhere: by somebody without a cookie of ours.
async fn open_link(scene: &Scene, person: &Person, mail: &Mail, kept: &Kept) {
    let mut window = scene.window(person.language).await;
    assert_eq!(window.visit(&mail.link()).await, 200);
    assert_eq!(window.path().await, kept.path);
    assert_eq!(window.text(".badge .name").await, person.name);
    assert_eq!(window.text(".badge .code").await, kept.reference);
    window.close().await;
}

/// The organizer signs in by a link and looks both up.
async fn look_for_both(scene: &Scene) {
    let link = scene
        .app
        .sign_in_link("anna@example.org", ORGANIZATION, Role::Manager)
        .await;
    let mut window = scene.window(Lang::En).await;
    assert_eq!(window.visit(&link).await, 200);
    assert_eq!(window.path().await, link, "to open the link is not yet to use it");
    assert_eq!(window.follow(SUBMIT).await, 200);
    assert_eq!(window.path().await, "/organizer");
    assert_eq!(
        window.follow("main a[href='/organizer/events/dialogue']").await,
        200
    );
    assert_eq!(
        window
            .follow("main a[href='/organizer/events/dialogue/attendees']")
            .await,
        200
    );
    assert_eq!(
        window.texts("tbody td:first-child a").await,
        [XIAOMING.name, MARIA.name],
        "the latest first"
    );

    for (typed, person) in [("петрова", &MARIA), ("小明", &XIAOMING)] {
        window.type_into("#q", typed).await;
        assert_eq!(window.enter().await, 200);
        assert_eq!(
            window.texts("tbody td:first-child a").await,
            [person.name],
            "{typed}"
        );
        assert_eq!(window.property::<String>("#q", "value").await, typed);
    }

    assert_eq!(window.follow("tbody td:first-child a").await, 200);
    assert_eq!(window.text("h1").await, XIAOMING.name);
    let facts = window.text("main dl").await;
    assert!(
        facts.contains(XIAOMING.email) && facts.contains(XIAOMING.organization),
        "{facts}"
    );
    assert_eq!(window.texts(".rows .state").await, ["sent"]);
    window.close().await;
}
