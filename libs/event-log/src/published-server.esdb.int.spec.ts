/** What the published server does and a simpler one would not: it shows late, says little of positions, and lets streams be emptied. */
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import {
  AGREEMENT,
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
import { AppendConflict, CorruptEvent, type EventLog, NO_STREAM, type Position } from './event-log.port.js';
import { type EventStoreLogOptions, openEventStoreLog } from './event-log.esdb.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startServer(options: ProtocolServerOptions = {}): Promise<ProtocolServer> {
  const server = await startProtocolServer(options);
  closing.push(() => server.stop());
  return server;
}

function openTo({ connectionString }: ProtocolServer, options: Partial<EventStoreLogOptions> = {}): EventLog {
  const log = openEventStoreLog({ connectionString, ...options });
  closing.push(() => log.close());
  return log;
}

async function start(
  options: Partial<EventStoreLogOptions> = {},
  serverOptions: ProtocolServerOptions = {},
): Promise<{ readonly server: ProtocolServer; readonly log: EventLog }> {
  const server = await startServer(serverOptions);
  return { server, log: openTo(server, options) };
}

function administrator({ connectionString }: ProtocolServer): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(connectionString);
  closing.push(() => client.dispose());
  return client;
}

/** More than a spec may take: what is tried again so long is never told. */
const NEVER_GIVES_UP = { giveUpAfterMs: 600_000 };

describe('a log longer than one call can be read to its end', () => {
  /** 2 000 events at 5 a millisecond: 400 ms and more, of which a call may take 100. */
  const fill = async ({ server, log }: { server: ProtocolServer; log: EventLog }): Promise<void> => {
    for (let from = 0; from < 2_000; from += 500) {
      const some = Array.from({ length: 500 }, (_, index) => String(from + index));
      await log.append(CASE, events(...some), from - 1);
    }
    await log.append(AGREEMENT, events('rare'), NO_STREAM);
    server.faults.readAtPace(5);
  };
  const HURRIED = { callTimeoutMs: 100 };

  it('gives the one event of a rare prefix, from the start', async () => {
    const server = await startServer();
    await fill({ server, log: openTo(server) });
    expect(textsOf(await readWhole(openTo(server, HURRIED), 100, 'agreement-'))).toEqual(['rare']);
  });

  it('gives a stream that is itself so long, and the whole in large pages', async () => {
    const server = await startServer();
    await fill({ server, log: openTo(server) });
    const log = openTo(server, HURRIED);
    expect(await log.readStream(CASE)).toHaveLength(2_000);
    expect(await readWhole(log, 1_000)).toHaveLength(2_001);
  });

  it('gives its head though the server wrote for itself behind it', async () => {
    const server = await startServer();
    const log = openTo(server);
    const { position } = await log.append(CASE, events('a'), NO_STREAM);
    const stats = { id: crypto.randomUUID(), type: '$stats', contentType: 'application/json' };
    const none = { data: new Uint8Array(), metadata: new Uint8Array() };
    for (let n = 0n; n < 2_000n; n += 1n) server.storage.write('$stats-1', n, [{ ...stats, ...none }]);
    server.faults.readAtPace(5);
    const other = openTo(server, HURRIED);
    expect(await other.head()).toBe(position);
    expect(await other.readAll(position, { limit: 5 })).toEqual({ events: [], next: position, atEnd: true });
  });
});

