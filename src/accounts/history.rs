//! How this slice writes to the activity log: always about an account, never with a name or an address outside the
//! erasable part.

use serde_json::Value;

use crate::activity::{Actor, Kind, NewActivity};
use crate::platform::ids::AccountId;

/// An entry about the account `subject`.
pub fn entry(kind: Kind, actor: Actor, subject: AccountId, data: Value) -> NewActivity {
    NewActivity {
        kind,
        actor,
        organization_id: None,
        event_id: None,
        subject_id: subject.uuid(),
        data,
        personal: None,
    }
}
