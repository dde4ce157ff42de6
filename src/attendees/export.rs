//! The list as CSV (RFC 4180), streamed. Header names are stable and English. A cell that a spreadsheet would take
//! for a formula begins with an apostrophe (OWASP: CSV injection).

use actix_web::web::Bytes;
use futures_util::StreamExt as _;
use tokio::sync::mpsc;

use super::filter::AttendeeFilter;
use super::queries::{self, ExportRow};
use crate::platform::db::Pool;
use crate::platform::ids::EventId;

/// Bytes gathered before they are sent on.
const CHUNK: usize = 64 * 1024;

const HEADER: [&str; 11] = [
    "reference",
    "name",
    "email",
    "organization",
    "position",
    "country",
    "phone",
    "category",
    "status",
    "language",
    "registered_at",
];

/// A broken export: the connection is cut, so that nobody takes half a list for the whole.
#[derive(Debug, thiserror::Error)]
#[error("the export broke off: {0}")]
pub(super) struct ExportError(String);

/// Streams the CSV. It is written only as fast as it is read; if the reader goes away, so does the query.
pub(super) fn stream_csv(
    pool: Pool,
    event_id: EventId,
    filter: AttendeeFilter,
) -> impl futures_util::Stream<Item = Result<Bytes, ExportError>> {
    let (sender, mut receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        if let Err(error) = write_csv(&pool, event_id, &filter, &sender).await {
            tracing::error!(%error, "an export failed");
            // The reader may be gone; then nobody needs to know.
            let _ = sender.send(Err(error)).await;
        }
    });
    futures_util::stream::poll_fn(move |context| receiver.poll_recv(context))
}

async fn write_csv(
    pool: &Pool,
    event_id: EventId,
    filter: &AttendeeFilter,
    sender: &mpsc::Sender<Result<Bytes, ExportError>>,
) -> Result<(), ExportError> {
    let broken = |error: &dyn std::fmt::Display| ExportError(error.to_string());
    let mut conn = pool.get().await.map_err(|e| broken(&e))?;
    let mut rows = Box::pin(
        queries::stream_export(&mut conn, event_id, filter)
            .await
            .map_err(|e| broken(&e))?,
    );
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::with_capacity(CHUNK));
    writer.write_record(HEADER).map_err(|e| broken(&e))?;
    while let Some(row) = rows.next().await {
        write_row(&mut writer, &row.map_err(|e| broken(&e))?).map_err(|e| broken(&e))?;
        if writer.get_ref().len() >= CHUNK {
            let full = writer.into_inner().map_err(|e| broken(&e))?;
            if sender.send(Ok(Bytes::from(full))).await.is_err() {
                return Ok(());
            }
            writer = csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::with_capacity(CHUNK));
        }
    }
    let rest = writer.into_inner().map_err(|e| broken(&e))?;
    let _ = sender.send(Ok(Bytes::from(rest))).await;
    Ok(())
}

fn write_row(writer: &mut csv::Writer<Vec<u8>>, row: &ExportRow) -> csv::Result<()> {
    let text = |cell: &Option<String>| harmless(cell.as_deref().unwrap_or_default()).into_owned();
    writer.write_record([
        row.reference.to_string(),
        text(&row.name),
        text(&row.email),
        text(&row.organization),
        text(&row.position),
        text(&row.country),
        text(&row.phone),
        harmless(&row.category).into_owned(),
        row.status.to_string(),
        row.language.to_string(),
        row.registered_at
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    ])
}

/// `cell` so that no spreadsheet computes it: full-width signs count, since some convert them.
fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            format!("'{cell}").into()
        }
        _ => cell.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+7 862", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "Anna", "王小明", "a=b", "'x"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
