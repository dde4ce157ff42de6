//! A game of deeds in any order: an event whose categories share places, and what people do there one after the other,
//! through the product's own doors. Nobody is at work in the background, so that the same deeds always end the same
//! way: what the tasks would do is a deed, too.

use chrono::TimeDelta;
use diesel::{ExpressionMethods as _, QueryDsl as _};
use diesel_async::RunQueryDsl;
use lanyard::activity::Actor;
use lanyard::categories::{self, Admission, QuotaDescription, Reach, Waitlist};
use lanyard::dues::list_open;
use lanyard::events::Event;
use lanyard::platform::db::Conn;
use lanyard::platform::ids::{AccountId, CategoryId, QuotaId, RegistrationId};
use lanyard::platform::web::Error;
use lanyard::registration::{
    Cancellation, Companion, Decision, Details, DetailsChange, IntakeMeans, MailPolicy, NewRegistration,
    OfferAnswer, RegistrationStatus as Status, Turn, answer_offer, answer_question, cancel, change_details,
    change_turn, expire_due, find_by_id, note_payment, offer_place, promote_waiting, prove, review, take,
    withdraw,
};
use lanyard::schema::registrations;
use lanyard::terms::Channel;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::json;

use crate::support::TestApp;

/// Two that cost something and have places of their own, and one that has none; all three share those of the hall.
const CATEGORIES: [&str; 3] = ["expert", "press", "guest"];

/// How an event is set up.
#[derive(Debug, Clone)]
pub struct Board {
    /// How each of the [`CATEGORIES`] lets people in.
    admissions: [Admission; 3],
    /// Places of the first two.
    own: [i32; 2],
    /// Places that all have in common.
    hall: i32,
}

/// What somebody does; whom it concerns is drawn from those whom it can concern.
#[derive(Debug, Clone)]
pub enum Deed {
    Register {
        category: usize,
        companions: usize,
        together: bool,
        overbooks: bool,
    },
    Withdraw(Index),
    Cancel(Index),
    Prove(Index),
    Approve {
        who: Index,
        how_many: usize,
        overbooks: bool,
    },
    Reject(Index),
    Ask(Index),
    Answer(Index),
    Edit(Index),
    Offer {
        who: Index,
        overbooks: bool,
    },
    GoFirst(Index),
    Accept(Index),
    Decline(Index),
    Pay {
        who: Index,
        all: bool,
    },
    Expire(Index),
    Resize {
        quota: usize,
        size: i32,
    },
    Archive(usize),
    Restore(usize),
    Promote,
}

/// The guard that the games are to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    On,
    /// Whoever leaves is cancelled at a moment when nobody is called: as after the event has begun.
    Off,
}

pub fn board() -> impl Strategy<Value = Board> {
    (
        [admission(), admission(), admission()],
        [0..4_i32, 0..4_i32],
        1..6_i32,
    )
        .prop_map(|(admissions, own, hall)| Board {
            admissions,
            own,
            hall,
        })
}

fn admission() -> impl Strategy<Value = Admission> + Clone {
    let maybe = proptest::bool::weighted;
    let waitlist = select(&[Waitlist::Offered, Waitlist::Confirmed, Waitlist::Off][..]);
    (
        maybe(0.25),
        maybe(0.4),
        maybe(0.5),
        maybe(0.5),
        maybe(0.3),
        waitlist,
    )
        .prop_map(
            |(proves_address, needs_review, review_holds_place, reviews_edits, awaits_payment, waitlist)| {
                Admission {
                    proves_address,
                    needs_review,
                    review_holds_place,
                    reviews_edits,
                    awaits_payment,
                    payment_days: Some(5),
                    waitlist,
                    offer_hours: 48,
                }
            },
        )
}

