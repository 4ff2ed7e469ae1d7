-- The kinds of operation there are.
CREATE TABLE operation_of_a_kind (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('parcel_split', 'parcel_merge', 'household_merge', 'household_split', 'alignment_revision', 'unit_merge', 'unit_split', 'package_recut')),
  on_date TEXT NOT NULL, rows INTEGER NOT NULL, report TEXT NOT NULL, document TEXT, undone_on TEXT
){strict};
INSERT INTO operation_of_a_kind (uid, project_uid, version, kind, on_date, rows, report, document,
  undone_on) SELECT uid, project_uid, version, kind, on_date, rows, report, document, undone_on
  FROM operation;
DROP TABLE operation;
ALTER TABLE operation_of_a_kind RENAME TO operation;
