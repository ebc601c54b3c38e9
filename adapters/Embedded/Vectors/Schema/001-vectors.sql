-- Embeddings, one row per thing and model. A thing that was indexed by two models has two rows, which are never compared.
CREATE TABLE vectors (
  org    TEXT NOT NULL,
  kind   TEXT NOT NULL,       -- video, later note, trend
  model  TEXT NOT NULL,       -- name and version of the embedding model
  id     TEXT NOT NULL,
  vector BLOB NOT NULL,       -- little-endian 32-bit floats, unit length
  PRIMARY KEY (org, kind, model, id)
);
