//! The SQL of entries.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};

use super::model::{Charge, ChargedLine};
use crate::platform::db::Conn;
use crate::platform::ids::{DuesEntryId, RegistrationId, TermsVersionId};
use crate::schema::dues_entries;
use crate::terms::engine::Quote;
use crate::terms::value::{Currency, Money};

const CHARGE: &str = "charge";

/// What a registration is to be charged.
#[derive(Debug)]
pub struct NewCharge<'a> {
    /// Whose.
    pub registration_id: RegistrationId,
    /// The version of the terms it follows from.
    pub terms_version_id: TermsVersionId,
    /// Lines and totals.
    pub quote: &'a Quote,
}

/// Records what registrations are charged, an entry a currency.
///
/// # Errors
/// When the database does not take it; `registration_is_charged_once` among others.
pub async fn record_charges(conn: &mut Conn, new: &[NewCharge<'_>], now: DateTime<Utc>) -> QueryResult<()> {
    let rows: Vec<_> = new
        .iter()
        .flat_map(|charge| {
            charge.quote.totals.iter().map(|(currency, total)| {
                let lines: Vec<ChargedLine> = charge
                    .quote
                    .lines
                    .iter()
                    .filter(|line| line.amount.currency == *currency)
                    .map(ChargedLine::from)
                    .collect();
                (
                    dues_entries::id.eq(DuesEntryId::new()),
                    dues_entries::registration_id.eq(charge.registration_id),
                    dues_entries::terms_version_id.eq(charge.terms_version_id),
                    dues_entries::kind.eq(CHARGE),
                    dues_entries::currency.eq(currency.to_string()),
                    dues_entries::amount.eq(total.gross),
                    dues_entries::lines.eq(json!(lines)),
                    dues_entries::recorded_at.eq(now),
                )
            })
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    diesel::insert_into(dues_entries::table)
        .values(rows)
        .execute(conn)
        .await?;
    Ok(())
}

/// Those of `ids` that still owe something in some currency.
///
/// # Errors
/// When the database does not answer.
pub async fn list_unpaid(conn: &mut Conn, ids: &[RegistrationId]) -> QueryResult<HashSet<RegistrationId>> {
    let owing: Vec<RegistrationId> = dues_entries::table
        .filter(dues_entries::registration_id.eq_any(ids))
        .filter(dues_entries::kind.eq(CHARGE))
        .filter(dues_entries::amount.gt(0))
        .select(dues_entries::registration_id)
        .distinct()
        .load(conn)
        .await?;
    Ok(owing.into_iter().collect())
}

/// What a registration was charged, by currency.
///
/// # Errors
/// When the database does not answer.
pub async fn find_charges(conn: &mut Conn, of: RegistrationId) -> QueryResult<Vec<Charge>> {
    let rows: Vec<(TermsVersionId, String, i64, Value, DateTime<Utc>)> = dues_entries::table
        .filter(dues_entries::registration_id.eq(of))
        .filter(dues_entries::kind.eq(CHARGE))
        .order(dues_entries::currency)
        .select((
            dues_entries::terms_version_id,
            dues_entries::currency,
            dues_entries::amount,
            dues_entries::lines,
            dues_entries::recorded_at,
        ))
        .load(conn)
        .await?;
    rows.into_iter()
        .map(|(version, currency, minor, lines, recorded_at)| {
            let currency: Currency = currency.parse().map_err(unreadable)?;
            let lines: Vec<ChargedLine> = serde_json::from_value(lines).map_err(unreadable)?;
            Ok(Charge::of(
                version,
                Money { currency, minor },
                &lines,
                recorded_at,
            ))
        })
        .collect()
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(Box::new(error))
}