pub fn deed() -> impl Strategy<Value = Deed> {
    let who = any::<Index>;
    let seldom = || proptest::bool::weighted(0.2);
    let category = 0..CATEGORIES.len();
    let party = (
        category.clone(),
        prop_oneof![3 => Just(0), 1 => 1..3_usize],
        any::<bool>(),
        proptest::bool::weighted(0.1),
    );
    let register = party.prop_map(|(category, companions, together, overbooks)| Deed::Register {
        category,
        companions,
        together,
        overbooks,
    });
    let approve = (who(), 1..4_usize, seldom()).prop_map(|(who, how_many, overbooks)| Deed::Approve {
        who,
        how_many,
        overbooks,
    });
    prop_oneof![
        10 => register,
        2 => who().prop_map(Deed::Withdraw),
        2 => who().prop_map(Deed::Cancel),
        2 => who().prop_map(Deed::Prove),
        3 => approve,
        1 => who().prop_map(Deed::Reject),
        1 => who().prop_map(Deed::Ask),
        1 => who().prop_map(Deed::Answer),
        1 => who().prop_map(Deed::Edit),
        1 => (who(), any::<bool>()).prop_map(|(who, overbooks)| Deed::Offer { who, overbooks }),
        1 => who().prop_map(Deed::GoFirst),
        2 => who().prop_map(Deed::Accept),
        1 => who().prop_map(Deed::Decline),
        2 => (who(), any::<bool>()).prop_map(|(who, all)| Deed::Pay { who, all }),
        2 => who().prop_map(Deed::Expire),
        2 => (0..CATEGORIES.len(), 0..7_i32).prop_map(|(quota, size)| Deed::Resize { quota, size }),
        1 => category.clone().prop_map(Deed::Archive),
        1 => category.prop_map(Deed::Restore),
        1 => Just(Deed::Promote),
    ]
}

/// An event that a game is played at.
pub struct Game<'a> {
    pub conn: Conn,
    app: &'a TestApp,
    event: Event,
    categories: Vec<CategoryId>,
    /// The own ones of the first two categories, and the hall.
    quotas: Vec<QuotaId>,
    organizer: AccountId,
    newcomer: NewRegistration,
    arrivals: usize,
    guard: Guard,
}

impl<'a> Game<'a> {
    /// Sets `board` up, at a place where nothing has happened yet.
    pub async fn set_up(app: &'a TestApp, board: &Board, guard: Guard) -> Self {
        let mut conn = app.conn().await;
        run(&mut conn, CLEAR).await;
        let [expert, press, guest] = CATEGORIES;
        let event = app
            .event("game")
            .categories(&[
                (expert, Some(board.own[0])),
                (press, Some(board.own[1])),
                (guest, None),
            ])
            .rules(json!({"fee": [{"category": [expert, press], "price": "120 EUR"}]}))
            .publish()
            .await;
        let all = categories::list_of_event(&mut conn, event.id)
            .await
            .expect("categories");
        let categories: Vec<CategoryId> = all.iter().map(|category| category.id).collect();
        let hall = QuotaDescription {
            name: "hall".into(),
            size: board.hall,
            reach: Reach {
                categories: categories.clone(),
                ..Reach::default()
            },
        };
        categories::add_quota(&mut conn, &app.app.clock, event.id, &hall, Actor::Operator)
            .await
            .expect("a quota");
        for (key, admission) in CATEGORIES.iter().zip(&board.admissions) {
            run(&mut conn, &admit(key, admission)).await;
        }
        let bounds = categories::list_bounds(&mut conn, event.id)
            .await
            .expect("quotas");
        let quota = |name: &str| {
            let named = bounds.iter().find(|bound| bound.quota.name == name);
            named.expect("a quota of this name").quota.id
        };
        let quotas = vec![quota(expert), quota(press), quota("hall")];
        let organizer = app.conn_id("SELECT id FROM accounts LIMIT 1").await;
        Self {
            newcomer: NewRegistration {
                channel: Channel::SelfMade,
                mail: MailPolicy::Send,
                ..app.newcomer(&event).await
            },
            organizer: organizer.parse().expect("an id"),
            conn,
            app,
            event,
            categories,
            quotas,
            arrivals: 0,
            guard,
        }
    }

