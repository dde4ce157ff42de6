//! Where a walk along the [list of states](crate::states) takes place: the demonstration, what it lacks to show every
//! state, and a window for everybody who looks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{Days, Utc};
use image::{ImageFormat, Rgb, RgbImage};
use lanyard::accounts::Role;
use lanyard::activity::Actor;
use lanyard::platform::lang::Lang;
use lanyard::platform::localized::Localized;
use lanyard::platform::secret::Purpose;
use lanyard::publishing::cancel_event;
use lanyard::registration::{Cancellation, MailPolicy, cancel, expire_due, withdraw};
use serde_json::json;

use crate::browser::Browser;
use crate::chromium::Chromium;
use crate::patience::until;
use crate::states::{Loss, State, Step, Who};
use crate::support::TestApp;
use crate::support::app::{ORGANIZATION, SECRET_KEY};

pub struct Stage {
    pub app: TestApp,
    pub language: Lang,
    chromium: Chromium,
    windows: BTreeMap<Who, Browser>,
    /// What words in braces stand for.
    words: BTreeMap<&'static str, String>,
    /// A file that an organizer has at hand.
    picture: PathBuf,
}

impl Stage {
    pub async fn set(language: Lang) -> Self {
        let app = TestApp::start().await;
        load_demonstration(&app).await;
        let picture = draw_sea(&app.app.config.data_dir);
        let mut stage = Self {
            app,
            language,
            chromium: Chromium::start().await,
            windows: BTreeMap::new(),
            words: BTreeMap::new(),
            picture,
        };
        stage.introduce();
        // Everybody who signs in has one name.
        stage
            .app
            .sign_in_link("newcomer@example.org", ORGANIZATION, Role::Owner)
            .await;
        stage.set_up_events().await;
        stage.set_up_people().await;
        stage.set_up_admission().await;
        stage.set_up_line().await;
        stage.set_up_letters().await;
        stage
    }

    /// Brings `state` about; returns the window that shows it, and what answered otherwise than the list says.
    pub async fn show(&mut self, state: &State) -> (&mut Browser, Vec<String>) {
        if !self.windows.contains_key(&state.who) {
            let window = self.window_of(state.who).await;
            self.windows.insert(state.who, window);
        }
        let address = self.fill_in(state.address).await;
        let words = self.words.clone();
        let picture = &self.picture;
        let window = self.windows.get_mut(&state.who).expect("just opened");
        let mut surprises = Vec::new();
        let mut compare = |what: &str, status, expected| {
            if status != expected {
                surprises.push(format!("{what}: {status} instead of {expected}"));
            }
        };
        compare(&address, window.visit(&address).await, state.status);
        let mut lost = None;
        for step in state.steps {
            match *step {
                Step::Type(selector, text) => window.type_into(selector, &filled_in(text, &words)).await,
                Step::Choose(selector, value) => window.choose(selector, value).await,
                Step::Attach(selector) => window.attach(selector, picture).await,
                Step::Click(selector) => window.click(selector).await,
                Step::Send(selector, status) => compare(selector, window.follow(selector).await, status),
                Step::Reload(status) => compare(&address, window.visit(&address).await, status),
                Step::Flood(selector) => window.type_into(selector, &"w".repeat(FLOOD)).await,
                Step::Often(form, fields, times) => {
                    send_often(&self.app, &filled_in(form, &words), fields, times, &words).await;
                }
                Step::Lose(what) => {
                    lose(&self.app, what).await;
                    lost = Some(what);
                }
            }
        }
        if let Some(what) = lost {
            restore(&self.app, what).await;
        }
        // The link to a registration is known to whoever has made it.
        if state.name == "own" {
            let path = window.path().await;
            self.words.insert("own", path);
        }
        (self.windows.get_mut(&state.who).expect("still open"), surprises)
    }

