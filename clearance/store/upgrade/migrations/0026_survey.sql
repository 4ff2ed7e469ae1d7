-- Who declared which kind surveyed along the road, and since when a project counts it; NULL: the
-- project was made before and keeps its figures until the office says so.
CREATE TABLE survey (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  alignment_uid TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('parcel', 'structure', 'utility', 'grave')),
  chainage_from_m INTEGER NOT NULL, chainage_to_m INTEGER NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('brought_in', 'none')),
  declared_on TEXT, withdrawn_on TEXT
){strict};
CREATE INDEX survey_alignment_uid ON survey (alignment_uid);
ALTER TABLE project ADD COLUMN surveys_from TEXT;
