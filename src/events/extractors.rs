//! Who may come near an event, said in a handler's signature: `PublishedEvent` for the world,
//! `EventAccess<View>` and `EventAccess<Manage>` for the organization's people.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::model::{Event, EventStatus};
use super::queries;
use crate::accounts::{self, Right, Role, SignedIn};
use crate::platform::db::Conn;
use crate::platform::web::{App, Error};

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// The event named in the address, and proof that who asks has the right `R`. Somebody else's event does not
/// exist for her (404); her own without the right is forbidden (403).
pub struct EventAccess<R: Right> {
    /// The event, whatever its status.
    pub event: Event,
    /// Her role in the event's organization.
    pub role: Role,
    /// Who asks.
    pub signed_in: SignedIn,
    right: PhantomData<R>,
}

impl<R: Right> FromRequest for EventAccess<R> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let signed_in = signed_in.await?;
            let (app, slug) = app_and_slug(&request)?;
            let mut conn = app.pool.get().await?;
            let account = signed_in.account.id;
            let found = queries::find_by_slug_with_role(&mut conn, &slug, account).await?;
            let (event, role) = if let Some(found) = found {
                found
            } else {
                // A bookmark from before the address was changed, or nothing of hers.
                let event = queries::find_by_old_slug(&mut conn, &slug)
                    .await?
                    .ok_or(Error::NotFound)?;
                let role = accounts::role_in(&mut conn, account, event.organization_id)
                    .await?
                    .ok_or(Error::NotFound)?;
                (event, role)
            };
            if role < R::LEAST {
                return Err(Error::Forbidden);
            }
            Ok(Self {
                event,
                role,
                signed_in,
                right: PhantomData,
            })
        })
    }
}

/// The event named in the address, if the world may see it.
#[derive(Debug)]
pub struct PublishedEvent(pub Event);

impl FromRequest for PublishedEvent {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (app, slug) = app_and_slug(&request)?;
            let mut conn = app.pool.get().await?;
            match queries::find_by_slug(&mut conn, &slug).await? {
                Some(event) if event.status != EventStatus::Draft => Ok(Self(event)),
                Some(_) => Err(Error::NotFound),
                None => Err(moved(&mut conn, &slug, request.path(), request.query_string()).await?),
            }
        })
    }
}

/// Where an event went that had the address `slug` once: the same page under its new address.
///
/// # Errors
/// When the database does not answer; otherwise the answer is the error to give.
pub async fn moved(conn: &mut Conn, slug: &str, path: &str, query: &str) -> Result<Error, Error> {
    let event = queries::find_by_old_slug(conn, slug)
        .await?
        .filter(|event| event.status != EventStatus::Draft);
    Ok(event.map_or(Error::NotFound, |event| {
        let path = path.replacen(slug, &event.slug, 1);
        let separator = if query.is_empty() { "" } else { "?" };
        Error::Moved {
            to: format!("{path}{separator}{query}"),
        }
    }))
}

fn app_and_slug(request: &HttpRequest) -> Result<(web::Data<App>, String), Error> {
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| Error::internal("the app is not wired"))?;
    let slug = request.match_info().get("slug").ok_or(Error::NotFound)?;
    Ok((app.clone(), slug.to_owned()))
}
