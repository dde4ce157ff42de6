//! pgbench: what PostgreSQL does when nobody but PostgreSQL is asked. Always with prepared statements, as Lanyard
//! has them.

use std::time::Duration;

use crate::Trouble;
use crate::database::{Database, path_of};
use crate::report::median;

/// A script and what it needs to know.
pub struct Script {
    /// Its name in `scripts/bench`.
    pub file: &'static str,
    /// Its variables.
    pub variables: Vec<(&'static str, String)>,
}

/// Transactions a second that `clients` get through.
pub async fn rate(
    database: &Database,
    script: &Script,
    clients: usize,
    round: Duration,
) -> Result<f64, Trouble> {
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(clients);
    let clients = clients.to_string();
    let output = run(
        database,
        script,
        round,
        &["--client", &clients, "--jobs", &threads.to_string()],
    )
    .await?;
    output
        .lines()
        .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok())
        .ok_or_else(|| format!("pgbench printed no tps: {output}").into())
}

/// How long one transaction takes when nobody else asks: the median.
pub async fn latency(database: &Database, script: &Script, round: Duration) -> Result<Duration, Trouble> {
    let log = database.folder.join("pgbench-latency");
    std::fs::create_dir_all(&log)?;
    let prefix = log.join("transactions");
    run(
        database,
        script,
        round,
        &[
            "--client",
            "1",
            "--log",
            "--log-prefix",
            &prefix.to_string_lossy(),
        ],
    )
    .await?;
    let mut latencies = Vec::new();
    for file in std::fs::read_dir(&log)? {
        // Client, transaction, microseconds, …
        let text = std::fs::read_to_string(file?.path())?;
        latencies.extend(
            text.lines()
                .filter_map(|line| line.split(' ').nth(2)?.parse::<f64>().ok()),
        );
    }
    std::fs::remove_dir_all(&log)?;
    let middle = median(&mut latencies).ok_or("pgbench logged no transaction")?;
    Ok(Duration::from_secs_f64(middle / 1e6))
}

async fn run(
    database: &Database,
    script: &Script,
    round: Duration,
    arguments: &[&str],
) -> Result<String, Trouble> {
    let mut pgbench = database.program("pgbench");
    pgbench
        .args(["--no-vacuum", "--protocol=prepared", "--time"])
        .arg(round.as_secs().max(1).to_string());
    pgbench.arg("--file").arg(path_of(script.file)).args(arguments);
    for (name, value) in &script.variables {
        pgbench.arg("--define").arg(format!("{name}={value}"));
    }
    let output = pgbench
        .output()
        .await
        .map_err(|error| format!("pgbench: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    Err(format!(
        "pgbench {}: {}",
        script.file,
        String::from_utf8_lossy(&output.stderr).trim()
    )
    .into())
}
