/** An append that is given up while it is sent: on its way the server sees the end of what has come, and may take it for all. */
import { type ClientWritableStream } from '@grpc/grpc-js';
import { setTimeout as delay } from 'node:timers/promises';
import { createServer, connect, type AddressInfo } from 'node:net';
import { CASE, events, textsOf } from '../../../test/contract/event-log.samples.js';
import { LIBRARIES } from '../../../test/contract/client-libraries.esdb.js';
import { startProtocolServer } from '../../../test/eventstore-protocol/protocol-server.js';
import { type AppendReq, type StoreClient, type StoreClientLibrary } from './client.esdb.js';
import { openEventStoreLog } from './event-log.esdb.js';
import { NO_STREAM } from './event-log.port.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Milliseconds: what is sent is under way so long, one call may take so long, and the sender stands still so long. */
const UNDER_WAY_MS = 250;
const CALL_MS = 400;
const STILL_MS = 1_000;

interface Link {
  readonly port: number;
  /** Milliseconds that what is sent from now on is under way; never sooner there than what was sent before. */
  lateMs: number;
}

async function linkTo(port: number): Promise<Link> {
  const link = { port: 0, lateMs: 0 };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let last = Promise.resolve();
    near.on('data', (bytes) => {
      const arrived = delay(link.lateMs);
      last = last.then(() => arrived).then(() => void far.write(bytes));
    });
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  link.port = (server.address() as AddressInfo).port;
  return link;
}

/** A library whose process stands still once while it sends: before the second event of its first append. */
function standingStill(library: StoreClientLibrary, still: () => Promise<unknown>): StoreClientLibrary {
  let stood = false;
  const slowly = (call: ClientWritableStream<AppendReq>): ClientWritableStream<AppendReq> => {
    const write = call._write.bind(call);
    let sent = 0;
    call._write = (message, encoding, done) => {
      sent += 1;
      // The first message is of the append itself.
      if (sent < 3 || stood) {
        write(message, encoding, done);
        return;
      }
      stood = true;
      void still().then(() => {
        write(message, encoding, done);
      });
    };
    return call;
  };
  const open: StoreClientLibrary['open'] = (connectionString) => {
    const client = library.open(connectionString);
    const execute: StoreClient['execute'] = (name, action) =>
      client.execute(name, (calls) =>
        action({ append: (...args) => slowly(calls.append(...args)), read: (...args) => calls.read(...args) }),
      );
    return { ...client, execute };
  };
  return { ...library, open };
}

describe.each(LIBRARIES)('over %s an append that is given up while it is sent', (_name, library) => {
  it('is not written in part and then called damage: it is sent again, and lies there whole, once', async () => {
    const server = await startProtocolServer();
    closing.push(() => server.stop());
    const link = await linkTo(server.ports[0]!);
    let stood = 0;
    const still = async (): Promise<void> => {
      stood += 1;
      await delay(CALL_MS / 2);
      link.lateMs = 0;
      await delay(STILL_MS);
    };
    const log = openEventStoreLog({
      connectionString: `esdb://127.0.0.1:${link.port}?tls=false`,
      callTimeoutMs: CALL_MS,
      library: standingStill(library, still),
    });
    closing.push(() => log.close());
    await log.readStream(CASE);
    link.lateMs = UNDER_WAY_MS;
    expect(await log.append(CASE, events('a', 'b', 'c'), NO_STREAM)).toMatchObject({ revision: 2 });
    expect([stood, textsOf(await log.readStream(CASE))]).toEqual([1, ['a', 'b', 'c']]);
  });
});
