-- Decision notes (Regulation 20-QĐ/TU) and requests of the investor and of enterprises.
CREATE TABLE decision_note (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT,
  subject TEXT CHECK (subject IN ('household', 'grave', 'segment', 'unit')),
  subject_uid TEXT, unit_uid TEXT, author_uid TEXT, written_on TEXT,
  title TEXT NOT NULL, facts_known TEXT NOT NULL, doubt TEXT NOT NULL, options TEXT NOT NULL,
  chosen INTEGER NOT NULL, reason TEXT NOT NULL, consulted TEXT, is_pilot INTEGER, review_on TEXT,
  result TEXT CHECK (result IN ('continue', 'stop', 'extend')),
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX decision_note_unit_uid ON decision_note (unit_uid);
CREATE INDEX decision_note_author_uid ON decision_note (author_uid);
CREATE INDEX decision_note_subject_uid ON decision_note (subject_uid);
-- What was said of a note and when: each word stands beside the ones before it.
CREATE TABLE note_word (
  seq INTEGER PRIMARY KEY, note_uid TEXT NOT NULL, fact TEXT NOT NULL, who TEXT NOT NULL,
  on_day TEXT NOT NULL, result TEXT, review_on TEXT
){strict};
CREATE INDEX note_word_note_uid ON note_word (note_uid, fact, seq);
CREATE TABLE request (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT,
  asker_kind TEXT NOT NULL CHECK (asker_kind IN ('investor', 'enterprise')),
  asker TEXT NOT NULL, question TEXT NOT NULL,
  subject TEXT CHECK (subject IN ('package', 'segment', 'unit')),
  subject_uid TEXT, unit_uid TEXT, alignment_uid TEXT, chainage_m INTEGER, asked_by_uid TEXT,
  asked_on TEXT, holder_uid TEXT NOT NULL, due_on TEXT NOT NULL,
  due_basis TEXT NOT NULL CHECK (due_basis IN ('law', 'local_sla', 'plan')),
  first_due_on TEXT, answer TEXT, answered_on TEXT, late_category TEXT,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX request_holder_uid ON request (holder_uid, answered_on);
CREATE INDEX request_unit_uid ON request (unit_uid);
-- Who held a request until when: each turn stands beside the ones before it.
CREATE TABLE request_turn (
  seq INTEGER PRIMARY KEY, request_uid TEXT NOT NULL, fact TEXT NOT NULL, who TEXT NOT NULL,
  on_day TEXT NOT NULL, holder_uid TEXT NOT NULL, due_on TEXT NOT NULL, due_basis TEXT NOT NULL,
  category TEXT
){strict};
CREATE INDEX request_turn_request_uid ON request_turn (request_uid, seq);
