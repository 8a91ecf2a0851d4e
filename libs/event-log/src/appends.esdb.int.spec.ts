/** Appending to EventStoreDB when answers are lost, the leader changes, or the server is away. */
import fc from 'fast-check';
import { CASE, event, events, OTHER_CASE, readWhole, textsOf } from '../../../test/contract/event-log.samples.js';
import { LIBRARIES } from '../../../test/contract/client-libraries.esdb.js';
import { type AppendFate } from '../../../test/eventstore-protocol/faults.js';
import {
  type ProtocolServer,
  type ProtocolServerOptions,
  startProtocolServer,
} from '../../../test/eventstore-protocol/protocol-server.js';
import { type Proposed } from '../../../test/eventstore-protocol/storage.js';
import { type StreamName } from '#contracts';
import { type StoreClientLibrary } from './client.esdb.js';
import { CONTENT_TYPE, proposalOf } from './stored-event.esdb.js';
import { AppendConflict, type EventLog, LogUnavailable, NO_STREAM } from './event-log.port.js';
import { type EventStoreLogOptions, openEventStoreLog } from './event-log.esdb.js';
import { always } from '../../../test/support/always.js';

let over: StoreClientLibrary;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(
  options: Partial<EventStoreLogOptions> = {},
  serverOptions: ProtocolServerOptions = {},
): Promise<{ server: ProtocolServer; log: EventLog }> {
  const server = await startProtocolServer(serverOptions);
  closing.push(() => server.stop());
  return { server, log: openTo(server, options) };
}

function openTo({ connectionString }: ProtocolServer, options: Partial<EventStoreLogOptions> = {}): EventLog {
  // A cluster that is away is looked for briefly.
  const log = openEventStoreLog({
    connectionString: `${connectionString}&maxDiscoverAttempts=2&discoveryInterval=20`,
    callTimeoutMs: 500,
    library: over,
    ...options,
  });
  closing.push(() => log.close());
  return log;
}

/** What another hub writes just before. */
function theirs(text: string, revision: number): Proposed {
  const { wireId, ...rest } = proposalOf(event(text), { stream: CASE, revision });
  return { id: wireId, contentType: CONTENT_TYPE, ...rest };
}

/** A log that soon gives up a cluster that is away, and waits for one that is there, however slow the machine. */
const SOON: Partial<EventStoreLogOptions> = { giveUpAfterMs: 50, callTimeoutMs: 30_000 };

/** Appends as who asks again does: what was not known to be written may be what lies there then. */
async function appendAtLast(log: EventLog, stream: StreamName, text: string, expectedRevision: number): Promise<void> {
  for (;;) {
    try {
      await log.append(stream, events(text), expectedRevision);
      return;
    } catch (error) {
      if (error instanceof AppendConflict) return;
      if (!(error instanceof LogUnavailable)) throw error;
    }
  }
}

const LOST: readonly AppendFate['answer'][] = ['dropped', 'none', 'timeout', 'cancelled', 'unforeseen'];

