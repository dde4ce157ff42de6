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
const PAYMENT: &str = "payment";

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

/// Something that was received for a registration.
#[derive(Debug, Clone, Copy)]
pub struct NewPayment {
    /// For which.
    pub registration_id: RegistrationId,
    /// The version of the terms that it was charged by.
    pub terms_version_id: TermsVersionId,
    /// How much.
    pub amount: Money,
}

/// Records a payment.
///
/// # Errors
/// When the database does not take it.
pub async fn record_payment(conn: &mut Conn, new: NewPayment, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::insert_into(dues_entries::table)
        .values((
            dues_entries::id.eq(DuesEntryId::new()),
            dues_entries::registration_id.eq(new.registration_id),
            dues_entries::terms_version_id.eq(new.terms_version_id),
            dues_entries::kind.eq(PAYMENT),
            dues_entries::currency.eq(new.amount.currency.to_string()),
            dues_entries::amount.eq(new.amount.minor),
            dues_entries::lines.eq(json!([])),
            dues_entries::recorded_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// What is still to be paid in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// For which registration.
    pub registration_id: RegistrationId,
    /// The version of the terms that it was charged by.
    pub terms_version_id: TermsVersionId,
    /// How much; above nothing.
    pub amount: Money,
}

/// What `ids` still owe, by registration and currency.
///
/// # Errors
/// When the database does not answer.
pub async fn list_open(conn: &mut Conn, ids: &[RegistrationId]) -> QueryResult<Vec<Open>> {
    let entries: Vec<(RegistrationId, TermsVersionId, String, String, i64)> = dues_entries::table
        .filter(dues_entries::registration_id.eq_any(ids))
        .order((dues_entries::registration_id, dues_entries::currency))
        .select((
            dues_entries::registration_id,
            dues_entries::terms_version_id,
            dues_entries::currency,
            dues_entries::kind,
            dues_entries::amount,
        ))
        .load(conn)
        .await?;
    let mut all: Vec<Open> = Vec::new();
    for (registration_id, terms_version_id, currency, kind, minor) in entries {
        let currency: Currency = currency.parse().map_err(unreadable)?;
        let minor = if kind == CHARGE { minor } else { -minor };
        match all.last_mut() {
            Some(open) if open.registration_id == registration_id && open.amount.currency == currency => {
                open.amount.minor += minor;
            }
            _ => all.push(Open {
                registration_id,
                terms_version_id,
                amount: Money { currency, minor },
            }),
        }
    }
    all.retain(|open| open.amount.minor > 0);
    Ok(all)
}

/// What was received for a registration, in the order of receiving.
///
/// # Errors
/// When the database does not answer.
pub async fn list_payments(conn: &mut Conn, of: RegistrationId) -> QueryResult<Vec<(Money, DateTime<Utc>)>> {
    let rows: Vec<(String, i64, DateTime<Utc>)> = dues_entries::table
        .filter(dues_entries::registration_id.eq(of))
        .filter(dues_entries::kind.eq(PAYMENT))
        .order((dues_entries::recorded_at, dues_entries::id))
        .select((
            dues_entries::currency,
            dues_entries::amount,
            dues_entries::recorded_at,
        ))
        .load(conn)
        .await?;
    rows.into_iter()
        .map(|(currency, minor, at)| {
            let currency: Currency = currency.parse().map_err(unreadable)?;
            Ok((Money { currency, minor }, at))
        })
        .collect()
}

/// Those of `ids` that still owe something in some currency.
///
/// # Errors
/// When the database does not answer.
pub async fn list_unpaid(conn: &mut Conn, ids: &[RegistrationId]) -> QueryResult<HashSet<RegistrationId>> {
    let open = list_open(conn, ids).await?;
    Ok(open.into_iter().map(|open| open.registration_id).collect())
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
