-- The last day a body of law is known to hold; empty while no text says so.
ALTER TABLE regime ADD COLUMN until_on TEXT;
