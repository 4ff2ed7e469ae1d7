-- The few clocks promised anew: what was first promised for an earlier day decides who is late.
CREATE INDEX deadline_redated ON deadline (subject_uid, step, first_due_on)
  WHERE first_due_on < due_on;
