/** What the hub has said that people are alerted to: a day that passed, and what nobody has opened; and whose people. */
import { type AssessedAs, type Entry, type StreamReader } from '#cases';
import { type AlertKind, type Clock } from '#contracts';
import { covers, deadlineStatus, findingStatus, type Derived, type PartyId, type StreamCategory } from '#domain';
import { type RecordedEvent } from '#event-log';
import { type FeedIndex } from '../feed/feed-index.port.js';
import { isStillTold } from '../feed/still-told.js';

export interface SaidAlertsDeps {
  readonly reader: StreamReader;
  readonly clock: Clock;
  readonly index: Pick<FeedIndex, 'of'>;
}

/** Whose people are alerted, to what, and at which number of their own feed it is read. */
export interface SaidAlert {
  readonly party: PartyId;
  readonly kind: AlertKind;
  readonly sequence: number;
}

const SUFFIXES: readonly string[] = ['.deadlineMissed.v1', '.findingRaised.v1'];

/** Whether an event may be one that people are alerted to, by its name alone. */
export const mayAlert = ({ type }: Pick<RecordedEvent, 'type'>): boolean =>
  SUFFIXES.some((suffix) => type.endsWith(suffix));

/**
 * Which of these parties' people are alerted to an event, by what holds now: what has been acted upon meanwhile is alerted to no
 * more, nor is what may no longer be told. Who is to open something has no part in the case yet: it is led to the last of that
 * stream that it has been told. Throws where the log does not hold it so; faults: those of log, keys and index.
 */
export async function saidAlerts(
  { reader, clock, index }: SaidAlertsDeps,
  { stream, revision, position }: RecordedEvent,
  parties: ReadonlySet<PartyId>,
): Promise<readonly SaidAlert[]> {
  const head: AssessedAs<StreamCategory> = await reader.read(stream, { asOf: clock.today() });
  const entry = head.opened.entries[revision];
  if (entry?.place.position !== position) throw new RangeError(`${stream} has no event ${revision} at ${position}`);
  const asked = askedOf(head, entry);
  const alerted = asked ? [...parties].filter((party) => asked.of.some((one) => covers(one, party))) : [];
  if (!asked || alerted.length === 0) return [];
  const told = await index.of(head.opened.entries.map(({ place }) => place.position));
  return alerted.flatMap((party): readonly SaidAlert[] => {
    const own = told.filter((one) => one.party === party && isToldAt(reader, head, one));
    const at = own.find((one) => one.position === position) ?? own.at(-1);
    return at ? [{ party, kind: asked.kind, sequence: at.sequence }] : [];
  });
}

function isToldAt(
  reader: Pick<StreamReader, 'onDay'>,
  head: AssessedAs<StreamCategory>,
  { party, revision }: { readonly party: PartyId; readonly revision: number },
): boolean {
  const entry = head.opened.entries[revision];
  return entry !== undefined && isStillTold(reader, head, { entry, party });
}

interface Asked {
  readonly kind: AlertKind;
  readonly of: readonly PartyId[];
}

/** What it asks of whom, still; null where it does not. */
function askedOf({ opened, assessment }: AssessedAs<StreamCategory>, entry: Entry): Asked | null {
  if (entry.kind !== 'derived' || opened.erased.length > 0) return null;
  const missed = deadlineIn(entry.derived);
  const deadline = assessment.deadlines.find(
    (one) =>
      one.deadlineId === missed && one.ceasedOn === undefined && deadlineStatus(one, assessment.asOf) === 'overdue',
  );
  if (deadline) return { kind: 'deadlineMissed', of: deadline.responsible };
  const raised = findingIn(entry.derived);
  // Of whatever has legal effect when it is read, a finding is answered by telling that it was opened (B5).
  const finding = assessment.findings.find(
    (one) =>
      one.findingId === raised &&
      findingStatus(one, assessment.asOf) === 'open' &&
      one.answerWith?.some((answer) => answer.endsWith('.opened')) === true,
  );
  return finding ? { kind: 'noticeUnopened', of: finding.parties } : null;
}

const deadlineIn = ({ type, data }: Derived): string | null =>
  type.endsWith('.deadlineMissed') && 'deadlineId' in data ? data.deadlineId : null;

const findingIn = ({ type, data }: Derived): string | null =>
  type.endsWith('.findingRaised') && 'findingId' in data ? data.findingId : null;
