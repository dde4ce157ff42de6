//! Brings the schema up to date. Two processes that start together take turns.

use diesel::migration::{Migration as _, MigrationSource};
use diesel_async::AsyncMigrationHarness;
use diesel_async::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness as _, embed_migrations};
use thiserror::Error;

use super::{DbError, connect};

/// The migrations of this build.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// The advisory lock under which migrations run: “lanyard” in ASCII, as a number.
const LOCK: i64 = 0x006c_616e_7961_7264;

/// Why the schema could not be brought up to date.
#[derive(Debug, Error)]
pub enum MigrationError {
    /// The database cannot be reached.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A statement failed.
    #[error("a migration failed: {0}")]
    Failed(String),
}

/// Runs what is missing and returns the names of what ran. A session lock, held on this connection only and given
/// up with it, makes a second process wait and then find nothing left to do.
///
/// # Errors
/// When the database cannot be reached or a migration fails; what ran before it stays.
pub async fn migrate(url: &str) -> Result<Vec<String>, MigrationError> {
    let failed = |e: &dyn std::fmt::Display| MigrationError::Failed(e.to_string());
    let mut conn = connect(url).await?;
    // Another process may be at a long migration; its patience is not ours to limit.
    diesel::sql_query("SET lock_timeout = 0; ")
        .execute(&mut conn)
        .await
        .map_err(|e| failed(&e))?;
    diesel::sql_query("SET statement_timeout = 0")
        .execute(&mut conn)
        .await
        .map_err(|e| failed(&e))?;
    diesel::sql_query("SELECT pg_advisory_lock($1)")
        .bind::<diesel::sql_types::BigInt, _>(LOCK)
        .execute(&mut conn)
        .await
        .map_err(|e| failed(&e))?;
    let mut harness = AsyncMigrationHarness::new(conn);
    let versions = harness
        .run_pending_migrations(MIGRATIONS)
        .map_err(|e| failed(&e))?;
    Ok(versions.iter().map(ToString::to_string).collect())
}

/// How many migrations of this program the database lacks.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_pending(url: &str) -> Result<usize, MigrationError> {
    let mut harness = AsyncMigrationHarness::new(connect(url).await?);
    let pending = harness.pending_migrations(MIGRATIONS);
    let pending = pending.map_err(|error| MigrationError::Failed(error.to_string()))?;
    Ok(pending.len())
}

/// Versions that the database has and this program does not know: a newer program was here.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_unknown(url: &str) -> Result<Vec<String>, MigrationError> {
    let failed = |error: &dyn std::fmt::Display| MigrationError::Failed(error.to_string());
    let known = MigrationSource::<diesel::pg::Pg>::migrations(&MIGRATIONS).map_err(|e| failed(&e))?;
    let known: Vec<String> = known
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    let mut harness = AsyncMigrationHarness::new(connect(url).await?);
    let applied = harness.applied_migrations().map_err(|e| failed(&e))?;
    let applied = applied.iter().map(ToString::to_string);
    Ok(applied.filter(|version| !known.contains(version)).collect())
}
