-- What became of every row and column of a file, kept with its import.
ALTER TABLE import_run ADD COLUMN account TEXT;
