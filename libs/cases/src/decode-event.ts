/** One event of the log, decoded where it stands. */
import { decodeStored, type StoredDerived, type StoredFact, type StreamKey, type Want } from '#contracts';
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

/** A fact where it stands in the log. */
export type RecordedFact = StoredFact & { readonly place: Place };
/** Something that the hub said, where it stands in the log. */
export type RecordedSaying = StoredDerived & { readonly place: Place };
export type Entry = RecordedFact | RecordedSaying;

/** A defect: a stream has events but no key. Not erasure, which leaves its mark; most likely a restore that forgot the keys. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
}

/** Opens with `key` what `want` asks for. Throws the defects `KeyMissing`, `SealBroken`, `ContractBroken`. */
export function decodeEvent(event: RecordedEvent, key: StreamKey | 'erased' | undefined, want: Want): Entry {
  if (key === undefined) throw new KeyMissing(`${event.stream} has no key`);
  return placed(decodeStored(event, key, want), event);
}

function placed(decoded: StoredFact | StoredDerived, event: Place): Entry {
  const { eventId, type, revision, position, recordedAt } = event;
  return { ...decoded, place: { eventId, type, revision, position, recordedAt } };
}

/** What an entry is about. */
export function subjectOf(entry: Entry): Subject {
  return entry.kind === 'fact' ? entry.said.meta.subject : entry.subject;
}
