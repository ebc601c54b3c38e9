// In: { address, key, generation, video }. Uses our MCP server by one of the protocol's own clients; out: what a test wants to look at.
import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { address, key, generation, video } = JSON.parse(Buffer.concat(chunks).toString('utf8'));

const sent = [];
const options = {
  requestInit: { headers: key ? { authorization: `Bearer ${key}` } : {} },
  fetch: async (url, init) => {
    const answer = await fetch(url, init);
    const body = init?.body ? JSON.parse(init.body) : null;
    sent.push({ method: init?.method ?? 'GET', rpc: body?.method ?? null, status: answer.status, version: new Headers(init?.headers).get('mcp-protocol-version') });
    return answer;
  },
};

const self = { name: 'shortloop-test', version: '1.0.0' };
const [client, transport] = generation === 'modern'
  ? [new NewClient(self, { versionNegotiation: { mode: { pin: '2026-07-28' } } }), new NewTransport(new URL(address), options)]
  : generation === 'auto'
    ? [new NewClient(self, { versionNegotiation: { mode: 'auto' } }), new NewTransport(new URL(address), options)]
    : [new OldClient(self), new OldTransport(new URL(address), options)];
await client.connect(transport);

const call = (name, args) => client.callTool({ name, arguments: args });
const errorOf = async (work) => {
  try {
    await work();
    return null;
  } catch (e) {
    return { code: e.code ?? null, message: e.message };
  }
};

const { tools } = await client.listTools();
const out = {
  server: client.getServerVersion(),
  instructions: client.getInstructions?.() ?? null,
  tools: tools.map((tool) => ({ name: tool.name, annotations: tool.annotations, properties: Object.keys(tool.inputSchema.properties ?? {}) })),
  ping: generation === 'legacy' ? await errorOf(() => client.ping()) : null,
  list: await call('list_videos', { limit: 50 }),
  bad: await call('list_videos', { limit: 'many' }),
  missing: await call('get_video', { videoId: 'vid_unknown' }),
  unknown: await errorOf(() => call('drop_tables', {})),
};
if (video) {
  out.asked = await call('delete_video', { videoId: video });
  const token = out.asked.structuredContent?.confirmationToken;
  out.withoutToken = await call('delete_video', { videoId: video, confirm: true });
  out.otherArguments = await call('delete_video', { videoId: 'vid_other', confirm: true, confirmationToken: token });
  // A token that was tried for something else is spent.
  const again = (await call('delete_video', { videoId: video })).structuredContent?.confirmationToken;
  out.there = await call('get_video', { videoId: video });
  out.confirmed = await call('delete_video', { videoId: video, confirm: true, confirmationToken: again });
  out.gone = await call('get_video', { videoId: video });
  out.twice = await call('delete_video', { videoId: video, confirm: true, confirmationToken: again });
}
out.sent = sent;
await client.close();
console.log(JSON.stringify(out));
process.exit(0);
