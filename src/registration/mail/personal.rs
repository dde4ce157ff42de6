//! What a mail tells of a person. It lies in the history, so that it can be erased, and goes into no mail that waits.

use super::{ADDRESS_CHANGED, CHANGED};
use crate::activity::{self, Kind};
use crate::mail::{Fact, OutgoingMail, quoted};
use crate::platform::countries::Country;
use crate::platform::db::Conn;
use crate::platform::i18n::Tr;
use crate::registration::details::{DetailChange, DetailField};

/// What a mail tells of a person, kept with the history and not with the mail, so that it can be erased.
pub(super) enum Personal {
    Details(Vec<DetailChange>),
    Address { old: String },
}

pub(super) async fn find_personal(
    conn: &mut Conn,
    mail: &OutgoingMail,
) -> diesel::QueryResult<Option<Personal>> {
    let kind = match mail.kind.as_str() {
        CHANGED => Kind::RegistrationChanged,
        ADDRESS_CHANGED => Kind::RegistrationAddressChanged,
        _ => return Ok(None),
    };
    let Some(personal) = activity::find_personal(conn, mail.subject_id, kind, mail.revision).await? else {
        return Ok(None);
    };
    if let Some(old) = personal["old"].as_str() {
        return Ok(Some(Personal::Address { old: old.to_owned() }));
    }
    Ok(serde_json::from_value(personal).ok().map(Personal::Details))
}

/// A detail as it was and as it is.
pub(super) fn changed(change: &DetailChange, t: Tr) -> Fact {
    let words = |value: &Option<String>| match value {
        None => "–".to_owned(),
        Some(code) if change.field == DetailField::Country => {
            Country::parse(code).map_or_else(|_| code.clone(), |country| country.name(t.lang()).to_owned())
        }
        Some(value) => quoted(value),
    };
    Fact::new(change.field.label(t), [words(&change.new)]).instead_of([words(&change.old)])
}
