DROP INDEX registrations_by_person;
