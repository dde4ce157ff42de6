//! `make bench`: how fast the whole is, as ratios to what bare PostgreSQL and a bare handler do in the same run on
//! the same machine.
//!
//! Seconds tell of a machine, ratios of a program. So wherever there is something to compare with, both are measured
//! by turns, and the table shows both beside their ratio and the mark it should reach. Nothing asserts: a mark that
//! is missed is a row that says so, and the exit code tells only whether everything could be measured.
//!
//! What is measured is the release binary, run as `lanyard serve` in a process of its own, with defaults for
//! everything but folder and port, on the PostgreSQL that it starts itself: durable, in a temporary folder. The
//! load comes from this process, which shares the machine with both sides of each ratio.
//!
//! There are two scenes, because "right after installation" and "filled" exclude each other: see [`fresh`] and
//! [`filled`].

#![allow(clippy::print_stdout, reason = "the table is the result")]
#![allow(clippy::cast_precision_loss, reason = "no count here comes near 2⁵³")]

mod database;
mod figures;
mod load;
mod pgbench;
mod report;
mod server;

use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};

use crate::figures::{attendees, csv, memory, page, registrations, start};
use crate::report::Report;
use crate::server::Installation;

/// Why something could not be measured.
type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Attendees that "filled" means.
const ATTENDEES: usize = 100_000;

#[derive(Parser)]
struct Arguments {
    /// Fewer and shorter rounds: a first impression
    #[arg(long)]
    quick: bool,
    /// Measure only this; may be given several times
    #[arg(long, value_enum, value_name = "NAME")]
    only: Vec<Name>,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

/// What can be measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    Page,
    Registrations,
    Attendees,
    Csv,
    Start,
    Memory,
    Demo,
}

/// How often and how long things are looked at.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Rounds of which the median counts.
    pub rounds: usize,
    /// Length of a round under load.
    pub round: Duration,
}

impl Arguments {
    fn want(&self, any: &[Name]) -> bool {
        self.only.is_empty() || any.iter().any(|name| self.only.contains(name))
    }

    fn pace(&self) -> Pace {
        if self.quick {
            Pace {
                rounds: 3,
                round: Duration::from_secs(1),
            }
        } else {
            Pace {
                rounds: 5,
                round: Duration::from_secs(4),
            }
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // One thread: the load must leave the machine to what it loads.
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut report = Report::default();
    runtime.block_on(measure(&arguments, &mut report));
    report.print();
    if report.is_complete() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn measure(arguments: &Arguments, report: &mut Report) {
    let mut right_after = None;
    if arguments.want(&[Name::Start, Name::Page, Name::Registrations]) {
        match Installation::new() {
            Ok(installation) => {
                let done = until_interrupted(fresh(arguments, &installation, report, &mut right_after)).await;
                report.keep("the scene right after installation", done);
                installation.remove().await;
            }
            Err(trouble) => report.fail("a new installation", &*trouble),
        }
    }
    let of_filled = [
        Name::Registrations,
        Name::Attendees,
        Name::Csv,
        Name::Start,
        Name::Memory,
        Name::Demo,
    ];
    if arguments.want(&of_filled) && !report.is_interrupted() {
        match Installation::new() {
            Ok(installation) => {
                let done = until_interrupted(filled(arguments, &installation, report, right_after)).await;
                report.keep("the scene with many attendees", done);
                installation.remove().await;
            }
            Err(trouble) => report.fail("a new installation", &*trouble),
        }
    }
}

/// Ctrl-C ends a scene, not the process: there are servers to be stopped and a folder to be removed.
async fn until_interrupted(scene: impl Future<Output = Result<(), Trouble>>) -> Result<(), Trouble> {
    tokio::select! {
        done = scene => done,
        _ = tokio::signal::ctrl_c() => Err(report::INTERRUPTED.into()),
    }
}

/// Right after installation: the very first start, the event page, and the first rush on tables that are empty and
/// that the planner knows to be empty.
async fn fresh(
    arguments: &Arguments,
    installation: &Installation,
    report: &mut Report,
    right_after: &mut Option<f64>,
) -> Result<(), Trouble> {
    let pace = arguments.pace();
    eprintln!("The very first start …");
    let server = installation.start(&["serve", "--demo"]).await?;
    let database = installation.join().await?;
    report.machine(&database).await?;
    if arguments.want(&[Name::Start]) {
        report.add(start::first(&server));
    }
    if arguments.want(&[Name::Page]) {
        eprintln!("The event page …");
        report.take("the event page", page::measure(&server, pace).await);
    }
    if arguments.want(&[Name::Registrations]) {
        eprintln!("Registrations on empty tables …");
        let rate = registrations::right_after_installation(&server, &database, pace).await;
        *right_after = report.keep("registrations right after installation", rate);
    }
    server.stop().await?;
    database.leave().await
}

/// With a hundred thousand attendees: loading them, everything that has to look at them, and registrations against
/// pgbench. Registrations come last because they make the tables grow.
async fn filled(
    arguments: &Arguments,
    installation: &Installation,
    report: &mut Report,
    right_after: Option<f64>,
) -> Result<(), Trouble> {
    let pace = arguments.pace();
    eprintln!("Loading {ATTENDEES} attendees …");
    let database = installation.join().await?;
    report.machine(&database).await?;
    installation.run(&["migrate"]).await?;
    let (demo, sign_in) = start::demo(installation, ATTENDEES).await?;
    if arguments.want(&[Name::Demo]) {
        report.add(demo);
    }
    // Whatever autovacuum would do in the next minute, it does now.
    database.execute("VACUUM (ANALYZE)").await?;
    if arguments.want(&[Name::Start]) {
        eprintln!("Starts with a ready database …");
        report.take(
            "starts with a ready database",
            start::ready(installation, pace).await,
        );
    }
    let server = installation.start(&["serve"]).await?;
    let organizer = server.sign_in(&sign_in).await?;
    if arguments.want(&[Name::Attendees]) {
        eprintln!("The attendee list …");
        let figures = attendees::measure(&server, &database, &organizer, pace).await;
        report.take("the attendee list", figures);
    }
    if arguments.want(&[Name::Csv]) {
        eprintln!("The CSV …");
        report.take(
            "the CSV",
            csv::measure(&server, &database, &organizer, pace).await,
        );
    }
    if arguments.want(&[Name::Memory]) {
        eprintln!("Memory under load …");
        report.take(
            "memory under load",
            memory::measure(&server, &database, &organizer, pace).await,
        );
    }
    if arguments.want(&[Name::Registrations]) {
        eprintln!("Registrations …");
        let figures = registrations::measure(&server, &database, &organizer, right_after, pace).await;
        report.take("registrations", figures);
    }
    server.stop().await?;
    database.leave().await
}
