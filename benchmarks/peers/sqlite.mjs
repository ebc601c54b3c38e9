// What the disk and SQLite allow: commits of one small row, one after the other, WAL.
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { figure, inFolder, secondsOf } from './measure.mjs';

const commits = { FULL: 10_000, NORMAL: 50_000 };

await inFolder(async folder => {
  for (const [mode, count] of Object.entries(commits)) {
    const db = new DatabaseSync(join(folder, `${mode}.db`));
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${mode}; CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)`);
    const insert = db.prepare('INSERT INTO line (text) VALUES (?)');
    const seconds = await secondsOf(async () => {
      for (let i = 0; i < count; i++) insert.run('a small row of some sixty bytes, as a step of a history may be');
    });
    figure(`sqlite.commits_per_s_${mode.toLowerCase()}`, count / seconds, 'commits/s');
    db.close();
  }
});
