-- How much somebody sent since yesterday is counted at every file.
CREATE INDEX evidence_uploaded ON evidence (uploaded_by, uploaded_at);
-- Reports of a person that did not stand are counted before the next are judged.
CREATE INDEX change_not_accepted ON change (who, recorded_at) WHERE standing <> 'accepted';
