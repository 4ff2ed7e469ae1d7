-- An operation on the ground truth: a parcel split, a package re-cut. Its own changes name it in
-- `about`; `operation_row` keeps what each thing was before, without free text, for undoing it.
CREATE TABLE operation (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  kind TEXT NOT NULL, on_date TEXT NOT NULL, rows INTEGER NOT NULL, report TEXT NOT NULL,
  document TEXT, undone_on TEXT
){strict};
CREATE TABLE operation_row (
  operation_uid TEXT NOT NULL, subject TEXT NOT NULL, subject_uid TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (operation_uid, subject_uid)
){strict};
-- What became of a thing: the old one, the new one, since when.
CREATE TABLE lineage (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('parcel', 'household')), subject_uid TEXT NOT NULL,
  former_parcel_uid TEXT, former_household_uid TEXT, on_date TEXT NOT NULL
){strict};
CREATE INDEX lineage_subject_uid ON lineage (subject_uid);
CREATE INDEX lineage_former_parcel_uid ON lineage (former_parcel_uid);
CREATE INDEX lineage_former_household_uid ON lineage (former_household_uid);
