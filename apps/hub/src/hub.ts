/** The write side put together: from its ports to what its doors and its clock need. */
import { LRUCache } from 'lru-cache';
import { bearing, nameUuid, streamCache, type Bearing, type BearingIndex } from '#cases';
import { stampsBy, type KeyStore, type Ledger } from '#access';
import { type Clock, type StreamName } from '#contracts';
import { type PartyId } from '#domain';
import { type Lease } from '#engines';
import { type EventLog } from '#event-log';
import { systemClock, type Logger, type SimulationClock, type Slices } from '#http';
import { bearingFollower, type BearingFollower } from './clock/bearing-follower.js';
import { type DueIndex } from './clock/due-index.port.js';
import { startClock, type StartedClock } from './clock/start-clock.js';
import { emergencyAccesses, type EmergencyAccesses } from './emergency/emergency-access.js';
import { erase, eraseStreams, type Erase, type EraseDeps } from './judge/erase.js';
import { judge, type Judge, type Outlook } from './judge/judge.js';
import { streamQueues, type StreamQueues } from './judge/stream-queues.js';
import { openNotice, type NoticeOpened, type OpenedAnswer } from './opened/open-notice.js';
import { ownReads, type OwnReads } from './receive/own-reads.js';
import { receive, type HubIntegrity, type Receive } from './receive/receive.js';
import { type HubStateStores } from './state/hub-state.port.js';
import { type ErasureList } from './weeding/erasures.js';
import { BACKUP_DAYS, eraseAgain, weedings, type Weedings } from './weeding/weeding.js';

/** Streams whose outlook is remembered from judging them until the index's follower comes by. */
const OUTLOOKS_KEPT_MAX = 10_000;

export interface HubPorts {
  readonly log: EventLog;
  readonly keys: Omit<KeyStore, 'close'>;
  readonly clock: Clock;
  /** In simulation mode the same clock, by its other side. */
  readonly simulation?: SimulationClock | undefined;
  readonly logger: Logger;
  /** In which what is long is done, so that nobody waits for it. */
  readonly slices: Slices;
  /** Closed by the hub when it stops, as are `due` and `bearing`. */
  readonly state: HubStateStores;
  readonly due: DueIndex;
  readonly bearing: BearingIndex;
  /** Where many hubs share log, state and due index: one at a time keeps the index and the time. Absent where this is the only hub. */
  readonly lease?: Lease | undefined;
  /** What has been erased; without it nothing is weeded here. */
  readonly erasures?: ErasureList | undefined;
  /** Where it is entered who reads in an emergency, or its own receipts; without it nobody does, here. */
  readonly ledger?: Ledger | undefined;
  /** How long backups are kept; `BACKUP_DAYS` unless said. */
  readonly backupDays?: number | undefined;
  /** What this process has met of damage; told of each defect, and asked before anything is taken. */
  readonly integrity?: HubIntegrity | undefined;
}

export interface Hub
  extends
    Pick<HubPorts, 'slices'>,
    Pick<StartedClock, 'clock' | 'follower'>,
    Pick<HubStateStores, 'room' | 'quarantine' | 'receipts' | 'outbox'> {
  readonly receive: Receive;
  readonly index: DueIndex;
  readonly queues: StreamQueues;
  readonly erase: Erase;
  /** Who reads in an emergency; absent where no ledger is kept. */
  readonly emergencies: EmergencyAccesses | undefined;
  /** Records that a party has opened a notice. */
  readonly openNotice: (party: PartyId, opened: NoticeOpened) => Promise<OpenedAnswer>;
  /** What parties read of their own messages; absent where no ledger is kept. */
  readonly ownReads: OwnReads | undefined;
  /** What is to be weeded; absent where no list of erasures is kept. */
  readonly weedings: Weedings | undefined;
  /** Of what other hubs write that bears on cases; absent where there are none. */
  readonly others: Pick<BearingFollower, 'behindMs'> | undefined;
  /** Throw, or reject, where the part is not ready. */
  readonly checks: Readonly<Record<string, () => void | Promise<void>>>;
  /** In this order: no more by itself, no more followed, stores closed. */
  readonly stop: { clocks(): Promise<void>; followers(): Promise<void>; stores(): Promise<void> };
}

