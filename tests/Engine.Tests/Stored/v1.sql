BEGIN;
CREATE TABLE activity (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  key       INTEGER NOT NULL,
  execution INTEGER NOT NULL,
  task      INTEGER NOT NULL,          -- the orchestrator's step number
  name      TEXT    NOT NULL,
  version   TEXT    NOT NULL,
  input     TEXT
);
INSERT INTO activity VALUES (8, 18, 1, 0, 'Hold', '1.5', '"1"');
INSERT INTO activity VALUES (9, 18, 1, 1, 'Hold', '1.5', '"2"');
INSERT INTO activity VALUES (10, 18, 1, 2, 'Hold', '1.5', '"3"');
CREATE TABLE history (
  key  INTEGER NOT NULL,
  seq  INTEGER NOT NULL,
  body TEXT    NOT NULL,               -- JSON, see History/HistoryEvent.cs
  PRIMARY KEY (key, seq)
) WITHOUT ROWID;
INSERT INTO history VALUES (2, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (2, 1, '{"kind":"executionStarted","name":"Echo","version":"1.5"}');
INSERT INTO history VALUES (2, 2, '{"kind":"activityScheduled","name":"Say","version":"1.5"}');
INSERT INTO history VALUES (2, 3, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (2, 4, '{"kind":"activityCompleted","result":"\u0022hello 1.5\u0022"}');
INSERT INTO history VALUES (2, 5, '{"kind":"executionCompleted","status":1}');
INSERT INTO history VALUES (3, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (3, 1, '{"kind":"executionStarted","name":"Echo","version":"1.5"}');
INSERT INTO history VALUES (3, 2, '{"kind":"activityScheduled","name":"Say","version":"1.5"}');
INSERT INTO history VALUES (3, 3, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (3, 4, '{"kind":"activityCompleted","result":"\u0022hello again 1.5\u0022"}');
INSERT INTO history VALUES (3, 5, '{"kind":"executionCompleted","status":1}');
INSERT INTO history VALUES (5, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (5, 1, '{"kind":"executionStarted","name":"Broken","version":"1.5"}');
INSERT INTO history VALUES (5, 2, '{"kind":"activityScheduled","name":"Fail","version":"1.5"}');
INSERT INTO history VALUES (5, 3, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (5, 4, '{"kind":"activityFailed","failure":{"errorType":"System.InvalidOperationException","errorMessage":"outer","stackTrace":"   at Shortloop.Engine.Tests.Stored.StoredStories.\u003C\u003Ec.\u003CRegister\u003Eb__2_5(TaskActivityContext _)\n   at Microsoft.DurableTask.DurableTaskRegistry.\u003C\u003Ec__DisplayClass12_0.\u003CAddActivityFunc\u003Eb__0(TaskActivityContext context, Object _)\n   at Microsoft.DurableTask.DurableTaskRegistry.\u003C\u003Ec__DisplayClass10_0\u00601.\u003C\u003CAddActivityFunc\u003Eb__0\u003Ed.MoveNext()\n--- End of stack trace from previous location ---\n   at Microsoft.DurableTask.TaskActivity\u00602.Microsoft.DurableTask.ITaskActivity.RunAsync(TaskActivityContext context, Object input)\n   at Shortloop.Engine.Worker.ActivityRunner.Answer(ActivityRow activity)","inner":{"errorType":"System.FormatException","errorMessage":"inner"}}}');
INSERT INTO history VALUES (5, 5, '{"kind":"executionCompleted","status":3}');
INSERT INTO history VALUES (6, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (6, 1, '{"kind":"executionStarted","name":"Await","version":"1.5"}');
INSERT INTO history VALUES (6, 2, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (6, 3, '{"kind":"executionTerminated","output":"\u0022enough\u0022"}');
INSERT INTO history VALUES (6, 4, '{"kind":"executionCompleted","status":5}');
INSERT INTO history VALUES (7, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (7, 1, '{"kind":"executionStarted","name":"Await","version":"1.5"}');
INSERT INTO history VALUES (8, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (8, 1, '{"kind":"executionStarted","name":"Await","version":"1.5"}');
INSERT INTO history VALUES (8, 2, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (8, 3, '{"kind":"executionSuspended","reason":"lunch"}');
INSERT INTO history VALUES (8, 4, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (8, 5, '{"kind":"eventRaised","name":"word","payload":"\u0022while suspended\u0022"}');
INSERT INTO history VALUES (10, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (10, 1, '{"kind":"executionStarted","name":"Patience","version":"1.5"}');
INSERT INTO history VALUES (10, 2, '{"kind":"timerCreated","fireAt":"2026-03-01T14:00:00Z"}');
INSERT INTO history VALUES (11, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (11, 1, '{"kind":"executionStarted","name":"Patience","version":"1.5"}');
INSERT INTO history VALUES (11, 2, '{"kind":"timerCreated","fireAt":"2026-03-01T14:00:00Z"}');
INSERT INTO history VALUES (11, 3, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (11, 4, '{"kind":"eventRaised","name":"word","payload":"\u0022spoken\u0022"}');
INSERT INTO history VALUES (11, 5, '{"kind":"timerCreated","fireAt":"2026-04-30T12:00:00Z","task":1}');
INSERT INTO history VALUES (12, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (12, 1, '{"kind":"executionStarted","name":"Again","version":"1.5"}');
INSERT INTO history VALUES (12, 2, '{"kind":"activityScheduled","name":"Flaky","version":"1.5"}');
INSERT INTO history VALUES (12, 3, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (12, 4, '{"kind":"activityFailed","failure":{"errorType":"System.TimeoutException","errorMessage":"not yet","stackTrace":"   at Shortloop.Engine.Tests.Stored.StoredStories.\u003CRegister\u003Eb__2_6(TaskActivityContext _, Object _)\n   at Microsoft.DurableTask.DurableTaskRegistry.\u003C\u003Ec__DisplayClass9_0\u00602.\u003CAddActivityFunc\u003Eb__0(TaskActivityContext context, TInput input)\n   at Microsoft.DurableTask.FuncTaskActivity.Implementation\u00602.RunAsync(TaskActivityContext context, TInput input)\n   at Microsoft.DurableTask.TaskActivity\u00602.Microsoft.DurableTask.ITaskActivity.RunAsync(TaskActivityContext context, Object input)\n   at Shortloop.Engine.Worker.ActivityRunner.Answer(ActivityRow activity)"}}');
INSERT INTO history VALUES (12, 5, '{"kind":"timerCreated","fireAt":"2026-03-01T12:05:00Z","task":1}');
INSERT INTO history VALUES (13, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (13, 1, '{"kind":"executionStarted","name":"Collect","version":"1.5","carried":[{"name":"number","payload":"1"}]}');
INSERT INTO history VALUES (14, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (14, 1, '{"kind":"executionStarted","name":"Family","version":"1.5"}');
INSERT INTO history VALUES (14, 2, '{"kind":"childScheduled","name":"Await","version":"","instanceId":"family-named"}');
INSERT INTO history VALUES (14, 3, '{"kind":"childScheduled","name":"Echo","version":"","instanceId":"6bf78c2e7cfa5d73a036e2b51d79b3a7","task":1}');
INSERT INTO history VALUES (14, 4, '{"kind":"eventSent","instanceId":"counted","name":"number","task":2}');
INSERT INTO history VALUES (14, 5, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (14, 6, '{"kind":"childCompleted","task":1,"result":"\u0022quick\u0022"}');
INSERT INTO history VALUES (16, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (16, 1, '{"kind":"executionStarted","name":"Await","version":"","parent":{"name":"Family","instanceId":"family"}}');
INSERT INTO history VALUES (17, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (17, 1, '{"kind":"executionStarted","name":"Echo","version":"","parent":{"name":"Family","instanceId":"family"}}');
INSERT INTO history VALUES (17, 2, '{"kind":"activityScheduled","name":"Say","version":""}');
INSERT INTO history VALUES (17, 3, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (17, 4, '{"kind":"activityCompleted","result":"\u0022quick\u0022"}');
INSERT INTO history VALUES (17, 5, '{"kind":"executionCompleted","status":1}');
INSERT INTO history VALUES (18, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (18, 1, '{"kind":"executionStarted","name":"Fan","version":"1.5"}');
INSERT INTO history VALUES (18, 2, '{"kind":"activityScheduled","name":"Hold","version":"1.5"}');
INSERT INTO history VALUES (18, 3, '{"kind":"activityScheduled","name":"Hold","version":"1.5","task":1}');
INSERT INTO history VALUES (18, 4, '{"kind":"activityScheduled","name":"Hold","version":"1.5","task":2}');
INSERT INTO history VALUES (19, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (19, 1, '{"kind":"executionStarted","name":"Crowd","version":"1.5"}');
INSERT INTO history VALUES (19, 2, '{"kind":"activityScheduled","name":"Say","version":"1.5"}');
INSERT INTO history VALUES (19, 3, '{"kind":"activityScheduled","name":"Say","version":"1.5","task":1}');
INSERT INTO history VALUES (19, 4, '{"kind":"childScheduled","name":"Echo","version":"","instanceId":"crowd-child","task":2}');
INSERT INTO history VALUES (20, 0, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (20, 1, '{"kind":"executionStarted","name":"Echo","version":"","parent":{"name":"Crowd","instanceId":"crowd"}}');
INSERT INTO history VALUES (20, 2, '{"kind":"activityScheduled","name":"Say","version":""}');
INSERT INTO history VALUES (20, 3, '{"kind":"stepStarted","at":"2026-03-01T12:00:00Z"}');
INSERT INTO history VALUES (20, 4, '{"kind":"activityCompleted","result":"\u0022child\u0022"}');
INSERT INTO history VALUES (20, 5, '{"kind":"executionCompleted","status":1}');
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
INSERT INTO instance VALUES (2, 'done', 1, 'Echo', '1.5', 1, '"hello"', '"hello 1.5"', NULL, '{"said":"hello"}', '{"colour":"blue"}', NULL, NULL, NULL, 639079632000000000, 639079632000000000, 639079632000000000);
INSERT INTO instance VALUES (3, 'twice', 2, 'Echo', '1.5', 1, '"hello again"', '"hello again 1.5"', NULL, '{"said":"hello again"}', NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, 639079632000000000);
INSERT INTO instance VALUES (5, 'failed', 1, 'Broken', '1.5', 3, NULL, NULL, '{"errorType":"Microsoft.DurableTask.TaskFailedException","errorMessage":"Task \u0027Fail\u0027 (#0) failed with an unhandled exception: outer","stackTrace":"   at Shortloop.Engine.Worker.Retries.Call[T](TaskOrchestrationContext context, TaskName name, TaskRetryOptions options, Func\u00601 call)\n   at Microsoft.DurableTask.DurableTaskRegistry.\u003C\u003Ec__DisplayClass39_0\u00601.\u003C\u003CAddOrchestratorFunc\u003Eb__0\u003Ed.MoveNext()\n--- End of stack trace from previous location ---\n   at Microsoft.DurableTask.TaskOrchestrator\u00602.Microsoft.DurableTask.ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, Object input)\n   at Shortloop.Engine.Worker.OrchestrationRun.RunAsync()\n   at Shortloop.Engine.Worker.OrchestrationRun.Result(Task\u00601 main, String status)","inner":{"errorType":"System.InvalidOperationException","errorMessage":"outer","stackTrace":"   at Shortloop.Engine.Tests.Stored.StoredStories.\u003C\u003Ec.\u003CRegister\u003Eb__2_5(TaskActivityContext _)\n   at Microsoft.DurableTask.DurableTaskRegistry.\u003C\u003Ec__DisplayClass12_0.\u003CAddActivityFunc\u003Eb__0(TaskActivityContext context, Object _)\n   at Microsoft.DurableTask.DurableTaskRegistry.\u003C\u003Ec__DisplayClass10_0\u00601.\u003C\u003CAddActivityFunc\u003Eb__0\u003Ed.MoveNext()\n--- End of stack trace from previous location ---\n   at Microsoft.DurableTask.TaskActivity\u00602.Microsoft.DurableTask.ITaskActivity.RunAsync(TaskActivityContext context, Object input)\n   at Shortloop.Engine.Worker.ActivityRunner.Answer(ActivityRow activity)","inner":{"errorType":"System.FormatException","errorMessage":"inner"}}}', NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, 639079632000000000);
INSERT INTO instance VALUES (6, 'terminated', 1, 'Await', '1.5', 5, '"never"', '"enough"', NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, 639079632000000000);
INSERT INTO instance VALUES (7, 'waiting', 1, 'Await', '1.5', 0, '"word"', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (8, 'suspended', 1, 'Await', '1.5', 7, '"word"', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (9, 'scheduled', 1, 'Await', '1.5', 6, '"word"', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (10, 'patient', 1, 'Patience', '1.5', 0, NULL, NULL, NULL, '"5f5c1987-e51c-528f-9afd-854960ff9c6c 2026-03-01T12:00:00.0000000Z"', NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (11, 'spoken', 1, 'Patience', '1.5', 0, NULL, NULL, NULL, '"39c0a429-cafd-5769-9820-63ef7961c458 2026-03-01T12:00:00.0000000Z"', NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (12, 'retrying', 1, 'Again', '1.5', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (13, 'counted', 3, 'Collect', '1.5', 0, '{"Generation":2,"Total":110}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (14, 'family', 1, 'Family', '1.5', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (15, 'relayed', 2, 'Relay', '1.5', 0, '{"Generation":1,"Total":1}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (16, 'family-named', 1, 'Await', '', 0, '"Name"', NULL, NULL, NULL, NULL, 14, 1, 0, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (17, '6bf78c2e7cfa5d73a036e2b51d79b3a7', 1, 'Echo', '', 1, '"quick"', '"quick"', NULL, '{"said":"quick"}', NULL, 14, 1, 1, 639079632000000000, 639079632000000000, 639079632000000000);
INSERT INTO instance VALUES (18, 'working', 1, 'Fan', '1.5', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (19, 'crowd', 1, 'Crowd', '1.5', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 639079632000000000, 639079632000000000, NULL);
INSERT INTO instance VALUES (20, 'crowd-child', 1, 'Echo', '', 1, '"child"', '"child"', NULL, '{"said":"child"}', NULL, 19, 1, 2, 639079632000000000, 639079632000000000, 639079632000000000);
CREATE TABLE message (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  key       INTEGER NOT NULL,
  execution INTEGER,                   -- NULL: meant for whichever execution runs
  due_at    INTEGER,                   -- NULL: at once
  timer     INTEGER,                   -- the timer's step number, so that a cancelled one can be taken back
  body      TEXT    NOT NULL
);
INSERT INTO message VALUES (15, 9, NULL, 639079668000000000, NULL, '{"kind":"executionStarted","name":"Await","version":"1.5"}');
INSERT INTO message VALUES (16, 9, NULL, NULL, NULL, '{"kind":"eventRaised","name":"word","payload":"\u0022before the start\u0022"}');
INSERT INTO message VALUES (19, 10, 1, 639079704000000000, 0, '{"kind":"timerFired"}');
INSERT INTO message VALUES (24, 12, 1, 639079635000000000, 1, '{"kind":"timerFired","task":1}');
INSERT INTO message VALUES (40, 11, 1, 639131472000000000, 1, '{"kind":"timerFired","task":1}');
INSERT INTO message VALUES (48, 19, NULL, NULL, NULL, '{"kind":"eventRaised","name":"first","payload":"\u0022first\u0022"}');
INSERT INTO message VALUES (50, 19, 1, NULL, NULL, '{"kind":"activityCompleted","result":"\u00221\u0022"}');
INSERT INTO message VALUES (51, 19, 1, NULL, NULL, '{"kind":"activityCompleted","task":1,"result":"\u00222\u0022"}');
INSERT INTO message VALUES (53, 19, 1, NULL, NULL, '{"kind":"childCompleted","task":2,"result":"\u0022child\u0022"}');
INSERT INTO message VALUES (55, 15, 2, NULL, NULL, '{"kind":"executionStarted","name":"Relay","version":"1.5","carried":[{"name":"number","payload":"2"},{"name":"number","payload":"4"}]}');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('instance', 20);
INSERT INTO sqlite_sequence VALUES ('message', 55);
INSERT INTO sqlite_sequence VALUES ('activity', 13);
CREATE INDEX instance_by_parent ON instance (parent_key) WHERE parent_key IS NOT NULL;
CREATE INDEX instance_by_created ON instance (created_at);
CREATE INDEX message_by_instance ON message (key);
CREATE INDEX message_by_due ON message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX activity_by_instance ON activity (key);
PRAGMA application_id = 1685418597;
PRAGMA user_version = 1;
COMMIT;
