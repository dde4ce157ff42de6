//! Intake: decides about registrations, many at a time, in one transaction.
//!
//! 1. Forms that were used before and people who are registered already are recognized first: whoever presses
//!    twice gets the same answer, even when the event has closed meanwhile.
//! 2. The event's row is held shared, so that cancelling it happens before or after, never in between; status,
//!    window and terms are judged by the database's clock.
//! 3. All quotas in question are locked, in the order of their ids. Who comes first in the set gets the place, as
//!    long as nobody stands in line for it; the others stand in line, where there is one.
//! 4. Registrations are inserted as a set, skipping what a unique index forbids. A twin that was faster by a blink
//!    is found that way without a lock of its own; the place it did not need goes to the next.
//! 5. Claims, line, consents, charges, history and mails follow as sets. All of it commits, or nothing does.
//!
//! Every statement has a constant text and takes its rows as arrays, so that a batch of two hundred costs as many
//! round trips as a batch of one: what limits a place that everybody wants is how often one asks the database while
//! it is locked.

mod model;
mod application;
mod grounds;
mod seats;
mod record;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection as _;

use self::grounds::Grounds;
use self::record::Admitted;
use self::seats::{Seat, Usher};
use super::model::RegistrationStatus;
use super::places::Places;
use super::price::Price;
use super::queries::{self, Known, RegistrationRow};
use super::waitlist::Line;
use crate::categories;
use crate::platform::clock::Clock;
use crate::platform::db::{self, Conn};
use crate::platform::ids::{EventId, QuotaId};
use crate::platform::secret::{Keys, Purpose};

pub(super) use application::Application;
pub use model::{Companion, NewRegistration, Refusal, RegistrationOutcome, Submission};

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
    let applications: Vec<Application> = batch
        .iter()
        .map(|new| Application::new(means.keys, new.clone()))
        .collect();
    decide(conn, means, &applications).await
}

/// The same for applications that were made ready.
pub(super) async fn decide(
    conn: &mut Conn,
    means: IntakeMeans<'_>,
    batch: &[Application],
) -> diesel::QueryResult<Vec<RegistrationOutcome>> {
    conn.transaction(async |conn| {
        db::walk_indexes(conn).await?;
        let now = means.clock.now(conn).await?;
        let mut decisions = Decisions::about(batch);
        let everyone: Vec<usize> = (0..batch.len()).collect();
        decisions.recognize(conn, means.keys, &everyone).await?;
        let grounds = Grounds::load(conn, batch).await?;
        decisions.judge(&grounds, now);
        let admitted = decisions.admit(conn, means.keys, &grounds, now).await?;
        record::record(conn, means.host, &grounds, &decisions, &admitted, now).await?;
        Ok(decisions.outcomes())
    })
    .await
}

/// What was decided so far, in the order of the batch.
struct Decisions {
    batch: Vec<Application>,
    outcomes: Vec<Option<RegistrationOutcome>>,
    prices: Vec<Price>,
}

impl Decisions {
    fn about(batch: &[Application]) -> Self {
        Self {
            batch: batch.to_vec(),
            outcomes: vec![None; batch.len()],
            prices: vec![Price::Free; batch.len()],
        }
    }

    /// Whoever is without an outcome found no place and no line.
    fn outcomes(self) -> Vec<RegistrationOutcome> {
        self.outcomes
            .into_iter()
            .map(|outcome| outcome.unwrap_or(RegistrationOutcome::Refused(Refusal::Full)))
            .collect()
    }

    /// Fills in the outcomes of those of `which` whose form or person is known.
    async fn recognize(&mut self, conn: &mut Conn, keys: &Keys, which: &[usize]) -> diesel::QueryResult<()> {
        let wanted: Vec<queries::Wanted<'_>> = which
            .iter()
            .map(|&i| {
                let one = &self.batch[i];
                queries::Wanted {
                    id: one.head().id,
                    event_id: one.new.event_id,
                    submission_id: one.new.submission.map(|form| form.id),
                    email_key: one.email_key.as_deref(),
                }
            })
            .collect();
        for known in queries::find_known(conn, &wanted).await? {
            let place = usize::try_from(known.place - 1).ok();
            let Some(&i) = place.and_then(|place| which.get(place)) else {
                continue;
            };
            // The form says more than the address: it is the same browser that asks again.
            if known.by_form || self.outcomes[i].is_none() {
                self.outcomes[i] = Some(answer_again(keys, &self.batch[i], &known));
            }
        }
        Ok(())
    }

