//! Intake: decides about registrations, many at a time, in one transaction.
//!
//! 1. The event's row is held shared, so that cancelling it happens before or after, never in between; status,
//!    window and terms are judged by the database's clock.
//! 2. All quotas in question are locked, in the order of their ids. Who comes first in the set gets the place, as
//!    long as nobody stands in line for it; the others stand in line, where there is one.
//! 3. Registrations are inserted as a set, skipping what a unique index forbids: forms that were used before, and
//!    people who are registered already. The place that one of them did not need goes to the next.
//! 4. Claims, line, consents, charges, history and mails follow as sets. All of it commits, or nothing does.
//!
//! Whoever presses twice gets the same answer, even when the event has closed or filled up meanwhile. So nobody is
//! refused, sent to the line or passed over before it was asked whether her form or she herself is known. Where there
//! is a place for everybody, the unique indexes tell, and nobody asks.
//!
//! Every statement has a constant text and takes its rows as arrays, so that a batch of two hundred costs as many
//! round trips as a batch of one, and those that need nothing of one another share one: what limits a place that
//! everybody wants is how often one asks the database while it is locked.

mod model;
mod application;
mod grounds;
mod seats;
mod record;

use std::borrow::Cow;
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
use crate::categories::{self, Quota};
use crate::platform::clock::Clock;
use crate::platform::db::Conn;
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
    decide(conn, means, &applications, &mut Vec::new(), &mut NoLatecomers).await
}

/// Where a batch finds those who have come meanwhile.
pub(super) trait Latecomers: Send {
    /// Those of them who fit in.
    fn take(&mut self, fits: &dyn Fn(&NewRegistration) -> bool) -> Vec<Application>;
}

/// A batch that is as it is.
pub(super) struct NoLatecomers;

impl Latecomers for NoLatecomers {
    fn take(&mut self, _fits: &dyn Fn(&NewRegistration) -> bool) -> Vec<Application> {
        Vec::new()
    }
}

/// The same for applications that were made ready.
///
/// Once the quotas are locked, whoever of the `latecomers` needs no other ones goes with this batch: they are added to
/// `late`, whose outcomes follow those of `batch`. What is in `late` beforehand belongs to the batch.
pub(super) async fn decide(
    conn: &mut Conn,
    means: IntakeMeans<'_>,
    batch: &[Application],
    late: &mut Vec<Application>,
    latecomers: &mut dyn Latecomers,
) -> diesel::QueryResult<Vec<RegistrationOutcome>> {
    conn.transaction(async |conn| {
        let early: Vec<&Application> = batch.iter().chain(&*late).collect();
        let (now, grounds) = Grounds::load(conn, means.clock, &early).await?;
        let locked = lock(conn, &grounds, &early, now).await?;
        let held: HashSet<QuotaId> = locked.iter().map(|quota| quota.id).collect();
        // Whom the rules do not let in goes with the next batch: they may have changed a moment ago, with the clock.
        late.extend(latecomers.take(&|new| grounds.covers(new, &held) && grounds.judge(new, now).is_ok()));
        let mut decisions = Decisions::about(batch.iter().chain(&*late));
        let refused = decisions.judge(&grounds, now);
        decisions.recognize(conn, means.keys, &refused).await?;
        let mut usher = Usher {
            grounds: &grounds,
            line: find_line(conn, &grounds).await?,
            places: Places::of(&locked),
        };
        let admitted = decisions.admit(conn, means.keys, &mut usher, now).await?;
        record::record(conn, means.host, &grounds, &decisions, &admitted, now).await?;
        Ok(decisions.outcomes())
    })
    .await
}

/// Locks what bounds those whom the rules of the hour let in, and their rivals.
async fn lock(
    conn: &mut Conn,
    grounds: &Grounds,
    batch: &[&Application],
    now: DateTime<Utc>,
) -> diesel::QueryResult<Vec<Quota>> {
    let mut wanted: Vec<QuotaId> = batch
        .iter()
        .filter(|one| grounds.judge(&one.new, now).is_ok())
        .flat_map(|one| grounds.locks_of(&one.new))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    categories::lock_quotas(conn, &wanted).await
}