    /// Somebody does `deed`. Whatever she asks for, she gets an answer.
    pub async fn play(&mut self, deed: &Deed) -> Result<(), Error> {
        let app = &self.app.app;
        let event = self.event.id;
        let organizer = Actor::Account(self.organizer);
        match deed {
            Deed::Register {
                category,
                companions,
                together,
                overbooks,
            } => {
                self.register(*category, *companions, *together, *overbooks)
                    .await?;
            }
            Deed::Withdraw(who) if self.guard == Guard::On => {
                if let Some(id) = self.one(LIVE, who).await {
                    withdraw(app, id).await?;
                }
            }
            Deed::Withdraw(who) | Deed::Cancel(who) => {
                if let Some(id) = self.one(LIVE, who).await {
                    self.cancel(id).await?;
                }
            }
            Deed::Prove(who) => {
                if let Some(id) = self.one(&[Status::Unverified], who).await {
                    prove(app, &find_by_id(&mut self.conn, id).await?).await?;
                }
            }
            Deed::Approve {
                who,
                how_many,
                overbooks,
            } => {
                let waiting = self.all(&[Status::PendingReview]).await;
                let first = waiting.get(who.index(waiting.len().max(1))..).unwrap_or_default();
                let some = &first[..first.len().min(*how_many)];
                let yes = Decision::Approve {
                    overbooks: *overbooks,
                };
                review(app, event, some, &yes, self.organizer).await?;
            }
            Deed::Reject(who) => {
                if let Some(id) = self.one(&[Status::PendingReview], who).await {
                    let no = Decision::Reject { reason: "No.".into() };
                    review(app, event, &[id], &no, self.organizer).await?;
                }
            }
            Deed::Ask(who) => {
                if let Some(id) = self.one(&[Status::PendingReview], who).await {
                    let more = Decision::AskMore {
                        question: "Why?".into(),
                    };
                    review(app, event, &[id], &more, self.organizer).await?;
                }
            }
            Deed::Answer(who) => {
                if let Some(id) = self.one(&[Status::PendingReview], who).await {
                    answer_question(app, id, "Because.").await?;
                }
            }
            Deed::Edit(who) => {
                if let Some(id) = self.one(LIVE, who).await {
                    self.edit(id).await?;
                }
            }
            Deed::Offer { who, overbooks } => {
                if let Some(id) = self.one(&[Status::Waitlisted], who).await {
                    offer_place(app, event, id, *overbooks, organizer).await?;
                }
            }
            Deed::GoFirst(who) => {
                if let Some(id) = self.one(&[Status::Waitlisted], who).await {
                    change_turn(app, &self.event, id, Turn::First, "A speaker.", organizer).await?;
                }
            }
            Deed::Accept(who) => self.answer(who, OfferAnswer::Accept).await?,
            Deed::Decline(who) => self.answer(who, OfferAnswer::Decline).await?,
            Deed::Pay { who, all } => {
                if let Some(id) = self.one(LIVE, who).await {
                    self.pay(id, *all).await?;
                }
            }
            Deed::Expire(who) => {
                if let Some(id) = self.one(&HURRIED, who).await {
                    self.let_time_run_out(id).await;
                }
                expire_due(app).await?;
            }
            Deed::Resize { quota, size } => {
                let quota = self.quotas[*quota];
                categories::resize_quota(&mut self.conn, &app.clock, event, quota, *size, organizer).await?;
                self.promote().await?;
            }
            Deed::Archive(category) => {
                let key = CATEGORIES[*category];
                if self.is_there(key).await {
                    categories::archive_category(&mut self.conn, &app.clock, event, key, organizer).await?;
                }
            }
            Deed::Restore(category) => {
                let key = CATEGORIES[*category];
                if self.is_there(key).await {
                    categories::restore_category(&mut self.conn, &app.clock, event, key, organizer).await?;
                }
            }
            Deed::Promote => self.promote().await?,
        }
        Ok(())
    }

    async fn register(
        &mut self,
        category: usize,
        companions: usize,
        together: bool,
        overbooks: bool,
    ) -> Result<(), Error> {
        self.arrivals += 1;
        let companion = Companion {
            name: Some("Somebody else".into()),
        };
        let new = NewRegistration {
            category_id: self.categories[category],
            email: format!("p{}@example.org", self.arrivals).parse().ok(),
            companions: vec![companion; companions],
            stays_together: together,
            overbooks,
            ..self.newcomer.clone()
        };
        let means = IntakeMeans {
            clock: &self.app.app.clock,
            keys: &self.app.app.config.keys,
            host: "example.org",
        };
        take(&mut self.conn, means, &[new]).await?;
        Ok(())
    }