describe('an append against what no quorum has yet', () => {
  const LATE_MS = 400;

  it('is a conflict that is told when it is shown, so that who reads again reads what was written', async () => {
    const { server, log } = await start();
    const other = openTo(server);
    await log.append(CASE, events('a'), NO_STREAM);
    server.storage.showAfter(LATE_MS);
    const won = log.append(CASE, events('b'), 0);
    while (server.storage.stream(CASE).length < 2) await delay(5);
    await expect(other.append(CASE, events('x'), 0)).rejects.toMatchObject({
      name: 'AppendConflict',
      actualRevision: 1,
    });
    expect(textsOf(await other.readStream(CASE))).toEqual(['a', 'b']);
    expect(await won).toMatchObject({ revision: 1 });
  });

  it('is written where what stood against it went with its leader', async () => {
    const { server, log } = await start({}, { nodes: 3, timeoutMs: 200 });
    await log.append(CASE, events('a'), NO_STREAM);
    server.storage.showAfter(60_000);
    const { id, type, contentType, data, metadata } = server.storage.stream(CASE)[0]!;
    server.storage.write(CASE, 1n, [{ id: id.replace(/^./, 'f'), type, contentType, data, metadata }]);
    const mine = log.append(CASE, events('mine'), 0);
    await delay(200);
    server.storage.showAfter(0);
    server.electWithoutUnshown(1);
    expect(await mine).toMatchObject({ revision: 1 });
    expect(textsOf(await log.readStream(CASE))).toEqual(['a', 'mine']);
  });

  it.each(['dropped', 'none', 'timeout'] as const)(
    'is found again where it is its own, written and not shown when its answer was lost (%s)',
    async (answer) => {
      const { server, log } = await start({ callTimeoutMs: 300 }, { timeoutMs: 100 });
      await log.append(CASE, events('a'), NO_STREAM);
      server.storage.showAfter(1_500);
      server.faults.nextAppends({ write: 'now', answer });
      expect(await log.append(CASE, events('b', 'c'), 0)).toMatchObject({ revision: 2 });
      expect(textsOf(await log.readStream(CASE))).toEqual(['a', 'b', 'c']);
    },
  );

  it('is waited for while the server answers none of its repetitions: more than five of the server’s times', async () => {
    const { server, log } = await start();
    await log.append(CASE, events('a'), NO_STREAM);
    server.storage.showAfter(11_000);
    server.faults.nextAppends({ write: 'now', answer: 'dropped' });
    expect(await log.append(CASE, events('b'), 0)).toMatchObject({ revision: 1 });
  });

  it('lets one of many win each revision, wherever they write, and answers the others with a conflict', async () => {
    const { server, log } = await start();
    const logs = [log, openTo(server)];
    await log.append(CASE, events('0'), NO_STREAM);
    server.storage.showAfter(100);
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      const own = logs[writer % 2]!;
      for (let attempts = 1; ; attempts += 1) {
        const revision = (await own.readStream(CASE)).length - 1;
        const outcome = await own.append(CASE, events(`by ${writer}`), revision).catch((error: unknown) => error);
        if (!(outcome instanceof AppendConflict)) return outcome;
      }
    });
    const outcomes = await Promise.all(writers);
    expect(outcomes.filter((outcome) => outcome instanceof Error)).toEqual([]);
    const written = textsOf(await log.readStream(CASE))
      .slice(1)
      .sort();
    expect(written).toEqual(writers.map((_, writer) => `by ${writer}`).sort());
  });
});

describe('a stream that an administrator emptied', () => {
  const emptied = {
    'deleted softly': (client: EventStoreDBClient) => client.deleteStream(CASE, { expectedRevision: 1n }),
    'truncated to nothing': (client: EventStoreDBClient) => client.setStreamMetadata(CASE, { truncateBefore: 2 }),
  } as const;

  it.each(Object.entries(emptied))('is damage where it was %s, and nothing is written to it', async (_how, empty) => {
    const { server, log } = await start();
    await log.append(CASE, events('a', 'b'), NO_STREAM);
    await empty(administrator(server));
    const before = server.storage.records.length;
    const other = openTo(server);
    await expect(other.readStream(CASE)).rejects.toBeInstanceOf(CorruptEvent);
    await expect(other.readStream(CASE, { fromRevision: 1 })).rejects.toBeInstanceOf(CorruptEvent);
    for (const expected of [NO_STREAM, 0, 1]) {
      await expect(openTo(server).append(CASE, events('x'), expected)).rejects.toBeInstanceOf(CorruptEvent);
    }
    expect(server.storage.records).toHaveLength(before);
  });

  it('is one that was written: metadata alone makes none', async () => {
    const { server, log } = await start();
    await administrator(server).setStreamMetadata(CASE, { acl: { readRoles: ['hub'] } });
    expect(await log.readStream(CASE)).toEqual([]);
    expect(await log.append(CASE, events('a'), NO_STREAM)).toMatchObject({ revision: 0 });
  });
});

