/** Reads who stood where when an event was appended: from the stream itself, so that every replay says the same. */
import { assessCase, type AgreementBook, type OpenedStream, type StreamCache } from '#cases';
import { categoryOf, stockholmDay, type StreamName } from '#contracts';
import { type AgreementFact, type Fact, type NameUuid, type Said } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { recipientsInCase, recipientsOfAgreement, type Recipients, type Roles } from './recipients.js';
import { kindOf } from './thin-event.js';

/** Streams read side by side, so that a log far away is not waited for once for each. */
const OPENED_AT_ONCE_MAX = 16;

export interface StandingDeps {
  /** What is told of now was mostly told of a moment ago, too. */
  readonly cache: Pick<StreamCache, 'upToDate'>;
  readonly book: AgreementBook;
  readonly name: NameUuid;
}

/** An event, in whose feeds it stands, and the trace that it carries. */
export interface Addressed {
  readonly event: RecordedEvent;
  readonly recipients: Recipients;
  readonly traceparent: string | undefined;
}

/** Addresses events, in their order. `upTo`: a position not before the last of them. Faults: those of log and keys. */
export async function addressed(
  deps: StandingDeps,
  events: readonly RecordedEvent[],
  upTo: Position,
): Promise<readonly Addressed[]> {
  const streams = await openedSideBySide(deps, [...new Set(events.map(({ stream }) => stream))], upTo);
  const all: Addressed[] = [];
  for (const event of events) {
    const opened = streams.get(event.stream) as OpenedStream;
    const recipients = await recipientsOf(deps, opened, event);
    all.push({ event, recipients, traceparent: opened.entries[event.revision]?.traceparent });
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

async function recipientsOf(deps: StandingDeps, opened: OpenedStream, event: RecordedEvent): Promise<Recipients> {
  const { facts } = opened;
  const factsAfter = facts.filter(({ meta }) => meta.revision <= event.revision);
  switch (categoryOf(event.stream)) {
    case 'agreement':
      return recipientsOfAgreement(factsAfter as readonly Said<AgreementFact>[]);
    case 'case': {
      const surroundings = await deps.book.at(event.position);
      const asOf = stockholmDay(event.recordedAt);
      const rolesBy = (known: readonly Said<Fact>[]): Roles =>
        assessCase({ stream: event.stream, facts: known }, surroundings, { asOf, name: deps.name }).placement;
      const after = rolesBy(factsAfter);
      // What the hub says changes no fact: then before and after are the same.
      const isFact = factsAfter.at(-1)?.meta.revision === event.revision;
      return recipientsInCase(kindOf(event.type), isFact ? rolesBy(factsAfter.slice(0, -1)) : after, after);
    }
  }
}
