-- Wards and special zones beside communes and townlets; what share of a unit's area a successor got.
CREATE TABLE unit_of_any_kind (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, name TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('province', 'district', 'commune', 'townlet', 'ward', 'special_zone')),
  parent_uid TEXT, valid_from TEXT, valid_to TEXT, chainage_from_m INTEGER,
  chainage_to_m INTEGER, stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT,
  is_stuck INTEGER NOT NULL DEFAULT 0
){strict};
INSERT INTO unit_of_any_kind (uid, project_uid, version, code, name, kind, parent_uid, valid_from,
  valid_to, chainage_from_m, chainage_to_m, stage, next_step, due_on, cleared_on, is_stuck)
  SELECT uid, project_uid, version, code, name, kind, parent_uid, valid_from, valid_to,
  chainage_from_m, chainage_to_m, stage, next_step, due_on, cleared_on, is_stuck FROM unit;
DROP TABLE unit;
ALTER TABLE unit_of_any_kind RENAME TO unit;
CREATE INDEX unit_parent_uid ON unit (parent_uid);
ALTER TABLE succession ADD COLUMN share_area {real};
