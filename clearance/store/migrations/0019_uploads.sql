-- How much somebody sent since yesterday is counted at every file.
CREATE INDEX evidence_uploaded ON evidence (uploaded_by, uploaded_at);
