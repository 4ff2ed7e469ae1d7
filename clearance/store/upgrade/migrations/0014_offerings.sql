-- Batches of parcels handed to the investor together, and the parcels of each.
CREATE TABLE offering (
  uid TEXT PRIMARY KEY, project_uid TEXT NOT NULL, version INTEGER NOT NULL,
  code TEXT NOT NULL, alignment_uid TEXT, made_on TEXT, parcels TEXT NOT NULL,
  stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT, is_stuck INTEGER NOT NULL DEFAULT 0,
  UNIQUE (project_uid, code)
){strict};
CREATE TABLE offering_parcel (
  offering_uid TEXT NOT NULL, parcel_uid TEXT NOT NULL,
  PRIMARY KEY (offering_uid, parcel_uid)
){strict};
CREATE INDEX offering_parcel_parcel_uid ON offering_parcel (parcel_uid);
