-- What the organizer says to it when the event is called off, by language; stays empty until then.
ALTER TABLE events ADD COLUMN cancellation_words jsonb NOT NULL DEFAULT '{}'
    CONSTRAINT only_a_cancelled_event_has_cancellation_words
    CHECK (cancellation_words = '{}' OR status <> 'draft');
