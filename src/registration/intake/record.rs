//! What follows from having got in: claim, line, consent, charge, history, mail.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Decisions;
use super::application::{Application, Member};
use super::grounds::Grounds;
use super::seats::Seat;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::categories::{self, Hold};
use crate::dues::{self, NewCharge};
use crate::mail::{self, NewMail, Priority, Withheld};
use crate::platform::db::Conn;
use crate::platform::ids::RegistrationId;
use crate::registration::model::RegistrationStatus;
use crate::registration::price::Price;
use crate::registration::queries::{self, RegistrationRow, WaitlistInsert};
use crate::registration::{mail as letters, news};
use crate::terms::{self, Channel, NewConsent};

/// One who got in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Admitted {
    /// With which application of the batch.
    pub index: usize,
    /// Her registration.
    pub id: RegistrationId,
    /// Whether it is she who asked.
    pub is_head: bool,
    /// Where she stands.
    pub status: RegistrationStatus,
    /// Whether she has a place.
    pub has_place: bool,
    /// Until when she must act.
    pub acts_until: Option<DateTime<Utc>>,
}

/// Everybody of an application, on her seat.
pub(super) fn admitted(
    index: usize,
    one: &Application,
    grounds: &Grounds,
    seats: &[Seat],
    now: DateTime<Utc>,
) -> Vec<Admitted> {
    let facts = grounds
        .category(&one.new)
        .zip(grounds.events.get(&one.new.event_id));
    one.members
        .iter()
        .zip(seats)
        .enumerate()
        .map(|(place, (member, seat))| Admitted {
            index,
            id: member.id,
            is_head: place == 0,
            status: seat.status,
            has_place: seat.has_place,
            acts_until: facts
                .and_then(|(category, event)| news::acts_until(seat.status, &category.admission, event, now)),
        })
        .collect()
}

/// Her registration, as it is written.
pub(super) fn row(
    of: &Application,
    member: &Member,
    person: &Admitted,
    is_head: bool,
    now: DateTime<Utc>,
) -> RegistrationRow {
    let new = &of.new;
    let own_email = new.email.as_ref().filter(|_| is_head).map(ToString::to_string);
    let contact = new.email.as_ref().filter(|_| !is_head).map(ToString::to_string);
    RegistrationRow {
        id: person.id,
        event_id: new.event_id,
        category_id: new.category_id,
        party_id: of.party,
        reference: member.reference.clone(),
        status: person.status,
        has_place: person.has_place,
        acts_until: person.acts_until,
        channel: channel(of, is_head),
        language: new.language,
        name: member.name.clone(),
        email: own_email,
        email_key: of.email_key.clone().filter(|_| is_head),
        contact_email: contact,
        organization: new.organization.clone(),
        position: new.position.clone().filter(|_| is_head),
        country: new.country.map(|country| country.code().to_owned()),
        phone: new.phone.clone().filter(|_| is_head),
        choices: json!(new.choices),
        submission_id: new.submission.filter(|_| is_head).map(|form| form.id),
        submission_digest: new.submission.filter(|_| is_head).map(|form| form.digest),
        link_hash: member.token.hash().to_vec(),
        search_text: member.search.text.clone(),
        search_pieces: member.search.pieces.clone(),
        registered_at: new.registered_at.unwrap_or(now),
        status_changed_at: now,
    }
}

/// Whoever registers others accepts for them.
fn channel(of: &Application, is_head: bool) -> Channel {
    match of.new.channel {
        Channel::SelfMade if !is_head => Channel::ContactPerson,
        channel => channel,
    }
}

/// Writes all that follows for `everybody`. `host` is our host name.
pub(super) async fn record(
    conn: &mut Conn,
    host: &str,
    grounds: &Grounds,
    decisions: &Decisions<'_>,
    everybody: &[Admitted],
    now: DateTime<Utc>,
) -> diesel::QueryResult<()> {
    if everybody.is_empty() {
        return Ok(());
    }
    let seated = everybody.iter().filter(|person| person.has_place);
    let (pushing, ordinary): (Vec<&Admitted>, Vec<&Admitted>) =
        seated.partition(|person| decisions.batch[person.index].new.overbooks);
    let mut claims: Vec<Hold> = ordinary
        .into_iter()
        .flat_map(|person| claims_of(grounds, decisions, person))
        .collect();
    let mut overbooked = Vec::new();
    if !pushing.is_empty() {
        // Room is made for what goes beyond, so the others sit down first.
        categories::take_places(conn, &claims, now).await?;
        claims.clear();
        overbooked = push_in(conn, grounds, decisions, &pushing, now).await?;
    }
    let lined_up: Vec<WaitlistInsert> = everybody
        .iter()
        .filter(|person| person.status == RegistrationStatus::Waitlisted)
        .map(|person| {
            let one = &decisions.batch[person.index];
            WaitlistInsert {
                registration_id: person.id,
                event_id: one.new.event_id,
                category_id: one.new.category_id,
                since: one.new.registered_at.unwrap_or(now),
                together_id: one.party.filter(|_| one.new.stays_together),
            }
        })
        .collect();
    let consents: Vec<NewConsent<'_>> = everybody
        .iter()
        .flat_map(|person| consents(grounds, &decisions.batch[person.index], person))
        .collect();
    let charges: Vec<NewCharge<'_>> = everybody
        .iter()
        .filter_map(|person| {
            let Price::Due(quote) = &decisions.prices[person.index] else {
                return None;
            };
            Some(NewCharge {
                registration_id: person.id,
                terms_version_id: grounds.terms.get(&decisions.batch[person.index].new.event_id)?.id,
                quote,
            })
        })
        .collect();
    let entries = everybody
        .iter()
        .flat_map(|person| {
            let is_overbooked = overbooked.contains(&person.id);
            entries(grounds, &decisions.batch[person.index], person, is_overbooked)
        })
        .collect();
    let mails = everybody
        .iter()
        .filter_map(|person| letter(&decisions.batch[person.index], person))
        .collect();
    // None of these needs another one, so they are sent without waiting for answers in between.
    let conn: &Conn = conn;
    tokio::try_join!(
        categories::take_places(conn, &claims, now),
        queries::insert_waitlist_entries(conn, lined_up),
        terms::record_consents(conn, &consents, now),
        dues::record_charges(conn, &charges, now),
        activity::record(conn, now, entries),
        mail::enqueue(conn, now, host, mails),
    )?;
    Ok(())
}

