/** The protocol server refuses what the real one refuses, in the words that the published client parses. */
import {
  ANY,
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  type AppendExpectedRevision,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProtocolServer, type ProtocolServerOptions, startProtocolServer } from './protocol-server.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The client appends over `Append` where it is given credentials, else over `BatchAppend`: both are held to the same. */
const DOORS = [
  ['Append', { credentials: { username: 'any', password: 'one' } }],
  ['BatchAppend', {}],
] as const;

interface Started {
  readonly server: ProtocolServer;
  readonly client: EventStoreDBClient;
}

async function start(options: ProtocolServerOptions = {}): Promise<Started> {
  const server = await startProtocolServer(options);
  closing.push(() => server.stop());
  const client = EventStoreDBClient.connectionString(server.connectionString);
  closing.push(() => client.dispose());
  return { server, client };
}

const json = (n: number, id: string = randomUUID()) => jsonEvent({ id, type: 'happened', data: { n } });

async function typesOf(client: EventStoreDBClient, stream: string): Promise<string[]> {
  const types: string[] = [];
  for await (const { event } of client.readStream(stream)) types.push(event?.type ?? '');
  return types;
}

describe.each(DOORS)('an append through %s', (_door, options) => {
  it('is answered with the revision and the position of its last event', async () => {
    const { client } = await start();
    const first = await client.appendToStream('s-1', [json(1), json(2)], { expectedRevision: NO_STREAM, ...options });
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
    const second = await client.appendToStream('s-1', json(3), { expectedRevision: 1n, ...options });
    expect(second.position!.commit).toBeGreaterThan(first.position!.commit);
    const read: (bigint | undefined)[] = [];
    for await (const { event } of client.readStream('s-1')) read.push(event?.position?.commit);
    expect([read[1], read[2]]).toEqual([first.position!.commit, second.position!.commit]);
  });

  it.each<[AppendExpectedRevision, string, bigint | 'no_stream']>([
    [NO_STREAM, 's-1', 1n],
    [0n, 's-1', 1n],
    [2n, 's-1', 1n],
    [0n, 's-2', 'no_stream'],
    [STREAM_EXISTS, 's-2', 'no_stream'],
  ])('is refused where %s is expected of %s', async (expectedRevision, stream, actualVersion) => {
    const { client, server } = await start();
    await client.appendToStream('s-1', [json(1), json(2)], { expectedRevision: NO_STREAM });
    const before = server.storage.records.length;
    const refused = client.appendToStream(stream, json(3), { expectedRevision, ...options });
    await expect(refused).rejects.toMatchObject({ type: 'wrong-expected-version', streamName: stream, actualVersion });
    expect(server.storage.records).toHaveLength(before);
  });

  it('is the same as before where it has the same ids, whatever it says', async () => {
    const { client, server } = await start();
    const [a, b] = [randomUUID(), randomUUID()];
    const once = await client.appendToStream('s-1', [json(1, a), json(2, b)], {
      expectedRevision: NO_STREAM,
      ...options,
    });
    await client.appendToStream('s-1', json(3), { expectedRevision: 1n, ...options });
    const again = await client.appendToStream('s-1', [json(8, a), json(9, b)], {
      expectedRevision: NO_STREAM,
      ...options,
    });
    expect(again).toEqual(once);
    expect(server.storage.stream('s-1')).toHaveLength(3);
    const anywhere = await client.appendToStream('s-1', json(7, b), { expectedRevision: ANY, ...options });
    expect(anywhere).toEqual(once);
    const inPart = client.appendToStream('s-1', [json(1, a), json(2)], { expectedRevision: NO_STREAM, ...options });
    await expect(inPart).rejects.toMatchObject({ type: 'wrong-expected-version' });
    expect(server.storage.stream('s-1')).toHaveLength(3);
  });

  it('is refused where it is too large, to the byte', async () => {
    const { client, server } = await start({ maxAppendSizeBytes: 1_000 });
    const bytes = (length: number) =>
      binaryEvent({ type: 'ab', data: new Uint8Array(length), metadata: new Uint8Array(6) });
    await client.appendToStream('s-1', bytes(990), { expectedRevision: NO_STREAM, ...options });
    const refused = client.appendToStream('s-1', bytes(991), { expectedRevision: 0n, ...options });
    await expect(refused).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1_000 });
    const together = client.appendToStream('s-1', [bytes(500), bytes(500)], { expectedRevision: 0n, ...options });
    await expect(together).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' });
    expect(server.storage.stream('s-1')).toHaveLength(1);
  });

  it('is refused in a stream deleted for good, and goes on in one deleted softly', async () => {
    const { client } = await start();
    for (const stream of ['s-1', 's-2']) await client.appendToStream(stream, [json(1), json(2)], options);
    await client.tombstoneStream('s-1');
    const refused = client.appendToStream('s-1', json(3), { expectedRevision: ANY, ...options });
    await expect(refused).rejects.toMatchObject({ type: 'stream-deleted', streamName: 's-1' });
    await client.deleteStream('s-2', { expectedRevision: 1n });
    await expect(typesOf(client, 's-2')).rejects.toMatchObject({ type: 'stream-not-found' });
    const reopened = await client.appendToStream('s-2', json(3), { expectedRevision: NO_STREAM, ...options });
    expect(reopened.nextExpectedRevision).toBe(2n);
    expect(await typesOf(client, 's-2')).toEqual(['happened']);
  });

  it('without events writes none', async () => {
    const { client } = await start();
    expect(await client.appendToStream('s-1', [], { expectedRevision: ANY, ...options })).toMatchObject({
      success: true,
    });
    await expect(typesOf(client, 's-1')).rejects.toMatchObject({ type: 'stream-not-found' });
  });
});

