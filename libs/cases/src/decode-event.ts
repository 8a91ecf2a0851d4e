/** One event of the log, decoded where it stands. */
import {
  decodeStored,
  WHOLE_STREAM,
  type ErasedDerived,
  type ErasedFact,
  type Stored,
  type StoredDerived,
  type StoredErasure,
  type StoredFact,
  type StreamKeys,
  type Want,
} from '#contracts';
import { type Instant, type Subject, type Uuid } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';

/** Where an event stands. */
export interface Place {
  readonly eventId: Uuid;
  /** The wire's name: `se.hvbhub.placement.registered.v1`. */
  readonly type: string;
  readonly revision: number;
  readonly position: Position;
  readonly recordedAt: Instant;
}

interface Standing {
  readonly place: Place;
}

/** A fact where it stands in the log. */
export type RecordedFact = StoredFact & Standing;
/** A fact that erasure has left no more of than that it was said. */
export type RecordedErasedFact = ErasedFact & Standing;
/** Something that the hub said, where it stands in the log. */
export type RecordedSaying = StoredDerived & Standing;
export type Entry = RecordedFact | RecordedErasedFact | RecordedSaying | ((ErasedDerived | StoredErasure) & Standing);

/** Opens with `keys` what `want` asks for. Throws the defects `KeyMissing`, `SealBroken`, `ContractBroken`. */
export function decodeEvent(event: RecordedEvent, keys: StreamKeys, want: Want): Entry {
  const { eventId, type, revision, position, recordedAt } = event;
  const entry = withoutRemains(decodeStored(event, keys, want), keys) as Stored & { place?: Place };
  entry.place = { eventId, type, revision, position, recordedAt };
  return entry as Entry;
}

/** What version 1 left open of an event whose key is destroyed is read no more: an erased fact is erased in every version. */
function withoutRemains(stored: Stored, keys: StreamKeys): Stored {
  if (keys.get(WHOLE_STREAM) !== 'erased') return stored;
  if (stored.kind === 'fact' && stored.owner === undefined) {
    const { said, contentHash } = stored;
    return { kind: 'erasedFact', type: said.type, meta: said.meta, contentHash };
  }
  if (stored.kind === 'derived' && stored.owner === undefined) {
    const { derived, traceparent: _erased, ...placed } = stored;
    return { ...placed, kind: 'erasedDerived', type: derived.type };
  }
  return stored;
}

/** What an entry is about. */
export function subjectOf(entry: Entry): Subject {
  switch (entry.kind) {
    case 'fact':
      return entry.said.meta.subject;
    case 'erasedFact':
      return entry.meta.subject;
    case 'derived':
    case 'erasedDerived':
    case 'erasure':
      return entry.subject;
  }
}

/** The trace that an entry carries; none after erasure. */
export function traceOf(entry: Entry): string | undefined {
  return entry.kind === 'fact' || entry.kind === 'derived' ? entry.traceparent : undefined;
}
