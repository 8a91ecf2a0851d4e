/** The write side put together: from its ports to what its doors and its clock need. */
import { LRUCache } from 'lru-cache';
import { type EntrySealer } from '#access';
import { agreementBook, nameUuid, streamCache } from '#cases';
import { type Clock, type Keys, type StreamName } from '#contracts';
import { type EventLog } from '#event-log';
import { type Logger, type SimulationClock } from '#http';
import { startClock, type StartedClock } from './clock/start-clock.js';
import { judge, type Outlook } from './judge/judge.js';
import { streamQueues, type StreamQueues } from './judge/stream-queues.js';
import { receive, type Receive } from './receive/receive.js';
import { openHubState } from './state/hub-state.sqlite.js';
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

export interface Hub extends Pick<StartedClock, 'clock' | 'follower' | 'index'> {
  readonly receive: Receive;
  readonly receipts: Receipts;
  readonly quarantine: Quarantine;
  readonly room: WaitingRoom;
  readonly queues: StreamQueues;
  /** Throw where the part is not ready. */
  readonly checks: StartedClock['checks'] & Readonly<Record<'hubState', () => void>>;
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
  const started = startClock({
    ...{ log, clock, simulation: ports.simulation, logger: ports.logger, dueFile: files.due },
    ...{ judge: judging, queues, room, book },
    waiting: (stream) => receiving.waiting(stream),
    sweep: (now) => {
      finals.sweep(now);
      refused.sweep(now);
      state.forget();
    },
    known: (stream) => outlooks.get(stream),
  });
  // What was accepted just before the process ended may be what they wait for.
  for (const stream of room.streams()) await receiving.waiting(stream);
  return {
    ...{ receive: receiving, receipts: finals, quarantine: refused, room, queues },
    ...{ clock: started.clock, follower: started.follower, index: started.index },
    checks: { ...started.checks, hubState: () => void room.size() },
    stop: {
      clocks: async () => {
        await started.stopClock();
        await queues.idle();
      },
      followers: () => started.follower.stop(),
      stores: () => {
        started.index.close();
        state.close();
      },
    },
  };
}
