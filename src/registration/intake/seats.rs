//! Who of a batch gets a place, who waits and who is refused: decided in memory, while the quotas are locked.

use super::application::Application;
use super::grounds::Grounds;
use crate::categories::Category;
use crate::registration::life::{Standing, stage, takes_place};
use crate::registration::model::RegistrationStatus;
use crate::registration::places::Places;
use crate::registration::price::Price;
use crate::registration::waitlist::Line;

/// Where one person of an application comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    pub status: RegistrationStatus,
    pub has_place: bool,
}

/// What the seats are given by.
pub(super) struct Usher<'a> {
    pub grounds: &'a Grounds,
    pub line: Line,
    pub places: Places,
}

impl Usher<'_> {
    /// Seats for everybody of an application, if there are enough; for as many as possible, where her party does not
    /// mind. Nothing, if she would have to wait or be refused.
    pub fn seat(&mut self, one: &Application, price: &Price) -> Option<Vec<Seat>> {
        let category = self.grounds.category(&one.new)?;
        let goal = goal(one, category, price);
        let people = one.members.len();
        if !takes_place(&category.admission, goal) {
            return Some(vec![without_place(goal); people]);
        }
        let quotas = &*self.grounds.quotas_of(&one.new);
        let placed = if one.new.overbooks {
            people
        } else if self.line.is_before(category, &self.places) {
            0
        } else {
            let room = self.places.room(quotas);
            room.map_or(people, |room| usize::try_from(room).unwrap_or(0).min(people))
        };
        let is_enough =
            placed == people || (placed > 0 && !one.new.stays_together && category.admission.has_waitlist());
        if !is_enough {
            return None;
        }
        for _ in 0..placed {
            self.places.take(quotas);
        }
        let with_place = Seat {
            status: goal,
            has_place: true,
        };
        let mut seats = vec![with_place; placed];
        seats.resize(people, waiting(goal));
        Some(seats)
    }

    /// An extra she chose of which there is not enough for her and whoever comes with her, though there may be a place
    /// for her without it.
    pub fn lacking(&self, one: &Application) -> Option<String> {
        let people = one.members.len();
        let mut options = self.grounds.options_of(&one.new).filter(|_| !one.new.overbooks);
        options
            .find(|(_, quotas)| !self.places.fit(quotas, people))
            .map(|(key, _)| key.to_owned())
    }

    /// Takes back what was given to an application that came to nothing.
    pub fn unseat(&mut self, one: &Application, seats: &[Seat]) {
        let quotas = &*self.grounds.quotas_of(&one.new);
        for _ in seats.iter().filter(|seat| seat.has_place) {
            self.places.give_back(quotas);
        }
    }

    /// The end of the line for everybody of an application, if there is a line.
    pub fn line_up(&self, one: &Application, price: &Price) -> Option<Vec<Seat>> {
        let category = self.grounds.category(&one.new)?;
        let has_line = category.admission.has_waitlist();
        has_line.then(|| vec![waiting(goal(one, category, price)); one.members.len()])
    }
}

/// Where she comes to with a place. Whom an organizer enters needs no proof, no review and no payment first.
fn goal(one: &Application, category: &Category, price: &Price) -> RegistrationStatus {
    let is_vouched_for = !one.new.channel.is_by_form();
    let owes = matches!(price, Price::Due(quote) if quote.totals.values().any(|total| total.gross > 0));
    let standing = Standing {
        is_proved: is_vouched_for,
        is_reviewed: is_vouched_for,
        has_place: true,
        is_paid: is_vouched_for || !owes,
    };
    stage(&category.admission, standing)
}

fn without_place(status: RegistrationStatus) -> Seat {
    Seat {
        status,
        has_place: false,
    }
}

/// Proof and review come before the line.
fn waiting(goal: RegistrationStatus) -> Seat {
    without_place(match goal {
        RegistrationStatus::Unverified | RegistrationStatus::PendingReview => goal,
        _ => RegistrationStatus::Waitlisted,
    })
}
