//! What places may be for, and what they are for: the whole event, categories and extras, by their names.

use crate::categories::{self, Bound, Category, Reach};
use crate::events::Event;
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::web::RawForm;
use crate::terms::{self, NamedExtra};

/// Everything of an event that places may be for.
pub(super) struct Reachable {
    /// All categories, those no longer offered too.
    pub categories: Vec<Category>,
    extras: Vec<NamedExtra>,
    default: Lang,
}

/// Something that a quota may bound, as its form asks for it.
pub(super) struct Choice {
    pub key: String,
    pub name: String,
    /// The language of the name, where that may be another one than the page's.
    pub lang: Option<Lang>,
    /// Why it is not quite like the others.
    pub note: Option<String>,
    pub is_ticked: bool,
}

/// What of a form's choices is ticked.
pub(super) enum Ticked<'a> {
    /// What is stored; nothing for a quota that is to be added.
    Stored(&'a Reach),
    /// What was typed.
    Typed(&'a RawForm),
}

impl Reachable {
    pub async fn load(conn: &mut Conn, event: &Event, lang: Lang) -> diesel::QueryResult<Self> {
        Ok(Self {
            categories: categories::list_all(conn, event.id).await?,
            extras: terms::list_extras(conn, event, lang).await?,
            default: event.default_language,
        })
    }

    /// What a form says. Extras that are no longer in the terms count as long as the quota `was` for them.
    pub fn read(&self, form: &RawForm, was: Option<&Reach>) -> Reach {
        let chosen = |field: &str, key: &str| form.all(field).any(|one| one == key);
        let categories = self.categories.iter();
        Reach {
            categories: categories
                .filter(|category| chosen("category", &category.key))
                .map(|category| category.id)
                .collect(),
            event: form.has("whole"),
            options: self
                .option_keys(was)
                .filter(|key| chosen("extra", key))
                .map(str::to_owned)
                .collect(),
        }
    }

    /// The categories, to be ticked.
    pub fn category_choices(&self, ticked: &Ticked<'_>, t: Tr) -> Vec<Choice> {
        let choices = self.categories.iter().map(|category| {
            let name = category.name.resolved(t.lang(), self.default);
            Choice {
                key: category.key.clone(),
                name: name.text,
                lang: Some(name.lang),
                note: category.archived_at.map(|_| t.of("quota-not-offered")),
                is_ticked: match ticked {
                    Ticked::Stored(reach) => reach.categories.contains(&category.id),
                    Ticked::Typed(form) => form.all("category").any(|key| key == category.key),
                },
            }
        });
        choices.collect()
    }

    /// The extras, to be ticked; those no longer in the terms where the quota `was` for them.
    pub fn extra_choices(&self, was: Option<&Reach>, ticked: &Ticked<'_>, t: Tr) -> Vec<Choice> {
        let choices = self.option_keys(was).map(|key| {
            let extra = self.extra(key);
            Choice {
                key: key.to_owned(),
                name: extra.map_or(key, |extra| &extra.name).to_owned(),
                lang: None,
                note: match extra {
                    None => Some(t.of("quota-extra-gone")),
                    Some(extra) if !extra.is_published => Some(t.of("quota-extra-draft")),
                    Some(_) => None,
                },
                is_ticked: match ticked {
                    Ticked::Stored(reach) => reach.options.contains(key),
                    Ticked::Typed(form) => form.all("extra").any(|one| one == key),
                },
            }
        });
        choices.collect()
    }

    /// What a quota is for, by name.
    pub fn words(&self, reach: &Reach, t: Tr) -> String {
        if reach.is_empty() {
            return t.of("quota-bounds-nothing");
        }
        let whole = reach.event.then(|| t.of("quota-whole-event"));
        let categories = self.categories.iter();
        let categories = categories
            .filter(|category| reach.categories.contains(&category.id))
            .map(|category| {
                let name = category.name(t.lang(), self.default);
                match category.archived_at {
                    Some(_) => noted(name, &t.of("quota-not-offered"), t),
                    None => name.to_owned(),
                }
            });
        let options = reach.options.iter().map(|key| {
            let named = |name: &str| t.with("quota-extra", &[("name", Value::from(name.to_owned()))]);
            match self.extra(key) {
                Some(extra) => named(&extra.name),
                None => noted(&named(key), &t.of("quota-extra-gone"), t),
            }
        });
        let all: Vec<String> = whole.into_iter().chain(categories).chain(options).collect();
        all.join(" · ")
    }

    /// The category whose own places these are, where it is offered.
    pub fn own_of(&self, bound: &Bound) -> Option<&Category> {
        self.offered().find(|category| bound.is_own_of(category.id))
    }

    /// Whether it bounds anything that is still offered, or nothing at all. Places of categories that are no longer
    /// offered come back with them.
    pub fn is_shown(&self, reach: &Reach) -> bool {
        let mut offered = self.offered();
        reach.event
            || reach.categories.is_empty()
            || !reach.options.is_empty()
            || offered.any(|category| reach.categories.contains(&category.id))
    }

    fn offered(&self) -> impl Iterator<Item = &Category> {
        self.categories
            .iter()
            .filter(|category| category.archived_at.is_none())
    }

    fn extra(&self, key: &str) -> Option<&NamedExtra> {
        self.extras.iter().find(|extra| extra.key == key)
    }

    /// The extras that a quota may be for, in the order of the terms, then those of it that are no longer there.
    fn option_keys<'a>(&'a self, was: Option<&'a Reach>) -> impl Iterator<Item = &'a str> {
        let known = self.extras.iter().map(|extra| extra.key.as_str());
        let kept = was.into_iter().flat_map(|was| &was.options).map(String::as_str);
        known.chain(kept.filter(|key| self.extra(key).is_none()))
    }
}

fn noted(name: &str, note: &str, t: Tr) -> String {
    let named = [
        ("name", Value::from(name.to_owned())),
        ("note", Value::from(note.to_owned())),
    ];
    t.with("quota-noted", &named)
}
