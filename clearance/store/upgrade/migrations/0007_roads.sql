-- What kind of road an alignment is (none said: the main line), and the usable length of a package.
ALTER TABLE alignment ADD COLUMN kind TEXT CHECK (kind IN ('main', 'ramp', 'service_road'));
ALTER TABLE package ADD COLUMN usable_m INTEGER CHECK (usable_m > 0);
