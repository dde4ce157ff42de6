//! The event page against `/healthz`, which does nothing: what is left between them is the page.

use lanyard::platform::web::urls;

use super::EVENT;
use crate::load;
use crate::report::{Figure, Mark, Quantity, median};
use crate::server::Server;
use crate::{Pace, Trouble};

/// Enough to keep the server busy, few enough not to be about connections.
const CONNECTIONS: usize = 16;

/// By turns, after a round that does not count.
pub async fn measure(server: &Server, pace: Pace) -> Result<Vec<Figure>, Trouble> {
    let address = server.address;
    let event_page = load::get(address, &urls::event(EVENT), "");
    let health = load::get(address, "/healthz", "");
    let (mut pages, mut healths) = (Vec::new(), Vec::new());
    load::run(address, CONNECTIONS, pace.round, 200, same(&event_page)).await?;
    for _ in 0..pace.rounds {
        healths.push(
            load::run(address, CONNECTIONS, pace.round, 200, same(&health))
                .await?
                .rate(),
        );
        pages.push(
            load::run(address, CONNECTIONS, pace.round, 200, same(&event_page))
                .await?
                .rate(),
        );
    }
    Ok(vec![Figure {
        what: "event page, against /healthz".into(),
        measured: Quantity::PerSecond(median(&mut pages).unwrap_or_default()),
        baseline: median(&mut healths).map(Quantity::PerSecond),
        mark: Mark::AtLeast(0.5),
    }])
}

/// The same request again and again.
fn same(request: &[u8]) -> impl Fn() -> Vec<u8> + Clone + Send + use<> {
    let request = request.to_vec();
    move || request.clone()
}
