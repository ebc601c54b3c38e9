-- Words beside the vectors. A text belongs to a thing, whichever models described it. Things that were written before have none until they are written again.
CREATE TABLE texts (
  row    INTEGER PRIMARY KEY, -- the rowid in words
  org    TEXT NOT NULL,
  kind   TEXT NOT NULL,
  id     TEXT NOT NULL,
  UNIQUE (org, kind, id)
);

-- Words without regard to case and the accents of Latin letters, in any language: no stems, no stop words (rare words count more by bm25).
CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'unicode61 remove_diacritics 2');
