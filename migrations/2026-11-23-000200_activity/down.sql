DROP TABLE activities;
DROP FUNCTION refuse_change_but_erasure();
