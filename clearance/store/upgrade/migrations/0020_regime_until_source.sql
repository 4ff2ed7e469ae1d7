-- Which of a regime's texts ends on its last day; empty: the one its source names.
ALTER TABLE regime ADD COLUMN until_source TEXT;
