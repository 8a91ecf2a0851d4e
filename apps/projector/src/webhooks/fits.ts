/** Whether an entry of a feed is one that a subscription asks for. */
import { machineOf } from '#access';
import { subjectOf, type AssessedAs, type Entry, type StreamReader } from '#cases';
import { idOf, pushedType, stockholmDay, type Clock } from '#contracts';
import { partyCode, partyKind, type CaseAssessment, type PartyId, type PartyKind, type StreamCategory } from '#domain';
import { recipientsAsKnown } from '../feed/membership.js';
import { noted } from '../views/noted.js';
import { showing, type Showing } from '../views/showing.js';
import { type Filter } from './subscription.js';

/** What a filter is held against. */
export interface Candidate<C extends StreamCategory> {
  readonly head: AssessedAs<C>;
  readonly entry: Entry;
  readonly party: PartyId;
}

export interface FitsDeps {
  readonly reader: Pick<StreamReader, 'onDay'>;
  readonly clock: Clock;
}

/** Its own, or `<kind>.changed`. */
export const typeOf = (entry: Entry): string => pushedType(entry.place.type, subjectOf(entry).kind);

/** What is said of the log itself is of no case and no act: it fits who asks for its type, or for everything. */
export function fitsOfLog({ types, ...ofCases }: Filter, type: string): boolean {
  return Object.keys(ofCases).length === 0 && types?.includes(type) !== false;
}

/**
 * True where each kind of the filter has one that fits. What the party may not read fits whatever is asked: that it is left
 * out, or not, would tell of it.
 */
export async function fits<C extends StreamCategory>(
  deps: FitsDeps,
  filter: Filter,
  candidate: Candidate<C>,
): Promise<boolean> {
  const { types, placements, ...ofParts } = filter;
  if (types?.includes(typeOf(candidate.entry)) === false) return false;
  if (placements?.includes(idOf(candidate.head.opened.stream)) === false) return false;
  return Object.keys(ofParts).length === 0 || fitsParts(deps, ofParts, candidate);
}

async function fitsParts<C extends StreamCategory>(
  deps: FitsDeps,
  { legalBases, kommuner, regions }: Filter,
  candidate: Candidate<C>,
): Promise<boolean> {
  const { head, party } = candidate;
  const eyes = { caller: machineOf(party), noted: noted(), at: deps.clock.now() };
  const show = await showing<C>(eyes, () => Promise.resolve(head));
  const asked = [
    legalBases && isOfAct(show, head, legalBases),
    kommuner && isOf(deps, candidate, { show, kind: 'kommun', codes: kommuner }),
    regions && isOf(deps, candidate, { show, kind: 'region', codes: regions }),
  ];
  return !asked.includes(false);
}

/** Whether the party may read something of that class of the stream. */
const mayRead = (show: Showing, value: object, disclosure: 'case' | 'place'): boolean =>
  show.part({ value, fields: Object.keys(value).map((name) => ({ pointer: `/${name}`, disclosure, isWhole: true })) })
    .outcome === 'full';

function isOfAct<C extends StreamCategory>(show: Showing, head: AssessedAs<C>, acts: readonly string[]): boolean {
  // What no case is has no act, and fits none.
  const { placement } = head.assessment as Partial<CaseAssessment>;
  if (!placement) return false;
  const { legalBasis } = placement;
  return acts.includes(legalBasis.act) || !mayRead(show, { legalBasis }, 'case');
}

interface OfKind {
  readonly show: Showing;
  readonly kind: PartyKind;
  readonly codes: readonly string[];
}

/** Which kommuner and regions have a part: those whom the event is for, on its day or today. */
function isOf<C extends StreamCategory>(
  { reader }: FitsDeps,
  { head, entry }: Candidate<C>,
  { show, kind, codes }: OfKind,
): boolean {
  // Of what is erased nobody's part can be told.
  if (head.opened.erased.length > 0) return true;
  const isAsked = (one: PartyId): boolean => partyKind(one) === kind && codes.includes(partyCode(one));
  // Who is principal of a case is told to all who have a part in it.
  const { placement } = head.assessment as Partial<CaseAssessment>;
  if (placement) return placement.principals.some(isAsked);
  const event = { revision: entry.place.revision, subject: subjectOf(entry) };
  const named = [head.assessment.asOf, stockholmDay(entry.place.recordedAt)].flatMap(
    (day) => recipientsAsKnown(head.opened, event, { day, holds: (on) => reader.onDay(head, on).assessment }).named,
  );
  return named.some(isAsked) || !mayRead(show, { parties: named }, 'place');
}
