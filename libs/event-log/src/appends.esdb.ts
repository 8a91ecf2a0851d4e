/** Appending to an EventStoreDB log, and finding out what became of an append whose answer was lost. */
import { LRUCache } from 'lru-cache';
import { type StreamName } from '#contracts';
import { defectOf, refusalOf, type Tail } from './append-check.js';
import { type Connection } from './connection.esdb.js';
import { AppendConflict, CorruptEvent, type EventToAppend, LogUnavailable, NO_STREAM } from './event-log.port.js';
import { faultOfCall, isPassing } from './faults.esdb.js';
import { backoffMs, type Patience, pause, SERVER_TIMEOUT_MS } from './patience.esdb.js';
import { type Place } from './position.esdb.js';
import { type Reads } from './reads.esdb.js';
import { type Append as AppendAsked, type AppendAnswer } from './requests.esdb.js';
import { proposalOf, recordedOf, type StoredRecord } from './stored-event.esdb.js';
import { turnsOf } from './turns.esdb.js';

/** Streams whose end is remembered, so that an append needs no read before it. */
const TAILS_MAX = 10_000;
/** Milliseconds between two looks whether what is written is shown: whoever waits longer is always the last to know. */
const LOOK_MS_MAX = 40;

export interface Written {
  readonly revision: number;
  readonly place: Place;
}

export interface Appends {
  append(stream: StreamName, events: readonly EventToAppend[], expectedRevision: number): Promise<Written>;
  /** An event of a stream that was read: it may be the end that the next append follows. */
  remember(stream: StreamName, tail: Tail): void;
}

interface Parts {
  readonly connection: Connection;
  readonly patience: Patience;
  readonly reads: Reads;
}

interface Append extends AppendAsked {
  readonly stream: StreamName;
}

export function appendsOver(parts: Parts): Appends {
  const tails = new LRUCache<StreamName, Tail>({ max: TAILS_MAX });
  const inTurn = turnsOf(parts.patience.closing);
  const tailAt = async (stream: StreamName, revision: number): Promise<Tail> => {
    if (revision === NO_STREAM) return { revision, recordedAt: '' };
    const known = tails.get(stream);
    return known?.revision === revision ? known : readTail(parts.reads, stream, revision);
  };
  return {
    remember: (stream, tail) => {
      tails.set(stream, tail);
    },
    append: async (stream, events, expectedRevision) => {
      const defect = defectOf(events, expectedRevision) ?? systemTypeIn(events);
      if (defect) throw defect;
      const proposals = events.map((event, index) =>
        proposalOf(event, { stream, revision: expectedRevision + 1 + index }),
      );
      return inTurn(stream, async () => {
        if (expectedRevision === NO_STREAM) await parts.reads.refuseEmptied(stream);
        const refused = refusalOf(stream, events, expectedRevision, await tailAt(stream, expectedRevision));
        if (refused) throw refused;
        const written = await appendUntilKnown(parts, { stream, expectedRevision, proposals });
        tails.set(stream, { revision: written.revision, recordedAt: events.at(-1)?.recordedAt ?? '' });
        return written;
      });
    },
  };
}

/** The server keeps types that begin so for itself, and no read would give the event back. */
function systemTypeIn(events: readonly EventToAppend[]): RangeError | undefined {
  const bad = events.find(({ type }) => type === '' || type.startsWith('$'));
  return bad && new RangeError(`'${bad.type}' is no type for an event`);
}

/**
 * What the append would follow, if the stream is where it is expected; else where the stream is. Throws `CorruptEvent`
 * where the stream goes as far and does not show it.
 */
async function readTail(reads: Reads, stream: StreamName, revision: number): Promise<Tail> {
  const at = await recordAt(reads, stream, revision);
  if (at) return recordedOf(at);
  const last = (await reads.lastRevision(stream)) ?? NO_STREAM;
  if (last < revision) return { revision: last, recordedAt: '' };
  // Written between the two questions, or not shown.
  const now = await recordAt(reads, stream, revision);
  if (!now) throw new CorruptEvent(null, `${stream} ends at ${last} but does not show ${revision}`);
  return recordedOf(now);
}

async function recordAt(reads: Reads, stream: StreamName, revision: number): Promise<StoredRecord | undefined> {
  const [record] = await reads.recordsFrom(stream, revision, 1);
  return record?.revision === revision ? record : undefined;
}

/**
 * Sends the append, again if need be, until its outcome is known. Each attempt carries the same wire ids at the same
 * expected revision, so that at most one of them is written, however late the server comes to the others.
 */
