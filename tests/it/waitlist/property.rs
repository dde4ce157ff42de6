//! Whatever happens in whatever order: after each deed all that must hold does.
//!
//! The same games are played every time. `GAME_SEED=7 GAMES=200` plays others; a game that goes wrong is cut down to
//! the deeds that matter and printed, with the seed that plays it again.

use lanyard::platform::web::Error;
use proptest::collection::vec;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};
use tokio::runtime::Handle;

use super::game::{Board, Deed, Game, Guard, board, deed};
use crate::support::{TestApp, invariants};

const SEED: u64 = 5;
const GAMES: u32 = 12;
const DEEDS: std::ops::Range<usize> = 12..36;

/// A game that went wrong, cut down to what matters.
struct Broken {
    why: String,
    board: Board,
    deeds: Vec<Deed>,
}

fn number<N: std::str::FromStr>(name: &str, default: N) -> N {
    let set = std::env::var(name).ok().and_then(|value| value.parse().ok());
    set.unwrap_or(default)
}

async fn play(app: &TestApp, board: &Board, deeds: &[Deed], guard: Guard) -> Result<(), TestCaseError> {
    let mut game = Game::set_up(app, board, guard).await;
    for (n, deed) in (1..).zip(deeds) {
        let fault =
            |error: Error| TestCaseError::fail(format!("deed {n}, {deed:?}, has no answer: {error:?}"));
        game.play(deed).await.map_err(fault)?;
        let broken = invariants::violations_on(&mut game.conn).await;
        if !broken.is_empty() {
            return Err(TestCaseError::fail(format!(
                "{broken:?} after deed {n}, {deed:?}"
            )));
        }
    }
    Ok(())
}

/// Plays many games; the first that goes wrong.
async fn find_broken(seed: u64, games: u32, guard: Guard, most_cuts: u32) -> Option<Broken> {
    let mut app = TestApp::start().await;
    app.stop().await;
    let mut runner = TestRunner::new(Config {
        cases: games,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: most_cuts,
        ..Config::default()
    });
    let played = tokio::task::block_in_place(|| {
        runner.run(&(board(), vec(deed(), DEEDS)), |(board, deeds)| {
            Handle::current().block_on(play(&app, &board, &deeds, guard))
        })
    });
    match played {
        Ok(()) => None,
        Err(TestError::Fail(why, (board, deeds))) => Some(Broken {
            why: why.message().to_owned(),
            board,
            deeds,
        }),
        Err(TestError::Abort(why)) => panic!("no game was played: {why}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_any_order_of_deeds_nobody_is_oversold_and_nobody_waits_while_a_fitting_place_is_free() {
    let seed = number("GAME_SEED", SEED);
    let games = number("GAMES", GAMES);
    if let Some(Broken { why, board, deeds }) = find_broken(seed, games, Guard::On, 200).await {
        panic!("GAME_SEED={seed}: {why}\n{board:#?}\n{deeds:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_nobody_gives_away_when_it_becomes_free_is_found_by_these_games() {
    let broken = find_broken(SEED, 10 * GAMES, Guard::Off, 20)
        .await
        .expect("the control must leave somebody waiting, or the games prove nothing");
    assert!(broken.why.contains("nobody waits"), "{}", broken.why);
    let leaves = |deed: &Deed| matches!(deed, Deed::Withdraw(_) | Deed::Cancel(_));
    assert!(
        broken.deeds.iter().any(leaves),
        "what matters is kept: {:?}",
        broken.deeds
    );
}
