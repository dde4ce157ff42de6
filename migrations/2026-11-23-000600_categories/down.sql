DROP FUNCTION lock_quotas(uuid[]);
DROP TABLE quota_claims;
DROP TABLE participation_categories;
DROP FUNCTION refuse_new_category_key();
DROP TABLE quotas;
