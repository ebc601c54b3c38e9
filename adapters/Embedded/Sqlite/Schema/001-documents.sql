-- Documents of every container. SQLite 3.35 has no STRICT tables; types below are kept by the code.
-- A rowid table on purpose: bodies run to 2 MB, which a WITHOUT ROWID tree would carry in its key pages.
CREATE TABLE documents (
  container  TEXT NOT NULL,
  partition  TEXT NOT NULL,     -- usually the organisation; unit of transactions and queries
  id         TEXT NOT NULL,
  etag       TEXT NOT NULL,     -- new with every write; also in the body as _etag
  body       TEXT NOT NULL,     -- the document as JSON, instants as fixed-width UTC text so that they sort
  expires_at INTEGER            -- Unix milliseconds, NULL: never. Reads ignore expired rows, writes sweep them
);

-- Point reads, and the order of queries that name none.
CREATE UNIQUE INDEX documents_key ON documents (container, partition, id);

-- The sweep.
CREATE INDEX documents_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL;
