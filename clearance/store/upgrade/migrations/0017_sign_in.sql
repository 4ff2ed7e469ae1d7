-- Wrong passwords of the last day: which account, from where, how often. Names and addresses are
-- kept as keyed digests: people type passwords into the field of the name.
CREATE TABLE sign_in_failure (
  account TEXT NOT NULL,
  source TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (account, source)
){strict};
CREATE INDEX sign_in_failure_source ON sign_in_failure (source);
CREATE INDEX sign_in_failure_last_at ON sign_in_failure (last_at);
