/** The log in EventStoreDB: what only this one has to stand. Its contract is held by the spec of each client library. */
import {
  AGREEMENT,
  at,
  CASE,
  event,
  events,
  OTHER_CASE,
  readWhole,
  textsOf,
} from '../../../test/contract/event-log.samples.js';
import {
  type ProtocolServer,
  type ProtocolServerOptions,
  startProtocolServer,
} from '../../../test/eventstore-protocol/protocol-server.js';
import { selfSigned } from '../../../test/eventstore-protocol/self-signed.js';
import { EventStoreDBClient } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { type EventLog, NO_STREAM } from './event-log.port.js';
import { type EventStoreLogOptions, openEventStoreLog } from './event-log.esdb.js';

/** A body as large as the port's bound does not fit the real server's default of 1 MiB with what lies beside it. */
const APPEND_BYTES_MAX = 8 * 1024 * 1024;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startServer(options: ProtocolServerOptions = {}): Promise<ProtocolServer> {
  const server = await startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX, ...options });
  closing.push(() => server.stop());
  return server;
}

function openLog(connectionString: string, options: Partial<EventStoreLogOptions> = {}): EventLog {
  const log = openEventStoreLog({ connectionString, ...options });
  closing.push(() => log.close());
  return log;
}

describe('a new server', () => {
  it('has an empty log, whatever it has written for itself', async () => {
    const server = await startServer();
    const log = openLog(server.connectionString);
    expect(server.storage.records.length).toBeGreaterThan(0);
    expect(await log.head()).toBe(log.start);
    expect(await log.readAll(log.start, { limit: 10 })).toEqual({ events: [], next: log.start, atEnd: true });
    const prefixed = await log.readAll(log.start, { limit: 10, prefix: 'case-' });
    expect(prefixed).toEqual({ events: [], next: log.start, atEnd: true });
    expect(await log.positionAt(at(0))).toBe(log.start);
    await log.append(CASE, events('a'), NO_STREAM);
    expect(textsOf(await readWhole(log))).toEqual(['a']);
  });
});

describe('the identity of a log in a cluster', () => {
  it('is its first event, so that one set up anew is another', async () => {
    const own = (text: string) => [{ ...events(text)[0]!, eventId: randomUUID() as Uuid }];
    const [log, other] = [
      openLog((await startServer()).connectionString),
      openLog((await startServer()).connectionString),
    ];
    expect(await log.identity()).toBeNull();
    for (const one of [log, other]) await one.append(CASE, own('a'), NO_STREAM);
    expect(await log.identity()).toBe((await readWhole(log))[0]!.eventId);
    expect(await other.identity()).not.toBe(await log.identity());
  });
});

describe('what else lies in the same server', () => {
  it('is passed: the server\u2019s own events, and streams\u2019 metadata', async () => {
    const server = await startServer();
    const client = EventStoreDBClient.connectionString(server.connectionString);
    closing.push(() => client.dispose());
    const log = openLog(server.connectionString);
    await log.append(CASE, events('a', 'b'), NO_STREAM);
    await client.setStreamMetadata(CASE, { maxAge: 3_600 });
    const afterMetadata = await log.head();
    await log.append(CASE, events('c'), 1);
    await client.setStreamMetadata(CASE, { maxAge: 7_200 });
    const whole = await readWhole(log, 1);
    expect(textsOf(whole)).toEqual(['a', 'b', 'c']);
    expect(afterMetadata).toBe(whole[1]!.position);
    expect(await log.head()).toBe(whole[2]!.position);
  });

  it('is found by nobody who reads a prefix', async () => {
    const server = await startServer();
    const log = openLog(server.connectionString);
    await log.append(CASE, events('a'), NO_STREAM);
    expect(await readWhole(log, 10, '$')).toEqual([]);
    expect(await readWhole(log, 10, 'hvb-')).toEqual([]);
  });
});

