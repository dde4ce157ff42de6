//! The registration form: `/e/{slug}/register`.
//!
//! Nothing that was typed is ever lost: whatever goes wrong, the same page comes back with it. 422 says that
//! something is to be mended, 409 that the event cannot take her as things stand, 429 and 503 that it is worth
//! another try.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::amount::Amount;
use super::choices::{self, ChoiceFields};
use super::consents::{self, ConsentGroup};
use super::form::{self, Parsed};
use super::ground::{Ground, PublishedGround};
use super::head::EventHead;
use crate::platform::countries::Country;
use crate::platform::email_hint::EmailHints;
use crate::platform::i18n::{Tr, Value};
use crate::platform::lang::Lang;
use crate::platform::localized::Resolved;
use crate::platform::web::{
    App, Error, FieldError, FormState, Mistakes, Page, RawForm, client, error, html, urls,
};
use crate::registration::availability::EventState;
use crate::registration::limits::{RegistrationLimits, Slow};
use crate::registration::register::{Intake, RegisterError};
use crate::registration::{Price, Refusal, RegistrationOutcome};
use crate::terms::{Choices, calendar_of};

/// A field that nobody sees, so that whoever fills it in is a program, or has one that fills in too much. It costs one
/// more look, never the registration.
const TRAP: &str = "remarks";
/// The button that only shows what the choices come to, for who runs no script.
const SHOW_AMOUNT: &str = "show_amount";
/// Sent along once she has looked.
const LOOKED: &str = "looked";

#[derive(Template)]
#[template(path = "registration/register.html")]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says of another part of the page whether it is there"
)]
struct RegisterPage {
    page: Page,
    form: FormState,
    hints: EmailHints,
    event: EventHead,
    /// What stands above the form when the event refused.
    notice: Option<Notice>,
    /// Whether there is a form to fill in at all.
    is_open: bool,
    choices: Vec<CategoryChoice>,
    /// What the price or a consent depends on beside the category.
    fields: Option<ChoiceFields>,
    /// What is to be paid; `None` where taking part costs nothing.
    amount: Option<Amount>,
    amount_href: String,
    terms: Option<TermsFacts>,
    consents: Vec<ConsentGroup>,
    countries: &'static [(Country, &'static str)],
    submission_id: String,
    asks_phone: bool,
    /// Whether every place is taken and the form leads into a line.
    waits: bool,
    /// Whether several people can be registered by one form.
    asks_companions: bool,
    /// Whether she was asked to look once more at what was typed.
    has_looked: bool,
    find_href: String,
}

struct Notice {
    title: String,
    text: String,
    /// Where to go from here, if not to the event.
    href: Option<String>,
    link: String,
}

struct CategoryChoice {
    key: String,
    name: Resolved,
    description: Resolved,
    /// What it costs today by what was chosen so far; empty where there is nothing to say.
    price: String,
    state: String,
    is_open: bool,
}

struct TermsFacts {
    id: String,
    href: String,
    link: String,
}

/// Why a form looks as if a program had filled it in. People with a good browser may look so, too: it is shown to them
/// once more, and then taken.
#[derive(Clone, Copy)]
enum Suspicion {
    /// Something stands in the field that nobody sees.
    Trapped,
    /// It came back sooner than anybody types.
    Hasty,
}

impl Suspicion {
    fn of(form: &RawForm, submission_id: Uuid, app: &App) -> Option<Self> {
        if form.has(TRAP) {
            return Some(Self::Trapped);
        }
        let least = Some(app.config.fill_in_time).filter(|time| !time.is_zero())?;
        let took = app.clock.process_now() - shown_at(submission_id)?;
        (took < least).then_some(Self::Hasty)
    }

    fn message(self) -> &'static str {
        match self {
            Self::Trapped => "register-look-text",
            Self::Hasty => "register-look-hasty-text",
        }
    }
}

/// When a form was made, which its id tells. One made up by whoever sends it tells nothing or something wrong; that is
/// no worse than a program that waits.
fn shown_at(submission_id: Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanoseconds) = submission_id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanoseconds)
}

impl Ground {
    /// What is asked because the price or a consent depends on it; nothing where none does.
    fn choice_fields(&self, choices: &Choices, t: Tr) -> Option<ChoiceFields> {
        let terms = self.terms.as_ref()?;
        let calendar = calendar_of(&self.event, terms.zone, &terms.rules);
        let names = self.category_names();
        let source = terms.source(&calendar, &names, self.event.default_language);
        let left = &self.extras_left;
        let fields = ChoiceFields::of(&self.event, terms, &source, choices, left, self.now, t);
        (!fields.is_empty()).then_some(fields)
    }

