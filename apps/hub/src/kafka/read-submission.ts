/** A record of a party's topic to the event in it, read or refused by its form. */
import { uuidOf } from '#cases';
import { problem, readKafkaRecord, type Problem } from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import { type IncomingRecord, type UnreadableReason } from '#engines';
import { arrivalOf, type Arrival } from '../receive/read-arrivals.js';
import { unreadableProblem } from './unreadable-problem.js';

/** Where records lie; the topic's party is who may write there. */
export interface Source {
  readonly party: PartyId;
  readonly topic: string;
  readonly partition: number;
}

export interface Submission extends Source {
  /** The last place that it stands for. */
  readonly offset: number;
  /** The first: another than the last where what lies there cannot be told apart. */
  readonly firstOffset: number;
  readonly arrival: Arrival;
  /** Names this very record: the same whenever it is delivered again, and of no other. */
  readonly recordId: Uuid;
  /** Why there is no record that can be read. */
  readonly unreadable?: UnreadableReason | undefined;
  /** What reading it met that is no fault of its sender. */
  readonly defect?: unknown;
}

const NO_BYTES = new Uint8Array(0);

/** The event of a record. What cannot be read as one is refused by what is wrong with it, its bytes as they came. */
export function readSubmission(source: Source, record: IncomingRecord): Submission {
  const { party, topic, partition } = source;
  const { offset, timestampMs, unreadable } = record;
  // A topic that is made anew begins at 0 again: the time tells the records apart.
  const recordId = uuidOf('record', topic, String(partition), String(offset), String(timestampMs));
  const refusedAs = uuidOf('quarantine', recordId);
  const { defect, ...arrival } = arrivalIn(source, record);
  return {
    ...{ party, topic, partition, offset, firstOffset: unreadable?.firstOffset ?? offset, recordId },
    ...{ arrival: { ...arrival, refusedAs }, unreadable: unreadable?.reason, defect },
  };
}

/** Never throws: no record takes another with it. */
function arrivalIn(source: Source, record: IncomingRecord): Arrival & Pick<Submission, 'defect'> {
  const { unreadable, value } = record;
  if (unreadable) return refused(unreadableProblem(source, record.offset, unreadable), unreadable.bytes);
  try {
    const read = readKafkaRecord(record);
    return read.ok ? arrivalOf(read.value) : refused(read.problem, value);
  } catch (error) {
    return { ...refused(problem('InternalError'), value), defect: error };
  }
}

const refused = (why: Problem, bytes: Uint8Array | null): Arrival => ({
  read: { ok: false, problem: why },
  ...{ id: null, subject: null, bytes: () => bytes ?? NO_BYTES },
});
