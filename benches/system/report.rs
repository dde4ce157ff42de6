//! The table: each figure with its baseline, their ratio, the mark and whether it is reached.

use std::fmt;
use std::time::Duration;

use crate::Trouble;
use crate::database::Database;

/// What a scene ends with when somebody pressed Ctrl-C.
pub const INTERRUPTED: &str = "interrupted";

/// A value with its unit.
#[derive(Clone, Copy)]
pub enum Quantity {
    /// So many a second.
    PerSecond(f64),
    /// A time.
    Time(Duration),
    /// An amount of memory or of data.
    Bytes(u64),
}

impl Quantity {
    /// In its own unit: a second, bytes or how many a second.
    pub fn number(self) -> f64 {
        match self {
            Self::PerSecond(rate) => rate,
            Self::Time(time) => time.as_secs_f64(),
            Self::Bytes(bytes) => bytes as f64,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::PerSecond(rate) if rate < 100.0 => write!(f, "{rate:.1}/s"),
            Self::PerSecond(rate) => write!(f, "{rate:.0}/s"),
            Self::Time(time) if time < Duration::from_millis(10) => {
                write!(f, "{:.2} ms", time.as_secs_f64() * 1e3)
            }
            Self::Time(time) if time < Duration::from_secs(1) => {
                write!(f, "{:.0} ms", time.as_secs_f64() * 1e3)
            }
            Self::Time(time) => write!(f, "{:.1} s", time.as_secs_f64()),
            Self::Bytes(bytes) => write!(f, "{:.1} MB", bytes as f64 / 1e6),
        }
    }
}

/// What a figure should reach (`product.md`, "How fast is fast").
#[derive(Clone, Copy)]
pub enum Mark {
    /// The ratio to the baseline, at least.
    AtLeast(f64),
    /// The ratio to the baseline, at most.
    AtMost(f64),
    /// The measured value itself stays below.
    Below(Quantity),
    /// None: told for what it explains.
    Told,
}

/// A row of the table.
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// What came out.
    pub measured: Quantity,
    /// What it is compared with.
    pub baseline: Option<Quantity>,
    /// What it should reach.
    pub mark: Mark,
}

impl Figure {
    fn ratio(&self) -> Option<f64> {
        Some(self.measured.number() / self.baseline?.number())
    }

    fn cells(&self) -> [String; 6] {
        let ratio = self.ratio();
        let (mark, reached) = match self.mark {
            Mark::AtLeast(least) => (format!("≥ {least}"), ratio.map(|ratio| ratio >= least)),
            Mark::AtMost(most) => (format!("≤ {most}"), ratio.map(|ratio| ratio <= most)),
            Mark::Below(limit) => (
                format!("< {limit}"),
                Some(self.measured.number() < limit.number()),
            ),
            Mark::Told => (String::new(), None),
        };
        [
            self.what.clone(),
            self.measured.to_string(),
            self.baseline
                .map(|baseline| baseline.to_string())
                .unwrap_or_default(),
            ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
            mark,
            reached
                .map(|reached| if reached { "yes" } else { "no" }.to_owned())
                .unwrap_or_default(),
        ]
    }
}

/// Everything that is to be printed at the end.
#[derive(Default)]
pub struct Report {
    machine: Option<String>,
    figures: Vec<Figure>,
    troubles: Vec<String>,
    interrupted: bool,
}

impl Report {
    /// Adds a row.
    pub fn add(&mut self, figure: Figure) {
        self.figures.push(figure);
    }

    /// Adds rows, or notes why there are none.
    pub fn take(&mut self, what: &str, figures: Result<Vec<Figure>, Trouble>) {
        if let Some(figures) = self.keep(what, figures) {
            self.figures.extend(figures);
        }
    }

    /// What was found, or `None` and a note of why not.
    pub fn keep<T>(&mut self, what: &str, found: Result<T, Trouble>) -> Option<T> {
        found.map_err(|trouble| self.fail(what, &*trouble)).ok()
    }

    /// Notes that something could not be measured.
    pub fn fail(&mut self, what: &str, trouble: &dyn std::error::Error) {
        self.interrupted |= trouble.to_string() == INTERRUPTED;
        self.troubles.push(format!("{what}: {}", in_full(trouble)));
    }

    /// Notes where all this is measured, once.
    pub async fn machine(&mut self, database: &Database) -> Result<(), Trouble> {
        if self.machine.is_none() {
            let cores = std::thread::available_parallelism().map_or(0, usize::from);
            let version: String = database.value("SHOW server_version").await?;
            let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
            let load: Option<f64> = load.split(' ').next().and_then(|load| load.parse().ok());
            let load = match load {
                Some(load) if load > cores as f64 / 2.0 => {
                    format!("load {load} at the beginning: too busy for figures to keep")
                }
                Some(load) => format!("load {load} at the beginning"),
                None => "load unknown".to_owned(),
            };
            self.machine = Some(format!("{cores} cores, PostgreSQL {version}, {load}"));
        }
        Ok(())
    }

    /// Whether somebody wants it to end.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted
    }

    /// Whether everything could be measured.
    pub fn is_complete(&self) -> bool {
        self.troubles.is_empty()
    }

    /// Prints the table, and below it what is missing from it.
    pub fn print(&self) {
        if let Some(machine) = &self.machine {
            println!("\n{machine}\n");
        }
        let head = ["figure", "measured", "baseline", "ratio", "mark", "reached?"].map(ToOwned::to_owned);
        let rows: Vec<[String; 6]> = std::iter::once(head)
            .chain(self.figures.iter().map(Figure::cells))
            .collect();
        let widths: Vec<usize> = (0..6)
            .map(|column| {
                rows.iter()
                    .map(|row| row[column].chars().count())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        for (number, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell:<width$}", width = *width))
                .collect();
            println!("| {} |", cells.join(" | "));
            if number == 0 {
                let lines: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                println!("| {} |", lines.join(" | "));
            }
        }
        for trouble in &self.troubles {
            println!("\nNot measured: {trouble}");
        }
    }
}

/// An error with what lies behind it.
fn in_full(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        source = cause.source();
    }
    words
}

/// The middle one of `values`, which are put in order; `None` if there are none.
pub fn median<T: Copy + PartialOrd>(values: &mut [T]) -> Option<T> {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    values.get(values.len() / 2).copied()
}