    /// Refuses what the rules of the hour do not let in, and keeps what the others are charged.
    fn judge(&mut self, grounds: &Grounds, now: DateTime<Utc>) {
        for (i, one) in self.batch.iter().enumerate() {
            // A form that was used before is answered as before; only then do the rules of the day count.
            let by_form = matches!(
                self.outcomes[i],
                Some(
                    RegistrationOutcome::Replayed { .. }
                        | RegistrationOutcome::Refused(Refusal::FormUsed { .. })
                )
            );
            if by_form {
                continue;
            }
            match grounds.judge(&one.new, now) {
                Ok(price) => self.prices[i] = price,
                Err(refusal) => self.outcomes[i] = Some(RegistrationOutcome::Refused(refusal)),
            }
        }
    }

    /// Gives places to those without an outcome, in their order, until none are left; puts the others in line.
    async fn admit(
        &mut self,
        conn: &mut Conn,
        keys: &Keys,
        grounds: &Grounds,
        now: DateTime<Utc>,
    ) -> diesel::QueryResult<Vec<Admitted>> {
        let mut open = self.undecided((0..self.batch.len()).collect());
        let mut admitted = Vec::new();
        if open.is_empty() {
            return Ok(admitted);
        }
        let wanted: HashSet<QuotaId> = open
            .iter()
            .flat_map(|&i| grounds.quotas_of(&self.batch[i].new).into_owned())
            .collect();
        let wanted: Vec<QuotaId> = wanted.into_iter().collect();
        let locked = categories::lock_quotas(conn, &wanted).await?;
        let mut usher = Usher {
            grounds,
            line: find_line(conn, grounds).await?,
            places: Places::of(&locked),
        };
        while !open.is_empty() {
            let (firsts, twins) = self.firsts(&open);
            admitted.extend(self.admit_firsts(conn, keys, &mut usher, firsts, now).await?);
            self.recognize(conn, keys, &twins).await?;
            open = self.undecided(twins);
        }
        Ok(admitted)
    }

    fn undecided(&self, mut which: Vec<usize>) -> Vec<usize> {
        which.retain(|&i| self.outcomes[i].is_none());
        which
    }

    /// The first form of everybody in `open`, and the others: she is known when their turn comes.
    fn firsts(&self, open: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let mut people = HashSet::new();
        let mut forms = HashSet::new();
        open.iter().partition(|&&i| {
            let one = &self.batch[i];
            let event = one.new.event_id;
            let is_new_person = one
                .email_key
                .as_deref()
                .is_none_or(|key| people.insert((event, key)));
            let is_new_form = one
                .new
                .submission
                .is_none_or(|form| forms.insert((event, form.id)));
            is_new_person && is_new_form
        })
    }

    /// Round by round: whoever was beaten by somebody in another transaction leaves her place to the next.
    async fn admit_firsts(
        &mut self,
        conn: &mut Conn,
        keys: &Keys,
        usher: &mut Usher<'_>,
        mut open: Vec<usize>,
        now: DateTime<Utc>,
    ) -> diesel::QueryResult<Vec<Admitted>> {
        let mut admitted = Vec::new();
        loop {
            let mut seated = Vec::new();
            let mut others = Vec::new();
            for &i in &open {
                if let Some(extra) = usher.lacking(&self.batch[i]) {
                    self.outcomes[i] = Some(RegistrationOutcome::Refused(Refusal::OptionFull(extra)));
                    continue;
                }
                match usher.seat(&self.batch[i], &self.prices[i]) {
                    Some(seats) => seated.push((i, seats)),
                    None => others.push(i),
                }
            }
            if seated.is_empty() {
                for i in std::mem::take(&mut others) {
                    if let Some(seats) = usher.line_up(&self.batch[i], &self.prices[i]) {
                        seated.push((i, seats));
                    }
                }
            }
            if seated.is_empty() {
                return Ok(admitted);
            }
            let beaten = self.write(conn, usher, seated, &mut admitted, now).await?;
            self.recognize(conn, keys, &beaten).await?;
            let unknown = self.undecided(beaten);
            for &i in &unknown {
                // Neither form nor person is known: the random reference was taken. Another one will do.
                self.batch[i].call_otherwise();
            }
            open = others;
            open.extend(unknown);
            open.sort_unstable();
        }
    }

