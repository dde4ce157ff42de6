//! How long somebody waits: for the very first page after installation, for the first page after a restart, and for
//! the large demonstration.

use std::time::{Duration, Instant};

use crate::report::{Figure, Mark, Quantity, median};
use crate::server::{Installation, Server};
use crate::{Pace, Trouble};

/// The very first start of `server`: its database made, the schema and the demonstration loaded.
pub fn first(server: &Server) -> Figure {
    Figure {
        what: "very first start to first 200: initdb, migrations, demo".into(),
        measured: Quantity::Time(server.took),
        baseline: None,
        mark: Mark::Below(Quantity::Time(Duration::from_secs(8))),
    }
}

/// Starts while PostgreSQL runs, as with a database of one's own. The attendees are there.
pub async fn ready(installation: &Installation, pace: Pace) -> Result<Vec<Figure>, Trouble> {
    let mut times = Vec::new();
    for _ in 0..pace.rounds {
        let server = installation.start(&["serve"]).await?;
        times.push(server.took);
        server.stop().await?;
    }
    Ok(vec![Figure {
        what: "start to first 200, database ready".into(),
        measured: Quantity::Time(median(&mut times).unwrap_or_default()),
        baseline: None,
        mark: Mark::Below(Quantity::Time(Duration::from_secs(1))),
    }])
}

/// Loads the demonstration with `attendees`, the whole command; also returns the sign-in link it prints.
pub async fn demo(installation: &Installation, attendees: usize) -> Result<(Figure, String), Trouble> {
    let begun = Instant::now();
    let output = installation
        .run(&["demo", "--attendees", &attendees.to_string()])
        .await?;
    let figure = Figure {
        what: format!("demo --attendees {attendees}"),
        measured: Quantity::Time(begun.elapsed()),
        baseline: None,
        mark: Mark::Below(Quantity::Time(Duration::from_secs(30))),
    };
    let link = output.lines().last().ok_or("the demonstration prints no link")?;
    Ok((figure, link.to_owned()))
}