describe('a follower', () => {
  it('sends those who ask for the leader to it', async () => {
    const { server, client } = await start({ nodes: 2 });
    await client.appendToStream('s-1', json(1), { expectedRevision: NO_STREAM });
    const follower = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.ports[1]!}?tls=false`);
    closing.push(() => follower.dispose());
    const refused = follower.appendToStream('s-1', json(2), { requiresLeader: true, ...DOORS[0][1] });
    await expect(refused).rejects.toMatchObject({ type: 'not-leader', leader: { port: server.ports[0] } });
    const read = async (): Promise<void> => {
      for await (const _ of follower.readAll({ maxCount: 1, requiresLeader: true }));
    };
    await expect(read()).resolves.toBeUndefined();
  });

  it('is not ready while there is no leader', async () => {
    const { server } = await start({ nodes: 2 });
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.ports[1]!}?tls=false`);
    closing.push(() => client.dispose());
    server.elect(undefined);
    const refused = client.appendToStream('s-1', json(1), DOORS[0][1]);
    await expect(refused).rejects.toMatchObject({ type: 'unavailable' });
  });
});

describe('a read', () => {
  it('of the whole goes either way from any record, and from no other place', async () => {
    const { client } = await start();
    const { position } = await client.appendToStream('s-1', [json(1), json(2)], { expectedRevision: NO_STREAM });
    await client.appendToStream('s-2', json(3), { expectedRevision: NO_STREAM });
    const streams = async (read: ReturnType<EventStoreDBClient['readAll']>): Promise<string[]> => {
      const found: string[] = [];
      for await (const { event } of read) found.push(`${event!.streamId}@${event!.revision}`);
      return found;
    };
    expect(await streams(client.readAll({ fromPosition: position! }))).toEqual(['s-1@1', 's-2@0']);
    const before = client.readAll({ fromPosition: position!, direction: BACKWARDS, maxCount: 1 });
    expect(await streams(before)).toEqual(['s-1@0']);
    expect(await streams(client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 }))).toEqual(['s-2@0']);
    const whole = await streams(client.readAll());
    expect(whole.slice(-3)).toEqual(['s-1@0', 's-1@1', 's-2@0']);
    expect(whole.slice(0, -3).every((name) => name.startsWith('$'))).toBe(true);
    const { commit, prepare } = position!;
    await expect(
      streams(client.readAll({ fromPosition: { commit: commit + 1n, prepare: prepare + 1n } })),
    ).rejects.toMatchObject({ code: 3 });
  });

  it('of a stream keeps bytes and JSON apart, with their metadata', async () => {
    const { client } = await start();
    const bytes = Uint8Array.from([0, 255, 128]);
    await client.appendToStream('s-1', binaryEvent({ type: 'b', data: bytes, metadata: bytes }));
    await client.appendToStream('s-1', jsonEvent({ type: 'j', data: { å: 1 }, metadata: { m: 2 } }));
    const read = [];
    for await (const { event } of client.readStream('s-1', { fromRevision: START })) read.push(event);
    expect(read[0]).toMatchObject({ isJson: false, revision: 0n, type: 'b' });
    expect(Buffer.from(read[0]!.data as Uint8Array)).toEqual(Buffer.from(bytes));
    expect(read[1]).toMatchObject({ isJson: true, data: { å: 1 }, metadata: { m: 2 } });
  });
});

describe('a subscription', () => {
  it('gives what is there and what comes, of the streams it asks for, and checkpoints for the others', async () => {
    const { client } = await start();
    await client.appendToStream('a-1', json(1));
    const places: bigint[] = [];
    const filter = streamNameFilter({
      prefixes: ['a-'],
      checkpointInterval: 1,
      maxSearchWindow: 2,
      checkpointReached: (_, { commit }) => {
        places.push(commit);
      },
    });
    const subscription = client.subscribeToAll({ filter });
    const found: string[] = [];
    const done = new Promise<void>((resolve) => {
      subscription.on('data', ({ event }) => {
        found.push(event!.streamId);
        if (found.length === 2) resolve();
      });
    });
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    for (let n = 0; n < 4; n += 1) await client.appendToStream('b-1', json(n));
    await client.appendToStream('a-2', json(2));
    await done;
    await subscription.unsubscribe();
    expect(found).toEqual(['a-1', 'a-2']);
    expect(places.length).toBeGreaterThan(1);
    expect([...places].sort((a, b) => Number(a - b))).toEqual(places);
  });
});

describe('a server with a file', () => {
  it('has everything again when it starts again, and goes on from there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'esdb-'));
    closing.push(() => rm(folder, { recursive: true }));
    const file = join(folder, 'log.jsonl');
    const first = await start({ file });
    await first.client.appendToStream('s-1', [json(1), json(2)], { expectedRevision: NO_STREAM });
    await first.client.tombstoneStream('s-2', { expectedRevision: NO_STREAM });
    await first.server.stop();
    const second = await start({ file });
    expect(second.server.storage.records).toEqual(first.server.storage.records);
    await second.client.appendToStream('s-1', json(3), { expectedRevision: 1n });
    await expect(second.client.appendToStream('s-2', json(3))).rejects.toMatchObject({ type: 'stream-deleted' });
  });
});
