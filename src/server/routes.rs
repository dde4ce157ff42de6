//! Every address of the product, with who may call it. The table is also what the test of all routes and roles
//! walks through, so an address that is not in it does not exist.

use actix_web::http::header;
use actix_web::{HttpResponse, ResponseError as _, guard, web};

use super::{health, metrics};
use crate::accounts::organizer as accounts;
use crate::attendees::organizer as attendees;
use crate::categories::organizer as categories;
use crate::dashboard::{self, places};
use crate::events::organizer as events;
use crate::mail::dev as mailbox;
use crate::platform::web::{Error, assets};
use crate::publishing::organizer as publishing;
use crate::registration::organizer as in_course;
use crate::registration::public as registration;
use crate::site;
use crate::terms::organizer as terms_draft;
use crate::terms::public as terms;

/// Who may call an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Open,
    /// Whoever holds the link.
    Link,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever may change something in any organization.
    AnyManager,
    /// Whoever belongs to the organization in the address.
    Member,
    /// Whoever may change what belongs to the organization in the address.
    MemberManage,
    /// Whoever decides who belongs to the organization in the address.
    MemberOwn,
    /// Whoever may see the event in the address.
    View,
    /// Whoever may change the event in the address.
    Manage,
}

/// An address and a method.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `GET` (which answers HEAD too) or `POST`.
    pub method: &'static str,
    /// The pattern.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
}

macro_rules! route {
    (GET, $handler:path) => {
        web::route()
            .guard(guard::Any(guard::Get()).or(guard::Head()))
            .to($handler)
    };
    (POST, $handler:path) => {
        web::post().to($handler)
    };
}

macro_rules! routes {
    ($($path:literal { $($method:ident $handler:path, $access:ident;)+ })+) => {
        /// All routes.
        pub const ROUTES: &[Route] =
            &[$($(Route { method: stringify!($method), path: $path, access: Access::$access }),+),+];

        /// Wires the routes, and answers for what is none of them.
        pub(super) fn configure(config: &mut web::ServiceConfig) {
            $(
                let allow = concat!($(stringify!($method), " "),+);
                config.service(
                    web::resource($path)
                        $(.route(route!($method, $handler)))+
                        .default_service(web::to(move || method_not_allowed(allow))),
                );
            )+
            config.default_service(web::to(not_found));
        }
    };
}

/// What a process that serves no pages answers: how it is.
pub(super) fn configure_health(config: &mut web::ServiceConfig) {
    config
        .route("/healthz", route!(GET, health::alive))
        .route("/readyz", route!(GET, health::ready))
        .route("/metrics", route!(GET, metrics::show))
        .default_service(web::to(not_found));
}

async fn not_found() -> Result<HttpResponse, Error> {
    Err(Error::NotFound)
}

