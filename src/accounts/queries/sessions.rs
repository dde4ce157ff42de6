//! The SQL of signed-in browsers.

use chrono::{DateTime, Utc};
use diesel::dsl::{delete, exists};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::accounts::model::{Account, Session};
use crate::platform::db::Conn;
use crate::platform::ids::{AccountId, SessionId};
use crate::platform::secret::{Token, TokenHash};
use crate::schema::{accounts, sessions, sign_in_links};

/// A session that is no more, and whose it was.
pub type EndedSession = (SessionId, AccountId);

/// Starts a session: keeps the hash of its token, never the token.
pub async fn insert_session(
    conn: &mut Conn,
    account_id: AccountId,
    token: &Token,
    user_agent: &str,
    now: DateTime<Utc>,
) -> QueryResult<SessionId> {
    let id = SessionId::new();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::account_id.eq(account_id),
            sessions::token_hash.eq(token.hash().to_vec()),
            sessions::user_agent.eq(user_agent),
            sessions::created_at.eq(now),
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(now + Session::LIFETIME),
        ))
        .execute(conn)
        .await?;
    note_visit(conn, account_id, now).await?;
    Ok(id)
}

/// The session behind a cookie and whose it is, if the account still counts; whether the session does is for
/// [`Session::counts_at`] to say. Asked on a shared connection, so that the question can go out together with others.
pub async fn find_session(mut conn: &Conn, hash: TokenHash) -> QueryResult<Option<(Session, Account)>> {
    sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(hash.to_vec()))
        .filter(accounts::disabled_at.is_null())
        .select((Session::as_select(), Account::as_select()))
        .first(&mut conn)
        .await
        .optional()
}

/// Writes down that the browser was here, and its owner with it.
pub async fn touch_session(
    conn: &mut Conn,
    id: SessionId,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(sessions::table.find(id))
        .set(sessions::last_seen_at.eq(now))
        .execute(conn)
        .await?;
    note_visit(conn, account_id, now).await
}

/// Sessions are forgotten when they are over; that somebody was here is not.
async fn note_visit(conn: &mut Conn, account_id: AccountId, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(accounts::table.find(account_id))
        .set(accounts::last_seen_at.eq(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether the session began with a link: the link was used up in the transaction that started it, at the same
/// instant.
pub async fn started_by_link(conn: &mut Conn, id: SessionId) -> QueryResult<bool> {
    let links = sign_in_links::table
        .filter(sign_in_links::account_id.eq(sessions::account_id))
        .filter(sign_in_links::used_at.eq(sessions::created_at.nullable()));
    diesel::select(exists(sessions::table.find(id).filter(exists(links))))
        .get_result(conn)
        .await
}

/// The sessions of an account that still count, the latest seen first.
pub async fn list_sessions(
    conn: &mut Conn,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::account_id.eq(account_id))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::last_seen_at.gt(now - Session::IDLE))
        .order((sessions::last_seen_at.desc(), sessions::id.desc()))
        .select(Session::as_select())
        .load(conn)
        .await
}

/// Ends the session behind a cookie.
pub async fn delete_session(conn: &mut Conn, hash: TokenHash) -> QueryResult<Option<EndedSession>> {
    delete(sessions::table.filter(sessions::token_hash.eq(hash.to_vec())))
        .returning((sessions::id, sessions::account_id))
        .get_result(conn)
        .await
        .optional()
}

/// Ends a session if it is this account's.
pub async fn delete_session_of(
    conn: &mut Conn,
    account_id: AccountId,
    id: SessionId,
) -> QueryResult<Option<EndedSession>> {
    delete(
        sessions::table
            .find(id)
            .filter(sessions::account_id.eq(account_id)),
    )
    .returning((sessions::id, sessions::account_id))
    .get_result(conn)
    .await
    .optional()
}

/// Ends all sessions of an account but one.
pub async fn delete_other_sessions(
    conn: &mut Conn,
    account_id: AccountId,
    kept: SessionId,
) -> QueryResult<Vec<EndedSession>> {
    delete(
        sessions::table
            .filter(sessions::account_id.eq(account_id))
            .filter(sessions::id.ne(kept)),
    )
    .returning((sessions::id, sessions::account_id))
    .get_results(conn)
    .await
}

/// Forgets sessions that do not count any more.
pub async fn delete_dead_sessions(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<usize> {
    delete(sessions::table)
        .filter(
            sessions::expires_at
                .le(now)
                .or(sessions::last_seen_at.le(now - Session::IDLE)),
        )
        .execute(conn)
        .await
}
