//! Intake: decides about registrations, many at a time, in one transaction.
//!
//! 1. Forms that were used before and people who are registered already are recognized first: whoever presses
//!    twice gets the same answer, even when the event has closed meanwhile.
//! 2. The event's row is held shared, so that cancelling it happens before or after, never in between; status,
//!    window and terms are judged by the database's clock.
//! 3. All quotas in question are locked, in the order of their ids. Who comes first in the set gets the place.
//! 4. Registrations are inserted as a set, skipping what a unique index forbids. A twin that was faster by a blink
//!    is found that way without a lock of its own; the place it did not need goes to the next.
//! 5. Claims, consents, charges, history and mails follow as sets. All of it commits, or nothing does.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::availability::{EventState, event_end};
use super::model::{Reference, RegistrationStatus};
use super::price::Price;
use super::queries::{self, Known, RegistrationInsert};
use super::search::SearchColumns;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories::{self, Category};
use crate::dues::{self, NewCharge};
use crate::events::{self, Event};
use crate::mail::{self, NewMail, Priority, Withheld};
use crate::platform::clock::Clock;
use crate::platform::countries::Country;
use crate::platform::db::Conn;
use crate::platform::email::EmailAddress;
use crate::platform::ids::{
    AccountId, CategoryId, EventId, QuotaId, RegistrationId, SubmissionId, TermsVersionId,
};
use crate::platform::lang::Lang;
use crate::platform::secret::{Digest, Keys, Purpose, Token};
use crate::terms::{self, Channel, Choices, NewConsent, TermsVersion, WindowState, window};

/// A registration that somebody asks for, checked as far as a form can be.
#[derive(Debug, Clone)]
pub struct NewRegistration {
    /// At which event.
    pub event_id: EventId,
    /// In which capacity.
    pub category_id: CategoryId,
    /// Which terms she accepted: exactly the version she saw.
    pub terms_version_id: TermsVersionId,
    /// Keys of the consents beside the terms that she gave.
    pub consents: Vec<String>,
    /// By which way it came.
    pub channel: Channel,
    /// In which language.
    pub language: Lang,
    /// Full name.
    pub name: String,
    /// Her own address; whoever is entered by hand may have none.
    pub email: Option<EmailAddress>,
    /// For whom she comes.
    pub organization: Option<String>,
    /// As what.
    pub position: Option<String>,
    /// From where.
    pub country: Option<Country>,
    /// For urgent news.
    pub phone: Option<String>,
    /// The form it came with, if it came with one.
    pub submission: Option<Submission>,
    /// Whether she is told by mail.
    pub mail: MailPolicy,
    /// When it came in, if not now: lists from elsewhere bring their own dates.
    pub registered_at: Option<DateTime<Utc>>,
    /// Who entered her by hand, if somebody did.
    pub entered_by: Option<AccountId>,
    /// Whether she gets in even if every place is taken. It stands on record.
    pub overbooks: bool,
    /// What she said and chose that the price depends on.
    pub choices: Choices,
    /// The amounts that stood before her when she pressed the button, by [`Price::tag`]; `None` takes any.
    pub shown_amounts: Option<Vec<String>>,
}

impl NewRegistration {
    /// What two registrations of one person have in common.
    #[must_use]
    pub fn email_key(&self) -> Option<String> {
        self.email.as_ref().map(EmailAddress::key)
    }
}

/// One use of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    /// Issued with the form.
    pub id: SubmissionId,
    /// Digest of what was sent with it.
    pub digest: Digest,
}

/// Whether a confirmation is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailPolicy {
    /// It is.
    Send,
    /// It is not, for this reason; the outbox keeps a row that says so.
    Suppress(Withheld),
}

impl MailPolicy {
    /// Why it is not sent, if it is not.
    #[must_use]
    pub fn reason(self) -> Option<Withheld> {
        match self {
            Self::Send => None,
            Self::Suppress(reason) => Some(reason),
        }
    }
}

