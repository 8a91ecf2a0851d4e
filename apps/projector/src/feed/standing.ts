/** Reads who stood where when an event was appended: from the stream itself, so that every replay says the same. */
import {
  rememberedAssessments,
  subjectOf,
  traceOf,
  type Entry,
  type Bearing,
  type OpenedAs,
  type OpenedStream,
  type ReadUpTo,
  type StreamCache,
} from '#cases';
import { stockholmDay } from '#contracts';
import {
  addDays,
  disclosedBy,
  heedsOf,
  type AssessmentsBy,
  type Day,
  type NameUuid,
  type StreamCategory,
  type StreamName,
} from '#domain';
import { NO_STREAM, type Position, type RecordedEvent } from '#event-log';
import { readSide, type StreamAt } from '../streams.js';
import { recipientsInErased, recipientsOfDisclosure, type Recipients } from './recipients.js';
import { type Told } from './thin-event.js';

/** Streams read side by side, so that a log far away is not waited for once for each. */
const OPENED_AT_ONCE_MAX = 16;

export interface StandingDeps {
  /** What is told of now was mostly told of a moment ago, too. */
  readonly cache: Pick<StreamCache, 'upToDate'>;
  readonly bearing: Pick<Bearing, 'at'>;
  readonly name: NameUuid;
}

/** An event, in whose feeds it stands, and what is told of it there. */
export interface Addressed {
  readonly event: RecordedEvent;
  readonly recipients: Recipients;
  readonly told: Told;
}

/** Addresses events, in their order. `upTo`: a position not before the last of them. Faults: those of log and keys. */
export async function addressed(
  deps: StandingDeps,
  events: readonly RecordedEvent[],
  upTo: Position,
): Promise<readonly Addressed[]> {
  const streams = await openedSideBySide(deps, [...new Set(events.map(({ stream }) => stream))], upTo);
  // What the hub says with a fact, and the fact that comes next, ask for the same again.
  const assess = rememberedAssessments(deps.name);
  const all: Addressed[] = [];
  for (const event of events) {
    const opened = streams.get(event.stream) as OpenedStream;
    const entry = opened.entries[event.revision] as Entry;
    const told: Told = { subject: subjectOf(entry), traceparent: traceOf(entry) };
    const surroundings = await deps.bearing.at(heedsOf(opened), event.position);
    const holding: Holding = (read, day) => assess(read, surroundings, day);
    all.push({ event, recipients: recipientsOf(opened, { event, told }, holding), told });
  }
  return all;
}

async function openedSideBySide(
  { cache }: StandingDeps,
  names: readonly StreamName[],
  upTo: Position,
): Promise<ReadonlyMap<StreamName, OpenedStream>> {
  const streams = new Map<StreamName, OpenedStream>();
  for (let at = 0; at < names.length; at += OPENED_AT_ONCE_MAX) {
    const some = names.slice(at, at + OPENED_AT_ONCE_MAX);
    const opened = await Promise.all(some.map((name) => cache.upToDate(name, upTo)));
    for (const stream of opened) streams.set(stream.stream, stream);
  }
  return streams;
}

/** A stream with its first `count` facts, as it was when the last of them had been said. */
function upTo<C extends StreamCategory>({ category, stream, facts }: OpenedAs<C>, count: number): ReadUpTo<C> {
  const some = facts.slice(0, count);
  return { category, stream, facts: some, revision: some.at(-1)?.meta.revision ?? NO_STREAM };
}

/** What held of a stream on a day. */
type Holding = <C extends StreamCategory>(read: ReadUpTo<C>, day: Day) => AssessmentsBy[C];

/** What the hub says of a ground is not for all who hear of the stream. */
function toWhomItIsSaid(entry: Entry | undefined, all: Recipients): Recipients {
  const disclosed = entry?.kind === 'derived' ? disclosedBy(entry.derived) : null;
  return disclosed ? recipientsOfDisclosure(disclosed, all) : all;
}

function recipientsOf<C extends StreamCategory>(
  opened: OpenedAs<C>,
  { event, told }: Omit<Addressed, 'recipients'>,
  holding: Holding,
): Recipients {
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
  const all = readSide(opened).recipients(told.subject, before, at(length, today));
  return toWhomItIsSaid(opened.entries[event.revision], all);
}
