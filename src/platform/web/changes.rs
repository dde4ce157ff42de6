//! How often an organizer has changed something, as far as this process knows: what is kept for a moment is kept under
//! that number, and looked for under the number of now.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The number; cheap to clone, and one for the whole process.
#[derive(Clone, Debug, Default)]
pub struct Changes(Arc<AtomicU64>);

impl Changes {
    /// Something is no longer as it was.
    pub fn note(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }

    pub(super) fn number(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }
}
