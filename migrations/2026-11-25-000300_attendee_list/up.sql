-- The attendee list in every order: an index each, so that the next page begins where the last one ended.
-- People expect words in the order of their languages, whatever the database was set up with. U+FFFF sorts behind all
-- letters (CLDR's root collation), so that empty ones come last.
CREATE INDEX registrations_by_name
    ON registrations (event_id, (coalesce(name, U&'\FFFF') COLLATE "und-x-icu"), id);
CREATE INDEX registrations_by_email
    ON registrations (event_id, (coalesce(email, U&'\FFFF') COLLATE "und-x-icu"), id);
CREATE INDEX registrations_by_organization
    ON registrations (event_id, (coalesce(organization, U&'\FFFF') COLLATE "und-x-icu"), id);
CREATE INDEX registrations_by_category_and_time ON registrations (event_id, category_id, registered_at, id);
-- All columns in one direction: it is walked both ways.
DROP INDEX registrations_by_status;
CREATE INDEX registrations_by_status ON registrations (event_id, status, registered_at, id);

-- Whose mail failed is a question of every page.
CREATE INDEX outgoing_mails_failed ON outgoing_mails (event_id, subject_id) WHERE state = 'failed';

-- Phones are looked for by their digits, as one word. New rows bring it along.
UPDATE registrations SET
    search_text = search_text || ' ' || phone.digits,
    search_pieces = ARRAY(SELECT DISTINCT unnest(
        registrations.search_pieces || left(phone.digits, 1) || left(phone.digits, 2)) COLLATE "C" ORDER BY 1)
FROM (SELECT id, regexp_replace(phone, '[^0-9]', '', 'g') AS digits FROM registrations WHERE phone IS NOT NULL) AS phone
WHERE phone.id = registrations.id AND phone.digits <> '';
