/** Tells everybody who has a feed, on a schedule, what has been signed of the log: each then holds the operator to its word (A9). */
import { randomUUID } from 'node:crypto';
import { type Clock, type StreamName } from '#contracts';
import { type Instant, type Uuid } from '#domain/facts';
import { AppendConflict, isOfHub, NO_STREAM, type EventLog } from '#event-log';
import { openCheckpoint } from './checkpoint.js';
import { eventOfLeaf, type LogRead } from './leaf-of-event.js';
import { type Proofs } from './proofs.js';
import { checkpointSigned, readOfLog, writeOfLog } from './said-of-log.js';
import { type TreeStore } from './tree-store.port.js';

export interface TellerDeps {
  readonly log: LogRead & Pick<EventLog, 'readStream' | 'append' | 'start'>;
  readonly store: TreeStore;
  readonly proofs: Pick<Proofs, 'checkpoint' | 'key'>;
  /** The log's own stream. */
  readonly stream: StreamName;
  readonly clock: Pick<Clock, 'now'>;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  /** Milliseconds of the hub's clock between one that is told and the next. */
  readonly everyMs: number;
}

/**
 * - `notYet`: the last was told less than the interval ago.
 * - `nothingNew`: nothing has been appended since that may be signed, but that it was told.
 * - `told`: signed, shown to the witnesses, and appended.
 */
export type Looked = 'notYet' | 'nothingNew' | 'told';

export interface CheckpointTeller {
  /**
   * Tells the newest checkpoint where it is time and there is something new. Of two who tell at once one does. Throws
   * `LogRewritten`; faults: the store's and the log's.
   */
  look(): Promise<Looked>;
}

/** The last that was told. */
interface Told {
  readonly revision: number;
  readonly at: Instant;
  /** Events of the log that it was of. */
  readonly size: number;
}

/** What was told before stands in the log: who tells anew after a restart, or in another's place, goes on from there. */
export function checkpointTeller(deps: TellerDeps): CheckpointTeller {
  const { log, store, proofs, stream, clock, nowMs, everyMs } = deps;
  let last: Told | null = null;
  let [since, sinceMs] = [null as Instant | null, nowMs()];

  const keep = (told: Told): void => {
    last = told;
    [since, sinceMs] = [told.at, nowMs()];
  };
  const readOn = async (): Promise<void> => {
    const event = (await log.readStream(stream, { fromRevision: (last?.revision ?? NO_STREAM) + 1 })).at(-1);
    if (event === undefined) return;
    keep({ revision: event.revision, at: event.recordedAt, size: readOfLog(event).data.size });
  };
  const isDue = (): boolean => {
    if (since === null) return false;
    const elapsedMs = Date.parse(clock.now()) - Date.parse(since);
    // A clock that stood ahead when it was last told must not keep it from being told again.
    return (elapsedMs < 0 ? nowMs() - sinceMs : elapsedMs) >= everyMs;
  };
  /** What was told of before is not new, nor that it was told: a quiet log would sign for ever. */
  const isMore = async (to: number): Promise<boolean> => {
    for (let at = last?.size ?? 0; at < to; at += 1) {
      const event = await eventOfLeaf(at, log, store);
      if (event === undefined || !isOfHub(event)) return true;
    }
    return false;
  };
  const tell = async (): Promise<Looked> => {
    const { size, note } = await proofs.checkpoint();
    // Over a cluster what has not stood for long is not signed yet: then it is another time.
    if (!(await isMore(size))) return 'nothingNew';
    const now = clock.now();
    const recordedAt = last !== null && last.at > now ? last.at : now;
    const said = writeOfLog(checkpointSigned(openCheckpoint(note, proofs.key), note));
    const event = { eventId: randomUUID() as Uuid, recordedAt, ...said };
    try {
      const { revision } = await log.append(stream, [event], last?.revision ?? NO_STREAM);
      keep({ revision, at: recordedAt, size });
    } catch (error) {
      if (error instanceof AppendConflict) return 'notYet';
      throw error;
    }
    return 'told';
  };
  const firstAt = async (): Promise<Instant | null> =>
    (await log.readAll(log.start, { limit: 1 })).events[0]?.recordedAt ?? null;
  const isAnyNew = async (): Promise<boolean> => isMore((await store.head())?.size ?? 0);
  return {
    look: async () => {
      if (since !== null && !isDue()) return 'notYet';
      // Another may have told it, in this one's place.
      await readOn();
      since ??= await firstAt();
      if (since === null) return 'nothingNew';
      if (!isDue()) return 'notYet';
      return (await isAnyNew()) ? tell() : 'nothingNew';
    },
  };
}
