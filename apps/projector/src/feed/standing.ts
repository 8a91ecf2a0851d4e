/** Reads who stood where when an event was appended: from the stream itself, so that every replay says the same. */
import {
  assessCase,
  subjectOf,
  traceOf,
  type Entry,
  type AgreementBook,
  type DatedSurroundings,
  type OpenedStream,
  type StreamCache,
} from '#cases';
import { categoryOf, stockholmDay, type StreamName } from '#contracts';
import { type AgreementFact, type Day, type NameUuid, type Said } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import {
  recipientsInCase,
  recipientsInErased,
  recipientsOfAgreement,
  type Recipients,
  type Roles,
} from './recipients.js';
import { type Told } from './thin-event.js';

/** Streams read side by side, so that a log far away is not waited for once for each. */
const OPENED_AT_ONCE_MAX = 16;

export interface StandingDeps {
  /** What is told of now was mostly told of a moment ago, too. */
  readonly cache: Pick<StreamCache, 'upToDate'>;
  readonly book: AgreementBook;
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
  const rolesBy = rolesOver(deps.name);
  const all: Addressed[] = [];
  for (const event of events) {
    const opened = streams.get(event.stream) as OpenedStream;
    const entry = opened.entries[event.revision] as Entry;
    const told: Told = { subject: subjectOf(entry), traceparent: traceOf(entry) };
    all.push({ event, recipients: await recipientsOf(deps.book, rolesBy, opened, { event, told }), told });
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

/** Who stands where in a case by its first `count` facts. */
type RolesBy = (opened: OpenedStream, count: number, on: { asOf: Day; surroundings: DatedSurroundings }) => Roles;

/** What the hub says with a fact, and the fact that comes next, ask for the same roles again. */
function rolesOver(name: NameUuid): RolesBy {
  const known = new Map<string, Roles>();
  return ({ stream, facts }, count, { asOf, surroundings }) => {
    const key = `${stream} ${count} ${surroundings.version} ${asOf}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const roles = assessCase({ stream, facts: facts.slice(0, count) }, surroundings, { asOf, name }).placement;
    known.set(key, roles);
    return roles;
  };
}

async function recipientsOf(
  book: AgreementBook,
  rolesBy: RolesBy,
  opened: OpenedStream,
  { event, told }: Omit<Addressed, 'recipients'>,
): Promise<Recipients> {
  if (opened.erased.length > 0) return recipientsInErased(opened.entries, event.revision);
  const factsAfter = opened.facts.filter(({ meta }) => meta.revision <= event.revision);
  switch (categoryOf(event.stream)) {
    case 'agreement':
      return recipientsOfAgreement(factsAfter as readonly Said<AgreementFact>[]);
    case 'case': {
      const on = { surroundings: await book.at(event.position), asOf: stockholmDay(event.recordedAt) };
      const after = rolesBy(opened, factsAfter.length, on);
      // What the hub says changes no fact: then before and after are the same.
      const isFact = factsAfter.at(-1)?.meta.revision === event.revision;
      return recipientsInCase(told.subject.kind, isFact ? rolesBy(opened, factsAfter.length - 1, on) : after, after);
    }
  }
}
