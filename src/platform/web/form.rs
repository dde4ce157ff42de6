//! Forms as they were typed. A form is read as pairs of text, whatever they hold, so that a page can show again
//! what was typed, right or wrong; making sense of it is the work of whoever owns the form.

use std::borrow::Cow;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt as _;

use crate::platform::lang::Lang;
use crate::platform::localized::Localized;
use crate::platform::web::Error;

/// The largest body of a form, in bytes: whoever pastes a megabyte into a field is told so beside it and loses
/// nothing; more than that is no form.
pub(super) const MAX_BYTES: usize = 2 * 1024 * 1024;
/// The most fields a form of ours could have.
pub(super) const MAX_FIELDS: usize = 500;
/// How long somebody may take to send a form, once its head has arrived.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

/// A submitted form.
#[derive(Debug, Default, Clone)]
pub struct RawForm {
    pairs: Vec<(String, String)>,
}

impl RawForm {
    /// The first value of `name`, as typed; empty if there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// Every value of `name`, as typed: ticked boxes of one name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.pairs
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// The form with one value more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Everything that was sent, as typed.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether `name` was sent with something in it; how a checkbox says yes.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// A form of these fields.
    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        Self { pairs }
    }

    /// Reads `application/x-www-form-urlencoded` (WHATWG URL, 5.1). Bytes that are no UTF-8 become U+FFFD, which
    /// no field accepts.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        Self {
            pairs: form_urlencoded::parse(body)
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        }
    }
}

impl FromRequest for RawForm {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let declared = request
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok());
        let too_large = declared
            .and_then(|length| length.parse::<usize>().ok())
            .is_some_and(|length| length > MAX_BYTES);
        let content_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        let readable = content_type.split(';').next().is_some_and(|essence| {
            essence
                .trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        });
        let mut payload = payload.take();
        Box::pin(async move {
            if too_large {
                return Err(Error::TooLarge);
            }
            let mut body = Vec::new();
            let read = async {
                while let Some(chunk) = payload.next().await {
                    let chunk = chunk.map_err(|_| Error::BadRequest)?;
                    if body.len() + chunk.len() > MAX_BYTES {
                        return Err(Error::TooLarge);
                    }
                    body.extend_from_slice(&chunk);
                }
                Ok(())
            };
            tokio::time::timeout(PATIENCE, read)
                .await
                .map_err(|_| Error::BadRequest)??;
            if !readable && !body.is_empty() {
                return Err(Error::BadRequest);
            }
            if body.split(|byte| *byte == b'&').count() > MAX_FIELDS {
                return Err(Error::TooLarge);
            }
            Ok(Self::parse(&body))
        })
    }
}

/// What is wrong with one field, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, which is also its id on the page; made at run time where an event decides how many there are.
    pub field: Cow<'static, str>,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// A form to be shown: what was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub struct FormState {
    values: RawForm,
    defaults: HashMap<&'static str, String>,
    /// In the order of the page.
    pub errors: Vec<FieldError>,
}

impl FormState {
    /// A form as it came, with what is wrong.
    #[must_use]
    pub fn rejected(values: RawForm, errors: Vec<FieldError>) -> Self {
        Self {
            values,
            defaults: HashMap::new(),
            errors,
        }
    }

    /// An untouched form with some values filled in.
    #[must_use]
    pub fn fresh(defaults: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self {
            values: RawForm::default(),
            defaults: defaults.into_iter().collect(),
            errors: Vec::new(),
        }
    }

    /// What was typed, as it came.
    #[must_use]
    pub fn typed(&self) -> &RawForm {
        &self.values
    }

    /// The same with one field as it was sent.
    #[must_use]
    pub fn with(mut self, field: &str, value: &str) -> Self {
        self.values = self.values.with(field, value);
        self
    }

    /// What stands in the field. Text that HTML cannot carry (NUL) is left out; the rest is as typed.
    #[must_use]
    pub fn value(&self, field: &str) -> String {
        let typed = self.values.get(field);
        let text = if typed.is_empty() {
            self.defaults.get(field).map_or("", String::as_str)
        } else {
            typed
        };
        text.replace('\0', "")
    }

    /// Whether `value` is what was chosen in `field`.
    #[must_use]
    pub fn is(&self, field: &str, value: &str) -> bool {
        self.value(field) == value
    }

    /// The message beside the field.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_str())
    }
}

/// The inputs of a text in several languages: one a language, named `title_en`, `title_ru`, `title_zh`.
#[derive(Debug, Clone, Copy)]
pub struct LocalizedField {
    /// Name of each language's input, in the order of [`Lang::ALL`].
    names: [&'static str; Lang::ALL.len()],
}

impl LocalizedField {
    /// The names of the inputs, in the order of [`Lang::ALL`]; [`localized_field!`](crate::platform::web::localized_field)
    /// makes them of one word.
    #[must_use]
    pub const fn new(names: [&'static str; Lang::ALL.len()]) -> Self {
        Self { names }
    }

    /// Name and id of one language's input.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        self.names
            .into_iter()
            .zip(Lang::ALL)
            .find_map(|(name, one)| (one == lang).then_some(name))
            .unwrap_or_default()
    }

    /// What was typed, by language; a blank text is an absent one.
    #[must_use]
    pub fn read(self, form: &RawForm) -> Localized {
        Localized::of(Lang::ALL.map(|lang| (lang, form.get(self.name(lang)).trim().replace("\r\n", "\n"))))
    }

    /// A stored text, for [`FormState::fresh`].
    #[must_use]
    pub fn defaults(self, text: &Localized) -> [(&'static str, String); Lang::ALL.len()] {
        Lang::ALL.map(|lang| (self.name(lang), text.get(lang).unwrap_or_default().to_owned()))
    }

    /// Every language with its input's name, for a template.
    #[must_use]
    pub fn inputs(self) -> [(Lang, &'static str); Lang::ALL.len()] {
        Lang::ALL.map(|lang| (lang, self.name(lang)))
    }
}

/// The [`LocalizedField`] of a word: `localized_field!("title")`.
#[macro_export]
macro_rules! localized_field {
    ($word:literal) => {
        $crate::platform::web::LocalizedField::new([
            concat!($word, "_en"),
            concat!($word, "_ru"),
            concat!($word, "_zh"),
        ])
    };
}

/// Somebody else changed what a form was opened on. The form comes back as typed, and sending it once more saves it
/// over hers: it carries the new revision then.
#[derive(Debug)]
pub struct Conflict {
    /// Who changed it and when, as a sentence.
    pub words: String,
    /// What is stored now: label and value of each field that differs from what was typed.
    pub stored: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_several_languages_is_read_from_an_input_each() {
        let field = localized_field!("title");
        let form = RawForm::parse(b"title_en=Dinner&title_zh=%E6%99%9A%E9%A4%90&title_ru=+");
        let text = field.read(&form);
        assert_eq!(text, Localized::of([(Lang::En, "Dinner"), (Lang::Zh, "晚餐")]));
        assert_eq!(field.defaults(&text)[1], ("title_ru", String::new()));
    }
}
