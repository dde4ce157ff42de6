//! How this slice writes to the activity log: about an account or an invitation, never with a name or an address
//! outside the erasable part.

use diesel::QueryResult;
use serde_json::Value;
use uuid::Uuid;

use super::queries;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::platform::db::Conn;
use crate::platform::i18n::{Tr, Value as Word};
use crate::platform::ids::{AccountId, InvitationId, OrganizationId};
use crate::platform::time::Zone;

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

/// An entry about an invitation.
pub fn invitation_entry(
    kind: Kind,
    actor: Actor,
    organization_id: OrganizationId,
    subject: InvitationId,
    data: Value,
) -> NewActivity {
    NewActivity {
        kind,
        actor,
        organization_id: Some(organization_id),
        event_id: None,
        subject_id: subject.uuid(),
        data,
        personal: None,
    }
}

/// Who changed a subject last and when, as a sentence, for whoever edits the same thing.
///
/// # Errors
/// When the database does not answer.
pub async fn describe_last_change(
    conn: &mut Conn,
    subject_id: Uuid,
    zone: Zone,
    t: Tr,
) -> QueryResult<String> {
    let Some((account, moment)) = activity::find_last_editor(conn, subject_id).await? else {
        return Ok(t.of("conflict-somebody"));
    };
    let Some(name) = queries::find_name(conn, account).await? else {
        return Ok(t.of("conflict-somebody"));
    };
    Ok(t.with(
        "conflict-who",
        &[
            ("name", Word::from(name)),
            ("moment", Word::from(t.moment(zone, moment))),
        ],
    ))
}
