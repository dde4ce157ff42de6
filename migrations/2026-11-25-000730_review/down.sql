DROP INDEX registrations_in_review;
DROP TABLE review_questions;
