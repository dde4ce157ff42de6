//! `/dev/styles`: every part of the design system in every state, for whoever works on the looks. It exists only
//! where nobody but this machine can ask. Its samples are in the three scripts whatever the page's language, because
//! that is what the parts have to bear.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::platform::lang::Lang;
use crate::platform::web::{
    App, Conflict, Error, FieldError, FormState, LocalizedField, Page, RawForm, html, localized_field,
};

#[derive(Template)]
#[template(path = "dev/styles.html")]
struct StylesPage {
    page: Page,
    /// A form as nobody has touched it.
    fresh: FormState,
    /// The same with everything wrong.
    wrong: FormState,
    /// One with nothing wrong and nothing typed, for parts that need a form.
    title: LocalizedField,
    options: Vec<(String, String)>,
    conflict: Option<Conflict>,
    /// Names that tables and badges have to bear.
    names: Vec<(Lang, &'static str, &'static str)>,
}

/// `GET /dev/styles`
///
/// # Errors
/// 404 unless the server is for this machine alone.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn show(app: web::Data<App>, page: Page) -> Result<HttpResponse, Error> {
    if !app.config.is_loopback() {
        return Err(Error::NotFound);
    }
    let error = |field: &'static str, message: &str| FieldError {
        field: field.into(),
        message: message.to_owned(),
    };
    let template = StylesPage {
        fresh: FormState::fresh([
            ("fresh_name", "Мария Ивановна Петрова-Водкина".to_owned()),
            ("fresh_tick", "yes".to_owned()),
            ("title_en", "Dialogue of Integrations".to_owned()),
            ("title_zh", "一体化对话".to_owned()),
        ]),
        wrong: FormState::rejected(
            RawForm::parse(b"wrong_email=anna.example.org&wrong_text=Three+words"),
            vec![
                error(
                    "wrong_email",
                    "The e-mail address lacks an @, as in name@example.org",
                ),
                error("wrong_text", "Shorten this by 12 characters; up to 2,000 fit"),
                error("wrong_choice", "Choose how you take part"),
                error(
                    "wrong_tick",
                    "Tick the box to accept version 3 of the terms of participation",
                ),
            ],
        ),
        title: localized_field!("title"),
        options: [
            ("moscow", "Moscow time (UTC+3)"),
            ("shanghai", "中国标准时间 (UTC+8)"),
        ]
        .map(|(value, words)| (value.to_owned(), words.to_owned()))
        .into(),
        conflict: Some(Conflict {
            words: "Anna Sergeeva saved a change on 24 November 2026, 14:02, Moscow time (UTC+3).".to_owned(),
            stored: vec![("Title".to_owned(), "Dialogue of Integrations 2027".to_owned())],
        }),
        names: vec![
            (Lang::En, "Zoë Katherine O’Connor-Śmigły", "zoe@example.org"),
            (Lang::Ru, "Мария Ивановна Петрова-Водкина", "maria@example.org"),
            (Lang::Zh, "欧阳娜娜", "ouyang@example.cn"),
            (Lang::En, "محمد بن سلمان", "m@example.org"),
        ],
        page,
    };
    html(HttpResponse::Ok(), &template)
}