/// How a registration ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistrationOutcome {
    /// She has a place.
    Confirmed {
        /// The new registration.
        id: RegistrationId,
        /// Its personal link.
        token: Token,
    },
    /// The same form with the same content came again: this is what became of it the first time.
    Replayed {
        /// The registration it made.
        id: RegistrationId,
        /// Its personal link.
        token: Token,
    },
    /// Nothing was written.
    Refused(Refusal),
}

impl RegistrationOutcome {
    /// One word for it, for those who count.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Confirmed { .. } => "confirmed",
            Self::Replayed { .. } => "replayed",
            Self::Refused(_) => "refused",
        }
    }
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// She has a live registration; its owner is told by mail.
    AlreadyRegistered(RegistrationId),
    /// This form has made another registration before.
    FormUsed {
        /// That registration's personal link.
        token: Token,
    },
    /// Every place of this category is taken.
    Full,
    /// Registration opens then.
    NotYet(DateTime<Utc>),
    /// Registration is over.
    Closed,
    /// The event is called off.
    Cancelled,
    /// The event has taken place.
    Over,
    /// Other terms are in force than those she accepted.
    TermsChanged,
    /// There is no such category any more.
    UnknownCategory,
    /// What she chose comes to another amount than those she saw, or is not to be had any more.
    AmountChanged,
}

/// What intake needs of the process.
#[derive(Clone, Copy)]
pub struct IntakeMeans<'a> {
    /// The one source of now.
    pub clock: &'a Clock,
    /// Keys of the personal links.
    pub keys: &'a Keys,
    /// Right side of the Message-IDs.
    pub host: &'a str,
}

/// Decides about `batch` in one transaction; the outcomes are in its order.
///
/// # Errors
/// When the database does not take it; then nothing was written.
pub async fn take(
    conn: &mut Conn,
    means: IntakeMeans<'_>,
    batch: &[NewRegistration],
) -> diesel::QueryResult<Vec<RegistrationOutcome>> {
    conn.transaction(async |conn| {
        let now = means.clock.now(conn).await?;
        let mut outcomes: Vec<Option<RegistrationOutcome>> = vec![None; batch.len()];
        let mut prices: Vec<Price> = vec![Price::Free; batch.len()];
        let everyone: Vec<usize> = (0..batch.len()).collect();
        recognize(conn, means.keys, batch, &everyone, &mut outcomes).await?;
        let grounds = Grounds::load(conn, batch).await?;
        for ((new, outcome), price) in batch.iter().zip(&mut outcomes).zip(&mut prices) {
            // A form that was used before is answered as before; only then do the rules of the day count.
            let by_form = matches!(
                outcome,
                Some(
                    RegistrationOutcome::Replayed { .. }
                        | RegistrationOutcome::Refused(Refusal::FormUsed { .. })
                )
            );
            if by_form {
                continue;
            }
            match grounds.judge(new, now) {
                Ok(found) => *price = found,
                Err(refusal) => *outcome = Some(RegistrationOutcome::Refused(refusal)),
            }
        }
        let admitted = admit(conn, means, &grounds, batch, &mut outcomes, now).await?;
        record(conn, means, &grounds, batch, &admitted, now).await?;
        charge(conn, &grounds, batch, &prices, &admitted, now).await?;
        Ok(outcomes
            .into_iter()
            .map(|outcome| outcome.unwrap_or(RegistrationOutcome::Refused(Refusal::Full)))
            .collect())
    })
    .await
}

/// Fills in the outcomes of those of `which` whose form or person is known.
async fn recognize(
    conn: &mut Conn,
    keys: &Keys,
    batch: &[NewRegistration],
    which: &[usize],
    outcomes: &mut [Option<RegistrationOutcome>],
) -> diesel::QueryResult<()> {
    let wanted: Vec<_> = which
        .iter()
        .map(|&i| {
            (
                batch[i].event_id,
                batch[i].submission.map(|form| form.id),
                batch[i].email_key(),
            )
        })
        .collect();
    for known in queries::find_known(conn, &wanted).await? {
        let Some(&i) = usize::try_from(known.place - 1)
            .ok()
            .and_then(|place| which.get(place))
        else {
            continue;
        };
        // The form says more than the address: it is the same browser that asks again.
        if known.by_form || outcomes[i].is_none() {
            outcomes[i] = Some(answer_again(keys, &batch[i], &known));
        }
    }
    Ok(())
}

