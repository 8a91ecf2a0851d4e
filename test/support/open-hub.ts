/** A hub in memory but for its own files, and a simulated clock: for specs that speak to it past its door. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { entrySealer, memoryKeys, type KeyStore } from '#access';
import { MEDIA_TYPES } from '#contracts';
import { type Instant, type PartyId } from '#domain';
import { memoryLog, type EventLog } from '#event-log';
import { sqliteBearingIndex } from '#follow';
import { hubLogger, simulationClock, slices, type SimulationClock } from '#http';
import { openHub, openSqliteState, readArrivals, sqliteDueIndex, type Hub, type HubPorts, type Receipt } from '#hub';
import { temporaryFolder } from './temporary-folder.js';
import { sayerOf, type WireEvent } from './wire-events.js';

export interface SpecHub extends Hub {
  readonly log: EventLog;
  readonly keys: KeyStore;
  readonly time: SimulationClock;
  readonly folder: string;
  /** Hands in events in one batch, each by the party of the first one's source unless said. */
  post(events: readonly unknown[], by?: string): Promise<readonly Receipt[]>;
  /** Hands in events one after the other, each by the party of its source, with the clock at its time if that is later. */
  tell(events: readonly WireEvent[]): Promise<readonly Receipt[]>;
  /** The types of everything in the log, shortened, in order. */
  types(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface SpecHubOptions {
  readonly log?: EventLog;
  readonly keys?: KeyStore;
  readonly masterKey?: Uint8Array;
  readonly startAt?: string;
  readonly folder?: string;
  /** Shared with other hubs; else of this hub alone, in `folder`. */
  readonly stores?: Pick<HubPorts, 'state' | 'due' | 'bearing' | 'lease'>;
}

function sqliteStores(folder: string, masterKey: Uint8Array): Pick<HubPorts, 'state' | 'due' | 'bearing'> {
  return {
    state: openSqliteState({ path: join(folder, 'hub.db') }, entrySealer(masterKey)),
    due: sqliteDueIndex(join(folder, 'due.db')),
    bearing: sqliteBearingIndex(join(folder, 'bearing.db')),
  };
}

/** Opens a hub; what is not given is made anew. */
export async function openSpecHub(options: SpecHubOptions = {}): Promise<SpecHub> {
  const { log = memoryLog(), keys = memoryKeys(), folder = temporaryFolder() } = options;
  const time = simulationClock((options.startAt ?? '2025-06-01T08:00:00.000Z') as Instant);
  const inSlices = slices();
  const hub = await openHub({
    log,
    keys,
    clock: time,
    slices: inSlices,
    simulation: time,
    logger: hubLogger('spec', 'silent'),
    ...(options.stores ?? sqliteStores(folder, options.masterKey ?? randomBytes(32))),
  });
  const post: SpecHub['post'] = async (events, by = sayerOf(events[0] as WireEvent)) => {
    const bytes = Buffer.from(JSON.stringify(events));
    const read = await readArrivals({ 'content-type': MEDIA_TYPES.batch }, bytes, inSlices);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    return hub.receive.events(by as PartyId, read.arrivals);
  };
  return {
    ...hub,
    log,
    keys,
    time,
    folder,
    post,
    tell: async (events) => {
      const receipts: Receipt[] = [];
      for (const event of events) {
        if (event.time > time.now()) await time.moveTo(event.time as Instant);
        receipts.push(...(await post([event])));
      }
      return receipts;
    },
    types: async () => {
      const { events } = await log.readAll(log.start, { limit: 1_000 });
      return events.map(({ type }) => type.replace(/^se\.hvbhub\.|\.v1$/g, ''));
    },
    close: async () => {
      await hub.stop.clocks();
      await hub.stop.followers();
      await hub.stop.stores();
    },
  };
}