/// What was decided so far, in the order of the batch.
struct Decisions<'a> {
    batch: Vec<Cow<'a, Application>>,
    outcomes: Vec<Option<RegistrationOutcome>>,
    prices: Vec<Price>,
}

impl<'a> Decisions<'a> {
    fn about(batch: impl Iterator<Item = &'a Application>) -> Self {
        let batch: Vec<_> = batch.map(Cow::Borrowed).collect();
        Self {
            outcomes: vec![None; batch.len()],
            prices: vec![Price::Free; batch.len()],
            batch,
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
            // The form says more than the address and than the rules of the hour: it is the same browser that asks
            // again.
            if known.by_form || self.outcomes[i].is_none() {
                self.outcomes[i] = Some(answer_again(keys, &self.batch[i], &known));
            }
        }
        Ok(())
    }

    /// Refuses what the rules of the hour do not let in, and keeps what the others are charged. Says who was refused.
    fn judge(&mut self, grounds: &Grounds, now: DateTime<Utc>) -> Vec<usize> {
        let mut refused = Vec::new();
        for (i, one) in self.batch.iter().enumerate() {
            match grounds.judge(&one.new, now) {
                Ok(price) => self.prices[i] = price,
                Err(refusal) => {
                    self.outcomes[i] = Some(RegistrationOutcome::Refused(refusal));
                    refused.push(i);
                }
            }
        }
        refused
    }

    /// Gives places to those without an outcome, in their order, until none are left; puts the others in line.
    async fn admit(
        &mut self,
        conn: &mut Conn,
        keys: &Keys,
        usher: &mut Usher<'_>,
        now: DateTime<Utc>,
    ) -> diesel::QueryResult<Vec<Admitted>> {
        let mut open = self.undecided((0..self.batch.len()).collect());
        let mut admitted = Vec::new();
        while !open.is_empty() {
            let (firsts, twins) = self.firsts(&open);
            admitted.extend(self.admit_firsts(conn, keys, usher, firsts, now).await?);
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

    /// Round by round: whoever is known already leaves her place to the next.
    async fn admit_firsts(
        &mut self,
        conn: &mut Conn,
        keys: &Keys,
        usher: &mut Usher<'_>,
        mut open: Vec<usize>,
        now: DateTime<Utc>,
    ) -> diesel::QueryResult<Vec<Admitted>> {
        let mut admitted = Vec::new();
        let mut are_strangers = false;
        loop {
            let mut seated = Vec::new();
            let mut others = Vec::new();
            let mut lacking = Vec::new();
            for &i in &open {
                if let Some(extra) = usher.lacking(&self.batch[i]) {
                    lacking.push((i, extra));
                    continue;
                }
                match usher.seat(&self.batch[i], &self.prices[i]) {
                    Some(seats) => seated.push((i, seats)),
                    None => others.push(i),
                }
            }
            let is_short = seated.iter().any(|(_, seats)| is_partial(seats));
            let has_left_somebody = is_short || !others.is_empty() || !lacking.is_empty();
            if has_left_somebody && !are_strangers {
                // So it matters who is here for the second time.
                for (i, seats) in &seated {
                    usher.unseat(&self.batch[*i], seats);
                }
                self.recognize(conn, keys, &open).await?;
                open = self.undecided(open);
                are_strangers = true;
                continue;
            }
            for (i, extra) in lacking {
                self.outcomes[i] = Some(RegistrationOutcome::Refused(Refusal::OptionFull(extra)));
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
                self.batch[i].to_mut().call_otherwise();
            }
            are_strangers = true;
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

/// Whether some of a party have places and others of it wait for theirs.
fn is_partial(seats: &[Seat]) -> bool {
    seats.iter().any(|seat| seat.has_place) && !seats.iter().all(|seat| seat.has_place)
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
    Ok(Line::of(&waiting, grounds.categories.values()))
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