    async fn cancel(&self, id: RegistrationId) -> Result<(), Error> {
        let clock = &self.app.app.clock;
        if self.guard == Guard::Off {
            clock.set_offset(TimeDelta::days(365));
        }
        let words = Cancellation {
            actor: Actor::Account(self.organizer),
            reason: None,
            mail: MailPolicy::Send,
        };
        let outcome = cancel(&self.app.app, id, words).await;
        clock.set_offset(TimeDelta::zero());
        outcome.map(|_| ())
    }

    async fn edit(&mut self, id: RegistrationId) -> Result<(), Error> {
        let registration = find_by_id(&mut self.conn, id).await?;
        let change = DetailsChange {
            revision: registration.revision,
            details: Details {
                position: Some(format!("Since revision {}", registration.revision)),
                ..Details::of(&registration)
            },
            actor: Actor::Attendee,
            mail: MailPolicy::Send,
        };
        change_details(&self.app.app, id, change).await?;
        Ok(())
    }

    async fn answer(&mut self, who: &Index, answer: OfferAnswer) -> Result<(), Error> {
        if let Some(id) = self.one(&[Status::Offered], who).await {
            let registration = find_by_id(&mut self.conn, id).await?;
            answer_offer(&self.app.app, &registration, answer).await?;
        }
        Ok(())
    }

    /// All that is open, or the smallest part of it.
    async fn pay(&mut self, id: RegistrationId, all: bool) -> Result<(), Error> {
        for open in list_open(&mut self.conn, &[id]).await? {
            let mut amount = open.amount;
            if !all {
                amount.minor = 1;
            }
            note_payment(&self.app.app, id, amount, self.organizer).await?;
        }
        Ok(())
    }

    async fn let_time_run_out(&mut self, id: RegistrationId) {
        for (table, end, key) in [
            ("registrations", "acts_until", "id"),
            ("quota_claims", "held_until", "registration_id"),
        ] {
            let past = format!(
                "UPDATE {table} SET {end} = now() - interval '1 minute' WHERE {key} = '{id}' AND {end} IS NOT NULL"
            );
            run(&mut self.conn, &past).await;
        }
    }

    async fn promote(&self) -> Result<(), Error> {
        promote_waiting(&self.app.app)
            .await
            .map(|_| ())
            .map_err(|error| Error::from(diesel::result::Error::QueryBuilderError(error.into())))
    }

    /// What nobody had ever named is deleted when it is put away.
    async fn is_there(&mut self, key: &str) -> bool {
        let all = categories::list_all(&mut self.conn, self.event.id).await;
        all.expect("categories")
            .iter()
            .any(|category| category.key == key)
    }

    /// Everybody in one of these statuses.
    async fn all(&mut self, statuses: &[Status]) -> Vec<RegistrationId> {
        registrations::table
            .filter(registrations::status.eq_any(statuses))
            .order(registrations::id)
            .select(registrations::id)
            .load(&mut self.conn)
            .await
            .expect("people")
    }

    /// One of them.
    async fn one(&mut self, statuses: &[Status], who: &Index) -> Option<RegistrationId> {
        let all = self.all(statuses).await;
        (!all.is_empty()).then(|| *who.get(&all))
    }
}

/// Takes everything off the board, also what the product itself never deletes.
const CLEAR: &str = "DO $$ BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    TRUNCATE events, activities, outgoing_mails CASCADE;
END $$";

async fn run(conn: &mut Conn, sql: &str) {
    diesel::sql_query(sql).execute(conn).await.expect(sql);
}

/// Who can be ended.
const LIVE: &[Status] = &[
    Status::Unverified,
    Status::PendingReview,
    Status::AwaitingPayment,
    Status::Waitlisted,
    Status::Offered,
    Status::Confirmed,
];

/// Who may have to act until an hour.
const HURRIED: [Status; 3] = [Status::Unverified, Status::Offered, Status::AwaitingPayment];

fn admit(key: &str, admission: &Admission) -> String {
    let Admission {
        proves_address,
        needs_review,
        review_holds_place,
        reviews_edits,
        awaits_payment,
        waitlist,
        ..
    } = admission;
    format!(
        "UPDATE participation_categories SET proves_address = {proves_address}, needs_review = {needs_review},
         review_holds_place = {review_holds_place}, reviews_edits = {reviews_edits},
         awaits_payment = {awaits_payment}, payment_days = 5, waitlist = '{waitlist}' WHERE key = '{key}'"
    )
}
