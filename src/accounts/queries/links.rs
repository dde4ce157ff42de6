//! The SQL of one-time sign-in links.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::accounts::model::{Account, NewSignInLink, SignInLink};
use crate::platform::db::Conn;
use crate::platform::ids::{AccountId, SignInLinkId};
use crate::platform::secret::TokenHash;
use crate::schema::{accounts, sign_in_links};

/// Keeps a link: the hash of its token, never the token.
pub async fn insert_link(
    conn: &mut Conn,
    link: &NewSignInLink,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(sign_in_links::table)
        .values((
            sign_in_links::id.eq(link.id),
            sign_in_links::account_id.eq(account_id),
            sign_in_links::token_hash.eq(link.token.hash().to_vec()),
            sign_in_links::created_at.eq(now),
            sign_in_links::expires_at.eq(link.expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Whom the link would let in now. Changes nothing: mail scanners open links too.
pub async fn find_open_link(
    conn: &mut Conn,
    hash: TokenHash,
    now: DateTime<Utc>,
) -> QueryResult<Option<Account>> {
    sign_in_links::table
        .inner_join(accounts::table)
        .filter(sign_in_links::token_hash.eq(hash.to_vec()))
        .filter(sign_in_links::used_at.is_null())
        .filter(sign_in_links::expires_at.gt(now))
        .filter(accounts::disabled_at.is_null())
        .select(Account::as_select())
        .first(conn)
        .await
        .optional()
}

/// The address of whoever a link is or was for, whatever became of it, as [`EmailAddress::key`] makes it.
///
/// [`EmailAddress::key`]: crate::platform::email::EmailAddress::key
pub async fn find_link_owner_key(conn: &mut Conn, hash: TokenHash) -> QueryResult<Option<String>> {
    sign_in_links::table
        .inner_join(accounts::table)
        .filter(sign_in_links::token_hash.eq(hash.to_vec()))
        .select(accounts::email_key)
        .first(conn)
        .await
        .optional()
}

/// A link and whose it is, for the mail that carries it.
pub async fn find_link_with_account(
    conn: &mut Conn,
    id: SignInLinkId,
) -> QueryResult<Option<(SignInLink, Account)>> {
    sign_in_links::table
        .inner_join(accounts::table)
        .filter(sign_in_links::id.eq(id))
        .select((SignInLink::as_select(), Account::as_select()))
        .first(conn)
        .await
        .optional()
}

/// Uses the link up and says whom it lets in. Of any number who try at once the row lets one through.
pub async fn use_up_link(
    conn: &mut Conn,
    hash: TokenHash,
    now: DateTime<Utc>,
) -> QueryResult<Option<AccountId>> {
    diesel::update(sign_in_links::table)
        .filter(sign_in_links::token_hash.eq(hash.to_vec()))
        .filter(sign_in_links::used_at.is_null())
        .filter(sign_in_links::expires_at.gt(now))
        .set(sign_in_links::used_at.eq(now))
        .returning(sign_in_links::account_id)
        .get_result(conn)
        .await
        .optional()
}

/// Forgets the links that could still let somebody into this account.
pub async fn delete_open_links(conn: &mut Conn, account_id: AccountId) -> QueryResult<usize> {
    diesel::delete(sign_in_links::table)
        .filter(sign_in_links::account_id.eq(account_id))
        .filter(sign_in_links::used_at.is_null())
        .execute(conn)
        .await
}

/// Forgets links that expired before `limit`.
pub async fn delete_dead_links(conn: &mut Conn, limit: DateTime<Utc>) -> QueryResult<usize> {
    diesel::delete(sign_in_links::table)
        .filter(sign_in_links::expires_at.lt(limit))
        .execute(conn)
        .await
}
