-- One registration as bare PostgreSQL takes it: the quota, then one statement for registration, consent, history and
-- outbox. Run by pgbench, prepared; `quotas` says how many quotas the clients spread over (1: one hot row).
--
-- It is less than Lanyard does, which also looks for earlier uses of form and address, judges status, window and
-- terms, and writes the claim and a second entry of history.
\set person random(1, 1000000000000000)
\set quota random(1, :quotas)
BEGIN;
UPDATE quotas SET taken = taken + 1 WHERE id = bench.quota(:quota);
WITH registration AS (
    INSERT INTO registrations (
        id, event_id, category_id, reference, status, channel, language, name, email, email_key, organization, country,
        submission_id, submission_digest, link_hash, search_text, search_pieces, registered_at, status_changed_at)
    VALUES (
        bench.new_id(), :event_id::uuid, :category_id::uuid,
        translate(upper(substr(encode(uuid_send(gen_random_uuid()), 'base64'), 1, 8)), '01ILOUV+/', '23ABCDEFG'),
        'confirmed', 'self', 'en',
        'Lerato Dlamini', 'bare' || :person || '@people.example', 'bare' || :person || '@people.example',
        'University of Cape Town', 'ZA',
        gen_random_uuid(), sha256(uuid_send(gen_random_uuid())), sha256(uuid_send(gen_random_uuid())),
        'lerato dlamini bare' || :person || ' people example university of cape town',
        '{b,ba,c,ca,d,dl,e,ex,l,le,o,of,p,pe,t,to,u,un}', now(), now())
    RETURNING id
), consent AS (
    INSERT INTO consents (
        id, registration_id, terms_version_id, required, digest, document_digest, language, channel, given_at)
    SELECT bench.new_id(), id, :terms_version_id::uuid, true, sha256(uuid_send(id)), sha256(uuid_send(id)), 'en', 'self', now()
    FROM registration
), entry AS (
    INSERT INTO activities (id, occurred_at, kind, actor_kind, event_id, subject_id, data)
    SELECT bench.new_id(), now(), 'registration.confirmed', 'attendee', :event_id::uuid, id,
           '{"category": "expert", "terms_version": 1}'
    FROM registration
)
INSERT INTO outgoing_mails (
    id, kind, subject_id, event_id, language, revision, dedupe_key, message_id, state, next_attempt_at, created_at)
SELECT bench.new_id(), 'registration.confirmed', id, :event_id::uuid, 'en', 1, 'registration.confirmed:' || id || ':' || 1,
       '<' || bench.new_id() || '@localhost>', 'queued', now(), now()
FROM registration;
COMMIT;
