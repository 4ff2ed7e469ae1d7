-- Everybody who sent a file, not only whoever was first: a file is named in reports by those who
-- had it themselves.
CREATE TABLE evidence_sender (
  sha256 TEXT NOT NULL,
  person_uid TEXT NOT NULL,
  PRIMARY KEY (sha256, person_uid)
){strict};
INSERT INTO evidence_sender (sha256, person_uid) SELECT sha256, uploaded_by FROM evidence;
