/** A record of a party's topic to the event in it, read or refused by its form. */
import { uuidOf } from '#cases';
import { readKafkaRecord } from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import { type IncomingRecord } from '#engines';
import { arrivalOf, type Arrival } from '../receive/read-arrivals.js';

/** Where records lie; the topic's party is who may write there. */
export interface Source {
  readonly party: PartyId;
  readonly topic: string;
  readonly partition: number;
}

export interface Submission extends Source {
  readonly offset: number;
  readonly arrival: Arrival;
  /** Names this very record: the same whenever it is delivered again, and of no other. */
  readonly recordId: Uuid;
}

const NO_BYTES = new Uint8Array(0);

/** The event of a record. What cannot be read as one is refused by what is wrong with it, its bytes as they came. */
export function readSubmission(source: Source, record: IncomingRecord): Submission {
  const { party, topic, partition } = source;
  const { offset, timestampMs, value } = record;
  // A topic that is made anew begins at 0 again: the time tells the records apart.
  const recordId = uuidOf('record', topic, String(partition), String(offset), String(timestampMs));
  const read = readKafkaRecord(record);
  const arrival: Arrival = read.ok
    ? arrivalOf(read.value)
    : { read, id: null, subject: null, bytes: () => value ?? NO_BYTES };
  const refusedAs = uuidOf('quarantine', recordId);
  return { party, topic, partition, offset, recordId, arrival: { ...arrival, refusedAs } };
}
