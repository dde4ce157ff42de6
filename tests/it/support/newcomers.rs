//! Registrations made beside the form, as a list brings them, and terms that change under who fills it in.

use lanyard::activity::Actor;
use lanyard::events::Event;
use lanyard::platform::lang::Lang;
use lanyard::registration::{MailPolicy, NewRegistration};
use lanyard::terms::{self, Channel, Choices, NewTerms, Reading};
use lanyard::{categories, mail};

use super::TestApp;

impl TestApp {
    /// Somebody without an address, who comes to the event's first category under its terms and is told by no mail.
    pub async fn newcomer(&self, event: &Event) -> NewRegistration {
        let mut conn = self.conn().await;
        let category = categories::list_of_event(&mut conn, event.id)
            .await
            .expect("categories")
            .remove(0);
        let terms = terms::find_current(&mut conn, event.id)
            .await
            .expect("an answer")
            .expect("terms");
        NewRegistration {
            event_id: event.id,
            category_id: category.id,
            terms_version_id: terms.id,
            consents: Vec::new(),
            channel: Channel::Import,
            language: Lang::En,
            name: "Somebody".into(),
            email: None,
            organization: None,
            position: None,
            country: None,
            phone: None,
            submission: None,
            mail: MailPolicy::Suppress(mail::Withheld::Demonstration),
            registered_at: None,
            entered_by: None,
            overbooks: false,
            companions: Vec::new(),
            stays_together: false,
            choices: Choices::default(),
            shown_amounts: None,
        }
    }

    /// Publishes the draft of an event's terms as its next version.
    pub async fn publish_terms(&self, event: &Event) {
        let mut conn = self.conn().await;
        let now = self.app.clock.now(&conn).await.expect("now");
        let new = NewTerms {
            event,
            categories: &[],
            actor: Actor::Operator,
            reading: Reading::Vouched,
            applies_to_all: false,
        };
        terms::publish_version(&mut conn, &new, now)
            .await
            .expect("a version");
    }
}
