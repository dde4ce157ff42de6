DROP TABLE consents;
DROP TABLE terms_versions;
DROP TABLE terms_drafts;
