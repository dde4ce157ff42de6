DROP TABLE event_looks;
