/** Takes batches of parties' topics: judged in order, told of, and only then done with. */
import { setTimeout as delay } from 'node:timers/promises';
import { readTopic, type Clock } from '#contracts';
import {
  BrokerUnavailable,
  RecordTooLarge,
  type IncomingBatch,
  type OutgoingRecord,
  type Publisher,
  type UnreadableReason,
} from '#engines';
import { type Receipt } from '../receipt/receipt.js';
import { judgeInOrder } from './judge-in-order.js';
import { submissionJudge, type SubmissionJudge, type SubmissionJudgeDeps } from './judge-submission.js';
import { readSubmission, type Source, type Submission } from './read-submission.js';
import { quarantineRecord, receiptRecord } from './told-events.js';

/** Messages of one partition judged side by side. */
export const JUDGED_AT_ONCE_MAX = 200;
const PATIENCE_MS = 3_000;
const BACKOFF_MS_FIRST = 50;
const BACKOFF_MS_MAX = 1_000;
/** How long a partition rests: doubled each time in a row. */
const REST_MS_FIRST = 500;
const REST_MS_MAX = 5_000;
/** How often a worker says that it is still working. */
const BEAT_MS = 1_000;
/** How long what is under way may go on when the consumer ends. */
const BEATS_AFTER_END_MAX = 5;

export interface TakerDeps extends SubmissionJudgeDeps {
  readonly publisher: Publisher;
  readonly clock: Clock;
  /** True where the topic exists: a party without a topic of a kind is not told by it. */
  readonly isServed: (topic: string) => boolean;
  /** How long a batch with faults in it is tried again before its partition rests. */
  readonly patienceMs?: number;
  /** A place that holds nothing that can be read is put aside and passed by. */
  readonly onUnreadable: (reason: UnreadableReason) => void;
  /** Something was done with for good. */
  readonly onDone: () => void;
}

export interface BatchTaker {
  take(batch: IncomingBatch): Promise<{ readonly againInMs: number } | 'taken'>;
}

/** What is under way of a batch. */
interface Work {
  readonly batch: IncomingBatch;
  readonly judge: SubmissionJudge;
  open: readonly Submission[];
  untold: readonly OutgoingRecord[];
}

export function batchTaker(deps: TakerDeps): BatchTaker {
  const judge = submissionJudge(deps);
  const rests = new Map<string, number>();
  return {
    take: async (batch) => {
      const source = sourceOf(batch);
      const place = `${batch.topic}/${batch.partition}`;
      for (const records of chunksOf(batch.records)) {
        if (!batch.goesOn()) return 'taken';
        const all = records.map((record) => readSubmission(source, record));
        const work: Work = { batch, judge, open: all, untold: [] };
        const finished = await workOff(deps, work);
        await markDone(deps, all, work);
        sayPassedBy(deps, all, work);
        if (!finished) {
          const times = (rests.get(place) ?? 0) + 1;
          rests.set(place, times);
          return { againInMs: Math.min(REST_MS_MAX, REST_MS_FIRST * 2 ** (times - 1)) };
        }
        rests.delete(place);
      }
      return 'taken';
    },
  };
}

function sourceOf({ topic, partition }: IncomingBatch): Source {
  const named = readTopic(topic);
  if (named?.kind !== 'submissions') throw new Error(`${topic} is no topic of submissions`);
  return { party: named.party, topic, partition };
}

function* chunksOf<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let at = 0; at < all.length; at += JUDGED_AT_ONCE_MAX) yield all.slice(at, at + JUDGED_AT_ONCE_MAX);
}

/** Round after round, until all is judged and told: true; or until patience or the consumer ends: false. */
async function workOff(deps: TakerDeps, work: Work): Promise<boolean> {
  const until = performance.now() + (deps.patienceMs ?? PATIENCE_MS);
  for (let attempts = 1; ; attempts++) {
    await beating(work.batch, workOnce(deps, work));
    if (work.open.length === 0 && work.untold.length === 0) return true;
    if (performance.now() >= until || !work.batch.goesOn()) return false;
    await beating(work.batch, delay(Math.min(BACKOFF_MS_MAX, BACKOFF_MS_FIRST * 2 ** (attempts - 1))));
  }
}

