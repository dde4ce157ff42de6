//! `/r/{token}/consents`: an optional consent given or withdrawn by one button of the registration's own page.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::platform::web::{App, Error, RawForm, urls};
use crate::registration::{ConsentOutcome, OwnRegistration, give_consent, withdraw_consent};

/// `POST /r/{token}/consents`: back to the page, which says what stands now.
///
/// # Errors
/// 404 for a link that opens nothing, and for a consent that is not hers to give or withdraw.
pub async fn submit(app: web::Data<App>, own: OwnRegistration, form: RawForm) -> Result<HttpResponse, Error> {
    let id = own.registration.id;
    // In which language the page was that carried the button.
    let language = form.get("language").parse().unwrap_or(own.registration.language);
    let back = urls::registration(&own.token);
    let (outcome, location) = if form.has("withdraw") {
        let outcome = withdraw_consent(&app, id, form.get("withdraw")).await?;
        (outcome, format!("{back}?said=consent-withdrawn"))
    } else if form.has("give") {
        let outcome = give_consent(&app, id, form.get("give"), language).await?;
        (outcome, format!("{back}?said=consent-given"))
    } else {
        (ConsentOutcome::Already, back)
    };
    match outcome {
        ConsentOutcome::Changed | ConsentOutcome::Already => Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, location))
            .finish()),
        ConsentOutcome::Impossible => Err(Error::NotFound),
    }
}
