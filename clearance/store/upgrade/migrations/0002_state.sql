-- Current state: one table a subject; only the door writes them.
CREATE TABLE project (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, name TEXT NOT NULL, crs INTEGER, usable_m INTEGER,
  UNIQUE (project_uid, code)
){strict};
CREATE TABLE unit (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, name TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('province', 'district', 'commune', 'townlet')),
  parent_uid TEXT, valid_from TEXT, valid_to TEXT, chainage_from_m INTEGER,
  chainage_to_m INTEGER, stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT,
  is_stuck INTEGER NOT NULL DEFAULT 0
){strict};
CREATE INDEX unit_parent_uid ON unit (parent_uid);
CREATE TABLE succession (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  old_uid TEXT, new_uid TEXT, on_date TEXT,
  kind TEXT CHECK (kind IN ('merge', 'split', 'rename', 'abolish'))
){strict};
CREATE TABLE alignment (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, name TEXT, start_m INTEGER, length_m INTEGER NOT NULL, calibration TEXT,
  UNIQUE (project_uid, code)
){strict};
CREATE TABLE corridor (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, alignment_uid TEXT,
  UNIQUE (project_uid, code)
){strict};
CREATE TABLE package (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, name TEXT, contractor TEXT, alignment_uid TEXT, chainage_from_m INTEGER,
  chainage_to_m INTEGER,
  UNIQUE (project_uid, code)
){strict};
CREATE TABLE segment (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, package_uid TEXT, alignment_uid TEXT, chainage_from_m INTEGER,
  chainage_to_m INTEGER, need_by_on TEXT, promised_on TEXT, stage TEXT, next_step TEXT,
  due_on TEXT, cleared_on TEXT, is_stuck INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX segment_package_uid ON segment (package_uid);
CREATE TABLE household (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, unit_uid TEXT, village TEXT,
  kind TEXT CHECK (kind IN ('household', 'organisation')),
  holder_uid TEXT, is_relocating INTEGER, chainage_m INTEGER, approved_vnd INTEGER,
  paid_vnd INTEGER, stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT,
  is_stuck INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX household_unit_uid ON household (unit_uid, stage);
CREATE INDEX household_holder_uid ON household (holder_uid, due_on);
CREATE TABLE member (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  household_uid TEXT, relation TEXT, birth_year INTEGER
){strict};
CREATE INDEX member_household_uid ON member (household_uid);
CREATE TABLE parcel (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, unit_uid TEXT, household_uid TEXT, map_sheet_no TEXT, parcel_no TEXT,
  area_total_m2 {real}, area_recovered_m2 {real}, land_use_code TEXT, origin TEXT,
  encumbrance TEXT, is_public INTEGER, alignment_uid TEXT, chainage_from_m INTEGER,
  chainage_to_m INTEGER,
  side TEXT CHECK (side IN ('left', 'right', 'both')),
  offset_m {real}, stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT,
  is_stuck INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX parcel_household_uid ON parcel (household_uid);
CREATE INDEX parcel_unit_uid ON parcel (unit_uid, cleared_on);
CREATE INDEX parcel_alignment_uid ON parcel (alignment_uid, chainage_from_m);
CREATE TABLE structure (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, unit_uid TEXT, household_uid TEXT, parcel_uid TEXT, kind TEXT,
  area_m2 {real}, alignment_uid TEXT, chainage_from_m INTEGER, chainage_to_m INTEGER,
  side TEXT CHECK (side IN ('left', 'right', 'both')),
  offset_m {real}, stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT,
  is_stuck INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX structure_household_uid ON structure (household_uid);
CREATE INDEX structure_unit_uid ON structure (unit_uid, cleared_on);
CREATE TABLE utility (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, unit_uid TEXT, kind TEXT, owner TEXT, alignment_uid TEXT,
  chainage_from_m INTEGER, chainage_to_m INTEGER,
  side TEXT CHECK (side IN ('left', 'right', 'both')),
  offset_m {real}, stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT,
  is_stuck INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX utility_unit_uid ON utility (unit_uid, cleared_on);
CREATE TABLE grave (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, unit_uid TEXT, household_uid TEXT, parcel_uid TEXT, cemetery TEXT,
  kind TEXT CHECK (kind IN ('earth', 'built', 'monumental')),
  burial TEXT CHECK (burial IN ('coffin', 'ossuary')),
  family TEXT CHECK (family IN ('known', 'searching', 'unclaimed')),
  buried_year INTEGER, destination TEXT, planned_on TEXT, planned_lunar TEXT,
  alignment_uid TEXT, chainage_from_m INTEGER, chainage_to_m INTEGER,
  side TEXT CHECK (side IN ('left', 'right', 'both')),
  offset_m {real}, stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT,
  is_stuck INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX grave_unit_uid ON grave (unit_uid, cleared_on);
CREATE INDEX grave_household_uid ON grave (household_uid);
CREATE TABLE obstacle (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  subject TEXT, subject_uid TEXT, unit_uid TEXT, kind TEXT NOT NULL, opened_on TEXT,
  closed_on TEXT
){strict};
CREATE INDEX obstacle_subject_uid ON obstacle (subject_uid);
CREATE INDEX obstacle_unit_uid ON obstacle (unit_uid, closed_on);
CREATE TABLE person (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('cadre', 'leader', 'office', 'liaison', 'admin')),
  is_active INTEGER,
  UNIQUE (project_uid, name)
){strict};
CREATE TABLE scope (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  person_uid TEXT, unit_uid TEXT, valid_from TEXT, valid_to TEXT
){strict};
CREATE INDEX scope_person_uid ON scope (person_uid);
CREATE INDEX scope_unit_uid ON scope (unit_uid);
CREATE TABLE column_map (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  name TEXT NOT NULL, target TEXT NOT NULL, mapping TEXT,
  UNIQUE (project_uid, name)
){strict};
CREATE TABLE import_run (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  target TEXT, file_name TEXT, sha256 TEXT, rows INTEGER
){strict};