fn answer_again(keys: &Keys, new: &NewRegistration, known: &Known) -> RegistrationOutcome {
    let token = keys.recover(
        Purpose::Registration,
        known.id.uuid(),
        known.link_epoch,
        &known.link_hash.to_vec(),
    );
    match (known.by_form, token) {
        (true, Some(token)) if known.submission_digest == new.submission.map(|form| form.digest) => {
            RegistrationOutcome::Replayed { id: known.id, token }
        }
        (true, Some(token)) => RegistrationOutcome::Refused(Refusal::FormUsed { token }),
        // Without the key of that time there is no link to show; its owner gets a new one by mail.
        _ => RegistrationOutcome::Refused(Refusal::AlreadyRegistered(known.id)),
    }
}

/// What the decisions stand on: the events, held shared, with their categories and the terms in force.
struct Grounds {
    events: HashMap<EventId, Event>,
    categories: HashMap<CategoryId, Category>,
    terms: HashMap<EventId, TermsVersion>,
}

impl Grounds {
    async fn load(conn: &mut Conn, batch: &[NewRegistration]) -> diesel::QueryResult<Self> {
        let ids: HashSet<EventId> = batch.iter().map(|new| new.event_id).collect();
        let ids: Vec<EventId> = ids.into_iter().collect();
        let events = events::lock_shared(conn, &ids).await?;
        let categories = categories::list_of_events(conn, &ids).await?;
        let terms = terms::find_current_of_events(conn, &ids).await?;
        Ok(Self {
            events: events.into_iter().map(|event| (event.id, event)).collect(),
            categories: categories
                .into_iter()
                .map(|category| (category.id, category))
                .collect(),
            terms: terms.into_iter().map(|terms| (terms.event_id, terms)).collect(),
        })
    }

    /// What she is charged, if the rules of the hour let her in.
    fn judge(&self, new: &NewRegistration, now: DateTime<Utc>) -> Result<Price, Refusal> {
        let (Some(event), Some(terms)) = (self.events.get(&new.event_id), self.terms.get(&new.event_id))
        else {
            return Err(Refusal::Closed);
        };
        match event_end(event, now) {
            Some(EventState::Cancelled) => return Err(Refusal::Cancelled),
            Some(EventState::Over) => return Err(Refusal::Over),
            Some(_) => return Err(Refusal::Closed),
            None => {}
        }
        let category = self
            .categories
            .get(&new.category_id)
            .filter(|category| category.event_id == event.id);
        let category = category.ok_or(Refusal::UnknownCategory)?;
        // A list or a desk is not bound by the hours of the form.
        if matches!(new.channel, Channel::SelfMade | Channel::ContactPerson) {
            match window(&terms.rules, terms.zone, &category.key, now) {
                WindowState::Open(_) => {}
                WindowState::NotYet(opens) => return Err(Refusal::NotYet(opens)),
                WindowState::Closed(_) => return Err(Refusal::Closed),
            }
        }
        if terms.id != new.terms_version_id {
            return Err(Refusal::TermsChanged);
        }
        let order = new
            .choices
            .order(&category.key, new.country, new.organization.as_deref());
        let price = Price::of(event, terms, order, now).map_err(|_| Refusal::AmountChanged)?;
        match &new.shown_amounts {
            Some(shown) if !shown.contains(&price.tag()) => Err(Refusal::AmountChanged),
            _ => Ok(price),
        }
    }

    fn quota_of(&self, new: &NewRegistration) -> Option<QuotaId> {
        self.categories
            .get(&new.category_id)
            .and_then(|category| category.quota_id)
    }
}

/// One who got in: her index in the batch, her registration, her place.
struct Admitted {
    index: usize,
    id: RegistrationId,
    quota: Option<QuotaId>,
}

