/** What a process is sent to know the register, at its start and while others speak of subjects. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { writeRegisterFact } from '#access';
import { type Instant, type Uuid } from '#domain/facts';
import { NO_STREAM, openSqliteLog, REGISTER_STREAM, type EventLog } from '#event-log';
import { openEventStoreLog } from '#event-log/cluster';
import { followRegister } from '#follow';
import { countingRecords } from '../../../test/eventstore-protocol/counting-records.js';
import { startProtocolServer } from '../../../test/eventstore-protocol/protocol-server.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';

const AT = '2026-01-10T08:00:00.000Z' as Instant;
const OTHERS = 300;
/** Longer than a spec: it is looked when the spec says so. */
const NEVER_MS = 600_000;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A log, and how many events it has been sent, or has read in its file for whoever asked. */
interface Counted {
  readonly log: EventLog;
  readonly events: () => number;
}

async function inACluster(): Promise<Counted> {
  const server = await startProtocolServer();
  let events = 0;
  const library = countingRecords(() => (events += 1));
  const log = openEventStoreLog({ connectionString: server.connectionString, library });
  closing.push(
    () => server.stop(),
    () => log.close(),
  );
  return { log, events: () => events };
}

function inAFile(): Promise<Counted> {
  const log = openSqliteLog({ path: join(temporaryFolder(), 'log.db') });
  closing.push(() => log.close());
  let events = 0;
  const counted = async <Read>(read: Promise<Read>, of: (read: Read) => number): Promise<Read> => {
    events += of(await read);
    return read;
  };
  return Promise.resolve({
    log: {
      ...log,
      readStream: (...asked) => counted(log.readStream(...asked), ({ length }) => length),
      readAll: (...asked) => counted(log.readAll(...asked), ({ events: page }) => page.length),
    },
    events: () => events,
  });
}

const event = (written: { readonly type: string; readonly body: Uint8Array }) => ({
  ...{ eventId: randomUUID() as Uuid, recordedAt: AT },
  ...written,
});
const closed = (partyId: string) => event(writeRegisterFact({ type: 'hub.partyClosed', data: { partyId } }));
const sayOthers = (log: EventLog) =>
  log.append(
    `case-${randomUUID()}`,
    Array.from({ length: OTHERS }, () => event({ type: 'x', body: Buffer.from('{}') })),
    NO_STREAM,
  );

describe.each([
  ['in a file', inAFile],
  ['in a cluster', inACluster],
])('the register of a log %s', (_where, opened) => {
  it('is read by its own events: those of subjects are not sent, at the start nor while they are told', async () => {
    const { log, events } = await opened();
    await sayOthers(log);
    await log.append(REGISTER_STREAM, [closed('region-20'), closed('region-01')], NO_STREAM);
    await sayOthers(log);
    const before = events();
    const register = await followRegister(log, NEVER_MS);
    expect([register.current().version, events() - before]).toEqual([2, 2]);
    await sayOthers(log);
    const told = events();
    await register.look();
    expect([register.current().version, events() - told]).toEqual([2, 0]);
    await log.append(REGISTER_STREAM, [closed('region-03')], 1);
    await sayOthers(log);
    const further = events();
    await register.look();
    expect([register.current().version, events() - further]).toEqual([3, 1]);
    await register.stop();
  });
});
