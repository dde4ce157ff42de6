//! The organizer's pages of attendees.

mod changes;
mod detail;
mod entry;
mod export;
mod list;
mod plans;
mod walk;

use lanyard::accounts::Role;

use crate::support::{Html, TestApp, Visitor};

/// The list of the event that these tests have.
const LIST: &str = "/organizer/events/list/attendees";

/// An event with these people (name, address, organization), and somebody who may look.
async fn app_with(people: &[(&str, &str, &str)]) -> (TestApp, Visitor) {
    let app = TestApp::start().await;
    app.event("list").publish().await;
    for (name, email, organization) in people {
        let answer = app
            .visitor()
            .register(
                "list",
                &[("name", name), ("email", email), ("organization", organization)],
            )
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    let organizer = app.organizer(Role::Viewer).await;
    (app, organizer)
}

fn names(page: &Html) -> Vec<String> {
    page.texts("tbody td:first-child a")
}

async fn page_of(organizer: &Visitor, query: &[(&str, &str)]) -> Html {
    organizer.page(&format!("{LIST}?{}", query_of(query))).await
}

fn query_of(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// Puts a crowd into an event by one statement: names in three scripts, some of them alike, every third without an
/// organization, statuses and categories mixed, mails that were sent and a few that failed. For what only a number of
/// rows can show; whoever they are, they did not come by the intake.
async fn crowd(app: &TestApp, slug: &str, number: usize) {
    app.execute(&format!(
        "WITH crowd AS (
             SELECT n, e.id AS event_id, gen_random_uuid() AS id,
                    CASE n % 7 WHEN 0 THEN '王小明' WHEN 1 THEN 'Мария Петрова ' || n / 2 WHEN 2 THEN NULL
                               WHEN 3 THEN 'Ärne Ørsted' WHEN 4 THEN 'zoë ' || n ELSE 'Anna ' || n / 3 END AS name,
                    CASE WHEN n % 3 > 0 THEN 'Institute ' || n % 40 END AS organization,
                    'p' || n || '@' || e.slug || '.example' AS email
             FROM events e, generate_series(1, {number}) AS n WHERE e.slug = '{slug}'),
         written AS (
             INSERT INTO registrations (
                 id, event_id, category_id, reference, status, channel, language, name, email, email_key, organization,
                 link_hash, search_text, search_pieces, registered_at, status_changed_at)
             SELECT c.id, c.event_id,
                    (SELECT k.id FROM participation_categories k WHERE k.event_id = c.event_id
                     ORDER BY (n + position) % 3, position LIMIT 1),
                    upper(translate(lpad(to_hex(n + hashtext('{slug}') % 100000000 + 100000000), 8, '0'),
                                    '01abcdef', 'wxghjkmn')),
                    (ARRAY['confirmed', 'confirmed', 'confirmed', 'withdrawn', 'cancelled'])[1 + n % 5], 'import', 'en',
                    name, email, email, organization, sha256(uuid_send(c.id)),
                    lower(concat_ws(' ', name, replace(replace(email, '@', ' '), '.', ' '), organization)),
                    CASE n % 7 WHEN 0 THEN '{{王,王小,小,小明,明}}' ELSE '{{a,an}}' END::text[],
                    timestamptz '2027-01-01' + n / 3 * interval '1 minute', now()
             FROM crowd c RETURNING id, event_id, registered_at),
         numbered AS (SELECT *, row_number() OVER () AS n FROM written)
         INSERT INTO outgoing_mails (
             id, kind, subject_id, event_id, language, message_id, state, reason, sent_at, next_attempt_at, created_at)
         SELECT gen_random_uuid(), 'registration.confirmed', id, event_id, 'en', id::text,
                CASE WHEN n % 500 = 0 THEN 'failed' ELSE 'sent' END,
                CASE WHEN n % 500 = 0 THEN 'no such mailbox' END,
                CASE WHEN n % 500 > 0 THEN now() END, now(), registered_at
         FROM numbered"
    ))
    .await;
}
