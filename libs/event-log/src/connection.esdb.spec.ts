/** A call that is given up, over a library that is slow to connect: what becomes of it later is nobody's any longer. */
import { Metadata } from '@grpc/grpc-js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { type CallArguments, type StoreClient, type StoreClientLibrary, type StreamCalls } from './client.esdb.js';
import { eventStoreClient } from './client-eventstore.esdb.js';
import { type Connection, connect } from './connection.esdb.js';

/** Counts what was begun, and gives the call that was begun last. */
interface Sent {
  begun: number;
  args: CallArguments | undefined;
  readonly call: EventEmitter & { cancelled: boolean };
}

/** A library that looks for the leader until it is told that it is found, and whose calls are answered by hand. */
function slowToConnect(found: Promise<unknown>): { readonly connection: Connection; readonly sent: Sent } {
  const ignore = (): void => undefined;
  const call = Object.assign(new EventEmitter(), { cancelled: false, write: ignore, end: ignore, cancel: ignore });
  call.cancel = () => {
    call.cancelled = true;
  };
  const sent: Sent = { begun: 0, args: undefined, call };
  const begin = (...args: CallArguments): EventEmitter => {
    sent.begun += 1;
    sent.args = args;
    return call;
  };
  const calls = {
    append: (metadata: Metadata, options: CallArguments[1]) => begin(metadata, options),
    read: (_: unknown, metadata: Metadata, options: CallArguments[1]) => begin(metadata, options),
  } as unknown as StreamCalls;
  const client: StoreClient = {
    execute: async (_, action) => {
      await found;
      return action(calls);
    },
    callArguments: (deadline) => [new Metadata(), { deadline }],
    channel: () => Promise.reject(new Error('none')),
    dispose: () => Promise.resolve(),
  };
  const library: StoreClientLibrary = { ...eventStoreClient, open: () => client };
  return { connection: connect({ library, connectionString: '', callTimeoutMs: 10 }), sent };
}

const READ = { stream: 's-1', from: 0, direction: 'forwards', count: 2 } as const;
const APPEND = { stream: 's-1', expectedRevision: -1, proposals: [] };

describe('a read that is given up', () => {
  it('takes nothing more, whatever its call still brings: the next one would have it twice', async () => {
    const { connection, sent } = slowToConnect(Promise.resolve());
    const taken: string[] = [];
    const lost = connection.read(READ, ({ kind }) => {
      taken.push(kind);
      return 'more';
    });
    await delay(1);
    sent.call.emit('data', new streamsPb.ReadResp());
    await expect(lost).rejects.toMatchObject({ name: 'LogUnavailable' });
    sent.call.emit('data', new streamsPb.ReadResp());
    expect([taken, sent.call.cancelled]).toEqual([['other'], true]);
  });
});

describe('an append that is given up', () => {
  it('is not cancelled, and has its deadline from the server: a part of it would be taken for all', async () => {
    const { connection, sent } = slowToConnect(Promise.resolve());
    await expect(connection.append(APPEND)).rejects.toMatchObject({ name: 'LogUnavailable' });
    const [metadata, options] = sent.args!;
    expect([metadata.get('grpc-timeout'), options.deadline, sent.call.cancelled]).toEqual([['10m'], Infinity, false]);
  });

  it('is not sent any more where the leader is found later', async () => {
    let find: (() => void) | undefined;
    const { connection, sent } = slowToConnect(new Promise<void>((resolve) => (find = resolve)));
    await expect(connection.append(APPEND)).rejects.toMatchObject({ name: 'LogUnavailable' });
    find!();
    await delay(1);
    expect(sent.begun).toBe(0);
  });
});