/// Gives places to those without an outcome, in their order, until none are left.
async fn admit(
    conn: &mut Conn,
    means: IntakeMeans<'_>,
    grounds: &Grounds,
    batch: &[NewRegistration],
    outcomes: &mut [Option<RegistrationOutcome>],
    now: DateTime<Utc>,
) -> diesel::QueryResult<Vec<Admitted>> {
    let mut waiting: Vec<usize> = (0..batch.len()).filter(|&i| outcomes[i].is_none()).collect();
    let wanted: HashSet<QuotaId> = waiting
        .iter()
        .filter_map(|&i| grounds.quota_of(&batch[i]))
        .collect();
    let wanted: Vec<QuotaId> = wanted.into_iter().collect();
    let locked = categories::lock_quotas(conn, &wanted).await?;
    let mut left: HashMap<QuotaId, i32> = locked.iter().map(|quota| (quota.id, quota.left())).collect();
    let mut admitted = Vec::new();
    loop {
        let (mut chosen, others): (Vec<usize>, Vec<usize>) =
            waiting
                .into_iter()
                .partition(|&i| match grounds.quota_of(&batch[i]) {
                    None => true,
                    Some(quota) => left.get_mut(&quota).is_some_and(|left| {
                        *left -= 1;
                        *left >= 0 || batch[i].overbooks
                    }),
                });
        for left in left.values_mut() {
            *left = (*left).max(0);
        }
        waiting = others;
        if chosen.is_empty() {
            return Ok(admitted);
        }
        // Two batches that hold the same people insert them in the same order and cannot wait for each other.
        chosen.sort_by_cached_key(|&i| batch[i].email_key());
        let prepared: Vec<Prepared> = chosen
            .iter()
            .map(|&i| Prepared::new(means.keys, &batch[i], now))
            .collect();
        let (tokens, rows): (Vec<_>, Vec<_>) = prepared.into_iter().map(|one| (one.token, one.row)).unzip();
        let ids: Vec<RegistrationId> = rows.iter().map(|row| row.id).collect();
        let written = queries::insert(conn, rows).await?;
        let mut beaten = Vec::new();
        for ((index, id), token) in chosen.into_iter().zip(ids).zip(tokens) {
            let quota = grounds.quota_of(&batch[index]);
            if written.contains(&id) {
                outcomes[index] = Some(RegistrationOutcome::Confirmed { id, token });
                admitted.push(Admitted { index, id, quota });
            } else {
                // Whoever overbooks may have had no place to give back.
                let left = quota.and_then(|quota| left.get_mut(&quota));
                if let Some(left) = left.filter(|_| !batch[index].overbooks) {
                    *left += 1;
                }
                beaten.push(index);
            }
        }
        if !beaten.is_empty() {
            recognize(conn, means.keys, batch, &beaten, outcomes).await?;
            // Neither form nor person is known: the random reference was taken. Another one will do.
            waiting.extend(beaten.into_iter().filter(|&i| outcomes[i].is_none()));
            waiting.sort_unstable();
        }
    }
}

struct Prepared {
    token: Token,
    row: RegistrationInsert,
}

impl Prepared {
    fn new(keys: &Keys, new: &NewRegistration, now: DateTime<Utc>) -> Self {
        let id = RegistrationId::new();
        let token = keys.derive(Purpose::Registration, id.uuid(), 0);
        let reference = Reference::random();
        let typed_email = new.email.as_ref().map(ToString::to_string);
        let search = SearchColumns::of(
            &new.name,
            typed_email.as_deref().unwrap_or_default(),
            new.organization.as_deref(),
            new.phone.as_deref(),
            &reference,
        );
        let row = RegistrationInsert {
            id,
            event_id: new.event_id,
            category_id: new.category_id,
            reference,
            status: RegistrationStatus::Confirmed,
            channel: new.channel,
            language: new.language,
            name: new.name.clone(),
            email: typed_email,
            email_key: new.email_key(),
            organization: new.organization.clone(),
            position: new.position.clone(),
            country: new.country.map(|country| country.code().to_owned()),
            phone: new.phone.clone(),
            choices: json!(new.choices),
            submission_id: new.submission.map(|form| form.id),
            submission_digest: new.submission.map(|form| form.digest),
            has_place: true,
            link_hash: token.hash().to_vec(),
            search_pieces: search.pieces,
            search_text: search.text,
            registered_at: new.registered_at.unwrap_or(now),
            status_changed_at: now,
        };
        Self { token, row }
    }
}

