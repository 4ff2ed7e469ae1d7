-- Progress along each alignment by pieces of 100 m, 500 m and 5 km, as the map draws it from afar.
CREATE TABLE strip (
  alignment_uid TEXT NOT NULL, size_m INTEGER NOT NULL, from_m INTEGER NOT NULL,
  to_m INTEGER NOT NULL, clear_m INTEGER NOT NULL, blocked_m INTEGER NOT NULL,
  unknown_m INTEGER NOT NULL, line TEXT NOT NULL,
  min_x {real} NOT NULL, min_y {real} NOT NULL, max_x {real} NOT NULL, max_y {real} NOT NULL,
  PRIMARY KEY (alignment_uid, size_m, from_m)
){strict};
CREATE INDEX strip_size_m ON strip (size_m, min_x, max_x);
-- Which alignments moved since their strips were made, and by which journal row.
CREATE TABLE strip_stale (alignment_uid TEXT PRIMARY KEY, seq INTEGER NOT NULL){strict};
-- The map's table begins at the start of the road, however many parcels there are.
CREATE INDEX parcel_chainage_from_m ON parcel (chainage_from_m, code);
