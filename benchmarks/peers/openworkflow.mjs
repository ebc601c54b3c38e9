// OpenWorkflow on SQLite, one worker in this process; it polls, so its event latency is its polling interval.
import { join } from 'node:path';
import { OpenWorkflow } from 'openworkflow';
import { BackendSqlite } from 'openworkflow/sqlite';
import { arrived, eventLatency, fan, fanoutPerSecond, inFolder, sequence, stepsPerSecond } from './measure.mjs';

const concurrency = 100;
const ended = new Map();
const waits = new Map();

await inFolder(async folder => {
  for (const mode of ['FULL', 'NORMAL']) await measure(`openworkflow_${mode.toLowerCase()}`, join(folder, `${mode}.db`), mode);
});
process.exit(0);

async function measure(peer, path, mode) {
  const backend = BackendSqlite.connect(path);
  // Its own setting is SQLite's default, FULL; there is no option for it.
  backend.db.exec(`PRAGMA synchronous = ${mode}`);
  const engine = new OpenWorkflow({ backend });
  const steps = engine.defineWorkflow({ name: 'steps' }, async ({ input, step }) => {
    for (let i = 0; i < sequence; i++) await step.run({ name: `step ${i}` }, () => i);
    ended.get(input.id)();
  });
  const fanout = engine.defineWorkflow({ name: 'fan' }, async ({ input, step }) => {
    await Promise.all(Array.from({ length: fan }, (_, i) => step.run({ name: `step ${i}` }, () => i)));
    ended.get(input.id)();
  });
  const wait = engine.defineWorkflow({ name: 'wait' }, async ({ input, step }) => {
    waits.get(input.id)();
    await step.waitForSignal({ signal: `${peer} ${input.id}` });
    await step.run({ name: 'next' }, () => arrived(input.id));
  });

  const worker = engine.newWorker({ concurrency });
  await worker.start();
  await stepsPerSecond(peer, id => called(ended, id, steps));
  await fanoutPerSecond(peer, () => called(ended, 'fan', fanout));
  if (mode === 'FULL') await eventLatency(peer, id => called(waits, id, wait), id => engine.sendSignal({ signal: `${peer} ${id}` }));
  await worker.stop();
  await backend.stop();
}

async function called(calls, id, workflow) {
  const call = new Promise(resolve => calls.set(id, resolve));
  await workflow.run({ id });
  await call;
}
