-- Free text of the journal's rows, where it can be erased: one row a text, its salt beside it.
CREATE TABLE remark (
  seq INTEGER NOT NULL, field TEXT NOT NULL, salt TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (seq, field)
){strict};
-- The journal over seals; it takes the place of the one before once it is filled (sealing.py).
CREATE TABLE change_sealed (
  seq INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  project_uid TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_uid TEXT NOT NULL,
  fact TEXT NOT NULL,
  patch TEXT NOT NULL,
  before TEXT NOT NULL,
  based_on INTEGER,
  who TEXT NOT NULL,
  device TEXT NOT NULL,
  happened_on TEXT,
  recorded_at TEXT NOT NULL,
  why TEXT NOT NULL,
  evidence TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('accepted', 'held', 'refused')),
  reason TEXT,
  clash TEXT NOT NULL,
  about TEXT,
  digest TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
){strict};
-- What an office's row says to the letter, where this database has other seals for the same text.
ALTER TABLE origin ADD COLUMN told_why TEXT;
ALTER TABLE origin ADD COLUMN told_patch TEXT;
ALTER TABLE origin ADD COLUMN told_before TEXT;
-- Rows taken before their office sealed its journal: each waits to be told anew.
CREATE TABLE former_origin (
  seq INTEGER PRIMARY KEY,
  source_uid TEXT NOT NULL,
  source_seq INTEGER NOT NULL,
  UNIQUE (source_uid, source_seq)
){strict};
