// DBOS on a PostgreSQL of its own, as Debian configures it: fsync on.
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { arrived, beside, eventLatency, fan, fanoutPerSecond, freePort, inFolder, sequence, stepsPerSecond, until } from './measure.mjs';

const debian = '/usr/lib/postgresql';
const newest = existsSync(debian) ? readdirSync(debian).sort((a, b) => b - a)[0] : undefined;
if (!newest) throw new Error('PostgreSQL is not installed (on Debian: apt-get install postgresql).');
const bin = join(debian, newest, 'bin');

await inFolder(async folder => {
  const owner = account(folder);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust'], { ...owner, stdio: 'ignore' });
  const port = await freePort();
  const server = ['-D', data, '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-p', `${port}`];
  await beside(join(bin, 'postgres'), server, owner, () => measure(port));
});
process.exit(0);

/** PostgreSQL refuses to run as root; then it runs as its own user. */
function account(folder) {
  if (process.getuid() !== 0) return { cwd: folder };
  const [uid, gid] = ['-u', '-g'].map(which => Number(execFileSync('id', [which, 'postgres'])));
  chownSync(folder, uid, gid);
  return { cwd: folder, uid, gid };
}

async function measure(port) {
  await until(async () => !spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', `${port}`]).status);
  DBOS.setConfig({ name: 'peers', systemDatabaseUrl: `postgresql://postgres@127.0.0.1:${port}/peers`, logLevel: 'error', runAdminServer: false });
  const waits = new Map();
  const steps = DBOS.registerWorkflow(async () => {
    for (let i = 0; i < sequence; i++) await DBOS.runStep(async () => i, { name: `step ${i}` });
  }, { name: 'steps' });
  const fanout = DBOS.registerWorkflow(async () => {
    await Promise.all(Array.from({ length: fan }, (_, i) => DBOS.runStep(async () => i, { name: `step ${i}` })));
  }, { name: 'fan' });
  const wait = DBOS.registerWorkflow(async id => {
    waits.get(id)();
    await DBOS.recv('go', 600);
    await DBOS.runStep(async () => arrived(id), { name: 'next' });
  }, { name: 'wait' });

  await DBOS.launch();
  await stepsPerSecond('dbos', async () => (await DBOS.startWorkflow(steps)()).getResult());
  await fanoutPerSecond('dbos', async () => (await DBOS.startWorkflow(fanout)()).getResult());
  await eventLatency('dbos', async id => {
    const waiting = new Promise(resolve => waits.set(id, resolve));
    await DBOS.startWorkflow(wait, { workflowID: `wait ${id}` })(id);
    await waiting;
  }, id => DBOS.send(`wait ${id}`, id, 'go'));
  await DBOS.shutdown();
}
