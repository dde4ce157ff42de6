ALTER INDEX registrations_search_pieces RESET (gin_pending_list_limit);
ALTER INDEX registrations_search_text RESET (gin_pending_list_limit);

CREATE OR REPLACE FUNCTION lock_quotas(wanted uuid[]) RETURNS SETOF quotas LANGUAGE sql AS $$
    SELECT * FROM quotas WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE
$$;
