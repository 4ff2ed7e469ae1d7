-- What was entered by mistake and put aside: nothing of it is left in any other table of state.
CREATE TABLE retired (
  subject_uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, subject TEXT NOT NULL,
  root_uid TEXT NOT NULL, code TEXT NOT NULL, unit_uid TEXT, household_uid TEXT,
  seq INTEGER NOT NULL, retired_on TEXT NOT NULL, kept TEXT NOT NULL
){strict};
CREATE INDEX retired_root_uid ON retired (root_uid);
CREATE INDEX retired_household_uid ON retired (household_uid);
-- Contacts a cadre corrects at the gate.
ALTER TABLE identity ADD COLUMN phone_2 TEXT;
ALTER TABLE identity ADD COLUMN heirs TEXT;
ALTER TABLE identity ADD COLUMN representative TEXT;
-- Things found at the place that the office has not confirmed yet.
ALTER TABLE parcel ADD COLUMN is_unconfirmed INTEGER;
ALTER TABLE structure ADD COLUMN is_unconfirmed INTEGER;
ALTER TABLE grave ADD COLUMN is_unconfirmed INTEGER;
