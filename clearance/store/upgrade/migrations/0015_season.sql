-- Seasons of the year in which a step is taken, by law or custom; days are MM-DD.
CREATE TABLE season (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, subject TEXT NOT NULL, step TEXT NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('law', 'custom')),
  source TEXT NOT NULL, is_verified INTEGER,
  UNIQUE (project_uid, code)
){strict};
CREATE INDEX season_version ON season (version);
