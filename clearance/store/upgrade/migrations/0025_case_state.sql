-- The state of each case through time in half-open intervals (rules/procedure/case_states.py).
CREATE TABLE case_state (
  subject TEXT NOT NULL, subject_uid TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
  stage TEXT, next_step TEXT, due_on TEXT, cleared_on TEXT, is_stuck INTEGER NOT NULL,
  PRIMARY KEY (subject_uid, from_day, subject)
){strict};