    /// Writes the registrations of `seated`; returns those that somebody was faster than.
    async fn write(
        &mut self,
        conn: &mut Conn,
        usher: &mut Usher<'_>,
        mut seated: Vec<(usize, Vec<Seat>)>,
        admitted: &mut Vec<Admitted>,
        now: DateTime<Utc>,
    ) -> diesel::QueryResult<Vec<usize>> {
        // Two batches that hold the same people insert them in the same order and cannot wait for each other.
        seated.sort_by(|(one, _), (other, _)| self.batch[*one].email_key.cmp(&self.batch[*other].email_key));
        let who: Vec<Vec<Admitted>> = seated
            .iter()
            .map(|(i, seats)| record::admitted(*i, &self.batch[*i], usher.grounds, seats, now))
            .collect();
        let rows = |of: &Application, who: &[Admitted], from: usize, to: usize| -> Vec<RegistrationRow> {
            let members = of.members.iter().zip(who).enumerate();
            members
                .filter(|(place, _)| (from..to).contains(place))
                .map(|(place, (member, person))| record::row(of, member, person, place == 0, now))
                .collect()
        };
        let heads = seated
            .iter()
            .zip(&who)
            .flat_map(|((i, _), who)| rows(&self.batch[*i], who, 0, 1));
        let written = queries::insert(conn, heads.collect()).await?;
        let (mut beaten, mut companions, mut parties) = (Vec::new(), Vec::new(), Vec::new());
        for ((i, seats), who) in seated.into_iter().zip(who) {
            let one = &self.batch[i];
            let head = one.head();
            if !written.contains(&head.id) {
                usher.unseat(one, &seats);
                beaten.push(i);
                continue;
            }
            companions.extend(rows(one, &who, 1, usize::MAX));
            parties.extend(one.party.map(|id| (id, one.new.stays_together)));
            self.outcomes[i] = Some(RegistrationOutcome::Taken {
                id: head.id,
                token: head.token.clone(),
                status: seats
                    .first()
                    .map_or(RegistrationStatus::Confirmed, |seat| seat.status),
            });
            admitted.extend(who);
        }
        queries::insert_parties(conn, &parties).await?;
        queries::insert(conn, companions).await?;
        Ok(beaten)
    }
}

/// The categories of the events in which somebody waits. Nobody asks where there are no lines.
async fn find_line(conn: &mut Conn, grounds: &Grounds) -> diesel::QueryResult<Line> {
    if !grounds
        .categories
        .values()
        .any(|category| category.admission.has_waitlist())
    {
        return Ok(Line::default());
    }
    let events: Vec<EventId> = grounds.events.keys().copied().collect();
    let waiting = queries::list_waiting_categories(conn, &events).await?;
    Ok(Line::of(waiting, grounds.categories.values()))
}

fn answer_again(keys: &Keys, one: &Application, known: &Known) -> RegistrationOutcome {
    let token = keys.recover(
        Purpose::Registration,
        known.id.uuid(),
        known.link_epoch,
        &known.link_hash.to_vec(),
    );
    let is_same =
        known.id == one.head().id || known.submission_digest == one.new.submission.map(|form| form.digest);
    match (known.by_form, token) {
        (true, Some(token)) if is_same => RegistrationOutcome::Replayed { id: known.id, token },
        (true, Some(token)) => RegistrationOutcome::Refused(Refusal::FormUsed { token }),
        // Without the key of that time there is no link to show; its owner gets a new one by mail.
        _ => RegistrationOutcome::Refused(Refusal::AlreadyRegistered(known.id)),
    }
}
