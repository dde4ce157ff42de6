//! Sending the confirmation once more: a mail of its own with a Message-ID of its own, limited by registration.

use diesel_async::AsyncConnection as _;
use serde_json::json;

use super::mail::COPY;
use super::model::Registration;
use crate::activity::{self, Actor, Kind, NewActivity};
use crate::mail::{self, NewMail, Priority};
use crate::platform::ids::OrganizationId;
use crate::platform::throttle::{Limit, Verdict};
use crate::platform::web::{App, Error};

/// However often somebody asks, a mailbox gets no more than this.
const RESEND: Limit = Limit {
    scope: "registration.resend",
    hits: 3,
    seconds: 3600,
};

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResendOutcome {
    /// It is on its way.
    Queued,
    /// It was sent often enough in the last hour.
    TooOften,
    /// There is nothing to confirm, or no address to send to.
    NotApplicable,
}

/// Queues a copy of the confirmation in the registration's language.
///
/// # Errors
/// When the database does not answer.
pub async fn resend_confirmation(
    app: &App,
    registration: &Registration,
    organization_id: OrganizationId,
    actor: Actor,
) -> Result<ResendOutcome, Error> {
    if !registration.status.is_live() || registration.email.is_none() {
        return Ok(ResendOutcome::NotApplicable);
    }
    let mut conn = app.pool.get().await?;
    let outcome = conn
        .transaction(async |conn| {
            let now = app.clock.now(conn).await?;
            if RESEND.hit(conn, &registration.id.to_string(), now).await? != Verdict::Allowed {
                return Ok(ResendOutcome::TooOften);
            }
            let mail = NewMail {
                kind: COPY,
                subject_id: registration.id.uuid(),
                event_id: Some(registration.event_id),
                language: registration.language,
                revision: registration.mail_revision,
                dedupe_key: None,
                parameters: json!({}),
                priority: Priority::Normal,
                expires_at: None,
                suppressed: None,
            };
            mail::enqueue(conn, now, app.urls.host(), vec![mail]).await?;
            let entry = NewActivity {
                kind: Kind::ConfirmationResent,
                actor,
                organization_id: Some(organization_id),
                event_id: Some(registration.event_id),
                subject_id: registration.id.uuid(),
                data: json!({}),
                personal: None,
            };
            activity::record(conn, now, vec![entry]).await?;
            Ok::<_, diesel::result::Error>(ResendOutcome::Queued)
        })
        .await?;
    if outcome == ResendOutcome::Queued {
        app.waker.wake();
    }
    Ok(outcome)
}
