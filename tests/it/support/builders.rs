//! Events as a test needs them, set up through the product's own doors.

use chrono::{NaiveDateTime, TimeDelta};
use lanyard::accounts::{self, NewAccount, Role};
use lanyard::activity::Actor;
use lanyard::categories::{self, Admission, NewCategory};
use lanyard::events::{self, Event, NewEvent, NewVenue, Visibility};
use lanyard::platform::email::EmailAddress;
use lanyard::platform::lang::Lang;
use lanyard::platform::localized::Localized;
use lanyard::publishing::{PublishOutcome, publish_event};
use lanyard::terms::{self, Reading, Rules, TermsDraft};
use serde_json::json;

use super::TestApp;
use super::app::ORGANIZATION;

pub struct EventBuilder<'a> {
    app: &'a TestApp,
    slug: &'static str,
    organization: String,
    title: Localized,
    zone: Option<&'static str>,
    span: Option<(NaiveDateTime, NaiveDateTime)>,
    categories: Vec<(&'static str, Option<i32>)>,
    rules: serde_json::Value,
    visibility: Visibility,
    venue: bool,
    contact: bool,
    terms: bool,
    asks_phone: bool,
    waitlist: Option<&'static str>,
}

/// `2027-01-28 09:30`
pub fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time")
}

impl<'a> EventBuilder<'a> {
    pub fn new(app: &'a TestApp, slug: &'static str) -> Self {
        let day = chrono::Utc::now().date_naive() + TimeDelta::days(60);
        let at = |hour| day.and_hms_opt(hour, 30, 0).expect("an hour");
        Self {
            app,
            slug,
            organization: ORGANIZATION.into(),
            title: Localized::of([
                (Lang::En, "Dialogue of Integrations"),
                (Lang::Ru, "Диалог интеграций"),
                (Lang::Zh, "一体化对话"),
            ]),
            zone: Some("Europe/Moscow"),
            span: Some((at(9), at(17))),
            categories: vec![("expert", None)],
            rules: json!({}),
            visibility: Visibility::Public,
            venue: true,
            contact: true,
            terms: true,
            asks_phone: false,
            waitlist: None,
        }
    }

    pub fn of(mut self, organization: &str) -> Self {
        organization.clone_into(&mut self.organization);
        self
    }

    pub fn title(mut self, title: &str) -> Self {
        self.title = Localized::of([(Lang::En, title)]);
        self
    }

    pub fn places(mut self, places: i32) -> Self {
        self.categories = vec![("expert", Some(places))];
        self
    }

    pub fn categories(mut self, categories: &[(&'static str, Option<i32>)]) -> Self {
        self.categories = categories.to_vec();
        self
    }

    pub fn when(mut self, zone: &'static str, starts: &str, ends: &str) -> Self {
        self.zone = Some(zone);
        self.span = Some((local(starts), local(ends)));
        self
    }

    pub fn without_time(mut self) -> Self {
        (self.zone, self.span) = (None, None);
        self
    }

    pub fn rules(mut self, rules: serde_json::Value) -> Self {
        self.rules = rules;
        self
    }

    pub fn unlisted(mut self) -> Self {
        self.visibility = Visibility::Unlisted;
        self
    }

    pub fn asking_for_phones(mut self) -> Self {
        self.asks_phone = true;
        self
    }

    /// Where every place is taken one can wait: `offered` or `confirmed` is what becomes of a free place.
    pub fn waitlist(mut self, kind: &'static str) -> Self {
        self.waitlist = Some(kind);
        self
    }

    /// Without venue, contact, categories and terms.
    pub fn bare(mut self) -> Self {
        (self.venue, self.contact, self.terms) = (false, false, false);
        self.categories.clear();
        self
    }

    /// Sets it up as a draft.
    pub async fn draft(self) -> Event {
        let mut conn = self.app.conn().await;
        let owner = NewAccount {
            email: EmailAddress::parse("builder@example.org").expect("an address"),
            name: "Builder".into(),
            language: Lang::En,
            organization: self.organization,
            role: Role::Owner,
        };
        let organization =
            accounts::create_account(&mut conn, &self.app.app.clock, &self.app.app.config.keys, &owner)
                .await
                .expect("an organization")
                .organization;
        let now = self.app.app.clock.now(&conn).await.expect("now");
        let venue_id = if self.venue {
            let venue = NewVenue {
                organization_id: organization.id,
                name: Localized::of([(Lang::En, "Radisson Lazurnaya Hotel")]),
                address: Localized::of([(Lang::En, "103 Kurortniy Prospekt, Sochi, Russia")]),
                position: None,
            };
            Some(events::insert_venue(&mut conn, &venue).await.expect("a venue"))
        } else {
            None
        };
        let new = NewEvent {
            organization_id: organization.id,
            venue_id,
            slug: self.slug.parse().expect("a slug"),
            visibility: self.visibility,
            default_language: Lang::En,
            title: self.title,
            summary: Localized::new(),
            description: Localized::of([(Lang::En, "An **event**.")]),
            contact_email: self.contact.then(|| "office@example.org".into()),
            asks_phone: self.asks_phone,
            time_zone: self.zone.map(|zone| zone.parse().expect("a zone")),
            starts_local: self.span.map(|(starts, _)| starts),
            ends_local: self.span.map(|(_, ends)| ends),
        };
        let id = events::insert(&mut conn, &new, now).await.expect("an event");
        for (position, (key, places)) in (1..).zip(self.categories) {
            let quota = match places {
                Some(places) => Some(
                    categories::insert_quota(&mut conn, id, key, places)
                        .await
                        .expect("a quota"),
                ),
                None => None,
            };
            let name = Localized::of([(Lang::En, key)]);
            let category = NewCategory {
                event_id: id,
                quotas: quota.into_iter().collect(),
                key,
                name,
                description: Localized::new(),
                position,
                admission: Admission::OPEN,
            };
            categories::insert(&mut conn, &category)
                .await
                .expect("a category");
        }
        if let Some(kind) = self.waitlist {
            let set =
                format!("UPDATE participation_categories SET waitlist = '{kind}' WHERE event_id = '{id}'");
            self.app.execute(&set).await;
        }
        let event = events::find_by_id(&mut conn, id).await.expect("the event");
        if self.terms {
            let rules: Rules = serde_json::from_value(self.rules).expect("rules");
            let clauses = Localized::of([
                (Lang::En, "## Free\n\nThere is no fee."),
                (Lang::Ru, "## Бесплатно\n\nВзноса нет."),
                (Lang::Zh, "## 免费\n\n不收费。"),
            ]);
            terms::save_draft(&mut conn, event.id, &TermsDraft { rules, clauses }, now)
                .await
                .expect("terms");
        }
        event
    }

    /// Sets it up and publishes it.
    pub async fn publish(self) -> Event {
        let app = self.app;
        let event = self.draft().await;
        let mut conn = app.conn().await;
        let outcome = publish_event(
            &mut conn,
            &app.app.clock,
            event.id,
            Actor::Operator,
            Reading::Vouched,
        )
        .await
        .expect("publishing");
        assert_eq!(outcome, PublishOutcome::Published);
        events::find_by_id(&mut conn, event.id).await.expect("the event")
    }
}
