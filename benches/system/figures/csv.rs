//! The CSV of all attendees against psql copying the same columns, and what it costs in memory.

use std::time::{Duration, Instant};

use lanyard::platform::web::urls;

use super::EVENT;
use crate::database::Database;
use crate::load::{self, Client};
use crate::report::{Figure, Mark, Quantity, median};
use crate::server::Server;
use crate::{Pace, Trouble};

/// How often memory is looked at.
const SAMPLE: Duration = Duration::from_millis(5);

/// A finished download.
struct Download {
    took: Duration,
    bytes: u64,
    lines: usize,
}

/// By turns, after a download that does not count. A server that held the list, or the file, would grow by about as
/// much as the file is long.
pub async fn measure(
    server: &Server,
    database: &Database,
    organizer: &str,
    pace: Pace,
) -> Result<Vec<Figure>, Trouble> {
    let event: String = database
        .value(&format!("SELECT id::text FROM events WHERE slug = '{EVENT}'"))
        .await?;
    let rows: i64 = database
        .value(&format!(
            "SELECT count(*) FROM registrations WHERE event_id = '{event}'"
        ))
        .await?;
    let mut bytes = download(server, organizer).await?.bytes;
    let before = server.memory()?;
    let mut most = before;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..pace.rounds {
        let done = watched(server, &mut most, download(server, organizer)).await?;
        // One line is the header.
        if i64::try_from(done.lines) != Ok(rows + 1) {
            return Err(format!("the CSV has {} lines for {rows} attendees", done.lines).into());
        }
        bytes = done.bytes;
        ours.push(done.took);
        let begun = Instant::now();
        database
            .psql("attendees-export.sql", &[("event_id", &event)])
            .await?;
        bare.push(begun.elapsed());
    }
    Ok(vec![
        Figure {
            what: format!("CSV of {rows}, against psql \\copy"),
            measured: Quantity::Time(median(&mut ours).unwrap_or_default()),
            baseline: median(&mut bare).map(Quantity::Time),
            mark: Mark::AtMost(3.0),
        },
        Figure {
            what: "memory the server grew by meanwhile, against the file".into(),
            measured: Quantity::Bytes(most - before),
            baseline: Some(Quantity::Bytes(bytes)),
            mark: Mark::AtMost(0.5),
        },
    ])
}

/// Fetches the whole list once and keeps nothing of it.
pub async fn fetch(server: &Server, organizer: &str) -> Result<(), Trouble> {
    download(server, organizer).await.map(drop)
}

async fn download(server: &Server, organizer: &str) -> Result<Download, Trouble> {
    let cookie = format!("Cookie: {organizer}\r\n");
    let request = load::get(server.address, &urls::attendees_csv(EVENT), &cookie);
    let mut client = Client::connect(server.address).await?;
    let (mut bytes, mut lines) = (0, 0);
    let begun = Instant::now();
    client
        .read(&request, 200, |part| {
            bytes += part.len() as u64;
            lines += part.split(|byte| *byte == b'\n').count() - 1;
        })
        .await?;
    Ok(Download {
        took: begun.elapsed(),
        bytes,
        lines,
    })
}

/// What `work` returns; `most` is raised to the most memory the server occupied meanwhile.
async fn watched<T>(
    server: &Server,
    most: &mut u64,
    work: impl Future<Output = Result<T, Trouble>>,
) -> Result<T, Trouble> {
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done,
            () = tokio::time::sleep(SAMPLE) => *most = server.memory()?.max(*most),
        }
    }
}