    fn show(
        &self,
        page: Page,
        status: StatusCode,
        form: FormState,
        notice: Option<Notice>,
        submission_id: Uuid,
    ) -> Result<HttpResponse, Error> {
        let page = page.with_theme(self.theme.clone());
        let t = page.t;
        let (lang, default) = (page.lang(), self.event.default_language);
        let amount = Amount::of(self, form.typed(), t);
        let chosen = self
            .terms
            .as_ref()
            .map(|terms| choices::read(&mut Mistakes::new(t), form.typed(), terms))
            .unwrap_or_default();
        let prices = self.prices(&chosen, t);
        let choices = self.availability.offers.iter().map(|offer| CategoryChoice {
            key: offer.category.key.clone(),
            name: offer.category.name.resolved(lang, default),
            description: offer.category.description.resolved(lang, default),
            price: prices.get(&offer.category.key).cloned().unwrap_or_default(),
            state: offer.words(t),
            is_open: offer.state.is_open(),
        });
        let template = RegisterPage {
            fields: self.choice_fields(&chosen, t),
            amount_href: urls::register_amount(&self.event.slug),
            amount,
            choices: choices.collect(),
            event: EventHead::of(&self.event, t),
            waits: self.availability.state == EventState::Waitlist,
            asks_companions: self.asks_companions(),
            is_open: self.availability.state.is_open() || !form.errors.is_empty() || notice.is_some(),
            notice: notice.or_else(|| self.notice_of_state(t)),
            terms: self.terms.as_ref().map(|terms| TermsFacts {
                id: terms.id.to_string(),
                href: urls::terms_version(&self.event.slug, terms.number),
                link: t.with(
                    "register-terms-link",
                    &[
                        ("number", Value::from(terms.number)),
                        (
                            "date",
                            Value::from(t.date_long(terms.zone.date(terms.published_at))),
                        ),
                    ],
                ),
            }),
            consents: self.terms.as_ref().map_or_else(Vec::new, |terms| {
                consents::groups(terms, &self.availability.offers, default, t)
            }),
            countries: Country::all_sorted(lang),
            hints: EmailHints,
            submission_id: submission_id.to_string(),
            asks_phone: self.event.asks_phone,
            has_looked: !form.value(TRAP).is_empty() || !form.value(LOOKED).is_empty(),
            find_href: urls::find_registration_of(&self.event.slug),
            form,
            page,
        };
        html(HttpResponse::build(status), &template)
    }

    /// What each open category costs, by its key; nothing where taking part costs nothing.
    fn prices(&self, choices: &Choices, t: Tr) -> HashMap<String, String> {
        let Some(terms) = self.terms.as_ref().filter(|_| self.document.is_some()) else {
            return HashMap::new();
        };
        let alone = Choices {
            extras: BTreeMap::new(),
            ..choices.clone()
        };
        let offers = self.availability.offers.iter();
        offers
            .filter_map(|offer| {
                let key = &offer.category.key;
                let price = Price::of(&self.event, terms, alone.order(key, None, None), self.now).ok()?;
                Some((key.clone(), price.words(t)?))
            })
            .collect()
    }

    /// Why there is nothing to fill in, for somebody who comes too early or too late.
    fn notice_of_state(&self, t: Tr) -> Option<Notice> {
        let refusal = match self.availability.state {
            EventState::Open | EventState::Waitlist => return None,
            EventState::Full => Refusal::Full,
            EventState::NotYet(opens) => Refusal::NotYet(opens),
            EventState::Closed => Refusal::Closed,
            EventState::Cancelled => Refusal::Cancelled,
            EventState::Over => Refusal::Over,
        };
        let mut notice = self.notice(&refusal, t);
        if refusal == Refusal::Full {
            // Nothing was typed yet that could be kept.
            notice.text = t.of("button-full-hint");
        }
        Some(notice)
    }

