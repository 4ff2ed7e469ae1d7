-- A photo keeps the name its phone gave it (the hash of what was sent) beside the one it is kept by.
ALTER TABLE evidence ADD COLUMN stored_as TEXT;
-- What each phone last told of the reports it has not sent yet.
CREATE TABLE phone (
  session_uid TEXT PRIMARY KEY,
  person_uid TEXT NOT NULL,
  pending INTEGER NOT NULL,
  oldest_at TEXT,
  told_at TEXT NOT NULL
){strict};
CREATE INDEX phone_person_uid ON phone (person_uid);
