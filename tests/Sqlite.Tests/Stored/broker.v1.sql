BEGIN;
CREATE TABLE messages (
  sequence       INTEGER PRIMARY KEY AUTOINCREMENT,  -- never reused, so that an old lock can't meet a new message
  queue          TEXT    NOT NULL,                   -- lower case; dead letters of q lie in q/$deadletterqueue
  message_id     TEXT    NOT NULL,                   -- the sender's
  body           BLOB    NOT NULL,
  content_type   TEXT,
  properties     TEXT    NOT NULL,                   -- the sender's other broker properties, JSON
  enqueued_at    INTEGER NOT NULL,
  visible_from   INTEGER NOT NULL,                   -- the scheduled instant, or that of the arrival
  expires_at     INTEGER,                            -- NULL: never
  delivery_count INTEGER NOT NULL DEFAULT 0,         -- deliveries so far
  lock_token     TEXT,                               -- of the last delivery; stays after the lock ran out
  locked_until   INTEGER NOT NULL DEFAULT 0,         -- 0: not locked
  dead_reason    TEXT                                -- set when it became a dead letter
);
INSERT INTO messages VALUES (1, 'jobs/$deadletterqueue', 'dead', X'224772C3B6C39F6522', 'application/json', '{"Label":"l"}', 1772366400000, 1772366400000, NULL, 2, NULL, 0, 'MaxDeliveryCountExceeded');
INSERT INTO messages VALUES (2, 'jobs', 'locked', X'224772C3B6C39F6522', 'application/json', '{"Label":"l"}', 1772366400000, 1772366400000, NULL, 1, '971118b4-7a63-4615-a688-26a27234f248', 1772366460000, NULL);
INSERT INTO messages VALUES (3, 'jobs', 'waiting', X'224772C3B6C39F6522', 'application/json', '{"Label":"l"}', 1772366400000, 1772366400000, NULL, 0, NULL, 0, NULL);
INSERT INTO messages VALUES (4, 'jobs', 'later', X'224772C3B6C39F6522', 'application/json', '{"Label":"l"}', 1772366400000, 1772368200000, NULL, 0, NULL, 0, NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('messages', 4);
CREATE INDEX messages_order ON messages (queue, visible_from, sequence);
PRAGMA application_id = 0;
PRAGMA user_version = 1;
COMMIT;