    /// What an extra is called of which there is none left.
    fn extra_of(&self, refusal: &Refusal, lang: Lang) -> String {
        let (Refusal::OptionFull(key), Some(terms)) = (refusal, &self.terms) else {
            return String::new();
        };
        let calendar = calendar_of(&self.event, terms.zone, &terms.rules);
        let names = self.category_names();
        let source = terms.source(&calendar, &names, self.event.default_language);
        let index = terms.rules.extras.iter().position(|extra| extra.key == *key);
        let label = index
            .and_then(|index| source.extra(index, lang))
            .map(|(label, _)| label);
        label.unwrap_or_else(|| key.clone())
    }

    /// A refusal that one field of the form is to blame for, beside it.
    fn mistakes_of(&self, refusal: &Refusal, form: &RawForm, notice: &Notice, t: Tr) -> Vec<FieldError> {
        let mut mistakes = Mistakes::new(t);
        if let (Refusal::OptionFull(key), Some(terms)) = (refusal, &self.terms) {
            choices::add_gone(&mut mistakes, form, terms, key, &notice.text);
        }
        mistakes.found
    }

    fn notice(&self, refusal: &Refusal, t: Tr) -> Notice {
        let mut href = (*refusal == Refusal::AmountChanged).then(|| "#amount".to_owned());
        let id = match refusal {
            Refusal::AlreadyRegistered(_) => "already-registered",
            Refusal::FormUsed { token } => {
                href = Some(urls::registration(token));
                "form-used"
            }
            Refusal::Full if self.availability.state.is_open() => "category-full",
            Refusal::Full => "full",
            Refusal::OptionFull(_) => "option-full",
            Refusal::NotYet(_) => "not-yet",
            Refusal::Closed => "closed",
            Refusal::Cancelled => "cancelled",
            Refusal::Over => "over",
            Refusal::TermsChanged => "terms-changed",
            Refusal::UnknownCategory => "unknown-category",
            Refusal::AmountChanged => "amount-changed",
        };
        let opens = match (refusal, self.event.time_zone) {
            (Refusal::NotYet(opens), Some(zone)) => t.moment(zone, *opens),
            _ => String::new(),
        };
        let link = match refusal {
            Refusal::FormUsed { .. } => "register-refused-form-used-link",
            Refusal::AmountChanged => "register-refused-amount-changed-link",
            _ => "register-refused-link",
        };
        Notice {
            title: t.of(&format!("register-refused-{id}-title")),
            text: t.with(
                &format!("register-refused-{id}-text"),
                &[
                    ("opens", Value::from(opens)),
                    ("extra", Value::from(self.extra_of(refusal, t.lang()))),
                ],
            ),
            href,
            link: t.of(link),
        }
    }
}

/// `GET /e/{slug}/register`
///
/// # Errors
/// When the database does not answer.
#[allow(clippy::unused_async, reason = "a handler is a future")]
pub async fn show(ground: PublishedGround, page: Page) -> Result<HttpResponse, Error> {
    let ground = ground.0;
    ground.show(page, StatusCode::OK, FormState::default(), None, Uuid::now_v7())
}

/// `POST /e/{slug}/register`: 303 to the registration's own page, or the form as typed.
///
/// # Errors
/// When not even the page can be made.
pub async fn submit(
    app: web::Data<App>,
    intake: web::Data<Intake>,
    limits: web::Data<RegistrationLimits>,
    request: HttpRequest,
    ground: Result<PublishedGround, Error>,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let kept = form.clone();
    match take(&app, &intake, &limits, &request, ground, page, form).await {
        // Not even the form's own page can be made: what was typed comes back all the same.
        Err(error @ (Error::Unavailable(_) | Error::Internal(_))) => {
            Ok(error::with_form_kept(&request, &error, kept.pairs()))
        }
        answer => answer,
    }
}