/** Reads on what bears on cases, and starts the hub's follower and its clock. Nothing else of the log is read first. */
export async function openHub(ports: HubPorts): Promise<Hub> {
  const { log, keys, clock, simulation, logger, slices, state, due: index, lease, integrity } = ports;
  const { room, quarantine, receipts, outbox } = state;
  const outlooks = new LRUCache<StreamName, Outlook>({ max: OUTLOOKS_KEPT_MAX });
  const { known: bears, others } = await readBearing(ports);
  const judgeDeps = {
    ...{ log, keys, clock, bearing: bears, cache: streamCache({ log, keys }), name: nameUuid() },
    bearingCaughtUp: others && (() => others.allCaughtUp()),
  };
  const onAppended = (outlook: Outlook): void => void outlooks.set(outlook.stream, outlook);
  const judging = judge(judgeDeps, onAppended);
  const queues = streamQueues();
  const receiving = receive({
    ...{ judge: judging, queues, room, quarantine, bearing: bears, clock, slices, integrity, logger },
  });
  const erasing = { ...judgeDeps, keyStore: keys, queues, onAppended };
  const weeding = await openWeedings(ports, erasing);
  const started = startClock({
    ...{ log, clock, simulation, logger, index, lease, integrity, judge: judging, queues, room, bearing: bears },
    waiting: (stream) => receiving.waiting(stream),
    sweep: async (now) => {
      await receipts.sweep(now);
      await quarantine.sweep(now);
      await state.forget();
    },
    known: (stream) => outlooks.get(stream),
  });
  // What was accepted just before the process ended may be what they wait for. Of many hubs, whose turn it is sees to it.
  if (!lease) for (const stream of await room.streams()) await receiving.waiting(stream);
  return {
    ...{ erase: erase(erasing), weedings: weeding, ...entering(ports, judging, queues) },
    ...{ receive: receiving, receipts, quarantine, room, outbox, queues, index, slices },
    ...{ clock: started.clock, follower: started.follower, others },
    openNotice: (party, opened) => openNotice({ judge: judging, queues, log, clock }, party, opened),
    checks: checksOf(ports, started, others),
    stop: {
      clocks: async () => {
        await started.stopClock();
        await queues.idle();
      },
      followers: async () => {
        await Promise.all([started.follower.stop(), others?.stop()]);
      },
      stores: async () => {
        await index.close();
        await bears.close();
        await state.close();
      },
    },
  };
}

/** What is entered in the ledger here. */
function entering(
  { log, clock, simulation, ledger }: HubPorts,
  judging: Judge,
  queues: StreamQueues,
): Pick<Hub, 'emergencies' | 'ownReads'> {
  if (ledger === undefined) return { emergencies: undefined, ownReads: undefined };
  const stamps = stampsBy(systemClock, simulation && clock);
  return {
    emergencies: emergencyAccesses({ judge: judging, queues, log, clock, ledger, stamps }),
    ownReads: ownReads({ log, ledger, stamps }),
  };
}

/** What an older backup has brought back is erased again first. */
async function openWeedings(
  { log, keys, state, clock, logger, erasures, backupDays = BACKUP_DAYS }: HubPorts,
  erasing: EraseDeps,
): Promise<Weedings | undefined> {
  if (erasures === undefined) return undefined;
  const again = eraseStreams(erasing, { isToldAll: false });
  const ended = eraseStreams(erasing, { isToldAll: true });
  const back = await eraseAgain(erasures, { log, keys, clock, state, again, ended });
  if (back > 0) logger.warn({ streams: back }, 'what had been erased had come back: it is erased again');
  return weedings({ log, keys, clock, state, erasures, backupDays, erase: again });
}

interface ReadBearing {
  readonly known: Bearing;
  /** Where other hubs write the log too. */
  readonly others?: BearingFollower;
}

async function readBearing({ log, keys, lease, bearing: index }: HubPorts): Promise<ReadBearing> {
  const known = bearing({ log, keys, index });
  const from = await log.head();
  await known.refresh();
  return lease ? { known, others: bearingFollower(log, known, from) } : { known };
}

function checksOf({ state }: HubPorts, { checks }: StartedClock, others?: BearingFollower): Hub['checks'] {
  return {
    ...checks,
    hubState: async () => {
      await state.room.size();
    },
    ...(others && {
      agreements: () => {
        if (!others.ready()) throw new Error('the agreements of other hubs are not read');
      },
    }),
  };
}
