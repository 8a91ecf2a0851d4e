/** Submissions as they lie on a party's topic, for specs that need no broker. */
import { MEDIA_TYPES } from '#contracts';
import { type PartyId } from '#domain';
import { type IncomingBatch, type IncomingRecord } from '#engines';
import { type WireEvent } from './wire-events.js';

/** A record in structured mode, unless the headers say otherwise. */
export function recordOf(
  offset: number,
  value: object | string | null,
  headers: Readonly<Record<string, string>> = { 'content-type': MEDIA_TYPES.structured },
): IncomingRecord {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    offset,
    timestampMs: 1_700_000_000_000 + offset,
    value: value === null ? null : Buffer.from(text),
    headers: new Map(Object.entries(headers).map(([name, one]) => [name, [Buffer.from(one)]])),
  };
}

export interface TriedBatch extends IncomingBatch {
  /** Offsets that were marked as done, in order. */
  readonly marked: readonly number[];
  /** How often it was said that one is still working. */
  readonly beats: () => number;
  /** What `heartbeat` and `done` throw from now on. */
  lose(error: Error): void;
  end(): void;
}

/** A batch of these records, which keeps what is done with it. */
export function batchOf(party: string, events: readonly (WireEvent | string | null)[], first = 0): TriedBatch {
  const marked: number[] = [];
  let beats = 0;
  let lost: Error | null = null;
  let goesOn = true;
  const unlessLost = (): Promise<void> => (lost ? Promise.reject(lost) : Promise.resolve());
  return {
    topic: `hvb.submissions.${party as PartyId}`,
    partition: 0,
    records: events.map((event, index) => recordOf(first + index, event)),
    goesOn: () => goesOn,
    heartbeat: () => {
      beats += 1;
      return unlessLost();
    },
    done: (offset) => {
      if (!lost) marked.push(offset);
      return unlessLost();
    },
    marked,
    beats: () => beats,
    lose: (error) => {
      lost = error;
    },
    end: () => {
      goesOn = false;
    },
  };
}