async fn take(
    app: &App,
    intake: &Intake,
    limits: &RegistrationLimits,
    request: &HttpRequest,
    ground: Result<PublishedGround, Error>,
    page: Page,
    form: RawForm,
) -> Result<HttpResponse, Error> {
    let t = page.t;
    let kept = ground?.0;
    let submission_id = form
        .get("submission_id")
        .parse()
        .unwrap_or_else(|_| Uuid::new_v4());
    if form.has(SHOW_AMOUNT) {
        let state = FormState::rejected(form, Vec::new());
        return kept.show(page, StatusCode::OK, state, None, submission_id);
    }
    // What is kept is good enough to say yes by, because intake looks again. Nobody is told no by it.
    let (ground, read) = match form::parse(&form, &kept, t)? {
        Ok(parsed) if kept.is_under(parsed.new.terms_version_id) && !kept.misses_category(&form) => {
            (kept, Ok(parsed))
        }
        _ => {
            let ground = Arc::new(kept.again(app, t.lang()).await?);
            let read = form::parse(&form, &ground, t)?;
            (ground, read)
        }
    };
    if ground.misses_category(&form) {
        let notice = ground.notice(&Refusal::UnknownCategory, t);
        let state = FormState::rejected(form, Vec::new());
        return ground.show(page, StatusCode::CONFLICT, state, Some(notice), submission_id);
    }
    let new = match read {
        Ok(Parsed { new }) => new,
        Err(errors) => {
            let state = FormState::rejected(form, errors);
            return ground.show(page, StatusCode::UNPROCESSABLE_ENTITY, state, None, submission_id);
        }
    };
    let suspicion = Suspicion::of(&form, submission_id, app);
    if let Some(suspicion) = suspicion.filter(|_| !form.has(LOOKED)) {
        return ground.look_again(page, form, submission_id, suspicion);
    }
    let network = client::network(client::address(request, &app.config.trusted_proxies));
    if let Err(slow) = limits.check(&ground.event, &new.email_key().unwrap_or_default(), &network) {
        return ground.come_again(page, form, submission_id, StatusCode::TOO_MANY_REQUESTS, slow);
    }
    match intake.register(new).await {
        Ok(RegistrationOutcome::Taken { token, .. } | RegistrationOutcome::Replayed { token, .. }) => {
            Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, urls::registration(&token)))
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .finish())
        }
        Ok(RegistrationOutcome::Refused(refusal)) => {
            // Places and terms as they are now, not as they were before the decision.
            let ground = ground.again(app, t.lang()).await?;
            // This form is spent, or was refused for its person: the next try is another registration.
            let next = match refusal {
                Refusal::FormUsed { .. } => Uuid::new_v4(),
                _ => submission_id,
            };
            let notice = ground.notice(&refusal, t);
            let mistakes = ground.mistakes_of(&refusal, &form, &notice, t);
            // What is told beside a field is not told twice.
            let notice = mistakes.is_empty().then_some(notice);
            let state = FormState::rejected(form, mistakes);
            ground.show(page, StatusCode::CONFLICT, state, notice, next)
        }
        Err(error @ (RegisterError::Busy | RegisterError::Unavailable(_))) => {
            tracing::warn!(%error, "a registration could not be taken");
            ground.come_again(
                page,
                form,
                submission_id,
                StatusCode::SERVICE_UNAVAILABLE,
                Slow::default(),
            )
        }
        Err(error) => Err(Error::internal(error)),
    }
}

impl Ground {
    /// Whether she chose a category that was put away since her form was opened. Where one is left, she is not
    /// registered for that one instead.
    fn misses_category(&self, form: &RawForm) -> bool {
        let chosen = form.get("category");
        let offers = &self.availability.offers;
        !chosen.is_empty() && offers.iter().all(|offer| offer.category.key != chosen)
    }

    /// The form as typed, to be looked at once more.
    fn look_again(
        &self,
        page: Page,
        form: RawForm,
        submission_id: Uuid,
        suspicion: Suspicion,
    ) -> Result<HttpResponse, Error> {
        let t = page.t;
        let notice = Notice {
            title: t.of("register-look-title"),
            text: t.of(suspicion.message()),
            href: None,
            link: t.of("register-refused-link"),
        };
        self.show(
            page,
            StatusCode::UNPROCESSABLE_ENTITY,
            FormState::rejected(form.with(LOOKED, "yes"), Vec::new()),
            Some(notice),
            submission_id,
        )
    }

    /// The form as typed, with word that pressing the button again is all it takes.
    fn come_again(
        &self,
        page: Page,
        form: RawForm,
        submission_id: Uuid,
        status: StatusCode,
        slow: Slow,
    ) -> Result<HttpResponse, Error> {
        let t = page.t;
        let seconds = slow.retry_after.as_secs().max(1);
        let notice = Notice {
            title: t.of("register-busy-title"),
            text: t.count("register-busy-text", seconds),
            href: None,
            link: t.of("register-refused-link"),
        };
        let mut response = self.show(
            page,
            status,
            FormState::rejected(form, Vec::new()),
            Some(notice),
            submission_id,
        )?;
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
        Ok(response)
    }
}
