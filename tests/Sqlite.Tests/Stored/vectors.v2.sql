BEGIN;
CREATE TABLE texts (
  row    INTEGER PRIMARY KEY, -- the rowid in words
  org    TEXT NOT NULL,
  kind   TEXT NOT NULL,
  id     TEXT NOT NULL,
  UNIQUE (org, kind, id)
);
INSERT INTO texts VALUES (1, 'org1', 'video', 'right');
CREATE TABLE vectors (
  org    TEXT NOT NULL,
  kind   TEXT NOT NULL,       -- video, later note, trend
  model  TEXT NOT NULL,       -- name and version of the embedding model
  id     TEXT NOT NULL,
  vector BLOB NOT NULL,       -- little-endian 32-bit floats, unit length
  PRIMARY KEY (org, kind, model, id)
);
INSERT INTO vectors VALUES ('org1', 'video', 'm1', 'right', X'0000803F00000000');
INSERT INTO vectors VALUES ('org1', 'video', 'm1', 'up', X'000000000000803F');
INSERT INTO vectors VALUES ('org1', 'video', 'm2', 'right', X'0000803F0000000000000000');
CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (rowid, text) VALUES (1, 'Größe');
PRAGMA application_id = 0;
PRAGMA user_version = 2;
COMMIT;
