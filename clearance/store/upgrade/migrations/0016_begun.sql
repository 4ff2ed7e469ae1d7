-- The day before which nothing of a project can have happened; NULL: not told yet.
ALTER TABLE project ADD COLUMN begun_on TEXT;
