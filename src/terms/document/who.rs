//! Who may take part, and when one registers.

use super::conditions::Hangs;
use super::model::{Block, Item};
use super::speaker::{Speaker, capital, place};
use crate::platform::i18n::Value;
use crate::terms::rules::{Boundary, Category, RegistrationWindow, RuleKind};

impl Speaker<'_> {
    /// The categories, each with whom it is for and what belongs to it, and the groups of countries.
    pub fn who(self) -> Vec<Block> {
        let items = self.rules.categories.iter().enumerate();
        let items = items.map(|(index, category)| Item {
            text: self.category_words(category),
            own: None,
            rules: vec![place(RuleKind::Category, index)],
        });
        let list = self.list(self.of("terms-categories"), items.collect());
        list.into_iter().chain(self.regions()).collect()
    }

    /// The groups of countries.
    pub fn regions(self) -> Vec<Block> {
        let regions = self.rules.regions.iter().map(|(name, countries)| {
            let words = self.with(
                "terms-region",
                &[
                    ("name", &self.quoted(&self.name(name))),
                    ("countries", &self.countries(countries)),
                ],
            );
            self.paragraph(words, Vec::new())
        });
        regions.collect()
    }

    pub fn category_words(self, category: &Category) -> String {
        let name = capital(&self.category(&category.key));
        let hangs = Hangs {
            when: Some(&category.when),
            ..Hangs::default()
        };
        let mut sentences = vec![self.sentence(&self.framed(&name, hangs))];
        if !category.accompanies.0.is_empty() {
            let whom = self.or(category.accompanies.0.iter().map(|key| self.category(key)));
            sentences.push(self.with("terms-accompanies", &[("categories", &whom)]));
        }
        if let Some(most) = category.most {
            sentences.push(self.count("terms-accompanies-most", most));
        }
        if !category.proof.is_empty() {
            sentences.push(self.with("terms-proof", &[("proof", &self.name(&category.proof))]));
        }
        if !category.without_proof.is_empty() {
            let instead = self.category(&category.without_proof);
            sentences.push(self.with("terms-without-proof", &[("category", &instead)]));
        }
        if category.approval {
            sentences.push(self.of("terms-approval"));
        }
        for (id, things) in [
            ("terms-includes", &category.includes),
            ("terms-excludes", &category.excludes),
        ] {
            if !things.is_empty() {
                let things = self.and(things.iter().map(|thing| self.name(thing)));
                sentences.push(self.t.with(id, &[("things", Value::from(things))]));
            }
        }
        self.text(sentences)
    }

    /// When registration is open, a clause a window.
    pub fn windows(self) -> Vec<Block> {
        let windows = self.rules.registration.iter().enumerate();
        windows
            .map(|(index, window)| {
                self.paragraph(self.window(window), vec![place(RuleKind::Registration, index)])
            })
            .collect()
    }

    /// When registration is open.
    pub fn window(self, window: &RegistrationWindow) -> String {
        let zone = self.calendar.zone;
        let who = self.and(window.categories.iter().map(|key| self.category(key)));
        let opens = window.opens.map(|boundary| self.boundary(boundary));
        let until = window.until.map(|boundary| self.boundary(boundary));
        let span = match (&opens, &until) {
            (Some(_), Some(_)) => "both",
            (Some(_), None) => "from",
            (None, Some(_)) => "until",
            (None, None) => "always",
        };
        // A whole day and a minute of one take different words (“until the end of …”).
        let ends = if matches!(window.until, Some(Boundary::Day(_))) {
            "day"
        } else {
            "moment"
        };
        let zone_at = window.until.or(window.opens).map(|boundary| boundary.ends(zone));
        let zone_name = zone_at
            .map(|instant| self.t.zone_name(zone, instant))
            .unwrap_or_default();
        let mut sentences = vec![self.with(
            "terms-registration-window",
            &[
                ("scope", if who.is_empty() { "all" } else { "some" }),
                ("categories", &who),
                ("span", span),
                ("ends", ends),
                ("opens", &opens.unwrap_or_default()),
                ("until", &until.unwrap_or_default()),
                ("zone", &zone_name),
            ],
        )];
        if !window.when.is_empty() {
            let condition = self.when(&window.when);
            sentences.push(self.with("terms-window-if", &[("condition", &condition)]));
        }
        if !window.stage.is_empty() {
            let stage = self.quoted(&self.name(&window.stage));
            sentences.push(self.with("terms-window-stage", &[("stage", &stage)]));
        }
        if !window.decided.is_empty() {
            let decided = self.name(&window.decided);
            sentences.push(self.with("terms-window-decided", &[("words", &decided)]));
        }
        self.text(sentences)
    }

    fn boundary(self, boundary: Boundary) -> String {
        match boundary {
            Boundary::Day(day) => self.t.date_long(day),
            Boundary::Moment(moment) => self.t.date_time(moment),
        }
    }
}
