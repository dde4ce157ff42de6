//! The list to take away, streamed: as CSV (RFC 4180) for spreadsheets, as JSON for programs. Names of columns are
//! stable and English. A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP: CSV
//! injection); a program gets the text as it is.

use actix_web::web::Bytes;
use futures_util::StreamExt as _;
use tokio::sync::mpsc;

use super::filter::AttendeeFilter;
use super::queries::{self, ExportRow};
use crate::platform::db::Pool;
use crate::platform::ids::EventId;
use crate::terms;

/// Bytes gathered before they are sent on.
const CHUNK: usize = 64 * 1024;

/// How the list is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For spreadsheets.
    Csv,
    /// For programs: an array of objects, one a line.
    Json,
}

impl Format {
    /// Ending of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The media type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/json",
        }
    }
}

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

/// Streams the list. It is written only as fast as it is read; if the reader goes away, so does the query.
pub(super) fn stream(
    pool: Pool,
    event_id: EventId,
    filter: AttendeeFilter,
    format: Format,
) -> impl futures_util::Stream<Item = Result<Bytes, ExportError>> {
    let (sender, mut receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        if let Err(error) = write(&pool, event_id, &filter, format, &sender).await {
            tracing::error!(%error, "an export failed");
            // The reader may be gone; then nobody needs to know.
            let _ = sender.send(Err(error)).await;
        }
    });
    futures_util::stream::poll_fn(move |context| receiver.poll_recv(context))
}

async fn write(
    pool: &Pool,
    event_id: EventId,
    filter: &AttendeeFilter,
    format: Format,
    sender: &mpsc::Sender<Result<Bytes, ExportError>>,
) -> Result<(), ExportError> {
    let broken = |error: &dyn std::fmt::Display| ExportError(error.to_string());
    let mut conn = pool.get().await.map_err(|e| broken(&e))?;
    let keys = terms::list_consent_keys(&mut conn, event_id)
        .await
        .map_err(|e| broken(&e))?;
    let mut rows = Box::pin(
        queries::stream_export(&mut conn, event_id, filter)
            .await
            .map_err(|e| broken(&e))?,
    );
    let mut file = File::begin(format, keys).map_err(|e| broken(&e))?;
    while let Some(row) = rows.next().await {
        file.add(&row.map_err(|e| broken(&e))?).map_err(|e| broken(&e))?;
        if file.len() >= CHUNK {
            let full = file.take().map_err(|e| broken(&e))?;
            if sender.send(Ok(Bytes::from(full))).await.is_err() {
                return Ok(());
            }
        }
    }
    let rest = file.end().map_err(|e| broken(&e))?;
    let _ = sender.send(Ok(Bytes::from(rest))).await;
    Ok(())
}

/// The part of a file that was not sent yet.
#[allow(clippy::large_enum_variant, reason = "there is one a download")]
enum File {
    /// With the keys of the consents, which have the last columns.
    Csv(csv::Writer<Vec<u8>>, Vec<String>),
    Json {
        text: Vec<u8>,
        is_empty: bool,
    },
}

impl File {
    fn begin(format: Format, consents: Vec<String>) -> std::io::Result<Self> {
        Ok(match format {
            Format::Csv => {
                let mut writer = csv_writer();
                let consent_columns = consents.iter().map(|key| format!("consent:{key}"));
                writer.write_record(HEADER.map(str::to_owned).into_iter().chain(consent_columns))?;
                Self::Csv(writer, consents)
            }
            Format::Json => Self::Json {
                text: b"[".to_vec(),
                is_empty: true,
            },
        })
    }

    fn add(&mut self, row: &ExportRow) -> std::io::Result<()> {
        match self {
            Self::Csv(writer, consents) => Ok(write_cells(writer, row, consents)?),
            Self::Json { text, is_empty } => {
                text.extend_from_slice(if *is_empty { b"\n" } else { b",\n" });
                *is_empty = false;
                Ok(serde_json::to_writer(text, row)?)
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Csv(writer, _) => writer.get_ref().len(),
            Self::Json { text, .. } => text.len(),
        }
    }

    /// What there is so far, to be sent.
    fn take(&mut self) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Csv(writer, _) => std::mem::replace(writer, csv_writer())
                .into_inner()
                .map_err(|error| std::io::Error::other(error.to_string())),
            Self::Json { text, .. } => Ok(std::mem::replace(text, Vec::with_capacity(2 * CHUNK))),
        }
    }

    fn end(mut self) -> std::io::Result<Vec<u8>> {
        if let Self::Json { text, .. } = &mut self {
            text.extend_from_slice(b"\n]\n");
        }
        self.take()
    }
}

fn csv_writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::with_capacity(2 * CHUNK))
}

fn write_cells(writer: &mut csv::Writer<Vec<u8>>, row: &ExportRow, consents: &[String]) -> csv::Result<()> {
    let text = |cell: &Option<String>| harmless(cell.as_deref().unwrap_or_default()).into_owned();
    let consents = consents
        .iter()
        .map(|key| row.consents[key.as_str()].as_str().unwrap_or_default().to_owned());
    let cells = [
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
    ];
    writer.write_record(cells.into_iter().chain(consents))
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
