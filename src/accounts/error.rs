//! Why a use case of this slice could not be carried through, by no fault of whoever asked. What she did wrong is
//! in the outcomes.

use super::passwords::HashingError;
use crate::platform::db::DbError;
use crate::platform::web;

/// A failure of ours.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// There was no connection to be had.
    #[error(transparent)]
    Pool(#[from] DbError),
    /// The database did not do it.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
    /// The password could be neither hashed nor checked.
    #[error(transparent)]
    Hashing(#[from] HashingError),
}

impl From<AccountError> for web::Error {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Pool(error) => error.into(),
            AccountError::Db(error) => error.into(),
            AccountError::Hashing(HashingError::Busy) => Self::Unavailable(HashingError::Busy.to_string()),
            AccountError::Hashing(error) => Self::internal(error),
        }
    }
}
