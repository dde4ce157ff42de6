//! Why the demonstration could not be loaded.

use crate::publishing::{PublishError, PublishOutcome};

/// Why the demonstration could not be loaded.
#[derive(Debug, thiserror::Error)]
pub(super) enum LoadError {
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error("the demonstration is not fit to be published: {0:?}")]
    Unfit(PublishOutcome),
    #[error("the demonstration contradicts itself: {0}")]
    Content(String),
}
