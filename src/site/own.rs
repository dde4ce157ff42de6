//! `/r/{token}`: a registration's own page, which is also the ticket: what stands on it is enough at the entrance.
//! Opening it changes nothing, however often and by whatever machine.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::facts::EventFacts;
use super::own_consents::OwnConsents;
use super::own_line::OwnLine;
use crate::events::{self, Event, EventStatus};
use crate::platform::calendar::{self, WebEntry};
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::email_hint;
use crate::platform::i18n::{Tr, Value};
use crate::platform::localized::Resolved;
use crate::platform::secret::{Purpose, Token};
use crate::platform::time::Zone;
use crate::platform::web::urls::Urls;
use crate::platform::web::{App, Error, Page, html, urls};
use crate::registration::{
    self, Availability, Owed, OwnRegistration, Refund, Registration, RegistrationStatus, correctable_until,
    find_acceptances, later_words, list_companions, may_change_email, may_withdraw,
};
use crate::terms;

#[derive(Template)]
#[template(path = "site/own.html")]
struct OwnPage {
    page: Page,
    facts: EventFacts,
    /// Said once after something was done here.
    notice: Option<String>,
    standing: Standing,
    name: String,
    organization: Option<String>,
    category: Resolved,
    reference: String,
    /// What an organizer asks, while it is not answered.
    asked: Option<Asked>,
    /// Of whoever has no place yet: the line, or the place that is held for her.
    line: Option<OwnLine>,
    steps: Vec<Step>,
    calendar: Option<CalendarLinks>,
    email: Option<EmailFacts>,
    /// Label and value.
    details: Vec<(String, String)>,
    registered: String,
    consents: OwnConsents,
    /// Whom she has registered with her: name, status and how it looks, and the page where she looks after each.
    party: Vec<Companion>,
    /// What it costs; `None` where taking part costs nothing.
    owed: Option<Owed>,
    terms_href: String,
    contact: Option<String>,
    event_href: String,
    change_href: Option<String>,
    withdraw_href: Option<String>,
    /// The form, for somebody who withdrew and may come after all.
    again_href: Option<String>,
}

/// Where she stands, in words.
struct Standing {
    title: String,
    status: String,
    tone: &'static str,
    next: String,
    /// Until when she must act, in words.
    until: Option<String>,
    /// What the organizer wrote when she ended it.
    reason: Option<String>,
}

/// A question, and where it is answered.
struct Asked {
    question: String,
    href: String,
}

struct Companion {
    name: String,
    status: String,
    tone: &'static str,
    /// Nothing where the key that its link was made with is gone.
    href: Option<String>,
}

struct Step {
    words: String,
    when: String,
    hint: String,
    /// `done`, `now` or nothing.
    state: &'static str,
}

struct CalendarLinks {
    file: String,
    google: String,
    outlook: String,
}

