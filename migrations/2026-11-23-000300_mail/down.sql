DROP TABLE mail_relay;
DROP TABLE mail_attempts;
DROP TABLE outgoing_mails;
