//! One consent as it stands in the form.

use std::collections::BTreeMap;

use super::super::desk::Desk;
use super::super::field::Field;
use super::super::placed::Row;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::web::RawForm;
use crate::terms::rules::{Consent, RuleKind};
use crate::terms::value::Text;

/// The longest text of a consent, in characters.
const MAX_TEXT: usize = 2_000;

/// What is agreed to apart from the terms.
#[derive(Debug)]
pub(super) struct ConsentRow {
    /// By which acceptances know it; never typed.
    pub key: Field,
    /// In the order of [`Lang::ALL`].
    pub texts: Vec<Field>,
    pub required: Field,
}

/// A consent that most conferences ask for.
pub(super) struct Preset {
    /// Its key.
    pub key: &'static str,
    /// The id of what the button says.
    pub name: &'static str,
    /// The id of its text.
    pub text: &'static str,
}

pub(super) const PRESETS: [Preset; 3] = [
    Preset {
        key: "photographs",
        name: "terms-consent-preset-photographs",
        text: "terms-consent-photographs",
    },
    Preset {
        key: "participants",
        name: "terms-consent-preset-participants",
        text: "terms-consent-participants",
    },
    Preset {
        key: "sponsors",
        name: "terms-consent-preset-sponsors",
        text: "terms-consent-sponsors",
    },
];

impl ConsentRow {
    fn filled(row: &str, key: &str, texts: [String; Lang::ALL.len()], required: bool) -> Self {
        Self {
            key: Field::new(format!("{row}_key"), key),
            texts: Lang::ALL
                .into_iter()
                .zip(texts)
                .map(|(lang, text)| Field::new(format!("{row}_{}", lang.code()), text))
                .collect(),
            required: Field::new(format!("{row}_required"), if required { "yes" } else { "" }),
        }
    }

    /// A consent with its text ready in every language.
    pub fn preset(row: &str, preset: &Preset) -> Self {
        let texts = Lang::ALL.map(|lang| Tr::new(lang).of(preset.text));
        Self::filled(row, preset.key, texts, false)
    }

    /// Every text with its language, for a template.
    pub fn inputs(&self) -> impl Iterator<Item = (Lang, &Field)> {
        Lang::ALL.into_iter().zip(&self.texts)
    }
}

impl Row for ConsentRow {
    type Rule = Consent;
    const KIND: RuleKind = RuleKind::Consent;
    const NAME: &'static str = "consent";

    fn stored<'r>(desk: &'r Desk<'_>) -> &'r [Consent] {
        &desk.rules().consents
    }

    fn of(row: &str, rule: &Consent, desk: &Desk<'_>) -> Option<Self> {
        let texts = Lang::ALL.map(|lang| match &rule.text {
            Text::Plain(text) if lang == desk.event.default_language => text.clone(),
            Text::Plain(_) => String::new(),
            Text::Each(each) => each.get(&lang).cloned().unwrap_or_default(),
        });
        rule.when
            .is_empty()
            .then(|| Self::filled(row, &rule.key, texts, rule.required))
    }

    fn new(row: &str, _: &Desk<'_>) -> Self {
        Self::filled(row, "", Lang::ALL.map(|_| String::new()), false)
    }

    fn read(form: &RawForm, sent: &str, row: &str) -> Self {
        let read = |end: &str| Field::read(form, format!("{sent}_{end}")).value;
        let texts = Lang::ALL.map(|lang| read(lang.code()));
        Self::filled(row, &read("key"), texts, !read("required").is_empty())
    }

    fn rule(&mut self, known: Option<&Consent>, desk: &Desk<'_>) -> Consent {
        let default = desk.event.default_language;
        let mut each: BTreeMap<Lang, String> = BTreeMap::new();
        for (lang, field) in Lang::ALL.into_iter().zip(&mut self.texts) {
            let text = field.block(MAX_TEXT, desk.t).unwrap_or_default();
            if !text.is_empty() {
                each.insert(lang, text);
            } else if lang == default {
                field.blame(desk.t.with(
                    "terms-consent-missing",
                    &[("language", Value::from(default.endonym()))],
                ));
            }
        }
        let same = known.filter(|known| {
            let plain = matches!(&known.text, Text::Plain(text) if each.len() == 1 && each.get(&default) == Some(text));
            plain || known.text == Text::Each(each.clone())
        });
        Consent {
            required: self.required.is("yes"),
            text: same.map_or_else(|| Text::Each(each), |same| same.text.clone()),
            ..known.cloned().unwrap_or_else(|| Consent {
                key: self.key.typed().to_owned(),
                ..Consent::default()
            })
        }
    }

    fn fields(&self) -> Vec<&Field> {
        self.texts.iter().chain([&self.required]).collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.texts
            .iter_mut()
            .chain([&mut self.required, &mut self.key])
            .collect()
    }
}
