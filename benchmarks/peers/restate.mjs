// Restate's server as its package brings it, its SDK in this process.
import { createRequire } from 'node:module';
import { endpoint, RestatePromise, service } from '@restatedev/restate-sdk';
import { arrived, beside, eventLatency, fan, fanoutPerSecond, freePort, inFolder, sequence, stepsPerSecond, until } from './measure.mjs';

const waits = new Map();
const peer = service({
  name: 'peer',
  handlers: {
    steps: async context => {
      for (let i = 0; i < sequence; i++) await context.run(`step ${i}`, () => i);
    },
    fan: async context => {
      await RestatePromise.all(Array.from({ length: fan }, (_, i) => context.run(`step ${i}`, () => i)));
    },
    wait: async (context, id) => {
      const { id: awakeable, promise } = context.awakeable();
      waits.get(id)?.(awakeable);
      await promise;
      await context.run('next', () => arrived(id));
    },
  },
});

await inFolder(async folder => {
  const [ingress, admin, node, sdk] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const local = port => `http://127.0.0.1:${port}`;
  await endpoint().setLogger(() => {}).bind(peer).listen(sdk);
  const binary = createRequire(import.meta.url).resolve(`@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`);
  const env = {
    ...process.env,
    RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
    RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
    RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
    RESTATE_LOG_FILTER: 'error',
    RUST_LOG: 'error',
  };
  await beside(binary, ['--base-dir', folder, '--no-logo', '--listen-mode', 'tcp'], { env, cwd: folder }, async () => {
    await until(async () => (await fetch(`${local(admin)}/health`)).ok && (await fetch(`${local(ingress)}/restate/health`)).ok);
    await post(`${local(admin)}/deployments`, { uri: local(sdk) });
    const call = (handler, body, how = '') => post(`${local(ingress)}/peer/${handler}${how}`, body);
    await stepsPerSecond('restate', () => call('steps'));
    await fanoutPerSecond('restate', () => call('fan'));
    const awakeables = new Map();
    await eventLatency('restate', async id => {
      const waiting = new Promise(resolve => waits.set(id, resolve));
      await call('wait', id, '/send');
      awakeables.set(id, await waiting);
    }, id => post(`${local(ingress)}/restate/awakeables/${awakeables.get(id)}/resolve`, id));
  });
});
process.exit(0);

async function post(url, body) {
  const answer = await fetch(url, {
    method: 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
}
