-- Made anew after every migration; each statement may run any number of times.
CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS
  $body$ BEGIN RAISE EXCEPTION 'append-only'; END $body$;
CREATE OR REPLACE TRIGGER change_is_append_only_update BEFORE UPDATE ON change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE OR REPLACE TRIGGER change_is_append_only_delete BEFORE DELETE ON change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE OR REPLACE TRIGGER change_is_append_only_truncate BEFORE TRUNCATE ON change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE OR REPLACE VIEW shape_box AS SELECT id, min_x, max_x, min_y, max_y FROM shape;
CREATE INDEX IF NOT EXISTS shape_box_area ON shape
  USING gist (box(point(min_x, min_y), point(max_x, max_y)));
CREATE INDEX IF NOT EXISTS search_words ON search_text
  USING gin (to_tsvector('simple', regexp_replace(words, '[^a-z0-9]+', ' ', 'g')));