describe.each(LIBRARIES)('over %s', (_name, library) => {
  beforeAll(() => {
    over = library;
  });

  describe('an append whose answer is lost', () => {
    it.each(LOST)('and that was written (%s) succeeds, once', async (answer) => {
      const { server, log } = await start();
      await log.append(CASE, events('a'), NO_STREAM);
      server.faults.nextAppends({ write: 'now', answer });
      const { revision, position } = await log.append(CASE, events('b', 'c'), 0);
      const read = await log.readStream(CASE);
      expect(textsOf(read)).toEqual(['a', 'b', 'c']);
      expect([revision, position]).toEqual([2, read[2]!.position]);
      await log.append(CASE, events('d'), 2);
    });

    it.each([...LOST, 'notReady', 'busy'] as const)('and that was not written (%s) is sent again', async (answer) => {
      const { server, log } = await start();
      server.faults.nextAppends({ write: 'never', answer }, { write: 'never', answer });
      expect(await log.append(CASE, events('a', 'b'), NO_STREAM)).toMatchObject({ revision: 1 });
      expect(textsOf(await readWhole(log))).toEqual(['a', 'b']);
    });

    it.each([0, 30, 200])(
      'and that is written %i ms later, on its way all the while, lies there once',
      async (lateMs) => {
        const { server, log } = await start();
        server.faults.nextAppends({ write: 'late', lateMs, answer: 'dropped' });
        const { revision } = await log.append(CASE, events('a'), NO_STREAM);
        await new Promise((resolve) => setTimeout(resolve, lateMs + 20));
        await log.append(CASE, events('b'), revision);
        expect(textsOf(await readWhole(log))).toEqual(['a', 'b']);
      },
    );

    it.each(LOST.flatMap((answer) => [{ answer, write: 'now' } as const, { answer, write: 'never' } as const]))(
      'is a conflict where another was there first ($answer, $write)',
      async (fate) => {
        const { server, log } = await start();
        await log.append(CASE, events('a'), NO_STREAM);
        const first = (): void => {
          server.storage.write(CASE, 1n, [theirs('theirs', 1), theirs('too', 2)]);
        };
        server.faults.nextAppends({ ...fate, first });
        const lost = log.append(CASE, events('mine'), 0);
        await expect(lost).rejects.toMatchObject({ name: 'AppendConflict', expectedRevision: 0, actualRevision: 2 });
        expect(textsOf(await log.readStream(CASE))).toEqual(['a', 'theirs', 'too']);
      },
    );

    it('is not taken for another\u2019s because both gave the event the same id', async () => {
      const { server, log } = await start();
      const other = openTo(server);
      await other.append(CASE, [event('theirs')], NO_STREAM);
      server.faults.nextAppends({ write: 'never', answer: 'dropped' });
      await expect(log.append(CASE, [event('mine')], NO_STREAM)).rejects.toMatchObject({ name: 'AppendConflict' });
      await expect(log.append(CASE, [event('mine')], NO_STREAM)).rejects.toMatchObject({ name: 'AppendConflict' });
      expect(textsOf(await log.readStream(CASE))).toEqual(['theirs']);
    });

    it('is reported as unavailable where it was not found in time, and the log goes on when the server is back', async () => {
      const { server, log } = await start(SOON);
      await log.append(CASE, events('a'), NO_STREAM);
      await server.stopNode(0);
      await expect(log.append(CASE, events('b'), 0)).rejects.toMatchObject({ name: 'LogUnavailable' });
      await expect(log.readStream(CASE)).rejects.toMatchObject({ name: 'LogUnavailable' });
      await server.startNode(0);
      await appendAtLast(log, CASE, 'c', 0);
      expect(textsOf(await readWhole(log))).toEqual(['a', 'c']);
    });

    it('waits for the server where it comes back in time', async () => {
      const { server, log } = await start();
      await log.append(CASE, events('a'), NO_STREAM);
      await server.stopNode(0);
      const written = log.append(CASE, events('b'), 0);
      setTimeout(() => void server.startNode(0), 300);
      expect(await written).toMatchObject({ revision: 1 });
    });

    it('leaves nothing out and nothing twice, whatever befalls', async () => {
      const { server, log } = await start({ callTimeoutMs: 100 });
      const fate = fc.record({
        write: fc.constantFrom('now', 'never', 'late'),
        lateMs: fc.integer({ min: 0, max: 40 }),
        answer: fc.constantFrom(...LOST, 'notReady'),
      }) as fc.Arbitrary<AppendFate>;
      const written: string[] = [];
      await always(
        fc.asyncProperty(fc.array(fate, { maxLength: 3 }), async (fates) => {
          server.faults.nextAppends(...fates);
          const text = `#${written.length}`;
          await log.append(CASE, events(text, `${text}b`), written.length - 1);
          written.push(text, `${text}b`);
        }),
        { numRuns: 25 },
      );
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(textsOf(await readWhole(log))).toEqual(written);
    });
  });

  describe('an append larger than the server takes', () => {
    it('is a defect of the caller, said at once, and nothing is written', async () => {
      const { log } = await start({}, { maxAppendSizeBytes: 1024 * 1024 });
      const half = { ...event('x'), body: new Uint8Array(600 * 1024) };
      await log.append(CASE, [half], NO_STREAM);
      await expect(log.append(CASE, [half, half], 0)).rejects.toBeInstanceOf(RangeError);
      expect(await log.readStream(CASE)).toHaveLength(1);
    });
  });

  describe('an event of a type that the server keeps for itself', () => {
    it.each(['$placed', ''])('is refused: no read would give it back (%j)', async (type) => {
      const { log } = await start();
      await expect(log.append(CASE, [{ ...event('a'), type }], NO_STREAM)).rejects.toBeInstanceOf(RangeError);
    });
  });

  describe('a cluster', () => {
    it('is followed to its new leader', async () => {
      const { server, log } = await start({}, { nodes: 3 });
      await log.append(CASE, events('a'), NO_STREAM);
      for (const [index, node] of [1, 2, 0].entries()) {
        server.elect(node);
        await log.append(CASE, events(String(node)), index);
      }
      expect(textsOf(await readWhole(log))).toEqual(['a', '1', '2', '0']);
    });

    it('is waited for while it elects', async () => {
      const { server, log } = await start({}, { nodes: 3 });
      await log.append(CASE, events('a'), NO_STREAM);
      server.elect(undefined);
      const written = log.append(CASE, events('b'), 0);
      const read = log.head();
      setTimeout(() => {
        server.elect(2);
      }, 200);
      expect((await written).revision).toBe(1);
      expect(log.compare(await read, log.start)).toBeGreaterThan(0);
    });

    it('goes on without the node that led it', async () => {
      const { server, log } = await start({}, { nodes: 3 });
      await log.append(CASE, events('a'), NO_STREAM);
      await server.stopNode(0);
      server.elect(1);
      await log.append(CASE, events('b'), 0);
      await log.append(OTHER_CASE, events('c'), NO_STREAM);
      expect(textsOf(await readWhole(log, 1, 'case-'))).toEqual(['a', 'b', 'c']);
    });

    it('may be away whole, under load, and be found again: nothing is thrown where nobody catches it', async () => {
      const { server, log } = await start(SOON, { nodes: 3 });
      await log.append(CASE, events('a'), NO_STREAM);
      const streams = Array.from({ length: 40 }, (_, index) => `case-${index}` as StreamName);
      const waiting = log.waitForMore(await log.head(), new AbortController().signal);
      for (let round = 0; round < 3; round += 1) {
        server.faults.nextAppends(...streams.map(() => ({ write: 'never', answer: 'none' }) as const));
        const lost = streams.map(async (stream, index) => {
          await new Promise((resolve) => setTimeout(resolve, index * 5));
          await log.append(stream, events(String(round)), NO_STREAM);
        });
        await new Promise((resolve) => setTimeout(resolve, 50));
        await Promise.all([0, 1, 2].map((node) => server.stopNode(node)));
        const outcomes = await Promise.allSettled(lost);
        expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true);
        await Promise.all([0, 1, 2].map((node) => server.startNode(node)));
      }
      server.faults.forgetAppends();
      await appendAtLast(log, OTHER_CASE, 'b', NO_STREAM);
      await waiting;
      expect(textsOf(await readWhole(log))).toEqual(['a', 'b']);
    });

    it('may be away when the log is closed', async () => {
      const { server, log } = await start(SOON, { nodes: 2 });
      await log.append(CASE, events('a'), NO_STREAM);
      void log.waitForMore(await log.head(), new AbortController().signal).catch(() => undefined);
      await server.stop();
      await expect(log.append(CASE, events('b'), 0)).rejects.toMatchObject({ name: 'LogUnavailable' });
      await expect(log.close()).resolves.toBeUndefined();
    });
  });
});
