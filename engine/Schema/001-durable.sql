-- The embedded durable engine's file. Times are UTC ticks (100 ns since 0001-01-01), NULL where there is none.
-- Payloads are the text the data converter made; nothing here looks inside them.

-- One row for each orchestration instance. Everything else refers to its key, which is never used again after a purge.
CREATE TABLE instance (
  key              INTEGER PRIMARY KEY AUTOINCREMENT,
  instance_id      TEXT    NOT NULL UNIQUE,
  -- Goes up when the instance continues as new, is restarted or its id is used again. Late results carry the old number and are dropped.
  execution        INTEGER NOT NULL,
  name             TEXT    NOT NULL,
  version          TEXT    NOT NULL,
  -- The numbers of OrchestrationRuntimeStatus: 0 running, 1 completed, 3 failed, 5 terminated, 6 pending, 7 suspended.
  status           INTEGER NOT NULL,
  input            TEXT,               -- the only copy: history does not repeat it
  output           TEXT,
  failure          TEXT,               -- JSON, see History/Failure.cs
  custom_status    TEXT,
  tags             TEXT,               -- JSON object or NULL
  -- The parent's step that waits for this instance; all three or none.
  parent_key       INTEGER,
  parent_execution INTEGER,
  parent_task      INTEGER,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  completed_at     INTEGER
);
CREATE INDEX instance_by_parent ON instance (parent_key) WHERE parent_key IS NOT NULL;
CREATE INDEX instance_by_created ON instance (created_at);

-- What happened to an instance's current execution, in order; the only thing an orchestrator is rebuilt from.
CREATE TABLE history (
  key  INTEGER NOT NULL,
  seq  INTEGER NOT NULL,
  body TEXT    NOT NULL,               -- JSON, see History/HistoryEvent.cs
  PRIMARY KEY (key, seq)
) WITHOUT ROWID;

-- What an instance has not yet seen: starts, results, events, orders, and timers, which are messages with a due time.
-- A row lives until the step that consumes it commits.
CREATE TABLE message (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  key       INTEGER NOT NULL,
  execution INTEGER,                   -- NULL: meant for whichever execution runs
  due_at    INTEGER,                   -- NULL: at once
  timer     INTEGER,                   -- the timer's step number, so that a cancelled one can be taken back
  body      TEXT    NOT NULL
);
CREATE INDEX message_by_instance ON message (key);
CREATE INDEX message_by_due ON message (due_at) WHERE due_at IS NOT NULL;

-- Activities asked for and not yet answered. A row lives until the answer is a message, so a kill runs it again.
CREATE TABLE activity (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  key       INTEGER NOT NULL,
  execution INTEGER NOT NULL,
  task      INTEGER NOT NULL,          -- the orchestrator's step number
  name      TEXT    NOT NULL,
  version   TEXT    NOT NULL,
  input     TEXT
);
CREATE INDEX activity_by_instance ON activity (key);