async function workOnce(deps: TakerDeps, work: Work): Promise<void> {
  const round = await judgeInOrder(work.open, work.judge);
  const told = round.answered.flatMap(({ submission, answer }) => recordsOf(deps, submission, answer));
  work.untold = [...work.untold, ...told];
  work.open = round.unfinished;
  if (await tell(deps, work.untold)) work.untold = [];
}

function recordsOf(
  { clock, isServed }: TakerDeps,
  submission: Submission,
  receipt: Receipt,
): readonly OutgoingRecord[] {
  const { problem: refused, quarantineId } = receipt;
  const time = clock.now();
  const note = refused && quarantineId ? [quarantineRecord(submission, refused, { quarantineId, time })] : [];
  return [receiptRecord(submission, receipt, time), ...note].filter(({ topic }) => isServed(topic));
}

/** False where the broker does not answer now. */
async function tell({ publisher, logger }: TakerDeps, records: readonly OutgoingRecord[]): Promise<boolean> {
  try {
    await publisher.publish(records);
    return true;
  } catch (error) {
    if (error instanceof BrokerUnavailable) return false;
    if (!(error instanceof RecordTooLarge)) throw error;
    const [only, ...others] = records;
    if (only && others.length === 0) {
      // Its message is taken all the same, and would be answered so again: nobody is helped by waiting.
      logger.error({ topic: only.topic, bytes: only.value.byteLength }, 'a receipt is larger than the broker takes');
      return true;
    }
    for (const one of records) if (!(await tell({ publisher, logger } as TakerDeps, [one]))) return false;
    return true;
  }
}

/** Commits as far as nothing is open. */
async function markDone(deps: TakerDeps, all: readonly Submission[], { batch, open, untold }: Work): Promise<void> {
  if (untold.length > 0) return;
  const [firstOpen] = open;
  const last = all.filter(({ offset }) => firstOpen === undefined || offset < firstOpen.offset).at(-1);
  if (!last) return;
  await batch.done(last.offset);
  deps.onDone();
}

/** Aloud: nobody can tell what was lost there, unless somebody looks. */
function sayPassedBy({ logger, onUnreadable }: TakerDeps, all: readonly Submission[], { open }: Work): void {
  for (const submission of all) {
    const { unreadable, topic, partition, firstOffset, offset } = submission;
    if (unreadable === undefined || open.includes(submission)) continue;
    onUnreadable(unreadable);
    const facts = { code: 'UnreadableRecord', reason: unreadable, topic, partition, offset: firstOffset };
    logger.error({ ...facts, lastOffset: offset }, 'what cannot be read was put aside and passed by');
  }
}

/** What was under way when the consumer ended did not come to an end in time; its messages will be delivered again. */
class LeftBehind extends Error {
  override readonly name = 'LeftBehind';
}

/**
 * Says that the consumer is alive while `work` goes on. Throws at once where the group goes on without it, and where the
 * consumer is to end and the work does not: else a work that hangs would keep the partition from those who come after.
 */
async function beating<T>(batch: IncomingBatch, work: Promise<T>): Promise<T> {
  const settled = work.then(
    () => true,
    () => true,
  );
  const timer = new AbortController();
  let beatsAfterEnd = 0;
  try {
    for (;;) {
      const beat = delay(BEAT_MS, false, { signal: timer.signal }).catch(() => false);
      if (await Promise.race([settled, beat])) return await work;
      if (!batch.goesOn()) beatsAfterEnd += 1;
      if (beatsAfterEnd > BEATS_AFTER_END_MAX) throw new LeftBehind('the consumer has ended');
      await batch.heartbeat();
    }
  } finally {
    timer.abort();
  }
}