async function appendUntilKnown(parts: Parts, append: Append): Promise<Written> {
  const { giveUpAfterMs, closing } = parts.patience;
  const giveUpAt = performance.now() + giveUpAfterMs;
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await attempt(parts, append);
    if (!('why' in outcome)) return outcome;
    const waitMs = backoffMs(attempts);
    if (closing.aborted || performance.now() + waitMs > giveUpAt) throw notKnown(append, outcome.why);
    await pause(waitMs, closing);
  }
}

/** The attempt failed so that it may or may not be written, or another's was before it, and neither is to be read so far. */
interface InDoubt {
  readonly why: unknown;
}

async function attempt(parts: Parts, append: Append): Promise<Written | InDoubt> {
  let why: unknown;
  try {
    const answer = await parts.connection.append(append);
    if (!answer) throw new LogUnavailable('EventStoreDB answered neither that it wrote nor that it did not');
    if (answer.kind === 'written') return await placed(parts.reads, append, answer);
    // It may have got beyond the expected revision by our own earlier attempt.
    if (answer.actualRevision <= append.expectedRevision) throw conflict(append, answer.actualRevision);
    why = await waitUntilShown(parts, append, answer.actualRevision);
  } catch (error) {
    if (!isPassing(error)) throw faultOfCall(error);
    why = error;
  }
  const found = await lookInDoubt(parts.reads, append);
  return found ?? { why };
}

/**
 * The server refuses an append for what is written and not yet on a quorum, and shows that only when it is: whoever read
 * again at once would find the stream as it was. What is not shown within the server's own time may be gone with its
 * leader, and the append may be sent again.
 */
async function waitUntilShown({ reads, patience }: Parts, { stream }: Append, revision: number): Promise<unknown> {
  const until = performance.now() + SERVER_TIMEOUT_MS;
  for (let looks = 1; ; looks += 1) {
    const shown = (await reads.lastRevision(stream)) ?? NO_STREAM;
    const over = patience.closing.aborted || performance.now() > until;
    if (shown >= revision || over) return new LogUnavailable(`${stream} is at ${revision}, and shown up to ${shown}`);
    await pause(backoffMs(looks, LOOK_MS_MAX), patience.closing);
  }
}

async function lookInDoubt(reads: Reads, append: Append): Promise<Written | undefined> {
  try {
    return await lookFor(reads, append);
  } catch (error) {
    throw error instanceof LogUnavailable ? notKnown(append, error) : error;
  }
}

/** An append that the server knows from before is answered without its place by some versions. */
async function placed(reads: Reads, append: Append, answer: AppendAnswer & { kind: 'written' }): Promise<Written> {
  const { revision, place } = answer;
  if (revision !== append.expectedRevision + append.proposals.length) {
    throw new CorruptEvent(null, `an append to ${append.stream} after ${append.expectedRevision} lies at ${revision}`);
  }
  if (place) return { revision, place };
  const found = await lookFor(reads, append);
  if (!found) throw new LogUnavailable(`${append.stream} was written at revision ${revision} but cannot be read yet`);
  return found;
}

/**
 * Our own events at the revisions that were expected: written. Another's: `AppendConflict`. None: undefined, not
 * written so far. Of an append all is written or nothing: a part of it is damage.
 */
async function lookFor(reads: Reads, append: Append): Promise<Written | undefined> {
  const { stream, expectedRevision, proposals } = append;
  const records = await reads.recordsFrom(stream, expectedRevision + 1, proposals.length);
  const [first] = records;
  if (!first) return undefined;
  if (first.wireId !== proposals[0]?.wireId) {
    throw conflict(append, (await reads.lastRevision(stream)) ?? first.revision);
  }
  const last = records.at(-1) ?? first;
  if (!proposals.every(({ wireId }, index) => records[index]?.wireId === wireId)) {
    throw new CorruptEvent(null, `an append to ${stream} at ${expectedRevision} was written in part`);
  }
  return { revision: last.revision, place: last.place };
}

function conflict({ stream, expectedRevision }: Append, actualRevision: number): AppendConflict {
  return new AppendConflict(stream, expectedRevision, actualRevision);
}

function notKnown({ stream, expectedRevision }: Append, cause: unknown): LogUnavailable {
  const { message } = faultOfCall(cause);
  return new LogUnavailable(`an append to ${stream} after ${expectedRevision} was not found written: ${message}`, {
    cause,
  });
}
