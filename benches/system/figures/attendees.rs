//! The attendee list against its own SQL: what rights, names, languages and markup add to the two queries.

use lanyard::attendees::PAGE_SIZE;
use lanyard::platform::fold::{self, Term};
use lanyard::platform::web::urls;

use super::EVENT;
use crate::database::Database;
use crate::load;
use crate::pgbench::{self, Script};
use crate::report::{Figure, Mark, Quantity, median};
use crate::server::Server;
use crate::{Pace, Trouble};

/// What somebody looks at.
struct View {
    what: String,
    /// The query of the page's address.
    query: String,
    script: Script,
}

/// Each view by turns with its SQL; one reader, the median answer.
pub async fn measure(
    server: &Server,
    database: &Database,
    organizer: &str,
    pace: Pace,
) -> Result<Vec<Figure>, Trouble> {
    let mut figures = Vec::new();
    for view in views(database).await? {
        let path = format!("{}?{}", urls::attendees(EVENT), view.query);
        let request = load::get(server.address, &path, &format!("Cookie: {organizer}\r\n"));
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..pace.rounds {
            let request = request.clone();
            let mut round =
                load::run(server.address, 1, pace.round / 2, 200, move || request.clone()).await?;
            ours.extend(median(&mut round.latencies));
            bare.push(pgbench::latency(database, &view.script, pace.round / 2).await?);
        }
        figures.push(Figure {
            what: view.what,
            measured: Quantity::Time(median(&mut ours).unwrap_or_default()),
            baseline: median(&mut bare).map(Quantity::Time),
            mark: Mark::AtMost(3.0),
        });
    }
    Ok(figures)
}

async fn views(database: &Database) -> Result<Vec<View>, Trouble> {
    let event: String = database
        .value(&format!("SELECT id::text FROM events WHERE slug = '{EVENT}'"))
        .await?;
    let number: i64 = database
        .value(&format!(
            "SELECT count(*) FROM registrations WHERE event_id = '{event}'"
        ))
        .await?;
    let script = |file, more: Vec<(&'static str, String)>| {
        let mut variables = vec![("event_id", event.clone()), ("most", (PAGE_SIZE + 1).to_string())];
        variables.extend(more);
        Script { file, variables }
    };
    let mut views = vec![
        View {
            what: format!("attendee list, {number} rows, against its SQL: first page"),
            query: String::new(),
            script: script("attendees-first-page.sql", vec![]),
        },
        View {
            what: "… one status".into(),
            query: "status=confirmed".into(),
            script: script("attendees-status.sql", vec![("status", "confirmed".into())]),
        },
    ];
    let searches = [
        ("… search, thousands match", "Петров"),
        ("… search, one address", "a77777@people.example"),
        ("… search, a Chinese name", "王小明"),
    ];
    for (what, typed) in searches {
        let query = fold::Query::parse(typed);
        let script = match query.terms() {
            [Term::Contains(part)] => script(
                "attendees-search-text.sql",
                vec![("pattern", fold::contains_pattern(part))],
            ),
            [Term::Sequence { pieces, whole }] => script(
                "attendees-search-pieces.sql",
                vec![
                    ("pieces", format!("{{{}}}", pieces.join(","))),
                    ("pattern", fold::contains_pattern(whole)),
                ],
            ),
            _ => return Err(format!("{typed} is more than one condition").into()),
        };
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("q", typed)
            .finish();
        views.push(View {
            what: what.into(),
            query,
            script,
        });
    }
    Ok(views)
}