struct EmailFacts {
    /// What goes to the address, and the same as a button.
    words: String,
    resend: String,
    address: String,
    resend_href: Option<String>,
    /// Where a mistyped address is corrected, and until when.
    correct: Option<(String, String)>,
    /// What was probably meant.
    meant: Option<String>,
    /// Where it is changed when it can no longer be corrected.
    change_href: Option<String>,
    /// The address that waits to be confirmed.
    waiting: Option<String>,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub struct Said {
    #[serde(default)]
    mail: String,
    #[serde(default)]
    said: String,
}

impl Said {
    fn words(&self, t: Tr) -> Option<String> {
        match (self.mail.as_str(), self.said.as_str()) {
            ("sent", _) => Some(t.of("own-mail-sent")),
            ("too-often", _) => Some(t.of("own-mail-too-often")),
            (_, "changed") => Some(t.of("own-changed")),
            (_, "proved") => Some(t.of("own-proved")),
            (_, "answered") => Some(t.of("own-answered")),
            (_, "corrected") => Some(t.of("own-corrected")),
            (_, "consent-given") => Some(t.of("own-consent-given")),
            (_, "consent-withdrawn") => Some(t.of("own-consent-withdrawn")),
            (_, "asked") => Some(t.of("own-email-asked")),
            _ => None,
        }
    }
}

/// `GET /r/{token}`
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn show(
    app: web::Data<App>,
    own: OwnRegistration,
    said: web::Query<Said>,
    page: Page,
) -> Result<HttpResponse, Error> {
    let mut conn = app.pool.get().await?;
    let page = own.dress(&mut conn, page).await?;
    let t = page.t;
    let OwnRegistration {
        registration,
        event,
        token,
    } = own;
    let now = app.clock.now(&conn).await?;
    let venue = match event.venue_id {
        Some(id) => Some(events::find_venue(&mut conn, id).await?),
        None => None,
    };
    let category = registration::find_category(&mut conn, registration.category_id).await?;
    let waiting = registration::find_address_change(&mut conn, registration.id, now)
        .await?
        .map(|change| change.email);
    let facts = EventFacts::of(&event, venue.as_ref(), t);
    let is_live = registration.status.is_live();
    let may_act = is_live && may_withdraw(&event, now);
    let zone = event.time_zone.unwrap_or(Zone::UTC);
    let asked = match registration.status {
        RegistrationStatus::PendingReview if may_act => {
            registration::find_open_question(&mut conn, registration.id)
                .await?
                .map(|question| Asked {
                    question: question.question,
                    href: urls::registration_answer(&token),
                })
        }
        _ => None,
    };
    let is_coming = may_act && registration.status == RegistrationStatus::Confirmed;
    let line = if may_act {
        OwnLine::find(&mut conn, &registration, &event, &category, &token, now, t).await?
    } else {
        None
    };
    let template = OwnPage {
        line,
        notice: said.words(t),
        standing: Standing::of(&registration, &event, asked.is_some(), now, t),
        asked,
        name: registration.name.clone().unwrap_or_default(),
        organization: registration.organization.clone(),
        category: category.name.resolved(page.lang(), event.default_language),
        reference: registration.reference.to_string(),
        steps: if is_coming {
            steps(&registration, &event, zone, t)
        } else {
            Vec::new()
        },
        calendar: is_coming
            .then(|| calendar_links(&app.urls, &event, &facts, &token))
            .flatten(),
        email: EmailFacts::of(&registration, &event, &token, waiting, now, zone, t),
        details: details(&registration, t),
        registered: t.moment(zone, registration.registered_at),
        consents: OwnConsents::of(
            &find_acceptances(&mut conn, &registration, &event, t.lang()).await?,
            &token,
            t,
        ),
        owed: Owed::find(&mut conn, &registration, &event, now, t).await?,
        party: list_companions(&mut conn, &registration)
            .await?
            .into_iter()
            .map(|one| companion(&app, one, t))
            .collect(),
        terms_href: urls::registration_terms(&token),
        contact: event.contact_email.clone(),
        event_href: urls::event(&event.slug),
        change_href: may_act.then(|| urls::registration_change(&token)),
        withdraw_href: may_act.then(|| urls::registration_withdraw(&token)),
        again_href: if matches!(
            registration.status,
            RegistrationStatus::Withdrawn | RegistrationStatus::Expired
        ) && is_open(&mut conn, &event, now).await?
        {
            Some(urls::register(&event.slug))
        } else {
            None
        },
        facts,
        page,
    };
    html(HttpResponse::Ok(), &template)
}

impl OwnPage {
    /// Where a clause is read: in the terms she accepted, or in a later version that holds for her, too.
    fn terms_href(&self, later: Option<i32>) -> String {
        match later {
            Some(number) => format!("{}/terms/{number}", self.event_href),
            None => self.terms_href.clone(),
        }
    }

