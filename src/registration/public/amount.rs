//! What is to be paid, before the button is pressed: within the form, and by itself for the script that asks again as
//! choices change. Both are made by the same function, so that they cannot differ.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::choices::read;
use super::ground::{Ground, PublishedGround};
use crate::platform::countries::Country;
use crate::platform::i18n::Tr;
use crate::platform::localized::Resolved;
use crate::platform::web::{Error, Mistakes, Page, RawForm, urls};
use crate::registration::Price;
use crate::terms::calendar_of;
use crate::terms::document::AmountWords;
use crate::terms::engine::due;

/// What is to be paid, as the form shows it.
#[derive(Template)]
#[template(path = "registration/amount.html")]
pub(super) struct Amount {
    t: Tr,
    /// How the form tells what it showed.
    tags: String,
    shown: Shown,
    /// The terms, in which each line has its clause.
    terms_href: String,
}

enum Shown {
    /// No category was chosen yet: what each of them comes to.
    Each(Vec<(Resolved, String)>),
    /// Her amount, and when it is to be paid.
    Hers { words: AmountWords, dues: Vec<String> },
    /// The terms do not say it.
    Unstated,
    /// What was chosen cannot be had; the mistakes say why.
    Impossible,
}

impl Amount {
    /// `None` where taking part costs nothing.
    pub fn of(ground: &Ground, form: &RawForm, t: Tr) -> Option<Self> {
        let (event, terms, document) = (&ground.event, ground.terms.as_ref()?, ground.document.as_ref()?);
        let mut mistakes = Mistakes::new(t);
        let choices = read(&mut mistakes, form, terms);
        let country = Country::parse(form.get("country").trim()).ok();
        let organization = Some(form.get("organization").trim()).filter(|name| !name.is_empty());
        let price_in = |category: &str| {
            let order = choices.order(category, country, organization);
            Price::of(event, terms, order, ground.now)
        };
        let offers = &ground.availability.offers;
        let category = match offers.as_slice() {
            [only] => Some(&only.category),
            several => several
                .iter()
                .map(|offer| &offer.category)
                .find(|category| category.key == form.get("category")),
        };
        let (shown, tags) = match category {
            _ if !mistakes.found.is_empty() => (Shown::Impossible, String::new()),
            None => {
                let open = offers.iter().filter(|offer| offer.state.is_open());
                let prices = open.filter_map(|offer| {
                    let price = price_in(&offer.category.key).ok()?;
                    Some((&offer.category, price))
                });
                let prices: Vec<_> = prices.collect();
                let tags: Vec<String> = prices.iter().map(|(_, price)| price.tag()).collect();
                let each = prices.into_iter().map(|(category, price)| {
                    let name = category.name.resolved(t.lang(), event.default_language);
                    (
                        name,
                        price
                            .words(t)
                            .unwrap_or_else(|| t.of("register-amount-unstated-short")),
                    )
                });
                (Shown::Each(each.collect()), tags.join("|"))
            }
            Some(category) => match price_in(&category.key) {
                Err(_) => (Shown::Impossible, String::new()),
                Ok(price) => {
                    let tag = price.tag();
                    let shown = match price {
                        Price::Due(quote) => {
                            let mut calendar = calendar_of(event, terms.zone, &terms.rules);
                            calendar.registered = Some(terms.zone.date(ground.now));
                            let names = ground.category_names();
                            let source = terms.source(&calendar, &names, event.default_language);
                            let order = choices.order(&category.key, country, organization);
                            Shown::Hers {
                                words: source.amount_words(&category.key, &quote.lines, document),
                                dues: quote
                                    .only_total()
                                    .filter(|total| total.minor > 0)
                                    .and_then(|total| {
                                        let who = order.participants.first()?;
                                        let person = who.person(&terms.rules, &order.facts);
                                        due(&terms.rules, &calendar, &person, Some(total)).ok()
                                    })
                                    .map(|dues| source.due_sentences(&dues, t.lang()))
                                    .unwrap_or_default(),
                            }
                        }
                        Price::Free | Price::Unstated(_) => Shown::Unstated,
                    };
                    (shown, tag)
                }
            },
        };
        Some(Self {
            t,
            tags,
            shown,
            terms_href: urls::terms_version(&event.slug, terms.number),
        })
    }
}

/// `GET /e/{slug}/register/amount?category=…`: what the choices in the query come to, as a part of the form's page; 204
/// where taking part costs nothing.
///
/// # Errors
/// 404 for an event that is not published.
pub async fn show(request: HttpRequest, ground: PublishedGround, page: Page) -> Result<HttpResponse, Error> {
    let form = RawForm::parse(request.query_string().as_bytes());
    let Some(amount) = Amount::of(&ground.0, &form, page.t) else {
        return Ok(HttpResponse::NoContent().finish());
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(amount.render().map_err(Error::internal)?))
}
