/**
 * The protocol server as a process of its own: `node main.js [--port=0] [--nodes=1] [--file=…] [--max-append-size=1048576]`.
 * Its first line says the connection string; faults are asked for by messages of the process that started it.
 */
import { parseArgs } from 'node:util';
import { type AppendFate, type SubscriptionEnd } from './faults.js';
import { startProtocolServer } from './protocol-server.js';

/** Sent with `child.send`; answered with `{ done: id }` when it holds. */
export type Command = { readonly id: number } & (
  | { readonly kind: 'nextAppends'; readonly fates: readonly Omit<AppendFate, 'first'>[] }
  | { readonly kind: 'dropNextReadAfter'; readonly events: number }
  | { readonly kind: 'endSubscriptions'; readonly how: SubscriptionEnd }
  | { readonly kind: 'dropConnections' }
  | { readonly kind: 'showAfter'; readonly ms: number }
  | { readonly kind: 'elect'; readonly node: number | null }
  | { readonly kind: 'stopNode'; readonly node: number }
  | { readonly kind: 'startNode'; readonly node: number }
);

type Obey = { readonly [K in Command['kind']]: (command: Extract<Command, { kind: K }>) => void | Promise<void> };

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    nodes: { type: 'string', default: '1' },
    file: { type: 'string' },
    'max-append-size': { type: 'string', default: String(1024 * 1024) },
  },
});

const server = await startProtocolServer({
  port: Number(values.port),
  nodes: Number(values.nodes),
  maxAppendSizeBytes: Number(values['max-append-size']),
  ...(values.file === undefined ? {} : { file: values.file }),
});
process.stdout.write(`${server.connectionString}\n`);

const obey: Obey = {
  nextAppends: ({ fates }) => {
    server.faults.nextAppends(...fates);
  },
  dropNextReadAfter: ({ events }) => {
    server.faults.dropNextReadAfter(events);
  },
  endSubscriptions: ({ how }) => {
    server.faults.endSubscriptions(how);
  },
  dropConnections: () => {
    server.faults.dropConnections();
  },
  showAfter: ({ ms }) => {
    server.storage.showAfter(ms);
  },
  elect: ({ node }) => {
    server.elect(node ?? undefined);
  },
  stopNode: ({ node }) => server.stopNode(node),
  startNode: ({ node }) => server.startNode(node),
};
process.on('message', (command: Command) => {
  void Promise.resolve(obey[command.kind](command as never)).then(() => process.send?.({ done: command.id }));
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    void server.stop().then(() => process.exit(0));
  });
}
