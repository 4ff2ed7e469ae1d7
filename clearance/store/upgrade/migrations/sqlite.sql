-- Made anew after every migration; each statement may run any number of times.
CREATE TRIGGER IF NOT EXISTS change_is_append_only_update BEFORE UPDATE ON change
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER IF NOT EXISTS change_is_append_only_delete BEFORE DELETE ON change
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE VIRTUAL TABLE IF NOT EXISTS shape_box USING rtree(id, min_x, max_x, min_y, max_y);
CREATE TRIGGER IF NOT EXISTS shape_box_insert AFTER INSERT ON shape
  BEGIN INSERT INTO shape_box VALUES (new.id, new.min_x, new.max_x, new.min_y, new.max_y); END;
CREATE TRIGGER IF NOT EXISTS shape_box_update AFTER UPDATE ON shape
  BEGIN UPDATE shape_box SET min_x = new.min_x, max_x = new.max_x, min_y = new.min_y,
    max_y = new.max_y WHERE id = new.id; END;
CREATE TRIGGER IF NOT EXISTS shape_box_delete AFTER DELETE ON shape
  BEGIN DELETE FROM shape_box WHERE id = old.id; END;
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(words, content='search_text',
  content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3');
CREATE TRIGGER IF NOT EXISTS search_insert AFTER INSERT ON search_text
  BEGIN INSERT INTO search (rowid, words) VALUES (new.id, new.words); END;
CREATE TRIGGER IF NOT EXISTS search_update AFTER UPDATE ON search_text
  BEGIN INSERT INTO search (search, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO search (rowid, words) VALUES (new.id, new.words); END;
CREATE TRIGGER IF NOT EXISTS search_delete AFTER DELETE ON search_text
  BEGIN INSERT INTO search (search, rowid, words) VALUES ('delete', old.id, old.words); END;
