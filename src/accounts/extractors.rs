//! Who is asking, said in a handler's signature: `SignedIn` sends strangers to the sign-in page, `MaybeSignedIn`
//! takes everybody, and `Browser` is what signing in itself needs to know of the other end.

use std::future::{Future, Ready, ready};
use std::marker::PhantomData;
use std::pin::Pin;

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::{Method, header};
use actix_web::{FromRequest, HttpRequest, web};

use super::local_path::LocalPath;
use super::model::{Account, Browser, Organization, Role, Session};
use super::rights::Right;
use super::{queries, user_agent};
use crate::platform::ids::OrganizationId;
use crate::platform::secret::{Token, TokenHash};
use crate::platform::web::urls::Urls;
use crate::platform::web::{App, Error, client};

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// Somebody with a session that counts. Whoever has none is sent to sign in and comes back afterwards.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub account: Account,
    /// In which browser.
    pub session: Session,
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            match find_signed_in(&request).await? {
                Some(signed_in) => Ok(signed_in),
                None => Err(Error::SignIn {
                    next: way_back(&request).to_string(),
                }),
            }
        })
    }
}

/// The organization named in the address, and proof that who asks has the right `R` in it. Somebody else's
/// organization does not exist for her (404); her own without the right is forbidden (403).
pub struct OrganizationAccess<R: Right> {
    /// The organization.
    pub organization: Organization,
    /// Her role in it.
    pub role: Role,
    /// Who asks.
    pub signed_in: SignedIn,
    right: PhantomData<R>,
}

impl<R: Right> FromRequest for OrganizationAccess<R> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let signed_in = signed_in.await?;
            let app = app_of(&request)?;
            let id = request.match_info().get("organization").unwrap_or_default();
            let id: OrganizationId = id.parse().map_err(|_| Error::NotFound)?;
            let mut conn = app.pool.get().await?;
            let role = queries::role_in(&mut conn, signed_in.account.id, id)
                .await?
                .ok_or(Error::NotFound)?;
            if role < R::LEAST {
                return Err(Error::Forbidden);
            }
            Ok(Self {
                organization: queries::find_organization(&mut conn, id).await?,
                role,
                signed_in,
                right: PhantomData,
            })
        })
    }
}

/// Somebody with a session that counts, or a stranger.
#[derive(Debug, Clone)]
pub struct MaybeSignedIn(pub Option<SignedIn>);

impl FromRequest for MaybeSignedIn {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { find_signed_in(&request).await.map(Self) })
    }
}

impl FromRequest for Browser {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(app_of(request).map(|app| {
            let agent = request
                .headers()
                .get(header::USER_AGENT)
                .and_then(|agent| agent.to_str().ok());
            Self {
                network: client::network(client::address(request, &app.config.trusted_proxies)),
                user_agent: user_agent::shorten(agent.unwrap_or_default()),
                session: session_hash(request, &app.urls),
            }
        }))
    }
}

/// The cookie that a session lives in. With https its name begins with `__Host-`: a browser then takes it only from
/// this very host over a secure connection, so that no neighbouring host can plant one.
pub fn session_cookie(urls: &Urls, token: &Token) -> Cookie<'static> {
    bare_cookie(urls, token.reveal().to_owned())
        .max_age(Duration::seconds(Session::LIFETIME.num_seconds()))
        .finish()
}

/// Takes the cookie away.
pub fn no_session_cookie(urls: &Urls) -> Cookie<'static> {
    bare_cookie(urls, String::new()).max_age(Duration::ZERO).finish()
}

fn bare_cookie(urls: &Urls, value: String) -> actix_web::cookie::CookieBuilder<'static> {
    Cookie::build(cookie_name(urls), value)
        .path("/")
        .secure(urls.is_https())
        .http_only(true)
        .same_site(SameSite::Lax)
}

fn cookie_name(urls: &Urls) -> &'static str {
    if urls.is_https() {
        "__Host-lanyard"
    } else {
        "lanyard"
    }
}

fn session_hash(request: &HttpRequest, urls: &Urls) -> Option<TokenHash> {
    let cookie = request.cookie(cookie_name(urls))?;
    Token::parse(cookie.value()).map(|token| token.hash())
}

async fn find_signed_in(request: &HttpRequest) -> Result<Option<SignedIn>, Error> {
    let app = app_of(request)?;
    let Some(hash) = session_hash(request, &app.urls) else {
        return Ok(None);
    };
    let mut conn = app.pool.get().await?;
    // Asked together: every page of the workspace waits for this.
    let (now, found) = tokio::try_join!(app.clock.now(&conn), queries::find_session(&conn, hash))?;
    let Some((session, account)) = found.filter(|(session, _)| session.counts_at(now)) else {
        return Ok(None);
    };
    if now - session.last_seen_at >= Session::SEEN_EVERY {
        queries::touch_session(&mut conn, session.id, account.id, now).await?;
    }
    Ok(Some(SignedIn { account, session }))
}

/// Where to go on after signing in: to the page that was asked for, or to the one whose form was sent.
fn way_back(request: &HttpRequest) -> LocalPath {
    let path = if [Method::GET, Method::HEAD].contains(request.method()) {
        request
            .uri()
            .path_and_query()
            .and_then(|path| LocalPath::parse(path.as_str()))
    } else {
        let referrer = request
            .headers()
            .get(header::REFERER)
            .and_then(|url| url.to_str().ok());
        referrer.and_then(LocalPath::of_workspace_page)
    };
    path.unwrap_or_default()
}

fn app_of(request: &HttpRequest) -> Result<web::Data<App>, Error> {
    request
        .app_data::<web::Data<App>>()
        .cloned()
        .ok_or_else(|| Error::internal("the app is not wired"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_follows_the_scheme_of_the_base_url() {
        let token = Token::random();
        let cookie = |base: &str| session_cookie(&Urls::new(base.parse().unwrap()), &token).to_string();
        let secure = cookie("https://events.example.org");
        assert!(
            secure.starts_with("__Host-lanyard=") && secure.contains("Secure") && !secure.contains("Domain")
        );
        let plain = cookie("http://localhost:8080");
        assert!(plain.starts_with("lanyard=") && !plain.contains("Secure"));
        for cookie in [secure, plain] {
            assert!(
                cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/")
            );
        }
    }
}