    fn later_words(&self, number: i32) -> String {
        later_words(number, self.page.t)
    }
}

impl Standing {
    fn of(registration: &Registration, event: &Event, is_asked: bool, now: DateTime<Utc>, t: Tr) -> Self {
        let words = |title: &str, status: &str, tone, next: &str| Self {
            title: t.of(title),
            status: t.of(status),
            tone,
            next: t.of(next),
            until: None,
            reason: registration.status_reason.clone(),
        };
        if registration.status.is_live() {
            if event.status == EventStatus::Cancelled {
                let status = "own-event-cancelled";
                return words(status, status, "bad", "own-next-event-cancelled");
            }
            if event.status == EventStatus::Archived || event.ends_at.is_some_and(|end| end <= now) {
                return words("own-title-over", "button-over", "off", "own-next-over");
            }
        }
        let key = registration.status.as_str().replace('_', "-");
        let zone = event.time_zone.unwrap_or(Zone::UTC);
        let until = registration.acts_until.filter(|_| {
            let status = registration.status;
            matches!(
                status,
                RegistrationStatus::Unverified | RegistrationStatus::AwaitingPayment
            )
        });
        Self {
            title: t.of(&if is_asked {
                "own-title-asked".to_owned()
            } else {
                format!("own-title-{key}")
            }),
            status: t.of(&format!("own-status-{key}")),
            tone: registration.status.tone(),
            next: t.of(&if is_asked {
                "own-next-asked".to_owned()
            } else {
                format!("own-next-{key}")
            }),
            until: until.map(|until| t.with("own-until", &[("until", Value::from(t.moment(zone, until)))])),
            reason: registration.status_reason.clone(),
        }
    }
}

impl EmailFacts {
    fn of(
        registration: &Registration,
        event: &Event,
        token: &Token,
        waiting: Option<String>,
        now: DateTime<Utc>,
        zone: Zone,
        t: Tr,
    ) -> Option<Self> {
        let address = registration.email.clone()?;
        let correct = correctable_until(registration, event, now);
        let is_expected = registration.status.is_live() && event.status != EventStatus::Cancelled;
        let (words, resend) = match registration.status {
            RegistrationStatus::Confirmed => ("own-email", "own-resend"),
            _ => ("own-email-written", "own-resend-mail"),
        };
        Some(Self {
            words: t.of(words),
            resend: t.of(resend),
            change_href: (correct.is_none() && may_change_email(registration, event, now))
                .then(|| urls::registration_email(token)),
            waiting,
            resend_href: is_expected.then(|| urls::registration_resend(token)),
            meant: correct
                .and_then(|_| EmailAddress::parse(&address).ok())
                .and_then(|email| email_hint::likely_meant(&email)),
            correct: correct.map(|until| {
                let until = t.with(
                    "own-correct-until",
                    &[("until", Value::from(t.moment(zone, until)))],
                );
                (urls::registration_email(token), until)
            }),
            address,
        })
    }
}

fn companion(app: &App, one: Registration, t: Tr) -> Companion {
    let token = app.config.keys.recover(
        Purpose::Registration,
        one.id.uuid(),
        one.link_epoch,
        &one.link_hash.to_vec(),
    );
    Companion {
        name: one.name.unwrap_or_else(|| one.reference.to_string()),
        status: t.of(&format!("own-status-{}", one.status.as_str().replace('_', "-"))),
        tone: one.status.tone(),
        href: token.map(|token| urls::registration(&token)),
    }
}

/// What lies behind her and before her, until the event begins.
fn steps(registration: &Registration, event: &Event, zone: Zone, t: Tr) -> Vec<Step> {
    let Some(starts_at) = event.schedule().map(|schedule| schedule.starts_at) else {
        return Vec::new();
    };
    let step = |state, words: &str, hint: &str, when: String| Step {
        words: t.of(words),
        when,
        hint: t.of(hint),
        state,
    };
    let registered = t.date_long(zone.date(registration.registered_at));
    vec![
        step(
            "done",
            "own-step-registered",
            "own-step-registered-hint",
            registered,
        ),
        step("now", "own-step-until", "own-step-until-hint", String::new()),
        step(
            "",
            "own-step-begins",
            "own-step-begins-hint",
            t.moment(zone, starts_at),
        ),
    ]
}

fn calendar_links(urls: &Urls, event: &Event, facts: &EventFacts, token: &Token) -> Option<CalendarLinks> {
    let schedule = event.schedule()?;
    let location = facts
        .venue
        .as_ref()
        .map(|venue| format!("{}, {}", venue.name, venue.address));
    // The event's page and not her own: what she puts into somebody else's calendar opens nothing.
    let page = urls.absolute(&urls::event(&event.slug));
    let entry = WebEntry {
        title: &facts.title,
        starts_at: schedule.starts_at,
        ends_at: schedule.ends_at,
        details: &page,
        location: location.as_deref(),
    };
    Some(CalendarLinks {
        file: urls::registration_calendar(token),
        google: calendar::google_link(&entry),
        outlook: calendar::outlook_link(&entry),
    })
}

fn details(registration: &Registration, t: Tr) -> Vec<(String, String)> {
    let country = registration
        .country
        .map(|country| country.name(t.lang()).to_owned());
    [
        ("register-name", registration.name.clone()),
        ("register-email", registration.email.clone()),
        ("register-organization", registration.organization.clone()),
        ("register-position", registration.position.clone()),
        ("register-country", country),
        ("register-phone", registration.phone.clone()),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((t.of(label), value?)))
    .collect()
}

async fn is_open(conn: &mut Conn, event: &Event, now: DateTime<Utc>) -> Result<bool, Error> {
    if event.status != EventStatus::Published {
        return Ok(false);
    }
    let terms = terms::find_current(conn, event.id).await?;
    let availability = Availability::load(conn, event, terms.as_ref(), now).await?;
    Ok(availability.state.is_open())
}