/// What one person takes of each quota that bounds her.
fn claims_of<'a>(
    grounds: &'a Grounds,
    decisions: &'a Decisions<'_>,
    person: &Admitted,
) -> impl Iterator<Item = Hold> {
    let quotas = grounds.quotas_of(&decisions.batch[person.index].new).into_owned();
    let (registration_id, until) = (person.id, person.acts_until);
    quotas.into_iter().map(move |quota_id| Hold {
        quota_id,
        registration_id,
        until,
    })
}

/// Takes places for those who get one even if there is none; returns for whom room had to be made.
async fn push_in(
    conn: &mut Conn,
    grounds: &Grounds,
    decisions: &Decisions<'_>,
    pushing: &[&Admitted],
    now: DateTime<Utc>,
) -> diesel::QueryResult<Vec<RegistrationId>> {
    let mut overbooked = Vec::new();
    for person in pushing {
        let own: Vec<Hold> = claims_of(grounds, decisions, person).collect();
        let mut is_beyond = false;
        for hold in &own {
            is_beyond |= categories::make_room(conn, hold.quota_id, 1).await?;
        }
        categories::take_places(conn, &own, now).await?;
        if is_beyond {
            overbooked.push(person.id);
        }
    }
    Ok(overbooked)
}

/// The terms, and what she agreed to beside them.
fn consents<'a>(grounds: &'a Grounds, one: &'a Application, person: &Admitted) -> Vec<NewConsent<'a>> {
    let Some(version) = grounds.terms.get(&one.new.event_id) else {
        return Vec::new();
    };
    let beside = version.rules.consents.iter();
    let given = beside.filter(|consent| one.new.consents.contains(&consent.key));
    std::iter::once(None)
        .chain(given.map(Some))
        .map(|beside| NewConsent {
            registration_id: person.id,
            version,
            beside,
            language: one.new.language,
            channel: channel(one, person.is_head),
        })
        .collect()
}

fn entries(
    grounds: &Grounds,
    one: &Application,
    person: &Admitted,
    is_overbooked: bool,
) -> impl Iterator<Item = NewActivity> {
    let new = &one.new;
    let actor = match (new.entered_by, new.channel) {
        (Some(account), _) => Actor::Account(account),
        (None, Channel::SelfMade | Channel::ContactPerson) => Actor::Attendee,
        (None, Channel::Desk | Channel::Import) => Actor::Operator,
    };
    let mut data = json!({
        "category": grounds.category(new).map(|category| category.key.as_str()),
        "terms_version": grounds.terms.get(&new.event_id).map(|version| version.number),
    });
    if is_overbooked {
        data["overbooked"] = json!(true);
    }
    let organization_id = grounds
        .events
        .get(&new.event_id)
        .map(|event| event.organization_id);
    let (event_id, subject_id) = (new.event_id, person.id.uuid());
    [Kind::RegistrationReceived, news::arrival(person.status)]
        .into_iter()
        .map(move |kind| NewActivity {
            kind,
            actor,
            organization_id,
            event_id: Some(event_id),
            subject_id,
            data: data.clone(),
            personal: None,
        })
}

/// What she is told; whoever has no address is told nothing, but a confirmation is always on record.
fn letter(one: &Application, person: &Admitted) -> Option<NewMail> {
    let kind = news::letter(person.status);
    let new = &one.new;
    let has_address = new.email.is_some() && person.is_head;
    (has_address || kind == letters::CONFIRMED).then(|| NewMail {
        kind,
        subject_id: person.id.uuid(),
        event_id: Some(new.event_id),
        language: new.language,
        revision: 1,
        dedupe_key: Some(format!("{kind}:{}:1", person.id)),
        parameters: json!({}),
        priority: Priority::Normal,
        expires_at: person.acts_until,
        suppressed: if has_address {
            new.mail.reason()
        } else {
            Some(Withheld::NoAddress)
        },
    })
}
