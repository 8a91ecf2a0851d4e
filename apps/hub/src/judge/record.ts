/** When and on what a judgement is made, and how it is recorded: one append, at the revision that was judged. */
import { stockholmDay, type Clock, type Keys, type StreamKeys, type StreamName } from '#contracts';
import {
  bearsOnOthers,
  heedsOf,
  say,
  type BearingName,
  type Circumstances,
  type Derived,
  type Fact,
  type Heard,
  type Instant,
  type NameUuid,
  type StreamCategory,
} from '#domain';
import {
  extended,
  uuidOf,
  withTold,
  type Bearing,
  type Entry,
  type KnownMessage,
  type OpenedAs,
  type OpenedStream,
  type StreamCache,
} from '#cases';
import { type EventLog, type Position } from '#event-log';
import { type Holding } from './law.js';
import { sayingId, type Draft } from './to-append.js';

export interface JudgeDeps {
  readonly log: Pick<EventLog, 'append'>;
  readonly keys: Pick<Keys, 'ensure'>;
  readonly clock: Clock;
  readonly cache: StreamCache;
  readonly bearing: Pick<Bearing, 'of' | 'refresh'>;
  readonly name: NameUuid;
  /** Where other hubs write the same log: resolves when all is known that they have said of what bears. */
  readonly bearingCaughtUp?: (() => Promise<void>) | undefined;
}

export interface Occasion extends Circumstances {
  readonly recordedAt: Instant;
  /** By what names the streams are found that bear on it. */
  readonly heeds: readonly BearingName[];
  /** Tells the surroundings from others. */
  readonly surroundedBy: string;
}

/**
 * What the law is asked beside the stream, at one moment, by what has been said of it and, in `heard`, is about to be. Time
 * never goes back within a stream, whatever this machine's clock does: else what another hub has said today would be taken
 * back as of yesterday.
 */
export async function occasionOf(
  { bearing, clock, name }: JudgeDeps,
  { category, stream, facts, recordedAt: last }: OpenedAs<StreamCategory>,
  heard: readonly Heard<Fact>[] = facts,
): Promise<Occasion> {
  const heeds = heedsOf({ category, stream, facts: heard });
  const { surroundings, key: surroundedBy } = await bearing.of(heeds);
  const now = clock.now();
  const recordedAt = last !== null && last > now ? last : now;
  return { surroundings, heeds, surroundedBy, today: stockholmDay(recordedAt), name, recordedAt };
}

/** What holds and has not been said. */
export function newSayings(opened: OpenedStream, { assessment }: Holding): readonly Derived[] {
  return say(withTold(opened).told, assessment, assessment.asOf);
}

/** Appends at the revision that was judged, and keeps the stream as it now is. Faults: `AppendConflict`, `LogUnavailable`. */
export async function appendDraft(
  { log, cache, bearing }: JudgeDeps,
  { opened, keys }: { readonly opened: OpenedStream; readonly keys: StreamKeys },
  draft: Draft,
): Promise<{ readonly position: Position; readonly opened: OpenedStream }> {
  const { position } = await log.append(opened.stream, draft.events, opened.revision);
  const now = extended(
    opened,
    draft.entries.map((entryAt) => entryAt(position)),
    keys,
  );
  cache.keep(now);
  // Who is told that an agreement stands may rely on it in the next message.
  if (bearsOnOthers(opened.stream)) await bearing.refresh();
  return { position, opened: now };
}

/** What the hub said in the same append as a fact, as far as it is not erased, and where that append ended. */
export function saidTogether(
  opened: OpenedStream,
  { place }: KnownMessage,
): { readonly sayings: readonly Derived[]; readonly position: Position } {
  const sayings: Derived[] = [];
  let { position } = place;
  for (const entry of opened.entries.slice(place.revision + 1)) {
    if (!isOfAppend(opened.stream, place.revision, entry)) break;
    if (entry.kind === 'derived') sayings.push(entry.derived);
    position = entry.place.position;
  }
  return { sayings, position };
}

function isOfAppend(stream: StreamName, first: number, entry: Entry): boolean {
  const { eventId, revision } = entry.place;
  if (eventId === sayingId(stream, first, revision - first)) return true;
  // Version 1 named a saying by what it said.
  if (entry.kind !== 'derived' || entry.owner !== undefined) return false;
  const { thing, type } = entry.derived;
  return eventId === uuidOf(stream, thing, type, String(first));
}
