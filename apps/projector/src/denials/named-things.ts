/** What was asked after by a name that is no subject's, as the log knew it: for whose data that was, and never for who asked. */
import { type AskedAfter } from '#access';
import { isMessage, subjectOf, type Bearing, type Entry, type StreamCache } from '#cases';
import { wireType } from '#contracts';
import { consentNamed, mainSubjectOf, type Subject, type Uuid } from '#domain';
import { ofSubjects, type EventLog, type Position } from '#event-log';

export interface NamedDeps {
  readonly log: Pick<EventLog, 'eventAt' | 'compare' | 'parsePosition'>;
  readonly bearing: Pick<Bearing, 'bearersOf'>;
  readonly cache: Pick<StreamCache, 'upToDate'>;
}

/**
 * The SIP in which a consent of that id had been given by `upTo`; the subject of the event that stands at a position no later
 * than that. None where there was no such thing. Faults: those of the log, the keys and the index.
 */
export function subjectsAskedAfter(deps: NamedDeps, asked: AskedAfter, upTo: Position): Promise<readonly Subject[]> {
  return 'consent' in asked ? withConsent(deps, asked.consent, upTo) : atPosition(deps, asked.event, upTo);
}

async function withConsent(
  { bearing, cache }: NamedDeps,
  consentId: Uuid,
  upTo: Position,
): Promise<readonly Subject[]> {
  const found: Subject[] = [];
  for (const stream of await bearing.bearersOf(consentNamed(consentId), upTo)) {
    const { entries } = await cache.upToDate(stream, upTo);
    if (entries.some((entry) => gives(entry, consentId))) found.push(mainSubjectOf(stream));
  }
  return found;
}

const CONSENT_GIVEN = wireType('sip.consentGiven');

/** Of one that is erased the index alone tells which it was. */
function gives(entry: Entry, consentId: Uuid): boolean {
  if (!isMessage(entry) || entry.place.type !== CONSENT_GIVEN) return false;
  return (
    entry.kind === 'erasedFact' || (entry.said.type === 'sip.consentGiven' && entry.said.data.consentId === consentId)
  );
}

async function atPosition({ log, cache }: NamedDeps, event: Position, upTo: Position): Promise<readonly Subject[]> {
  const position = log.parsePosition(event);
  if (position === undefined || log.compare(position, upTo) > 0) return [];
  const recorded = await log.eventAt(position);
  const [found] = recorded ? ofSubjects([recorded]) : [];
  if (!found) return [];
  const { entries } = await cache.upToDate(found.stream, upTo);
  return entries.filter(({ place }) => place.position === position).map(subjectOf);
}
