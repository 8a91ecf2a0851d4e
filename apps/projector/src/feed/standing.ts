/** Reads who stood where when an event was appended: from the stream itself, so that every replay says the same. */
import { assessCase, openStream, type AgreementBook, type OpenDeps, type OpenedStream } from '#cases';
import { categoryOf, stockholmDay, type StreamName } from '#contracts';
import { type AgreementFact, type Fact, type NameUuid, type Said } from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { recipientsInCase, recipientsOfAgreement, type Recipients, type Roles } from './recipients.js';
import { kindOf } from './thin-event.js';

export interface StandingDeps extends OpenDeps {
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
  const streams = new Map<StreamName, OpenedStream>();
  const all: Addressed[] = [];
  for (const event of events) {
    let opened = streams.get(event.stream);
    if (!opened) {
      opened = await openStream(deps, event.stream, { upTo, want: 'assess' });
      streams.set(event.stream, opened);
    }
    const recipients = await recipientsOf(deps, opened, event);
    all.push({ event, recipients, traceparent: opened.entries[event.revision]?.traceparent });
  }
  return all;
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