    /// Shows a mail as its reader's program would. From the mail folder it comes as a page that runs nothing, not even
    /// the checkers; hence it is opened anew.
    pub async fn show_mail(&mut self, file: &str) -> &mut Browser {
        let window = self.windows.get_mut(&Who::Visitor).expect("a visitor was here");
        assert_eq!(window.visit(&format!("/dev/mailbox/{file}/html")).await, 200);
        let mail = BASE64_STANDARD.encode(window.source().await);
        window
            .visit(&format!("data:text/html;charset=utf-8;base64,{mail}"))
            .await;
        window
    }

    /// A file of the mail folder for every kind of mail in the walk's language, once all is sent.
    pub async fn mails(&self) -> Vec<(String, String)> {
        crate::patience::until("all mail is sent", async || {
            let waiting = "SELECT count(*) FROM outgoing_mails WHERE state IN ('queued', 'in_flight')";
            (self.app.count(waiting).await == 0).then_some(())
        })
        .await;
        let newest = format!(
            "SELECT coalesce(string_agg(kind || ' ' || id, E'\\n'), '') FROM (SELECT DISTINCT ON (kind) kind, id \
             FROM outgoing_mails WHERE state = 'sent' AND language = '{}' ORDER BY kind, id DESC) newest",
            self.language
        );
        let files = files(&self.app.mailbox().directory);
        let kinds = self.app.conn_id(&newest).await;
        kinds
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(kind, id)| {
                let file = files
                    .iter()
                    .find(|file| file.contains(id))
                    .expect("sent to the folder");
                (kind.replace(['.', '_'], "-"), file.clone())
            })
            .collect()
    }

    /// Every text in Latin letters that organizers wrote, the longest first.
    pub async fn data(&self) -> Vec<String> {
        let written = "WITH texts AS (\
             SELECT title AS texts FROM events UNION SELECT summary FROM events UNION SELECT description FROM events \
             UNION SELECT name FROM venues UNION SELECT address FROM venues \
             UNION SELECT name FROM participation_categories UNION SELECT description FROM participation_categories \
             UNION SELECT name FROM rooms UNION SELECT title FROM agenda_sessions \
             UNION SELECT name FROM session_speakers UNION SELECT affiliation FROM session_speakers \
             UNION SELECT clauses FROM terms_drafts UNION SELECT rules -> 'consent' FROM terms_drafts), \
             written AS (SELECT text #>> '{}' AS value FROM texts, jsonb_path_query(texts, 'strict $.**') text \
             WHERE jsonb_typeof(text) = 'string' UNION SELECT name FROM organizations \
             UNION SELECT name FROM accounts UNION SELECT name FROM registrations \
             UNION SELECT organization FROM registrations) \
             SELECT jsonb_agg(value ORDER BY length(value) DESC)::text FROM written WHERE value ~ '[A-Za-z]'";
        let texts = self.app.conn_id(written).await;
        let texts: Vec<String> = serde_json::from_str(&texts).expect("a list");
        // The headings of clauses also stand elsewhere, without what is below them.
        let lines = texts.iter().flat_map(|text| text.lines());
        let titles: Vec<String> = lines
            .filter_map(|line| Some(line.strip_prefix('#')?.trim_matches(['#', ' ']).to_owned()))
            .collect();
        [texts, titles].concat()
    }

    pub async fn close(self) {
        for window in self.windows.into_values() {
            window.close().await;
        }
    }

    async fn window_of(&self, who: Who) -> Browser {
        let mut window = self.chromium.window(&self.app, self.language).await;
        let role = match who {
            Who::Visitor => return window,
            Who::Viewer => Role::Viewer,
            Who::Manager => Role::Manager,
            Who::Owner => Role::Owner,
        };
        let link = self.app.sign_in_link(&email_of(role), ORGANIZATION, role).await;
        window.visit(&link).await;
        assert_eq!(window.follow("main form button").await, 200, "{role:?} signs in");
        window
    }

    fn introduce(&mut self) {
        let (name, affiliation) = match self.language {
            Lang::En => ("Zoë Katherine O’Connor-Smith", "Institute of European Studies"),
            Lang::Ru => ("Мария Ивановна Петрова-Водкина", "Институт Европы РАН"),
            Lang::Zh => ("王小明", "上海国际问题研究院"),
        };
        self.know("name", name);
        self.know("affiliation", affiliation);
        self.know("email", "somebody@example.org");
        self.know("newcomer", "newcomer@example.org");
        // Another site's page with a button that would act here.
        let elsewhere = format!(
            "data:text/html,<html lang={}><title>Elsewhere</title><h1>Elsewhere</h1>\
             <form method=post action='{}/find-registration'><button>Send</button></form>",
            self.language.html_tag(),
            self.app.base()
        );
        self.know("elsewhere", &elsewhere);
    }

    fn know(&mut self, word: &'static str, meaning: &str) {
        self.words.insert(word, meaning.to_owned());
    }

    async fn set_up_events(&self) {
        let app = &self.app;
        let next_month = Utc::now().date_naive() + Days::new(30);
        app.event("not-yet")
            .rules(json!({"registration": [{"opens": next_month}]}))
            .publish()
            .await;
        app.event("closed")
            .rules(json!({"registration": [{"until": "2026-01-31"}]}))
            .publish()
            .await;
        app.event("phones")
            .categories(&[("expert", Some(37)), ("online", None)])
            .asking_for_phones()
            .publish()
            .await;
        for slug in ["full", "filling"] {
            app.event(slug).places(1).publish().await;
        }
        app.fill("full", 1).await;
        app.event("long")
            .title(&format!("Trans{}", long_word('w')))
            .publish()
            .await;
        app.event("over")
            .when("Europe/Moscow", "2026-01-15 09:30", "2026-01-15 17:30")
            .publish()
            .await;
        self.set_up_fees().await;
        self.set_up_consents().await;
        app.event("draft").bare().without_time().draft().await;
        app.event("doubtful")
            .rules(
                json!({"refund": [{"until": "14 days before start"}], "substitution": [{"unstated": true}]}),
            )
            .draft()
            .await;
        app.event("ready").draft().await;
        app.event("cancelled").publish().await;
        app.event("moved")
            .when("Europe/Moscow", "2031-01-28 09:30", "2031-01-29 17:30")
            .publish()
            .await;
    }

    /// An event with a fee, whose second version of the terms changes what the first said.
    async fn set_up_fees(&self) {
        let app = &self.app;
        app.event("paid")
            .categories(&[("expert", Some(60)), ("delegate", None), ("online", None)])
            .rules(json!({
                "period": [{"name": "early", "until": "30 days before start"}, {"name": "regular"}],
                "fee": [
                    {"category": "expert", "prices": {"early": ["300 EUR", "28000 RUB"], "regular": ["360 EUR", "33000 RUB"]}},
                    {"category": "delegate", "prices": {"early": "90 EUR", "regular": "120 EUR"}},
                    {"category": "online", "price": "40 EUR"},
                ],
                "adjustment": [{"name": "member", "when": {"member": true}, "percent": 10}],
                "extra": [
                    {"key": "gala dinner", "price": ["65 EUR", "6000 RUB"], "most": 2, "unit": "person"},
                    {"key": "excursion", "price": ["45 EUR", "4200 RUB"], "most": 1, "until": "14 days before start"},
                    {"key": "welcome reception", "price": ["20 EUR", "1900 RUB"], "most": 1},
                ],
                "tax": [{"name": "VAT", "rate": 20, "mode": "included"}],
                "due": [{"name": "payment", "by": "14 days after registration", "missed": "cancelled"}],
                "refund": [
                    {"until": "40 days before start", "minus": "30 EUR"},
                    {"until": "14 days before start", "percent": 50},
                    {"percent": 0},
                ],
                "substitution": [{"until": "3 days before start"}],
            }))
            .publish()
            .await;
        app.execute(
            "UPDATE terms_drafts SET rules = jsonb_set(rules, '{fee,2,price}', '\"50 EUR\"') \
             WHERE event_id = (SELECT id FROM events WHERE slug = 'paid')",
        )
        .await;
        let manager = app.organizer(Role::Manager).await;
        let answer = manager.post("/organizer/events/paid/terms/publish", &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let name = self.words["affiliation"].as_str();
        for (extra, size) in [("excursion", "30"), ("welcome reception", "0")] {
            let fields = [("name", name), ("size", size), ("extra", extra)];
            let answer = manager
                .fill_in("/organizer/events/paid/quotas/new", &fields)
                .await;
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
    }

    /// An event that asks for consents: for all and for some, required and not, one of them in English alone.
    async fn set_up_consents(&self) {
        self.app
            .event("consents")
            .categories(&[("expert", Some(60)), ("press", None)])
            .rules(json!({"consent": [
                {"key": "photo", "text": {
                    "en": "I agree to be photographed and filmed during the event; the organizer may publish the pictures in reports of it.",
                    "ru": "Я согласен(на) на фото- и видеосъёмку во время мероприятия и на публикацию снимков в отчётах о нём.",
                    "zh": "我同意在活动期间被拍照和录像，主办方可在活动报道中公布相关影像。",
                }},
                {"key": "data", "required": true, "text": {
                    "en": "I agree that my data is processed in order to hold the event.",
                    "ru": "Я согласен(на) на обработку моих данных для проведения мероприятия.",
                    "zh": "我同意为举办活动而处理我的个人信息。",
                }},
                {"key": "list", "text": {
                    "en": "My name and organization may stand in the list of participants.",
                    "ru": "Мои имя и организация могут быть указаны в списке участников.",
                    "zh": "我的姓名和单位可列入参会者名单。",
                }},
                {"key": "accreditation", "required": true, "when": {"category": "press"},
                 "text": "My editors may be asked whether they sent me."},
                {"key": "visa", "when": {"country": ["CN", "KZ"]}, "text": {
                    "en": "My data may be passed to the consulate.",
                    "ru": "Мои данные можно передать в консульство.",
                    "zh": "我的信息可提供给领事馆。",
                }},
            ]}))
            .publish()
            .await;
    }

    /// One in line, and one to whom a place is offered.
    async fn set_up_line(&mut self) {
        let visitor = self.app.visitor().speaking(self.language.code());
        for slug in ["lined", "offering"] {
            self.app.event(slug).places(1).publish().await;
            self.app
                .execute(&format!(
                    "UPDATE participation_categories SET waitlist = 'offered'
                     WHERE event_id = (SELECT id FROM events WHERE slug = '{slug}')"
                ))
                .await;
        }
        let id = async |email: &str| {
            let find = format!("SELECT id FROM registrations WHERE email = '{email}'");
            self.app.conn_id(&find).await
        };
        let organization = long_word('w');
        let mut own = Vec::new();
        for (slug, name, email) in [
            ("lined", "Anna Petrova", "first@example.org"),
            ("lined", "Boris Petrov", "lined@example.org"),
            ("offering", "Clara Petrova", "leaving@example.org"),
            ("offering", "Daria Petrova", "offered@example.org"),
        ] {
            let fields = [
                ("name", name),
                ("email", email),
                ("organization", organization.as_str()),
            ];
            own.push(visitor.register(slug, &fields).await.location());
        }
        let leaving = id("leaving@example.org").await.parse().expect("an id");
        withdraw(&self.app.app, leaving).await.expect("a withdrawal");
        let lined = id("lined@example.org").await;
        self.know("own-lined", &own[1]);
        self.know("own-offered", &own[3]);
        self.know("lined", &lined);
    }

    /// Two in review, one of whom is asked something; one who was rejected, one who is to pay, and one who has not proved
    /// her address.
    async fn set_up_admission(&mut self) {
        let visitor = self.app.visitor().speaking(self.language.code());
        for (slug, admission) in [
            ("reviewed", "needs_review"),
            ("proved", "proves_address"),
            ("payable", "awaits_payment"),
        ] {
            self.app
                .event(slug)
                .rules(json!({"fee": [{"price": "120 EUR"}]}))
                .publish()
                .await;
            self.app
                .execute(&format!(
                    "UPDATE participation_categories SET {admission} = true, payment_days = 5
                     WHERE event_id = (SELECT id FROM events WHERE slug = '{slug}')"
                ))
                .await;
        }
        let id = async |email: &str| {
            let find = format!("SELECT id FROM registrations WHERE email = '{email}'");
            self.app.conn_id(&find).await
        };
        let (question_words, refusal_words) = match self.language {
            Lang::En => ("For which paper do you write?", "Every place is taken."),
            Lang::Ru => ("Для какого издания вы пишете?", "Все места заняты."),
            Lang::Zh => ("您为哪家媒体供稿？", "名额已满。"),
        };
        let organization = long_word('w');
        let asked = [
            ("name", "Anna Petrova"),
            ("email", "asked@example.org"),
            ("organization", &organization),
        ];
        let own_asked = visitor.register("reviewed", &asked).await.location();
        let waiting = [("name", "Boris Petrov"), ("email", "waiting@example.org")];
        visitor.register("reviewed", &waiting).await;
        let manager = self.app.organizer(Role::Manager).await;
        let asked = id("asked@example.org").await;
        let question = [("decision", "ask"), ("id", &asked), ("words", question_words)];
        let answer = manager
            .post("/organizer/events/reviewed/review/decision", &question)
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let rejected = [("name", "Clara Petrova"), ("email", "rejected@example.org")];
        visitor.register("reviewed", &rejected).await;
        let rejected = id("rejected@example.org").await;
        let refusal = [
            ("decision", "reject"),
            ("id", &rejected),
            ("words", refusal_words),
        ];
        let answer = manager
            .post("/organizer/events/reviewed/review/decision", &refusal)
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let payable = [("name", "Anna Petrova"), ("email", "payable@example.org")];
        let own_payable = visitor.register("payable", &payable).await.location();
        let payable = id("payable@example.org").await;
        let payments = format!("/organizer/events/payable/attendees/{payable}/payments");
        let part = [("amount", "50"), ("currency", "EUR")];
        let answer = manager.post(&payments, &part).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let in_review = id("waiting@example.org").await;
        let late = [("name", "Boris Petrov"), ("email", "late@example.org")];
        visitor.register("proved", &late).await;
        for table in ["registrations SET acts_until", "quota_claims SET held_until"] {
            let column = if table.starts_with('r') {
                "id"
            } else {
                "registration_id"
            };
            self.app
                .execute(&format!(
                    "UPDATE {table} = now() - interval '1 hour'
                     WHERE {column} = (SELECT id FROM registrations WHERE email = 'late@example.org')"
                ))
                .await;
        }
        expire_due(&self.app.app).await.expect("time runs out");
        let unproved = [("name", "Anna Petrova"), ("email", "unproved@example.org")];
        let own_unproved = visitor.register("proved", &unproved).await.location();
        let unproved = id("unproved@example.org").await.parse().expect("an id");
        let proof = self.app.app.config.keys.derive(Purpose::Proof, unproved, 0);
        self.know("own-asked", &own_asked);
        self.know("own-payable", &own_payable);
        self.know("payable", &payable);
        self.know("in-review", &in_review);
        self.know("own-unproved", &own_unproved);
        self.know("proof", proof.reveal());
    }

    async fn set_up_people(&mut self) {
        let visitor = self.app.visitor().speaking(self.language.code());
        let (address, organization) = (long_address(), long_word('Щ'));
        for (name, email) in [
            (
                "محمد بن عبد الله بن سلمان بن عبد العزيز آل سعود",
                "right-to-left@example.org",
            ),
            (&long_word('魑'), "han@example.org"),
            ("Константинопольская ".repeat(10).trim(), "many-words@example.org"),
            (&long_word('w'), address.as_str()),
        ] {
            let fields = [
                ("name", name),
                ("email", email),
                ("category", "expert"),
                ("organization", &organization),
                ("position", &organization),
            ];
            let answer = visitor.register("phones", &fields).await;
            assert_eq!(answer.status, 303, "{}", answer.body);
            self.know("own-long", &answer.location());
            if email == "many-words@example.org" {
                self.know("own-older", &answer.location());
            }
        }
        self.app
            .execute(
                "UPDATE registrations SET registered_at = registered_at - interval '1 hour' \
                 WHERE email = 'many-words@example.org'",
            )
            .await;
        let form = visitor.page("/e/consents/register").await;
        let version = form.attr("#accept_terms", "value");
        let fields = [
            ("name", self.words["name"].as_str()),
            ("email", "consents@example.org"),
            ("category", "press"),
            ("consent_1", &*version),
            ("consent_2", &*version),
            ("consent_4", &*version),
        ];
        let answer = visitor.register("consents", &fields).await;
        self.know("own-consents", &answer.location());
        let fields = [
            ("name", self.words["name"].as_str()),
            ("email", "paid@example.org"),
            ("category", "expert"),
            ("fact_member", "yes"),
            ("extra_1", "2"),
            ("extra_2", "yes"),
            ("show_amount", "yes"),
        ];
        let shown = visitor.register("paid", &fields).await.html();
        let answer = visitor.fill_in_page(&shown, &[]).await;
        self.know("own-paid", &answer.location());
        let fields = [("name", "Anna Petrova"), ("email", "anna@example.org")];
        let own = visitor.register("cancelled", &fields).await.location();
        self.know("own-event-cancelled", &own);
        let mut conn = self.app.conn().await;
        let cancelled = lanyard::events::find_by_slug(&mut conn, "cancelled")
            .await
            .expect("an answer")
            .expect("the event");
        cancel_event(
            &mut conn,
            &self.app.app.clock,
            self.app.app.urls.host(),
            cancelled.id,
            &Localized::default(),
            Actor::Operator,
        )
        .await
        .expect("cancelled");

        let gone = [
            ("name", "Anna Petrova"),
            ("email", "withdrawn@example.org"),
            ("category", "online"),
        ];
        let own = visitor.register("phones", &gone).await.location();
        self.know("own-withdrawn", &own);
        let id = "SELECT id FROM registrations WHERE email = 'withdrawn@example.org'";
        let id = self.app.conn_id(id).await.parse().expect("an id");
        withdraw(&self.app.app, id).await.expect("withdrawn");

        let latest = "SELECT id FROM registrations WHERE event_id = (SELECT id FROM events WHERE slug = '{}') AND status = 'confirmed' \
                      ORDER BY id DESC LIMIT 1";
        let organization = format!("SELECT id FROM organizations WHERE name = '{ORGANIZATION}'");
        let organization = self.app.conn_id(&organization).await;
        self.know("organization", &organization);
        let demonstration = "event_id = (SELECT id FROM events WHERE slug = 'dialogue-of-integrations')";
        let session = format!("SELECT id FROM agenda_sessions WHERE {demonstration} ORDER BY id LIMIT 1");
        let quota = format!("SELECT id FROM quotas WHERE {demonstration} ORDER BY id LIMIT 1");
        let of_extra = "SELECT quota_id FROM option_quotas WHERE option_key = 'excursion'";
        for (word, one) in [
            ("session", session.as_str()),
            ("quota", quota.as_str()),
            ("quota-extra", of_extra),
            ("venue", "SELECT venue_id FROM rooms ORDER BY id LIMIT 1"),
            ("room", "SELECT id FROM rooms ORDER BY id LIMIT 1"),
        ] {
            let id = self.app.conn_id(one).await;
            self.know(word, &id);
        }
        for (word, slug) in [
            ("attendee", "dialogue-of-integrations"),
            ("attendee-long", "phones"),
        ] {
            let id = self.app.conn_id(&latest.replace("{}", slug)).await;
            self.know(word, &id);
        }
        for (word, attendee) in [("mail-withheld", "attendee"), ("mail-long", "attendee-long")] {
            let attendee = &self.words[attendee];
            let mail = format!("SELECT id FROM outgoing_mails WHERE subject_id = '{attendee}' LIMIT 1");
            let id = self.app.conn_id(&mail).await;
            self.know(word, &id);
        }
    }

    /// What brings about the mails that no state of a page does. The event moves once with everybody told, and once
    /// more.
    async fn set_up_letters(&self) {
        let visitor = self.app.visitor().speaking(self.language.code());
        let name = self.words["name"].as_str();
        let register = async |email: &str| {
            let answer = visitor
                .register("moved", &[("name", name), ("email", email)])
                .await;
            answer.location()
        };
        let own = register("mistyped@example.org").await;
        let corrected = [("email", "letters@example.org")];
        let own = visitor
            .fill_in(&format!("{own}/email"), &corrected)
            .await
            .location();
        let own = own.trim_end_matches("?said=corrected").to_owned();
        let changed = [
            ("organization", self.words["affiliation"].as_str()),
            ("country", "CN"),
        ];
        visitor.fill_in(&format!("{own}/change"), &changed).await;
        register("ended@example.org").await;
        let ended = "SELECT id FROM registrations WHERE email = 'ended@example.org'";
        let ended = self.app.conn_id(ended).await.parse().expect("an id");
        let cancellation = Cancellation {
            actor: Actor::Operator,
            reason: Some("…".to_owned()),
            mail: MailPolicy::Send,
        };
        cancel(&self.app.app, ended, cancellation)
            .await
            .expect("cancelled");

        // Once the time to correct an address is over, the new one has to confirm the change.
        let late = register("late@example.org").await;
        self.app
            .execute("UPDATE registrations SET registered_at = registered_at - interval '1 hour' WHERE email = 'late@example.org'")
            .await;
        let asked = [("email", "later@example.org")];
        let asked = visitor.fill_in(&format!("{late}/email"), &asked).await;
        assert_eq!(asked.status, 303, "{}", asked.body);

        let manager = self.app.organizer(Role::Manager).await;
        let schedule = "/organizer/events/moved/when-and-where";
        let elsewhere = [
            ("starts", "2031-02-04T10:00"),
            ("ends", "2031-02-05T18:00"),
            ("venue", "new"),
            ("venue_name_en", "Sochi Marine Station"),
            ("address_en", "1 Voykova Street, Sochi"),
        ];
        let question = manager.fill_in(schedule, &elsewhere).await.location();
        let told = manager.fill_in(&question, &[("decision", "tell")]).await;
        assert_eq!(told.location(), format!("{schedule}?saved=told"));
        manager.fill_in(schedule, &[("ends", "2031-02-05T16:00")]).await;
    }

    /// Puts in what the words in braces stand for; some of it exists only when it is asked for.
    async fn fill_in(&mut self, address: &str) -> String {
        if address.contains("{sign-in}") {
            let link = self
                .app
                .sign_in_link("newcomer@example.org", ORGANIZATION, Role::Owner)
                .await;
            self.know("sign-in", &link);
        }
        if address.contains("{invitation}") {
            let mails = self.app.mailbox().wait_for("invitee@example.org", 1).await;
            self.know("invitation", &mails[0].link());
        }
        if address.contains("{address}") {
            let mails = self.app.mailbox().wait_for("elsewhere@example.org", 1).await;
            self.know("address", &mails[0].link());
        }
        if address.contains("{mail}") {
            let mails = self.mails().await;
            self.know("mail", &mails.last().expect("somebody got a mail").1);
        }
        filled_in(address, &self.words)
    }
}

fn filled_in(text: &str, words: &BTreeMap<&'static str, String>) -> String {
    let filled = words.iter().fold(text.to_owned(), |text, (word, meaning)| {
        text.replace(&format!("{{{word}}}"), meaning)
    });
    assert!(!filled.contains('{'), "nobody knows what {filled} means");
    filled
}

/// More bytes than any form takes.
const FLOOD: usize = 2 * 1024 * 1024 + 1;

async fn send_often(
    app: &TestApp,
    form: &str,
    fields: &[(&str, &str)],
    times: usize,
    words: &BTreeMap<&'static str, String>,
) {
    const TERMS: &str = "input[name=accept_terms]";
    let visitor = app.visitor();
    let page = visitor.page(form).await;
    let mut filled: Vec<(&str, String)> = fields
        .iter()
        .map(|(name, text)| (*name, filled_in(text, words)))
        .collect();
    if page.has(TERMS) {
        filled.push(("accept_terms", page.attr(TERMS, "value")));
    }
    let filled: Vec<(&str, &str)> = filled.iter().map(|(name, text)| (*name, text.as_str())).collect();
    for _ in 0..times {
        visitor.fill_in_page(&page, &filled).await;
    }
}

/// How the table is called while nobody can find it.
const HIDDEN: &str = "terms_versions_out_of_sight";

async fn lose(app: &TestApp, loss: Loss) {
    let database = app.db.name();
    match loss {
        Loss::Database => {
            app.on_server(&format!("ALTER DATABASE {database} ALLOW_CONNECTIONS false"))
                .await;
            app.on_server(&format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
            ))
            .await;
        }
        Loss::Table => {
            app.execute(&format!("ALTER TABLE terms_versions RENAME TO {HIDDEN}"))
                .await;
        }
    }
}

