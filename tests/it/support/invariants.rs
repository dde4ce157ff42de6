//! What must hold at every moment, whatever happened before: run after every test that hurts the product.

use diesel::QueryableByName;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use lanyard::platform::db::Conn;

use super::TestDb;

/// Name of the invariant, and a query whose every row is a violation.
const INVARIANTS: &[(&str, &str)] = &[
    (
        "no quota is oversold",
        "SELECT q.id::text AS what FROM quotas q WHERE (SELECT count(*) FROM quota_claims c
         WHERE c.quota_id = q.id AND c.released_at IS NULL) > q.size + q.excess",
    ),
    (
        "counters equal claims",
        "SELECT q.id::text AS what FROM quotas q WHERE q.taken <> (SELECT count(*) FROM quota_claims c
         WHERE c.quota_id = q.id AND c.released_at IS NULL)",
    ),
    (
        "whoever has a place holds one in each quota that bounds her, and nobody else holds any",
        "SELECT coalesce(due.id, held.id)::text AS what FROM (
             SELECT r.id, b.quota_id FROM registrations r JOIN category_quotas b ON b.category_id = r.category_id
             WHERE r.has_place
             UNION SELECT r.id, b.quota_id FROM registrations r JOIN event_quotas b ON b.event_id = r.event_id
             WHERE r.has_place
             UNION SELECT r.id, b.quota_id FROM registrations r JOIN option_quotas b ON b.event_id = r.event_id
             AND r.choices -> 'extras' ? b.option_key WHERE r.has_place) due
         FULL JOIN (SELECT registration_id AS id, quota_id FROM quota_claims WHERE released_at IS NULL) held
         ON held.id = due.id AND held.quota_id = due.quota_id WHERE due.id IS NULL OR held.id IS NULL",
    ),
    (
        "whoever is confirmed, awaits payment or is offered a place has one",
        "SELECT r.id::text AS what FROM registrations r
         WHERE r.status IN ('confirmed', 'awaiting_payment', 'offered') AND NOT r.has_place",
    ),
    (
        "a place is held until she must act",
        "SELECT r.id::text AS what FROM registrations r JOIN quota_claims c ON c.registration_id = r.id
         WHERE c.released_at IS NULL AND c.held_until IS DISTINCT FROM r.acts_until",
    ),
    (
        "whoever waits stands in line, and nobody else",
        "SELECT coalesce(r.id, w.registration_id)::text AS what FROM (SELECT * FROM registrations
         WHERE status = 'waitlisted') r FULL JOIN waitlist_entries w ON w.registration_id = r.id
         WHERE r.id IS NULL OR w.registration_id IS NULL",
    ),
    (
        "a registration has accepted exactly one version of the terms",
        "SELECT r.id::text AS what FROM registrations r WHERE (SELECT count(*) FROM consents c
         WHERE c.registration_id = r.id AND c.key IS NULL) <> 1",
    ),
    (
        "whoever registered herself has given what her version requires of everybody",
        "SELECT r.id::text AS what FROM registrations r
         JOIN consents terms ON terms.registration_id = r.id AND terms.key IS NULL
         JOIN terms_versions v ON v.id = terms.terms_version_id, jsonb_array_elements(v.rules -> 'consent') asked
         WHERE r.channel = 'self' AND asked -> 'required' = 'true' AND NOT asked ? 'when'
         AND NOT EXISTS (SELECT FROM consents c WHERE c.registration_id = r.id AND c.terms_version_id = v.id
                         AND c.required AND c.key = asked ->> 'key')",
    ),
    (
        "a consent beside the terms is of the version that was accepted, and one at a time",
        "SELECT r.id::text AS what FROM registrations r JOIN consents c ON c.registration_id = r.id
         WHERE c.key IS NOT NULL AND (c.terms_version_id NOT IN (SELECT terms.terms_version_id FROM consents terms
         WHERE terms.registration_id = r.id AND terms.key IS NULL) OR (c.withdrawn_at IS NULL AND EXISTS (SELECT
         FROM consents other WHERE other.registration_id = r.id AND other.key = c.key AND other.id <> c.id
         AND other.withdrawn_at IS NULL)))",
    ),
    (
        "a consent names the digest of its version",
        "SELECT c.id::text AS what FROM consents c JOIN terms_versions v ON v.id = c.terms_version_id
         WHERE c.digest <> v.digest
            OR encode(c.document_digest, 'hex') <> v.document_digests ->> c.language",
    ),
    (
        "a charge follows from the version that was accepted",
        "SELECT d.id::text AS what FROM dues_entries d WHERE NOT EXISTS (SELECT FROM consents c
         WHERE c.registration_id = d.registration_id AND c.terms_version_id = d.terms_version_id AND c.required)",
    ),
    (
        "a confirmed registration has exactly one confirmation mail a revision",
        "SELECT r.id::text AS what FROM registrations r WHERE r.status = 'confirmed' AND (SELECT count(*)
         FROM outgoing_mails m WHERE m.subject_id = r.id AND m.kind = 'registration.confirmed'
         AND m.revision = r.mail_revision) <> 1",
    ),
    (
        "a form is used once",
        "SELECT submission_id::text AS what FROM registrations WHERE submission_id IS NOT NULL
         GROUP BY event_id, submission_id HAVING count(*) > 1",
    ),
    (
        "a person registers once",
        "SELECT email_key AS what FROM registrations WHERE email_key IS NOT NULL AND status IN
         ('unverified', 'pending_review', 'awaiting_payment', 'waitlisted', 'offered', 'confirmed')
         GROUP BY event_id, email_key HAVING count(*) > 1",
    ),
    (
        "who has ended or waits holds no place",
        "SELECT r.id::text AS what FROM registrations r JOIN quota_claims c ON c.registration_id = r.id
         WHERE c.released_at IS NULL
           AND r.status IN ('waitlisted', 'rejected', 'withdrawn', 'cancelled', 'expired')",
    ),
    (
        "a registration holds one place in a quota",
        "SELECT registration_id::text AS what FROM quota_claims WHERE released_at IS NULL
         GROUP BY quota_id, registration_id HAVING count(*) > 1",
    ),
    (
        "a registration has its history",
        "SELECT r.id::text AS what FROM registrations r WHERE (SELECT count(*) FROM activities a
         WHERE a.subject_id = r.id AND a.kind = 'registration.received') <> 1",
    ),
    (
        "a status has its entry in the history",
        "SELECT r.id::text AS what FROM registrations r
         WHERE r.status IN ('waitlisted', 'offered', 'confirmed', 'rejected', 'withdrawn', 'cancelled', 'expired')
         AND NOT EXISTS (SELECT FROM activities a WHERE a.subject_id = r.id AND a.kind = 'registration.' || r.status)",
    ),
    (
        "nobody waits while a place that fits is free",
        "SELECT party.first AS what FROM (
             SELECT min(w.registration_id::text) AS first, w.category_id, w.event_id, count(*) AS people
             FROM waitlist_entries w JOIN events e ON e.id = w.event_id
             WHERE e.status = 'published' AND (e.starts_at IS NULL OR e.starts_at > now())
             GROUP BY w.category_id, w.event_id, coalesce(w.together_id, w.registration_id)) party
         WHERE NOT EXISTS (SELECT FROM quotas q WHERE q.size - q.taken < party.people
             AND (q.id IN (SELECT quota_id FROM category_quotas WHERE category_id = party.category_id)
                  OR q.id IN (SELECT quota_id FROM event_quotas WHERE event_id = party.event_id)))",
    ),
    (
        "no mail is in flight beyond its lease",
        "SELECT id::text AS what FROM outgoing_mails WHERE state = 'in_flight' AND lease_until < now() - interval '1 minute'",
    ),
];

#[derive(QueryableByName)]
struct Violation {
    #[diesel(sql_type = Text)]
    what: String,
}

/// Every violation, by name.
pub async fn violations(db: &TestDb) -> Vec<(&'static str, usize)> {
    violations_on(&mut db.connect().await).await
}

/// The same for whoever looks often and has a connection.
pub async fn violations_on(conn: &mut Conn) -> Vec<(&'static str, usize)> {
    let mut found = Vec::new();
    for (name, query) in INVARIANTS {
        let rows: Vec<Violation> = diesel::sql_query(*query).load(conn).await.expect(name);
        if let [first, ..] = rows.as_slice() {
            println!("{name}: {} violations, {} for one", rows.len(), first.what);
            found.push((*name, rows.len()));
        }
    }
    found
}

/// Fails if anything that must hold does not.
pub async fn assert_hold(db: &TestDb) {
    assert_eq!(violations(db).await, []);
}
