-- The scope of works a thing belongs to; NULL: the main one.
ALTER TABLE parcel ADD COLUMN scope TEXT
  CHECK (scope IN ('main', 'added', 'spoil', 'resettlement_area', 'utility_corridor'));
ALTER TABLE structure ADD COLUMN scope TEXT
  CHECK (scope IN ('main', 'added', 'spoil', 'resettlement_area', 'utility_corridor'));
ALTER TABLE utility ADD COLUMN scope TEXT
  CHECK (scope IN ('main', 'added', 'spoil', 'resettlement_area', 'utility_corridor'));
ALTER TABLE grave ADD COLUMN scope TEXT
  CHECK (scope IN ('main', 'added', 'spoil', 'resettlement_area', 'utility_corridor'));
