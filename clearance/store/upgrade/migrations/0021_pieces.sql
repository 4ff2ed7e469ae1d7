-- Things in several pieces along the road, and things outside every corridor.
ALTER TABLE parcel ADD COLUMN parts TEXT;
ALTER TABLE parcel ADD COLUMN outside TEXT CHECK (outside IN ('aside', 'blocks'));
ALTER TABLE structure ADD COLUMN parts TEXT;
ALTER TABLE structure ADD COLUMN outside TEXT CHECK (outside IN ('aside', 'blocks'));
ALTER TABLE utility ADD COLUMN parts TEXT;
ALTER TABLE utility ADD COLUMN outside TEXT CHECK (outside IN ('aside', 'blocks'));
ALTER TABLE grave ADD COLUMN parts TEXT;
ALTER TABLE grave ADD COLUMN outside TEXT CHECK (outside IN ('aside', 'blocks'));
