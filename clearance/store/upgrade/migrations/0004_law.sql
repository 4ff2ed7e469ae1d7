-- The law as rows: regimes, periods, the days off of each year.
CREATE TABLE regime (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, vi TEXT NOT NULL, en TEXT NOT NULL, from_on TEXT NOT NULL,
  source TEXT NOT NULL, is_verified INTEGER,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX regime_version ON regime (version);
CREATE TABLE term (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, subject TEXT NOT NULL, step TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('within', 'wait', 'expires')),
  counted_from TEXT, length INTEGER NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('days', 'working_days', 'months')),
  regimes TEXT, trait TEXT,
  basis TEXT NOT NULL CHECK (basis IN ('law', 'local_sla', 'plan')),
  source TEXT NOT NULL, is_verified INTEGER,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX term_version ON term (version);
CREATE TABLE calendar_year (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, days TEXT, ethnic_days TEXT, is_confirmed INTEGER,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX calendar_year_version ON calendar_year (version);
-- The clock of each step that a case has come to; at most one of a case is open.
CREATE TABLE deadline (
  subject TEXT NOT NULL, subject_uid TEXT NOT NULL, step TEXT NOT NULL,
  opened_on TEXT NOT NULL, opened_seq INTEGER NOT NULL, first_due_on TEXT, due_on TEXT,
  regime TEXT NOT NULL, basis TEXT NOT NULL, term TEXT NOT NULL, length INTEGER,
  unit TEXT NOT NULL, source TEXT NOT NULL, is_verified INTEGER NOT NULL, warnings TEXT NOT NULL,
  closed_on TEXT, closed_seq INTEGER, closed_by TEXT,
  PRIMARY KEY (subject_uid, step)
){strict};
CREATE UNIQUE INDEX deadline_open ON deadline (subject_uid) WHERE closed_seq IS NULL;
CREATE INDEX deadline_step ON deadline (subject, step, closed_on);
-- Two more kinds of land user, and what is left of a parcel taken too.
CREATE TABLE household_of_any_kind (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, unit_uid TEXT, village TEXT,
  kind TEXT CHECK (kind IN ('household', 'organisation', 'utility_owner', 'asset_owner')),
  holder_uid TEXT, is_relocating INTEGER, chainage_m INTEGER, approved_vnd INTEGER,
  paid_vnd INTEGER, stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT,
  is_stuck INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project_uid, code)
){strict};
INSERT INTO household_of_any_kind (uid, project_uid, version, code, unit_uid, village, kind,
  holder_uid, is_relocating, chainage_m, approved_vnd, paid_vnd, stage, next_step, due_on,
  cleared_on, is_stuck) SELECT uid, project_uid, version, code, unit_uid, village, kind,
  holder_uid, is_relocating, chainage_m, approved_vnd, paid_vnd, stage, next_step, due_on,
  cleared_on, is_stuck FROM household;
DROP TABLE household;
ALTER TABLE household_of_any_kind RENAME TO household;
CREATE INDEX household_unit_uid ON household (unit_uid, stage);
CREATE INDEX household_holder_uid ON household (holder_uid, due_on);
ALTER TABLE parcel ADD COLUMN is_residual INTEGER;
