/**
 * The protocol server as a process of its own: `node main.js [--port=0] [--nodes=1] [--file=…] [--max-append-size=1048576]`.
 * Its first line says the connection string; faults are asked for by messages of the process that started it.
 */
import { parseArgs } from 'node:util';
import { type AppendFate, type SubscriptionEnd } from './faults.js';
import { type ProtocolServer, startProtocolServer } from './protocol-server.js';

/** Sent with `child.send`; answered with `{ done: id }` when it holds. */
export type Command = { readonly id: number } & (
  | { readonly kind: 'nextAppends'; readonly fates: readonly Omit<AppendFate, 'first'>[] }
  | { readonly kind: 'dropNextReadAfter'; readonly events: number }
  | { readonly kind: 'endSubscriptions'; readonly how: SubscriptionEnd }
  | { readonly kind: 'dropConnections' }
  | { readonly kind: 'elect'; readonly node: number | null }
  | { readonly kind: 'stopNode' | 'startNode'; readonly node: number }
);

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

process.on('message', (command: Command) => {
  void obey(server, command).then(() => process.send?.({ done: command.id }));
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    void server.stop().then(() => process.exit(0));
  });
}

async function obey({ faults, elect, startNode, stopNode }: ProtocolServer, command: Command): Promise<void> {
  switch (command.kind) {
    case 'nextAppends':
      faults.nextAppends(...command.fates);
      return;
    case 'dropNextReadAfter':
      faults.dropNextReadAfter(command.events);
      return;
    case 'endSubscriptions':
      faults.endSubscriptions(command.how);
      return;
    case 'dropConnections':
      faults.dropConnections();
      return;
    case 'elect':
      elect(command.node ?? undefined);
      return;
    case 'startNode':
      return startNode(command.node);
    case 'stopNode':
      return stopNode(command.node);
  }
}
