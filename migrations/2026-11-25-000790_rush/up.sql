-- Planned once a connection and not at every call, as a function in SQL is.
CREATE OR REPLACE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT * FROM quotas WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE;
END $$;

-- Pieces of new texts wait in a list until they are sorted in. Whoever makes the list too long sorts them in, which
-- would be a registration that has a quota locked. A task does it long before (`registration::sort_in_search`), so the
-- list may grow by what comes in a few seconds of a rush.
ALTER INDEX registrations_search_text SET (gin_pending_list_limit = 32768);
ALTER INDEX registrations_search_pieces SET (gin_pending_list_limit = 32768);
