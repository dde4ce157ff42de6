DROP FUNCTION refuse_change();
DROP TABLE throttles;
DROP TABLE installation;
-- pg_trgm stays: somebody else in this database may use it by now.
