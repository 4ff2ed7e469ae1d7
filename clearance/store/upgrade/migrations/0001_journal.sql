-- The append-only journal: audit trail, idempotency key and feed in one row.
CREATE TABLE change (
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
CREATE INDEX change_subject ON change (subject_uid, seq);
CREATE INDEX change_about ON change (about) WHERE about IS NOT NULL;
CREATE INDEX change_standing ON change (standing, seq) WHERE standing <> 'accepted';
-- The independent dated facts of a case.
CREATE TABLE step_taken (
  subject TEXT NOT NULL,
  subject_uid TEXT NOT NULL,
  step TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  who TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subject_uid, step)
){strict};
CREATE INDEX step_taken_seq ON step_taken (seq);
CREATE INDEX step_taken_step ON step_taken (subject, step, happened_on);
CREATE TABLE promise (
  seq INTEGER PRIMARY KEY,
  segment_uid TEXT NOT NULL,
  promised_on TEXT NOT NULL,
  previous_on TEXT,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  recorded_at TEXT NOT NULL
){strict};
CREATE INDEX promise_segment ON promise (segment_uid, seq);
-- Personal values, erasable, outside the journal.
CREATE TABLE identity (
  subject_uid TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  full_name TEXT,
  spouse_name TEXT,
  phone TEXT,
  id_number TEXT,
  address TEXT,
  deceased_name TEXT,
  note TEXT,
  sort_key TEXT
){strict};
CREATE TABLE evidence (
  sha256 TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  uploaded_by TEXT NOT NULL,
  uploaded_at TEXT NOT NULL
){strict};
-- The legal shape in VN-2000 and the same in web metres for drawing.
CREATE TABLE shape (
  id {id},
  subject TEXT NOT NULL,
  subject_uid TEXT NOT NULL UNIQUE,
  crs INTEGER NOT NULL,
  legal_wkb {bytes} NOT NULL,
  web_wkb {bytes} NOT NULL,
  min_x {real} NOT NULL,
  max_x {real} NOT NULL,
  min_y {real} NOT NULL,
  max_y {real} NOT NULL
){strict};
CREATE INDEX shape_subject ON shape (subject);
CREATE TABLE search_text (
  id {id},
  subject TEXT NOT NULL,
  subject_uid TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL
){strict};
CREATE TABLE login (
  person_uid TEXT PRIMARY KEY,
  password_hash TEXT,
  link_hash TEXT,
  link_until TEXT
){strict};
CREATE TABLE session (
  uid TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_uid TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('browser', 'token', 'calendar')),
  device TEXT NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
){strict};
CREATE INDEX session_person ON session (person_uid);
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
){strict};
