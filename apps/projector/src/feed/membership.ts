/** In whose feeds an event stands: the one function of it, by versions that are never changed, so that each row can be told again. */
import { type Entry, type OpenedAs, type ReadUpTo } from '#cases';
import { stockholmDay, wireType } from '#contracts';
import {
  addDays,
  disclosedBy,
  SAYING_TYPES,
  type AssessmentsBy,
  type Day,
  type Instant,
  type PartyId,
  type StreamCategory,
  type Subject,
} from '#domain';
import { NO_STREAM } from '#event-log';
import { type StreamAt } from '../read-side.js';
import { readSide } from '../streams.js';
import { recipientsInErased, recipientsOfDisclosure, standsAmong, type Recipients } from './recipients.js';

/** What held of a stream on a day. */
export type Holding = <C extends StreamCategory>(read: ReadUpTo<C>, day: Day) => AssessmentsBy[C];

/** An event, as far as membership goes by it. */
export interface MemberEvent {
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly subject: Subject;
}

/** A version of who is told of what. */
export interface Membership {
  /** Of an event as it was when it was appended: nothing that was said later is read. */
  readonly recipientsOf: <C extends StreamCategory>(
    opened: OpenedAs<C>,
    event: MemberEvent,
    holding: Holding,
  ) => Recipients;
  readonly standsAmong: (recipients: Recipients, party: PartyId) => boolean;
}

/**
 * By version. Another rule is another version beside those that are here, and counts from where it was switched on (A9): what
 * has a number keeps it, and is told again by the version that gave it.
 */
const MEMBERSHIPS: Readonly<Record<number, Membership>> = { 1: { recipientsOf, standsAmong } };

/** The version by which rows are made now. */
export const MEMBERSHIP_VERSION = 1;

/** Throws `RangeError` for a version that this program does not know: a later one has made it. */
export function membershipOf(version: number): Membership {
  const membership = MEMBERSHIPS[version];
  if (!membership) throw new RangeError(`who is told of what is not known by version ${version}`);
  return membership;
}

/** A stream with its first `count` facts, as it was when the last of them had been said. */
function upTo<C extends StreamCategory>({ category, stream, facts }: OpenedAs<C>, count: number): ReadUpTo<C> {
  const some = facts.slice(0, count);
  return { category, stream, facts: some, revision: some.at(-1)?.meta.revision ?? NO_STREAM };
}

/** Nothing else needs to be opened to be told from it. */
const OF_GROUNDS: ReadonlySet<string> = new Set(
  SAYING_TYPES.filter((type) => /\.disclosure(?:Widened|Recalled)$/.test(type)).map((type) => wireType(type)),
);

/** What the hub says of a ground is not for all who hear of the stream. */
function toWhomItIsSaid(entry: Entry | undefined, all: Recipients): Recipients {
  const mayBeOne = entry?.kind === 'derived' && OF_GROUNDS.has(entry.place.type);
  const disclosed = mayBeOne ? disclosedBy(entry.derived) : null;
  return disclosed ? recipientsOfDisclosure(disclosed, all) : all;
}

function recipientsOf<C extends StreamCategory>(opened: OpenedAs<C>, event: MemberEvent, holding: Holding): Recipients {
  if (opened.erased.length > 0) return recipientsInErased(opened.entries, event.revision);
  const today = stockholmDay(event.recordedAt);
  const factsAfter = opened.facts.filter(({ meta }) => meta.revision <= event.revision);
  const at = (count: number, day: Day): StreamAt<C> => ({
    facts: factsAfter.slice(0, count),
    holds: () => holding(upTo(opened, count), day),
  });
  const { length } = factsAfter;
  // What the hub says with a fact, who stood there before the fact hears too: also that it is no longer so for them. What it
  // says because a day has come, who stood there the day before.
  const last = factsAfter.at(-1)?.meta;
  const isWithFact = last?.revision === event.revision || last?.recordedAt === event.recordedAt;
  const before = isWithFact ? at(length - 1, today) : at(length, addDays(today, -1));
  const all = readSide(opened).recipients(event.subject, before, at(length, today));
  return toWhomItIsSaid(opened.entries[event.revision], all);
}

/**
 * Whom an event is for by what is known now of a day: a part that a correction has shown never to have been is none (A9).
 * Of a stream of which nothing is erased.
 */
export function recipientsAsKnown<C extends StreamCategory>(
  opened: OpenedAs<C>,
  { revision, subject }: Omit<MemberEvent, 'recordedAt'>,
  on: { readonly day: Day; readonly holds: (day: Day) => AssessmentsBy[C] },
): Recipients {
  const at = (day: Day): StreamAt<C> => ({ facts: opened.facts, holds: () => on.holds(day) });
  const all = readSide(opened).recipients(subject, at(addDays(on.day, -1)), at(on.day));
  return toWhomItIsSaid(opened.entries[revision], all);
}
