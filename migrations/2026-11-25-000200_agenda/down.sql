DROP TABLE session_speakers;
DROP TABLE agenda_sessions;
DROP TABLE rooms;
