-- Offices whose journals this database takes as a hub: how far, and when each last spoke.
CREATE TABLE source (
  uid TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  news_at TEXT NOT NULL,
  asked_at TEXT NOT NULL
){strict};
-- Where a journal row came from: the office, its number there and its hash there.
CREATE TABLE origin (
  seq INTEGER PRIMARY KEY,
  source_uid TEXT NOT NULL,
  source_seq INTEGER NOT NULL,
  source_hash TEXT NOT NULL,
  UNIQUE (source_uid, source_seq)
){strict};
-- One more kind of session: a token that reads the journal and opens nothing else.
CREATE TABLE session_with_feed (
  uid TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_uid TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('browser', 'token', 'calendar', 'feed')),
  device TEXT NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
){strict};
INSERT INTO session_with_feed (uid, token_hash, person_uid, kind, device, created_at, seen_at,
  expires_at, revoked_at) SELECT uid, token_hash, person_uid, kind, device, created_at, seen_at,
  expires_at, revoked_at FROM session;
DROP TABLE session;
ALTER TABLE session_with_feed RENAME TO session;
CREATE INDEX session_person ON session (person_uid);
