BEGIN;
CREATE TABLE documents (
  container  TEXT NOT NULL,
  partition  TEXT NOT NULL,     -- usually the organisation; unit of transactions and queries
  id         TEXT NOT NULL,
  etag       TEXT NOT NULL,     -- new with every write; also in the body as _etag
  body       TEXT NOT NULL,     -- the document as JSON, instants as fixed-width UTC text so that they sort
  expires_at INTEGER            -- Unix milliseconds, NULL: never. Reads ignore expired rows, writes sweep them
);
INSERT INTO documents VALUES ('notes', 'org1', 'a', '0724db0bd93844c4b580b8039f8ee6e7', '{"text":"Größe","id":"a","partition":"org1","orgId":"org1","createdBy":"user1","createdAt":"2026-03-01T12:00:00.0000000Z","schemaVersion":1,"_etag":"0724db0bd93844c4b580b8039f8ee6e7"}', NULL);
INSERT INTO documents VALUES ('notes', 'org1', 'b', '8c3e6cad30cb4a60a0ea134946db9188', '{"text":null,"id":"b","partition":"org1","orgId":"org1","createdBy":"user1","createdAt":"2026-03-01T12:00:00.0000000Z","schemaVersion":1,"_etag":"8c3e6cad30cb4a60a0ea134946db9188"}', NULL);
INSERT INTO documents VALUES ('notes', 'org1', 'short-lived', 'c486183436f14d86a6eb6a0b55e73335', '{"text":null,"id":"short-lived","partition":"org1","orgId":"org1","createdBy":"user1","createdAt":"2026-03-01T12:00:00.0000000Z","schemaVersion":1,"_etag":"c486183436f14d86a6eb6a0b55e73335","ttl":600}', 1772367000000);
CREATE UNIQUE INDEX documents_key ON documents (container, partition, id);
CREATE INDEX documents_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL;
PRAGMA application_id = 0;
PRAGMA user_version = 1;
COMMIT;
