-- What an organizer asks somebody before deciding about her, and what she answers. Closed when it is answered, or when
-- the decision has overtaken it.
CREATE TABLE review_questions (
    id              uuid        PRIMARY KEY,
    registration_id uuid        NOT NULL REFERENCES registrations ON DELETE CASCADE,
    question        text        NOT NULL CONSTRAINT question_is_short CHECK (length(question) BETWEEN 1 AND 1000),
    asked_at        timestamptz NOT NULL,
    answer          text        CONSTRAINT answer_is_short CHECK (length(answer) BETWEEN 1 AND 2000),
    closed_at       timestamptz,
    CONSTRAINT whoever_answers_closes CHECK (answer IS NULL OR closed_at IS NOT NULL)
);
CREATE INDEX review_questions_by_registration ON review_questions (registration_id, asked_at);
CREATE UNIQUE INDEX one_review_question_is_open ON review_questions (registration_id) WHERE closed_at IS NULL;
-- The queue, the longest wait first.
CREATE INDEX registrations_in_review ON registrations (event_id, status_changed_at, id) WHERE status = 'pending_review';
