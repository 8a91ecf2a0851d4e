/** Reads who stood where when an event was appended: from the stream itself, so that every replay says the same. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  rememberedAssessments,
  subjectOf,
  type Entry,
  type Bearing,
  type OpenedStream,
  type StreamCache,
} from '#cases';
import { heedsOf, type NameUuid } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { type Holding, type Membership } from './membership.js';
import { type Recipients } from './recipients.js';
import { sideBySide } from './side-by-side.js';

/** Milliseconds of reckoning after which others have their turn. */
const RECKONING_MS_MAX = 8;

export interface StandingDeps {
  /** What is told of now was mostly told of a moment ago, too. */
  readonly cache: Pick<StreamCache, 'upToDate'>;
  readonly bearing: Pick<Bearing, 'at'>;
  readonly name: NameUuid;
}

/** An event, and in whose feeds it stands. */
export interface Addressed {
  readonly event: RecordedEvent;
  readonly recipients: Recipients;
}

/** Addresses events, in their order, by a membership. `upTo`: a position not before the last of them. Faults: those of log and keys. */
export async function addressed(
  { membership, ...deps }: StandingDeps & { readonly membership: Pick<Membership, 'recipientsOf'> },
  events: readonly RecordedEvent[],
  upTo: Position,
): Promise<readonly Addressed[]> {
  const names = [...new Set(events.map(({ stream }) => stream))];
  const streams = await sideBySide<OpenedStream>(names, (name) => deps.cache.upToDate(name, upTo));
  // What the hub says with a fact, and the fact that comes next, ask for the same again.
  const assess = rememberedAssessments(deps.name);
  const all: Addressed[] = [];
  let turnBegan = performance.now();
  for (const event of events) {
    if (performance.now() - turnBegan >= RECKONING_MS_MAX) {
      await nextTurn();
      turnBegan = performance.now();
    }
    const opened = streams.get(event.stream) as OpenedStream;
    const entry = opened.entries[event.revision] as Entry;
    const subject = subjectOf(entry);
    const surroundings = await deps.bearing.at(heedsOf(opened), event.position);
    const holding: Holding = (read, day) => assess(read, surroundings, day);
    const { revision, recordedAt } = event;
    const recipients = membership.recipientsOf(opened, { revision, recordedAt, subject }, holding);
    all.push({ event, recipients });
  }
  return all;
}
