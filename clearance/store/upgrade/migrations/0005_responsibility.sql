-- Who has a case, since when and until when; why it was late; what was asked and answered.
ALTER TABLE grave ADD COLUMN holder_uid TEXT;
CREATE INDEX grave_holder_uid ON grave (holder_uid, due_on);
CREATE TABLE turn (
  seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_uid TEXT NOT NULL,
  holder_kind TEXT NOT NULL
    CHECK (holder_kind IN ('person', 'household', 'land_office', 'superior', 'investor')),
  holder_uid TEXT NOT NULL, since TEXT NOT NULL, until TEXT, why TEXT NOT NULL,
  has_document INTEGER NOT NULL, due_on TEXT, due_basis TEXT
){strict};
CREATE INDEX turn_subject_uid ON turn (subject_uid, seq);
CREATE INDEX turn_holder_uid ON turn (holder_uid, until);
CREATE TABLE explanation (
  seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_uid TEXT NOT NULL, step TEXT NOT NULL,
  category TEXT NOT NULL, who TEXT NOT NULL, recorded_at TEXT NOT NULL,
  new_due_on TEXT NOT NULL, why TEXT NOT NULL
){strict};
CREATE INDEX explanation_subject_uid ON explanation (subject_uid, seq);
CREATE INDEX explanation_who ON explanation (who, recorded_at);
CREATE TABLE ask (
  seq INTEGER PRIMARY KEY, uid TEXT NOT NULL, subject TEXT NOT NULL, subject_uid TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('explanation', 'instruction')),
  asked_by TEXT NOT NULL, asked_of TEXT NOT NULL, asked_at TEXT NOT NULL, due_on TEXT NOT NULL,
  why TEXT NOT NULL, answered_seq INTEGER, answered_at TEXT, answered_by TEXT, answer TEXT
){strict};
CREATE INDEX ask_subject_uid ON ask (subject_uid, answered_seq);
CREATE INDEX ask_asked_of ON ask (asked_of, answered_seq);
CREATE TABLE absence (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  person_uid TEXT NOT NULL, replacement_uid TEXT NOT NULL, valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL
){strict};
CREATE INDEX absence_person_uid ON absence (person_uid);
CREATE INDEX absence_replacement_uid ON absence (replacement_uid);
-- What was registered before this table: its first turn began then and lasts.
UPDATE household SET holder_uid = (SELECT c.who FROM change c WHERE c.subject_uid = household.uid
  AND c.fact = 'registered' AND c.standing = 'accepted') WHERE holder_uid IS NULL;
UPDATE grave SET holder_uid = (SELECT c.who FROM change c WHERE c.subject_uid = grave.uid
  AND c.fact = 'registered' AND c.standing = 'accepted');
INSERT INTO turn (seq, subject, subject_uid, holder_kind, holder_uid, since, until, why,
  has_document)
SELECT c.seq, c.subject, c.subject_uid, 'person', COALESCE(h.holder_uid, g.holder_uid),
  c.recorded_at,
  CASE WHEN COALESCE(h.next_step, g.next_step) IS NULL THEN (SELECT MAX(s.recorded_at)
    FROM step_taken s WHERE s.subject_uid = c.subject_uid) END, '', 0
FROM change c LEFT JOIN household h ON h.uid = c.subject_uid
  LEFT JOIN grave g ON g.uid = c.subject_uid
WHERE c.fact = 'registered' AND c.standing = 'accepted' AND c.subject IN ('household', 'grave');
