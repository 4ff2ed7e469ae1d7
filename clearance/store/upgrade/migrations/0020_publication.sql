-- The figures published of a fixed day, as JSON, written once: no later fact changes them.
CREATE TABLE publication (
  as_of TEXT PRIMARY KEY, seq INTEGER NOT NULL, figures TEXT NOT NULL
){strict};
