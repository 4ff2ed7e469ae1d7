-- What the map is drawn upon: rivers, roads and railways the office brings in.
CREATE TABLE base_feature (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, name TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('river', 'road', 'rail')),
  UNIQUE (project_uid, code)
){strict};