/// Writes all that follows from a place: claim, consent, history, mail.
async fn record(
    conn: &mut Conn,
    means: IntakeMeans<'_>,
    grounds: &Grounds,
    batch: &[NewRegistration],
    admitted: &[Admitted],
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    let claims: Vec<_> = admitted
        .iter()
        .filter_map(|one| Some((one.quota?, one.id)))
        .collect();
    let mut overbooked = HashSet::new();
    for quota in admitted
        .iter()
        .filter(|one| batch[one.index].overbooks)
        .filter_map(|one| one.quota)
    {
        let places = claims.iter().filter(|(claimed, _)| *claimed == quota).count();
        if categories::make_room(conn, quota, i32::try_from(places).unwrap_or(i32::MAX)).await? {
            overbooked.insert(quota);
        }
    }
    categories::take_places(conn, &claims, now).await?;
    let mut consents = Vec::with_capacity(admitted.len());
    let mut entries = Vec::with_capacity(admitted.len() * 2);
    let mut mails = Vec::with_capacity(admitted.len());
    for one in admitted {
        let new = &batch[one.index];
        let Some(version) = grounds.terms.get(&new.event_id) else {
            continue;
        };
        let beside = version.rules.consents.iter();
        let given = beside.filter(|consent| new.consents.contains(&consent.key));
        consents.extend(
            std::iter::once(None)
                .chain(given.map(Some))
                .map(|beside| NewConsent {
                    registration_id: one.id,
                    version,
                    beside,
                    language: new.language,
                    channel: new.channel,
                }),
        );
        let organization_id = grounds
            .events
            .get(&new.event_id)
            .map(|event| event.organization_id);
        let actor = match (new.entered_by, new.channel) {
            (Some(account), _) => Actor::Account(account),
            (None, Channel::SelfMade | Channel::ContactPerson) => Actor::Attendee,
            (None, Channel::Desk | Channel::Import) => Actor::Operator,
        };
        let category = grounds
            .categories
            .get(&new.category_id)
            .map(|category| category.key.as_str());
        let mut data = json!({"category": category, "terms_version": version.number});
        if new.overbooks && one.quota.is_some_and(|quota| overbooked.contains(&quota)) {
            data["overbooked"] = json!(true);
        }
        for kind in [Kind::RegistrationReceived, Kind::RegistrationConfirmed] {
            entries.push(NewActivity {
                kind,
                actor,
                organization_id,
                event_id: Some(new.event_id),
                subject_id: one.id.uuid(),
                data: data.clone(),
                personal: None,
            });
        }
        mails.push(NewMail {
            kind: super::mail::CONFIRMED,
            subject_id: one.id.uuid(),
            event_id: Some(new.event_id),
            language: new.language,
            revision: 1,
            dedupe_key: Some(format!("{}:{}:1", super::mail::CONFIRMED, one.id)),
            parameters: json!({}),
            priority: Priority::Normal,
            expires_at: None,
            suppressed: match new.email {
                Some(_) => new.mail.reason(),
                None => Some(Withheld::NoAddress),
            },
        });
    }
    terms::record_consents(conn, &consents, now).await?;
    activity::record(conn, now, entries).await?;
    mail::enqueue(conn, now, means.host, mails).await
}

/// Writes what each of them is charged, line by line.
async fn charge(
    conn: &mut Conn,
    grounds: &Grounds,
    batch: &[NewRegistration],
    prices: &[Price],
    admitted: &[Admitted],
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    let charges: Vec<NewCharge<'_>> = admitted
        .iter()
        .filter_map(|one| {
            let Price::Due(quote) = &prices[one.index] else {
                return None;
            };
            Some(NewCharge {
                registration_id: one.id,
                terms_version_id: grounds.terms.get(&batch[one.index].event_id)?.id,
                quote,
            })
        })
        .collect();
    dues::record_charges(conn, &charges, now).await
}
