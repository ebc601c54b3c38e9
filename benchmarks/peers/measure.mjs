// What all peers share: the loads, the figures, a folder and free ports. Every load is the one that ./bench engine puts on ours.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const instances = 1000;
export const sequence = 5;
export const fan = 1000;
export const waiting = 100;
const rounds = 5;
const callers = 200;
const warmUp = 50;

// Whatever ends this process, its server and its folder go, too.
process.once('SIGTERM', () => process.exit(1));

/** The line of ./bench; a peer has no bar to reach. */
export function figure(name, value, unit) {
  console.log(JSON.stringify({ figure: `peers.${name}`, value: Math.round(value * 1000) / 1000, unit, bar: null, holds: null }));
}

export async function secondsOf(work) {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

/** `start(i)` ends when instance i has; so many callers at once. */
export async function stepsPerSecond(peer, start) {
  await Promise.all(Array.from({ length: warmUp }, (_, i) => start(-1 - i)));
  let next = 0;
  const seconds = await secondsOf(() => Promise.all(Array.from({ length: callers }, async () => {
    while (next < instances) await start(next++);
  })));
  figure(`${peer}.steps_per_s`, (instances * sequence) / seconds, 'steps/s');
}

export async function fanoutPerSecond(peer, start) {
  figure(`${peer}.fanout_per_s`, fan / await secondsOf(start), 'steps/s');
}

/** From raising an event to the next step running: 100 wait, the events come one after the other. `wait(i)` ends when instance i waits. */
export async function eventLatency(peer, wait, raise) {
  const taken = [];
  for (let round = 0; round < rounds; round++) {
    const ids = Array.from({ length: waiting }, (_, i) => round * waiting + i);
    await Promise.all(ids.map(wait));
    for (const id of ids) {
      const begin = performance.now();
      const stepped = arrival(id);
      await raise(id);
      taken.push(await stepped - begin);
    }
  }
  taken.sort((a, b) => a - b);
  figure(`${peer}.event_p50_ms`, taken[Math.floor(taken.length * 0.5)], 'ms');
  figure(`${peer}.event_p99_ms`, taken[Math.floor(taken.length * 0.99)], 'ms');
}

const arrivals = new Map();

function arrival(id) {
  return new Promise(resolve => arrivals.set(id, resolve));
}

/** Called by the step after the wait. */
export function arrived(id) {
  arrivals.get(id)?.(performance.now());
  arrivals.delete(id);
}

export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'peers-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  await work(folder);
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Runs `work` beside a server, which is gone when it ends. */
export async function beside(program, args, options, work) {
  const server = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
  process.once('exit', () => server.kill('SIGINT'));
  let said = '';
  server.stderr.on('data', data => { said = (said + data).slice(-4000); });
  const gone = new Promise(resolve => server.once('exit', resolve).once('error', error => { said += error; resolve(); }));
  try {
    await Promise.race([work(), gone.then(() => { throw new Error(`${program} ended: ${said}`); })]);
  } finally {
    server.kill('SIGINT');
    await gone;
  }
}

export async function until(reached) {
  const end = performance.now() + 30_000;
  while (!await reached().catch(() => false)) {
    if (performance.now() > end) throw new Error('It did not start within 30 s.');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
