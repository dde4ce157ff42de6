//! The SQL of entries.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Jsonb, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};

use super::model::{Charge, ChargedLine};
use crate::platform::db::{Conn, statement};
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

statement! {
    struct InsertCharges -> diesel::sql_types::Untyped {
        id: Array<SqlUuid> = Vec<DuesEntryId>,
        registration_id: Array<SqlUuid> = Vec<RegistrationId>,
        terms_version_id: Array<SqlUuid> = Vec<TermsVersionId>,
        kind: Array<Text> = Vec<&'static str>,
        currency: Array<Text> = Vec<String>,
        amount: Array<BigInt> = Vec<i64>,
        lines: Array<Jsonb> = Vec<Value>,
        recorded_at: Array<Timestamptz> = Vec<DateTime<Utc>>,
    }
    "INSERT INTO dues_entries (id, registration_id, terms_version_id, kind, currency, amount, lines, recorded_at)
     SELECT * FROM unnest(",
    ")"
}

/// Records what registrations are charged, an entry a currency.
///
/// # Errors
/// When the database does not take it; `registration_is_charged_once` among others.
pub async fn record_charges(mut conn: &Conn, new: &[NewCharge<'_>], now: DateTime<Utc>) -> QueryResult<()> {
    let mut all = InsertCharges::default();
    for charge in new {
        for (currency, total) in &charge.quote.totals {
            let lines = charge.quote.lines.iter();
            let lines: Vec<ChargedLine> = lines
                .filter(|line| line.amount.currency == *currency)
                .map(ChargedLine::from)
                .collect();
            all.id.push(DuesEntryId::new());
            all.registration_id.push(charge.registration_id);
            all.terms_version_id.push(charge.terms_version_id);
            all.kind.push(CHARGE);
            all.currency.push(currency.to_string());
            all.amount.push(total.gross);
            all.lines.push(json!(lines));
            all.recorded_at.push(now);
        }
    }
    if !all.id.is_empty() {
        all.execute(&mut conn).await?;
    }
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
