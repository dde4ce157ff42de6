//! What a form does with mistakes: says so first, leads to each of them, and keeps everything that was typed.

use lanyard::platform::lang::Lang;

use crate::chromium::Chromium;
use crate::states::SUBMIT;
use crate::support::TestApp;

/// A name that is wrong nowhere but in careless software.
const AWKWARD_NAME: &str = r#"Ни́на <b>О’Нил</b> & "Ко" 'x'"#;

async fn open_event() -> TestApp {
    let app = TestApp::start().await;
    app.event("dialogue")
        .categories(&[("expert", Some(37)), ("online", None)])
        .asking_for_phones()
        .publish()
        .await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_form_comes_back_with_a_way_to_each_mistake() {
    let app = open_event().await;
    let chromium = Chromium::start().await;
    for (language, prefix) in [
        (Lang::En, "Error: "),
        (Lang::Ru, "Ошибка: "),
        (Lang::Zh, "错误："),
    ] {
        let mut window = chromium.window(&app, language).await;
        window.visit("/e/dialogue/register").await;
        assert_eq!(window.follow(SUBMIT).await, 422);
        let title = window.title().await;
        assert!(title.starts_with(prefix), "{title}");

        let first: bool = window.look("document.querySelector('main [role=alert]').compareDocumentPosition(document.querySelector('main form')) === Node.DOCUMENT_POSITION_FOLLOWING").await;
        assert!(first, "the summary stands before the form");
        let messages = window.texts(".summary a").await;
        let fields: Vec<String> = window
            .look("Array.from(document.querySelectorAll('.summary a'), a => a.hash.slice(1))")
            .await;
        assert_eq!(fields.len(), 4, "{messages:?}");
        for (position, (field, message)) in (1..).zip(fields.iter().zip(&messages)) {
            window
                .click(&format!(".summary li:nth-child({position}) a"))
                .await;
            // Of a group of choices it is one of them.
            let focused: Option<String> = window.look("document.activeElement.name ?? null").await;
            assert_eq!(focused.as_ref(), Some(field), "where “{message}” leads");
            let beside: String = window
                .look("document.activeElement.closest('.field').querySelector('.error').textContent.trim()")
                .await;
            assert_eq!(&beside, message, "the same words beside the field");
        }
        window.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_mistakes_keeps_all_that_was_typed_and_goes_through_once_mended() {
    let app = open_event().await;
    let chromium = Chromium::start().await;
    let mut window = chromium.window(&app, Lang::Ru).await;
    window.visit("/e/dialogue/register").await;
    window.type_into("#name", AWKWARD_NAME).await;
    window.type_into("#email", "nina.example.org").await;
    window.click("input[name=category][value=online]").await;
    window
        .type_into("#organization", "  Две  организации — одна; строка ")
        .await;
    window.type_into("#position", "\u{200f}مديرة").await;
    window.choose("#country", "KZ").await;
    window.type_into("#phone", "позвоните мне").await;
    window.click("#accept_terms").await;
    let typed = window.form().await;

    assert_eq!(window.follow(SUBMIT).await, 422);
    assert_eq!(window.texts(".summary a").await.len(), 2, "address and telephone");
    assert_eq!(window.form().await, typed);

    window.type_into("#email", "nina@example.org").await;
    window.type_into("#phone", "+7 862 266-33-33").await;
    assert_eq!(window.follow(SUBMIT).await, 200);
    assert_eq!(window.text(".badge .name").await, AWKWARD_NAME);
    window.close().await;
}
