//! `lanyard postgres` (hidden): holds a share in an own PostgreSQL while standard input stays open, and prints its
//! address. The tests start their throw-away server with it: when the last of them ends, however it ends, the
//! pipe closes and the server stops.

use std::path::PathBuf;

use clap::Args;
use tokio::io::AsyncReadExt as _;

use super::{Failure, say};
use crate::platform::postgres::{Durability, OwnPostgres, Settings};

#[derive(Args)]
pub(super) struct PostgresArguments {
    /// Where the cluster lies
    #[arg(long)]
    directory: PathBuf,
    /// Fast and without any promise to keep data
    #[arg(long)]
    throwaway: bool,
}

pub(super) async fn hold(arguments: &PostgresArguments) -> Result<(), Failure> {
    let settings = Settings {
        directory: arguments.directory.clone(),
        bin_dir: std::env::var_os("PG_BIN_DIR").map(PathBuf::from),
        durability: if arguments.throwaway {
            Durability::Throwaway
        } else {
            Durability::Durable
        },
    };
    let own = OwnPostgres::join(&settings)
        .await
        .map_err(|error| Failure::of(&error))?;
    say(own.url());
    let mut rest = Vec::new();
    let mut input = tokio::io::stdin();
    tokio::select! {
        // Whatever is read or fails: input has ended, and with it the need.
        _ = input.read_to_end(&mut rest) => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    own.leave().await.map_err(|error| Failure::of(&error))
}