/// 405 with what is allowed (RFC 9110, 15.5.6).
#[allow(clippy::unused_async, reason = "a handler is a future")]
async fn method_not_allowed(methods: &'static str) -> HttpResponse {
    let mut allow: Vec<&str> = methods.split_whitespace().collect();
    if allow.contains(&"GET") {
        allow.push("HEAD");
    }
    let mut response = Error::MethodNotAllowed.error_response();
    if let Ok(value) = header::HeaderValue::from_str(&allow.join(", ")) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

routes! {
    "/" { GET site::home::show, Open; }
    "/e/{slug}" { GET site::event::show, Open; }
    "/e/{slug}/theme.{hash}.css" { GET site::theme::show, Open; }
    "/e/{slug}/picture/{name}" { GET site::picture::show, Open; }
    "/e/{slug}/terms" { GET terms::current, Open; }
    "/e/{slug}/terms/{number}.toml" { GET terms::download, Open; }
    "/e/{slug}/terms/{number}" { GET terms::by_number, Open; }
    "/e/{slug}/calendar.ics" { GET registration::event_calendar, Open; }
    "/e/{slug}/register/amount" { GET registration::amount::show, Open; }
    "/e/{slug}/register" { GET registration::register::show, Open; POST registration::register::submit, Open; }
    "/e/{slug}/find" { GET registration::find::show_of_event, Open; POST registration::find::submit_of_event, Open; }
    "/find-registration" { GET registration::find::show, Open; POST registration::find::submit, Open; }
    "/r/{token}" { GET site::own::show, Link; }
    "/r/{token}/calendar.ics" { GET registration::own::show_calendar, Link; }
    "/r/{token}/terms" { GET registration::own::show_terms, Link; }
    "/r/{token}/terms/{part}.json" { GET registration::receipt::show_digested, Link; }
    "/r/{token}/receipt" { GET registration::receipt::show, Link; }
    "/r/{token}/receipt.txt" { GET registration::receipt::show_text, Link; }
    "/r/{token}/consents" { POST registration::consent::submit, Link; }
    "/r/{token}/change" { GET registration::change::show, Link; POST registration::change::submit, Link; }
    "/r/{token}/email" { GET registration::email::show, Link; POST registration::email::submit, Link; }
    "/r/{change}/address" { GET registration::address::show, Link; POST registration::address::submit, Link; }
    "/r/{token}/withdraw" { GET registration::withdraw::show, Link; POST registration::withdraw::submit, Link; }
    "/r/{token}/prove/{proof}" { GET registration::prove::show, Link; POST registration::prove::submit, Link; }
    "/r/{token}/answer" { GET registration::answer::show, Link; POST registration::answer::submit, Link; }
    "/r/{token}/offer" { GET registration::offer::show, Link; POST registration::offer::submit, Link; }
    "/r/{token}/resend" { POST registration::own::resend, Link; }

    "/organizer/sign-in" { GET accounts::show_sign_in, Open; POST accounts::sign_in, Open; }
    "/organizer/sign-in/link" { GET accounts::back_to_sign_in, Open; POST accounts::request_link, Open; }
    "/organizer/sign-in/{token}" { GET accounts::show_link, Link; POST accounts::use_link, Link; }
    "/organizer/sign-out" { POST accounts::sign_out, Open; }
    "/organizer/account" { GET accounts::show_account, SignedIn; }
    "/organizer/account/details" { GET accounts::back_to_account, SignedIn; POST accounts::save_details, SignedIn; }
    "/organizer/account/password" { GET accounts::back_to_account, SignedIn; POST accounts::save_password, SignedIn; }
    "/organizer/account/sessions/{id}/revoke" { POST accounts::revoke, SignedIn; }
    "/organizer/invitations/{token}" { GET accounts::show_invitation, Link; POST accounts::accept, Link; }
    "/organizer/team" { GET accounts::choose_team, SignedIn; }
    "/organizer/organizations/{organization}" { GET accounts::show_organization, MemberOwn; POST accounts::save_organization, MemberOwn; }
    "/organizer/organizations/{organization}/team" { GET accounts::show_team, Member; }
    "/organizer/organizations/{organization}/team/leave" { GET accounts::back_to_team, Member; POST accounts::leave, Member; }
    "/organizer/organizations/{organization}/team/invite" { GET accounts::back_to_team, Member; POST accounts::invite, MemberOwn; }
    "/organizer/organizations/{organization}/team/invitations/{invitation}/resend" { GET accounts::back_to_team, Member; POST accounts::resend, MemberOwn; }
    "/organizer/organizations/{organization}/team/invitations/{invitation}/revoke" { POST accounts::revoke_invitation, MemberOwn; }
    "/organizer/organizations/{organization}/team/{account}/role" { GET accounts::back_to_team, Member; POST accounts::save_role, MemberOwn; }
    "/organizer/organizations/{organization}/team/{account}/remove" { GET accounts::back_to_team, Member; POST accounts::remove, MemberOwn; }
    "/organizer" { GET dashboard::home::show, SignedIn; }
    "/organizer/new-event" { GET publishing::show_new, AnyManager; POST publishing::create, AnyManager; }
    "/organizer/events/{slug}" { GET dashboard::overview::show, View; }
    "/organizer/deleted-events/{id}/restore" { POST publishing::restore, SignedIn; }
    "/organizer/events/{slug}/unpublish" { POST publishing::unpublish, Manage; }
    "/organizer/events/{slug}/cancel" { GET publishing::ask_cancel, Manage; POST publishing::cancel, Manage; }
    "/organizer/events/{slug}/tell" { GET publishing::show_tell_move, Manage; POST publishing::tell_move, Manage; }
    "/organizer/events/{slug}/duplicate" { POST publishing::duplicate, Manage; }
    "/organizer/events/{slug}/delete" { POST publishing::delete, Manage; }
    "/organizer/events/{slug}/publish" { GET publishing::ask_publish, Manage; POST publishing::publish, Manage; }
    "/organizer/events/{slug}/details" { GET events::show_details, Manage; POST events::save_details, Manage; }
    "/organizer/events/{slug}/when-and-where" { GET events::show_schedule, Manage; POST events::save_schedule, Manage; }
    "/organizer/events/{slug}/look" { GET events::show_look, Manage; POST events::save_look, Manage; }
    "/organizer/events/{slug}/look/picture" { GET events::show_look, Manage; POST events::save_picture, Manage; }
    "/organizer/events/{slug}/look/picture/remove" { POST events::remove_picture, Manage; }
    "/organizer/events/{slug}/agenda" { GET events::show_agenda, Manage; }
    "/organizer/events/{slug}/agenda/new" { GET events::show_add_session, Manage; POST events::add_session, Manage; }
    "/organizer/events/{slug}/agenda/{session}" { GET events::show_change_session, Manage; POST events::change_session, Manage; }
    "/organizer/events/{slug}/agenda/{session}/delete" { POST events::remove_session, Manage; }
    "/organizer/organizations/{organization}/venues" { GET events::list_venues, MemberManage; }
    "/organizer/organizations/{organization}/venues/{venue}" { GET events::show_venue, MemberManage; POST events::save_venue, MemberManage; }
    "/organizer/organizations/{organization}/venues/{venue}/rooms/new" { GET events::show_add_room, MemberManage; POST events::add_room, MemberManage; }
    "/organizer/organizations/{organization}/venues/{venue}/rooms/{room}" { GET events::show_change_room, MemberManage; POST events::change_room, MemberManage; }
    "/organizer/organizations/{organization}/venues/{venue}/rooms/{room}/remove" { POST events::remove_room, MemberManage; }
    "/organizer/events/{slug}/terms" { GET terms_draft::show, Manage; POST terms_draft::save, Manage; }
    "/organizer/events/{slug}/terms/file" { GET terms_draft::show_file, Manage; POST terms_draft::save_file, Manage; }
    "/organizer/events/{slug}/terms/file.toml" { GET terms_draft::download_file, Manage; }
    "/organizer/events/{slug}/terms/fees" { GET terms_draft::fees::show, Manage; POST terms_draft::fees::save, Manage; }
    "/organizer/events/{slug}/terms/cancellation" { GET terms_draft::cancellation::show, Manage; POST terms_draft::cancellation::save, Manage; }
    "/organizer/events/{slug}/terms/consents" { GET terms_draft::consents::show, Manage; POST terms_draft::consents::save, Manage; }
    "/organizer/events/{slug}/terms/publish" { POST terms_draft::publish, Manage; }
    "/organizer/events/{slug}/categories" { GET places::list, Manage; }
    "/organizer/events/{slug}/categories/new" { GET categories::show_add, Manage; POST categories::add, Manage; }
    "/organizer/events/{slug}/categories/{key}" { GET categories::show_change, Manage; POST categories::change, Manage; }
    "/organizer/events/{slug}/categories/{key}/move" { POST places::reorder, Manage; }
    "/organizer/events/{slug}/categories/{key}/archive" { POST places::archive, Manage; }
    "/organizer/events/{slug}/categories/{key}/restore" { POST places::restore, Manage; }
    "/organizer/events/{slug}/quotas/new" { GET places::show_add_quota, Manage; POST places::add_quota, Manage; }
    "/organizer/events/{slug}/quotas/{id}" { POST places::resize, Manage; }
    "/organizer/events/{slug}/review" { GET in_course::show_review, View; }
    "/organizer/events/{slug}/review/decision" { GET in_course::ask_decision, Manage; POST in_course::decide, Manage; }
    "/organizer/events/{slug}/waitlist" { GET in_course::show_waitlist, View; }
    "/organizer/events/{slug}/waitlist/{id}/turn" { GET in_course::show_turn, Manage; POST in_course::change_turn, Manage; }
    "/organizer/events/{slug}/waitlist/{id}/offer" { GET in_course::show_offer, Manage; POST in_course::offer, Manage; }
    "/organizer/events/{slug}/quotas/{quota}/bounds" { GET places::show_quota, Manage; POST places::change_quota, Manage; }
    "/organizer/events/{slug}/quotas/{quota}/delete" { POST places::delete_quota, Manage; }
    "/organizer/events/{slug}/history" { GET dashboard::history::show, View; }
    "/organizer/events/{slug}/preview" { GET site::preview::show, View; }
    "/organizer/events/{slug}/attendees" { GET attendees::list, View; }
    "/organizer/events/{slug}/attendees.csv" { GET attendees::download_csv, View; }
    "/organizer/events/{slug}/attendees.json" { GET attendees::download_json, View; }
    "/organizer/events/{slug}/attendees/new" { GET attendees::show_new, Manage; POST attendees::enter, Manage; }
    "/organizer/events/{slug}/attendees/{id}" { GET attendees::show, View; }
    "/organizer/events/{slug}/attendees/{id}/edit" { GET attendees::show_edit, Manage; POST attendees::edit, Manage; }
    "/organizer/events/{slug}/attendees/{id}/cancel" { GET attendees::ask_cancel, Manage; POST attendees::cancel_registration, Manage; }
    "/organizer/events/{slug}/attendees/{id}/payments" { POST attendees::add_payment, Manage; }
    "/organizer/events/{slug}/attendees/{id}/notes" { POST attendees::add_note, Manage; }
    "/organizer/events/{slug}/attendees/{id}/mails/{mail}" { GET attendees::show_mail, View; }
    "/organizer/events/{slug}/attendees/{id}/mails/{mail}/html" { GET attendees::show_mail_html, View; }
    "/organizer/events/{slug}/attendees/{id}/resend" { POST attendees::resend, Manage; }

    "/dev/styles" { GET site::styles::show, Open; }
    "/dev/mailbox" { GET mailbox::list, Open; }
    "/dev/mailbox/{name}" { GET mailbox::show, Open; }
    "/dev/mailbox/{name}/html" { GET mailbox::show_html, Open; }
    "/dev/mailbox/{name}/files/{number}" { GET mailbox::download, Open; }
    "/healthz" { GET health::alive, Open; }
    "/readyz" { GET health::ready, Open; }
    "/metrics" { GET metrics::show, Open; }
    "/static/{name:.*}" { GET assets::serve, Open; }
}
