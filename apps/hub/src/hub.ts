/** The write side put together: from its ports to what its doors and its clock need. */
import { LRUCache } from 'lru-cache';
import { type EntrySealer } from '#access';
import { agreementBook, nameUuid, streamCache, type AgreementBook } from '#cases';
import { type Clock, type Keys, type StreamName } from '#contracts';
import { type EventLog } from '#event-log';
import { isReady, type Follower } from '#follow';
import { type Logger, type SimulationClock } from '#http';
import { clockLoop } from './clock/clock-loop.js';
import { dueFollower } from './clock/due-follower.js';
import { openDueIndex, type DueIndex } from './clock/due-index.sqlite.js';
import { hubClock, type HubClock } from './clock/hub-clock.js';
import { judge, type Judge, type Outlook } from './judge/judge.js';
import { streamQueues, type StreamQueues } from './judge/stream-queues.js';
import { receive, type Receive } from './receive/receive.js';
import { openHubState, type HubState } from './state/hub-state.sqlite.js';
import { quarantine, type Quarantine } from './state/quarantine.sqlite.js';
import { receipts, type Receipts } from './state/receipts.sqlite.js';
import { waitingRoom, type WaitingRoom } from './state/waiting-room.sqlite.js';

/** Streams whose outlook is remembered from judging them until the index's follower comes by. */
const OUTLOOKS_KEPT_MAX = 10_000;

export interface HubPorts {
  readonly log: EventLog;
  readonly keys: Keys;
  /** Seals what waits, what was refused, and final receipts. */
  readonly sealer: EntrySealer;
  readonly clock: Clock;
  /** In simulation mode the same clock, by its other side. */
  readonly simulation?: SimulationClock | undefined;
  readonly logger: Logger;
  readonly files: HubFiles;
}

export interface HubFiles {
  /** The hub's own state, `hub.db`: primary, to be backed up. */
  readonly state: string;
  /** What is due next, `due.db`: had again from the log if it is lost. */
  readonly due: string;
}

export interface Hub {
  readonly receive: Receive;
  readonly receipts: Receipts;
  readonly quarantine: Quarantine;
  readonly room: WaitingRoom;
  readonly clock: HubClock;
  readonly follower: Follower;
  readonly index: DueIndex;
  readonly queues: StreamQueues;
  /** Throws where the part is not ready. */
  readonly checks: Readonly<Record<'dueIndex' | 'clock' | 'hubState', () => void>>;
  /** In this order: no more by itself, no more followed, files closed. */
  readonly stop: { clocks(): Promise<void>; followers(): Promise<void>; stores(): void };
}

/** Opens the hub's files, reads the agreements, and starts its follower and its clock. Nothing else of the log is read first. */
export async function openHub(ports: HubPorts): Promise<Hub> {
  const { log, keys, clock, sealer, files } = ports;
  const outlooks = new LRUCache<StreamName, Outlook>({ max: OUTLOOKS_KEPT_MAX });
  const book = agreementBook({ log, keys });
  await book.refresh();
  const judging = judge(
    { log, keys, clock, book, cache: streamCache({ log, keys }), name: nameUuid() },
    (outlook) => void outlooks.set(outlook.stream, outlook),
  );
  const state = openHubState(files.state);
  const finals = receipts(state, sealer);
  const room = waitingRoom(state, sealer, finals);
  const refused = quarantine(state, sealer);
  const queues = streamQueues();
  const receiving = receive({ judge: judging, queues, room, quarantine: refused, book, clock });
  const sweep = (now: Parameters<Receipts['sweep']>[0]): void => {
    finals.sweep(now);
    refused.sweep(now);
  };
  const parts = {
    state,
    room,
    queues,
    receiving,
    judging,
    book,
    sweep,
    known: (stream: StreamName) => outlooks.get(stream),
  };
  const timed = startClock(ports, parts);
  // What was accepted just before the process ended may be what they wait for.
  for (const stream of room.streams()) await receiving.waiting(stream);
  return { receive: receiving, receipts: finals, quarantine: refused, room, queues, ...timed };
}

interface Parts {
  readonly state: HubState;
  readonly room: WaitingRoom;
  readonly queues: StreamQueues;
  readonly receiving: Receive;
  readonly judging: Judge;
  readonly book: AgreementBook;
  readonly sweep: (now: ReturnType<Clock['now']>) => void;
  readonly known: (stream: StreamName) => Outlook | undefined;
}

/** Starts what moves by itself: the follower of what is due, and the clock, real or simulated. */
function startClock(
  { log, clock, simulation, logger, files }: HubPorts,
  { state, room, queues, receiving, judging, book, sweep, known }: Parts,
): Pick<Hub, 'clock' | 'follower' | 'index' | 'checks' | 'stop'> {
  const index = openDueIndex(files.due);
  const follower = dueFollower({
    log,
    judge: judging,
    book,
    index,
    known,
    onBatch: () => {
      if (index.queued(1).length > 0) loop.wake();
    },
    onState: (followed) => {
      if (followed.kind === 'retrying' || followed.kind === 'defect')
        logger.error({ err: followed.error }, 'the due index fails');
    },
  });
  const timely = hubClock({
    log,
    clock,
    judge: judging,
    queues,
    index,
    follower,
    room,
    waiting: (stream) => receiving.waiting(stream),
    sweep,
  });
  const loop = clockLoop(timely, { clock, logger });
  simulation?.haltAt((after) => timely.nextHalt(after));
  simulation?.onAdvance(() => timely.run());
  return {
    clock: timely,
    follower,
    index,
    checks: {
      dueIndex: () => {
        orThrow(isReady(follower.state()), 'the due index is not followed');
      },
      clock: () => {
        orThrow(loop.healthy(), 'the clock failed');
      },
      hubState: () => void room.size(),
    },
    stop: {
      clocks: async () => {
        await loop.stop();
        await queues.idle();
      },
      followers: () => follower.stop(),
      stores: () => {
        index.close();
        state.close();
      },
    },
  };
}

function orThrow(holds: boolean, reason: string): void {
  if (!holds) throw new Error(reason);
}
