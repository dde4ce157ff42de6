DROP TABLE event_slugs;
