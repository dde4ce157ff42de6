//! The most memory the server ever occupied: after everything that went before, and a round of visitors,
//! registrations and a download at the same time.

use lanyard::platform::web::urls;

use super::registrations::Form;
use super::{EVENT, csv};
use crate::database::Database;
use crate::load;
use crate::report::{Figure, Mark, Quantity};
use crate::server::Server;
use crate::{Pace, Trouble};

/// Visitors of either kind.
const CONNECTIONS: usize = 64;

/// All at once, mail included.
pub async fn measure(
    server: &Server,
    database: &Database,
    organizer: &str,
    pace: Pace,
) -> Result<Vec<Figure>, Trouble> {
    let event_page = load::get(server.address, &urls::event(EVENT), "");
    let form = Form::open(server, database).await?;
    let visitors = load::run(server.address, CONNECTIONS, pace.round, 200, move || {
        event_page.clone()
    });
    let people = load::run(server.address, CONNECTIONS, pace.round, 303, move || {
        form.filled_in()
    });
    tokio::try_join!(visitors, people, csv::fetch(server, organizer))?;
    Ok(vec![Figure {
        what: "memory of the server under load".into(),
        measured: Quantity::Bytes(server.peak_memory()?),
        baseline: None,
        mark: Mark::Below(Quantity::Bytes(100_000_000)),
    }])
}
