-- Every message of every queue of the embedded broker. Times are Unix milliseconds.
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

-- First come, first served within a queue.
CREATE INDEX messages_order ON messages (queue, visible_from, sequence);
