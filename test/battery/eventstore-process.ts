/** The EventStoreDB protocol server as a process of its own, told of faults by messages. */
import { once } from 'node:events';
import { spawnOwned } from '../../infra/engines/owned-process.js';
// Only the type: the module itself is a program.
import type { Command } from '../eventstore-protocol/main.js';

const MAIN = 'dist/test/eventstore-protocol/main.js';
const APPEND_BYTES_MAX = 8 * 1024 * 1024;

/** A command without the number by which its answer is known. */
export type Order = Command extends infer C ? (C extends Command ? Omit<C, 'id'> : never) : never;

export interface EventStoreProcess {
  readonly url: string;
  order(order: Order): Promise<void>;
  stop(): Promise<void>;
}

export async function startEventStoreProcess(): Promise<EventStoreProcess> {
  const child = spawnOwned(process.execPath, [MAIN, `--max-append-size=${APPEND_BYTES_MAX}`], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  let orders = 0;
  return {
    url: line.toString().trim(),
    order: async (order) => {
      const id = (orders += 1);
      const done = new Promise<void>((resolve) => {
        const heard = (message: { readonly done: number }): void => {
          if (message.done !== id) return;
          child.off('message', heard);
          resolve();
        };
        child.on('message', heard);
      });
      child.send({ ...order, id });
      await done;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
