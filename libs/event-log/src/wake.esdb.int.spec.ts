/** Waiting for more of an EventStoreDB log when the subscription that wakes breaks. */
import { CASE, events, OTHER_CASE, textsOf } from '../../../test/contract/event-log.samples.js';
import { LIBRARIES } from '../../../test/contract/client-libraries.esdb.js';
import { type ProtocolServer, startProtocolServer } from '../../../test/eventstore-protocol/protocol-server.js';
import { type StoreClientLibrary } from './client.esdb.js';
import { type EventLog, NO_STREAM, type Position } from './event-log.port.js';
import { type EventStoreLogOptions, openEventStoreLog } from './event-log.esdb.js';

let over: StoreClientLibrary;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Started {
  readonly server: ProtocolServer;
  /** The one that waits, and another that writes. */
  readonly log: EventLog;
  readonly other: EventLog;
  readonly head: Position;
}

async function start(options: Partial<EventStoreLogOptions> = {}): Promise<Started> {
  const server = await startProtocolServer({ nodes: 2 });
  closing.push(() => server.stop());
  const open = (): EventLog => {
    const log = openEventStoreLog({ connectionString: server.connectionString, library: over, ...options });
    closing.push(() => log.close());
    return log;
  };
  const [log, other] = [open(), open()];
  const { position } = await other.append(CASE, events('a'), NO_STREAM);
  return { server, log, other, head: position };
}

const forGood = new AbortController().signal;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the subscription stands: what another writes then comes by it. */
async function waiting({ log, head }: Started): Promise<{ woken: Promise<string[]> }> {
  const woken = log
    .waitForMore(head, forGood)
    .then(async () => textsOf((await log.readAll(head, { limit: 5 })).events));
  await pause(300);
  return { woken };
}

describe.each(LIBRARIES)('one who waits for more, over %s', (_name, library) => {
  beforeAll(() => {
    over = library;
  });

  it('is woken by what another process wrote', async () => {
    const started = await start();
    const { woken } = await waiting(started);
    await started.other.append(OTHER_CASE, events('b'), NO_STREAM);
    expect(await woken).toEqual(['b']);
  });

  it.each(['dropped', 'cancelled'] as const)('is woken after the subscription was %s', async (how) => {
    const started = await start();
    const { woken } = await waiting(started);
    started.server.faults.endSubscriptions(how);
    await started.other.append(OTHER_CASE, events('b'), NO_STREAM);
    expect(await woken).toEqual(['b']);
  });

  it('is woken though the subscription has fallen silent', async () => {
    const started = await start({ silenceMsMax: 500 });
    const { woken } = await waiting(started);
    started.server.faults.endSubscriptions('silent');
    await started.other.append(OTHER_CASE, events('b'), NO_STREAM);
    expect(await woken).toEqual(['b']);
  });

  it('is woken by what was written while the server was away, once it is back', async () => {
    const started = await start();
    const { server, other } = started;
    const { woken } = await waiting(started);
    server.elect(1);
    await server.stopNode(0);
    await other.append(OTHER_CASE, events('b'), NO_STREAM);
    await server.stopNode(1);
    await pause(200);
    await server.startNode(0);
    server.elect(0);
    expect(await woken).toEqual(['b']);
  });

  it('misses nothing, however often the subscription breaks', async () => {
    const { server, log, other, head } = await start();
    let breaks = 0;
    const breaking = setInterval(() => {
      server.faults.endSubscriptions((breaks += 1) % 2 === 0 ? 'dropped' : 'cancelled');
    }, 40);
    const written = (async () => {
      for (let n = 0; n < 30; n += 1) {
        await other.append(OTHER_CASE, events(String(n)), n - 1);
        await pause(10);
      }
    })();
    const seen: string[] = [];
    let at = head;
    while (seen.length < 30) {
      await log.waitForMore(at, forGood);
      const page = await log.readAll(at, { limit: 4 });
      seen.push(...textsOf(page.events));
      at = page.next;
    }
    await written;
    clearInterval(breaking);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => String(n)));
  });

  it('is not held back by another who stopped waiting', async () => {
    const started = await start();
    const stopped = new AbortController();
    const gone = started.log.waitForMore(started.head, stopped.signal);
    const { woken } = await waiting(started);
    stopped.abort();
    await gone;
    await started.other.append(OTHER_CASE, events('b'), NO_STREAM);
    expect(await woken).toEqual(['b']);
  });
});