describe('a position that the log does not have', () => {
  const ask = (log: EventLog, position: Position): Promise<unknown>[] => [
    log.readAll(position, { limit: 5 }),
    log.readAll(position, { limit: 5, prefix: 'case-' }),
  ];

  it('is refused at once where it lies between two records', async () => {
    const { server, log } = await start();
    const { position } = await log.append(CASE, events('a', 'b'), NO_STREAM);
    const between = log.parsePosition(String(Number(position) - 1))!;
    // Not by the sentence of what lies past the end, which is told when it has been waited for.
    const refusal = { name: 'RangeError', message: expect.stringMatching(/invalid position|has no event at/) };
    for (const asked of ask(openTo(server), between)) await expect(asked).rejects.toMatchObject(refusal);
  });

  it('is refused by name where it lies past the end, as after a restore from an older backup', async () => {
    const { log } = await start();
    await log.append(CASE, events('a', 'b'), NO_STREAM);
    const { position } = await log.append(OTHER_CASE, events('c'), NO_STREAM);
    const { server: restored } = await start();
    const again = openTo(restored);
    await again.append(CASE, events('a'), NO_STREAM);
    for (const asked of ask(again, position)) await expect(asked).rejects.toThrow(/beyond the end of the log/);
    expect(await again.readAll(await again.head(), { limit: 5 })).toMatchObject({ events: [], atEnd: true });
  });

  it('is waited for where a node shows it a little later', async () => {
    const { server, log } = await start();
    await log.append(CASE, events('a'), NO_STREAM);
    server.storage.showAfter(500);
    const written = log.append(CASE, events('b'), 0);
    while (server.storage.stream(CASE).length < 2) await delay(5);
    const position = String(server.storage.stream(CASE)[1]!.place) as Position;
    expect(await openTo(server).readAll(position, { limit: 5 })).toEqual({ events: [], next: position, atEnd: true });
    await written;
  });
});

describe('an event larger than the server takes', () => {
  it('is a defect of the caller, said at once, where its version has such a limit', async () => {
    const { log } = await start(NEVER_GIVES_UP, { version: '26.0', maxEventSizeBytes: 1_000 });
    const body = (bytes: number): Uint8Array => new Uint8Array(bytes);
    await log.append(
      CASE,
      [
        { ...event('x'), body: body(500) },
        { ...event('x'), body: body(500) },
      ],
      NO_STREAM,
    );
    const refused = log.append(CASE, [{ ...event('x'), body: body(1_000) }], 1);
    await expect(refused).rejects.toBeInstanceOf(RangeError);
    expect(await log.readStream(CASE)).toHaveLength(2);
  });

  it('is none of the port’s where nothing is set: a body of the bound fits from 25.1 on', async () => {
    const { log } = await start({}, { version: '25.1' });
    const large = { ...event('x'), body: new Uint8Array(4 * 256 * 1024) };
    await log.append(CASE, [large, large, large], NO_STREAM);
    expect(await log.readStream(CASE)).toHaveLength(3);
  });
});

describe('a server older than 23.10, which says no position of what is read from a stream', () => {
  it('is refused by a sentence that says which it must be, at once and as no fault that passes by', async () => {
    const server = await startServer({ version: '22.10' });
    await openTo(server).append(CASE, events('a', 'b'), NO_STREAM);
    const log = openTo(server, NEVER_GIVES_UP);
    const read = log.readStream(CASE);
    await expect(read).rejects.toThrow(/does not say the position of an event.*23\.10 or later/);
    await expect(read).rejects.not.toMatchObject({ name: 'LogUnavailable' });
  });

  it('is taken from 23.10 on', async () => {
    const { log } = await start({}, { version: '23.10' });
    const { position } = await log.append(CASE, events('a'), NO_STREAM);
    expect((await log.readStream(CASE)).map((read) => read.position)).toEqual([position]);
  });
});

describe('a subscription at a node that leads no more', () => {
  it('goes on to wake: it is not refused, and whoever is woken reads from the leader', async () => {
    const { server, log } = await start({}, { nodes: 2 });
    const { position } = await log.append(CASE, events('a'), NO_STREAM);
    const woken = log.waitForMore(position, new AbortController().signal);
    await delay(200);
    server.elect(1);
    const other = openTo(server);
    await other.append('case-2', events('b'), NO_STREAM);
    await woken;
    expect(textsOf((await log.readAll(position, { limit: 5 })).events)).toEqual(['b']);
  });
});
