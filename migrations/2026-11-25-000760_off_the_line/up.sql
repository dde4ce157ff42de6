-- How many people of a line have got a place is shown to those who wait: a handful of entries among all of an event.
CREATE INDEX activities_off_the_line ON activities (event_id, occurred_at) WHERE data ->> 'was' = 'waitlisted';