async fn restore(app: &TestApp, loss: Loss) {
    match loss {
        Loss::Database => {
            app.on_server(&format!(
                "ALTER DATABASE {} ALLOW_CONNECTIONS true",
                app.db.name()
            ))
            .await;
        }
        Loss::Table => {
            app.execute(&format!("ALTER TABLE {HIDDEN} RENAME TO terms_versions"))
                .await;
        }
    }
    until("the server has found its database again", async || {
        (app.visitor()
            .get("/e/dialogue-of-integrations/register")
            .await
            .status
            == 200)
            .then_some(())
    })
    .await;
}

fn email_of(role: Role) -> String {
    format!("{role:?}@example.org").to_lowercase()
}

fn files(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).expect("the mail folder");
    entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

/// One word without a place to break it.
fn long_word(letter: char) -> String {
    letter.to_string().repeat(200)
}

/// As long as an address may be (RFC 5321, 4.5.3.1).
fn long_address() -> String {
    let label = "d".repeat(60);
    format!("{}@{label}.{label}.{label}.org", "l".repeat(64))
}

/// Sky and sea, which is more than one colour and less than a photograph.
fn draw_sea(folder: &Path) -> PathBuf {
    let sea = RgbImage::from_fn(1600, 800, |x, y| {
        let depth = |from: u8, to: u8| {
            let part = f64::from(y % 480) / 480.0;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between two bytes"
            )]
            let mixed = (f64::from(from) + (f64::from(to) - f64::from(from)) * part) as u8;
            mixed
        };
        let wave = (f64::from(x) / 60.0 + f64::from(y)).sin() > 0.9;
        match y {
            0..480 => Rgb([depth(196, 244), depth(209, 222), depth(224, 205)]),
            _ if wave => Rgb([214, 220, 219]),
            _ => Rgb([depth(66, 20), depth(104, 46), depth(122, 64)]),
        }
    });
    std::fs::create_dir_all(folder).expect("a folder");
    let file = folder.join("sea.png");
    sea.save_with_format(&file, ImageFormat::Png).expect("a picture");
    file
}

/// The same events and people that a newcomer sees.
async fn load_demonstration(app: &TestApp) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanyard"));
    command
        .args(["demo", "--secret-key", SECRET_KEY])
        .env("DATABASE_URL", app.db.url())
        .env("DATA_DIR", &app.app.config.data_dir)
        .env("BASE_URL", app.base());
    let loaded = tokio::task::spawn_blocking(move || command.output());
    let loaded = loaded.await.expect("a thread").expect("lanyard runs");
    assert!(
        loaded.status.success(),
        "{}",
        String::from_utf8_lossy(&loaded.stderr)
    );
}
