DROP TABLE event_moves;