describe('a page', () => {
  it('is bounded in events and in bytes, and passes none', async () => {
    const server = await startServer({ maxAppendSizeBytes: 16 * 1024 * 1024 });
    const log = openLog(server.connectionString);
    const large = { ...event('x'), body: new Uint8Array(1024 * 1024) };
    for (let n = 0; n < 4; n += 1)
      await log.append(
        AGREEMENT,
        Array.from({ length: 5 }, () => large),
        n * 5 - 1,
      );
    const small = events(...Array.from({ length: 1_500 }, (_, index) => String(index)));
    await log.append(CASE, small, NO_STREAM);
    const first = await log.readAll(log.start, { limit: 5_000 });
    expect([first.events.length, first.atEnd]).toEqual([16, false]);
    const second = await log.readAll(first.next, { limit: 5_000 });
    expect([second.events.length, second.atEnd]).toEqual([1_000, false]);
    const third = await log.readAll(second.next, { limit: 5_000 });
    expect([third.events.length, third.atEnd, third.next]).toEqual([504, true, await log.head()]);
  });

  it('is read again where its connection broke', async () => {
    const server = await startServer();
    const log = openLog(server.connectionString);
    await log.append(CASE, events('a', 'b', 'c', 'd'), NO_STREAM);
    server.faults.dropNextReadAfter(2);
    expect(textsOf((await log.readAll(log.start, { limit: 10 })).events)).toEqual(['a', 'b', 'c', 'd']);
    server.faults.dropNextReadAfter(1);
    expect(textsOf(await log.readStream(CASE))).toEqual(['a', 'b', 'c', 'd']);
    server.faults.dropNextReadAfter(0);
    expect(textsOf(await readWhole(log, 3, 'case-'))).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('damage', () => {
  it.each([
    ['a body', ({ data }: { data: Uint8Array }) => (data[0]! ^= 1)],
    ['the metadata', ({ metadata }: { metadata: Uint8Array }) => metadata.fill(0)],
  ])('of %s is never read past, and its position is named', async (_what, damage) => {
    const server = await startServer();
    const log = openLog(server.connectionString);
    await log.append(CASE, events('a'), NO_STREAM);
    const { position } = await log.append(CASE, events('b'), 0);
    damage(server.storage.stream(CASE)[1] as never);
    await expect(log.readStream(CASE)).rejects.toMatchObject({ name: 'CorruptEvent', position });
    await expect(log.readAll(log.start, { limit: 10 })).rejects.toMatchObject({ name: 'CorruptEvent', position });
    expect(textsOf((await log.readAll(log.start, { limit: 1 })).events)).toEqual(['a']);
  });

  it('is a stream that somebody shortened', async () => {
    const server = await startServer();
    const client = EventStoreDBClient.connectionString(server.connectionString);
    closing.push(() => client.dispose());
    const log = openLog(server.connectionString);
    await log.append(CASE, events('a', 'b'), NO_STREAM);
    await client.setStreamMetadata(CASE, { truncateBefore: 1 });
    await expect(log.readStream(CASE)).rejects.toMatchObject({ name: 'CorruptEvent' });
  });

  it('is a stream that somebody deleted for good: the others are read on', async () => {
    const server = await startServer();
    const client = EventStoreDBClient.connectionString(server.connectionString);
    closing.push(() => client.dispose());
    const log = openLog(server.connectionString);
    await log.append(CASE, events('a'), NO_STREAM);
    await client.tombstoneStream(CASE);
    await expect(log.readStream(CASE)).rejects.toMatchObject({ name: 'CorruptEvent' });
    await expect(log.append(CASE, events('b'), 0)).rejects.toMatchObject({ name: 'CorruptEvent' });
    expect((await log.readAll(log.start, { limit: 10 })).next).toBe(await log.head());
    await log.append(OTHER_CASE, events('c'), NO_STREAM);
    expect(textsOf(await readWhole(log, 1))).toEqual(['a', 'c']);
  });
});

describe('an instant', () => {
  it('is found by the landmarks that another process has left, which are none of the log\u2019s events', async () => {
    const server = await startServer();
    const log = openLog(server.connectionString);
    for (let n = 0; n < 5; n += 1) {
      const part = Array.from({ length: 500 }, (_, index) => event(String(index), at(n * 500 + index)));
      await log.append(`case-${n}` as StreamName, part, NO_STREAM);
    }
    const end = await log.head();
    const answer = await log.positionAt(at(2_200));
    expect(server.storage.stream('hvb-landmarks')).toHaveLength(2);
    const other = openLog(server.connectionString);
    expect(await other.positionAt(at(2_200))).toBe(answer);
    expect(server.storage.stream('hvb-landmarks')).toHaveLength(2);
    expect(await other.head()).toBe(end);
    expect(await readWhole(other, 1_000)).toHaveLength(2_500);
  });
});

describe('the connection string', () => {
  it('says the certificate and the credentials', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'esdb-'));
    closing.push(() => rm(folder, { recursive: true }));
    const tls = selfSigned();
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, tls.certificate);
    const server = await startServer({ tls, user: { name: 'hub', password: 's3cret/ö' } });
    const withCa = `${server.connectionString}&tlsCAFile=${encodeURIComponent(caFile)}`;
    const log = openLog(withCa);
    await log.append(CASE, events('a'), NO_STREAM);
    expect(textsOf(await readWhole(log))).toEqual(['a']);

    const refused = [withCa.replace('s3cret', 'wrong'), withCa.replace(/\/\/[^@]*@/, '//')];
    for (const connectionString of refused) {
      const other = openLog(connectionString);
      await expect(other.append(CASE, events('b'), 0)).rejects.toMatchObject({ name: 'LogUnavailable' });
      await expect(other.head()).rejects.toMatchObject({ name: 'LogUnavailable' });
    }
    const untrusting = openLog(server.connectionString, { giveUpAfterMs: 100 });
    await expect(untrusting.head()).rejects.toMatchObject({ name: 'LogUnavailable' });
  });

  it('must be one', () => {
    expect(() => openEventStoreLog({ connectionString: 'http://127.0.0.1:2113' })).toThrow();
  });
});
