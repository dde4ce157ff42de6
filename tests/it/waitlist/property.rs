//! Whatever happens in whatever order: after each step all that must hold does. A failure prints its seed and its
//! steps, and the same seed plays the same game again.

use lanyard::activity::Actor;
use lanyard::platform::ids::RegistrationId;
use lanyard::registration::{
    Cancellation, MailPolicy, OfferAnswer, answer_offer, cancel, expire_due, find_by_id, offer_place,
    promote_waiting, withdraw,
};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use crate::support::{TestApp, invariants};

const GAMES: u64 = 2;
const STEPS: usize = 20;

/// What can happen.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Register,
    RegisterParty { together: bool },
    Withdraw,
    Cancel,
    Accept,
    Decline,
    Offer { overbooks: bool },
    Expire,
    Resize { size: i32 },
    Look,
}

fn any(dice: &mut StdRng) -> Deed {
    match dice.random_range(0..14) {
        0..=3 => Deed::Register,
        4 => Deed::RegisterParty {
            together: dice.random_bool(0.5),
        },
        5 | 6 => Deed::Withdraw,
        7 => Deed::Cancel,
        8 => Deed::Accept,
        9 => Deed::Decline,
        10 => Deed::Offer {
            overbooks: dice.random_bool(0.5),
        },
        11 => Deed::Expire,
        12 => Deed::Resize {
            size: dice.random_range(0..8),
        },
        _ => Deed::Look,
    }
}

/// Somebody in one of these statuses, at random.
async fn somebody(app: &TestApp, dice: &mut StdRng, statuses: &str) -> Option<RegistrationId> {
    let sql =
        format!("SELECT id::text FROM registrations WHERE status IN ({statuses}) ORDER BY registered_at, id");
    let all = app.texts(&sql).await;
    if all.is_empty() {
        return None;
    }
    Some(all[dice.random_range(0..all.len())].parse().expect("an id"))
}

async fn register(app: &TestApp, n: usize, party: Option<bool>) {
    let email = format!("p{n}@example.org");
    let mut fields = vec![("name", "Somebody"), ("email", &*email)];
    if let Some(together) = party {
        fields.push(("companions", "One\nTwo"));
        if together {
            fields.push(("stays_together", "yes"));
        }
    }
    let answer = app.visitor().register("game", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

async fn play(app: &TestApp, dice: &mut StdRng, n: usize, deed: Deed) {
    const LIVE: &str = "'waitlisted', 'offered', 'confirmed'";
    match deed {
        Deed::Register => register(app, n, None).await,
        Deed::RegisterParty { together } => register(app, n, Some(together)).await,
        Deed::Withdraw => {
            if let Some(id) = somebody(app, dice, LIVE).await {
                withdraw(&app.app, id).await.expect("an outcome");
            }
        }
        Deed::Cancel => {
            if let Some(id) = somebody(app, dice, LIVE).await {
                let words = Cancellation {
                    actor: Actor::Operator,
                    reason: None,
                    mail: MailPolicy::Send,
                };
                cancel(&app.app, id, words).await.expect("an outcome");
            }
        }
        Deed::Accept | Deed::Decline => {
            if let Some(id) = somebody(app, dice, "'offered'").await {
                let mut conn = app.conn().await;
                let registration = find_by_id(&mut conn, id).await.expect("it is there");
                let answer = match deed {
                    Deed::Accept => OfferAnswer::Accept,
                    _ => OfferAnswer::Decline,
                };
                answer_offer(&app.app, &registration, answer)
                    .await
                    .expect("an outcome");
            }
        }
        Deed::Offer { overbooks } => {
            if let Some(id) = somebody(app, dice, "'waitlisted'").await {
                let mut conn = app.conn().await;
                let event = find_by_id(&mut conn, id).await.expect("it is there").event_id;
                offer_place(&app.app, event, id, overbooks, Actor::Operator)
                    .await
                    .expect("an outcome");
            }
        }
        Deed::Expire => {
            app.execute(
                "UPDATE registrations SET acts_until = now() - interval '1 minute' WHERE status = 'offered'",
            )
            .await;
            expire_due(&app.app).await.expect("they are ended");
        }
        Deed::Resize { size } => {
            app.execute(&format!(
                "UPDATE quotas SET size = {size}, excess = greatest(taken - {size}, 0)"
            ))
            .await;
            promote_waiting(&app.app).await.expect("lines are looked after");
        }
        Deed::Look => {
            promote_waiting(&app.app).await.expect("lines are looked after");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_any_order_of_deeds_nobody_is_oversold_and_nobody_waits_while_a_fitting_place_is_free() {
    for game in 0..GAMES {
        let seed = std::env::var("GAME_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok())
            .unwrap_or_else(|| rand::random::<u64>() ^ game);
        let mut dice = StdRng::seed_from_u64(seed);
        let kind = if dice.random_bool(0.7) {
            "offered"
        } else {
            "confirmed"
        };
        let app = TestApp::start().await;
        app.event("game").places(3).waitlist(kind).publish().await;
        let mut steps = Vec::new();
        for n in 0..STEPS {
            let deed = any(&mut dice);
            steps.push(deed);
            play(&app, &mut dice, n, deed).await;
            let broken = invariants::violations(&app.db).await;
            assert!(
                broken.is_empty(),
                "GAME_SEED={seed} ({kind}): {broken:?} after {steps:#?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_nobody_gives_away_would_be_found() {
    let app = TestApp::start().await;
    app.event("game").places(1).waitlist("confirmed").publish().await;
    register(&app, 1, None).await;
    register(&app, 2, None).await;
    let mut app = app;
    app.stop().await;
    // The guard off: a place becomes free, and nobody is called.
    app.execute("UPDATE quotas SET size = 2").await;
    let broken = invariants::violations(&app.db).await;
    assert!(
        broken.iter().any(|(name, _)| name.starts_with("nobody waits")),
        "{broken:?}"
    );
}
