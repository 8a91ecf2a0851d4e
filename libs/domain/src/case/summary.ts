/** The head of a case: what lists show, and who stands where on the day. */
import { type PackId } from '../agreement/facts/pack.js';
import { sameSide, type Day, type KommunCode, type PartyId, type Uuid } from '../kernel/index.js';
import { distinctParties } from '../making/finding.js';
import { type LegalBasis, type Mode } from '../placement/facts/placement.js';
import { basisOn, courseOf, homeOf, type Course } from '../story/course.js';
import { principalsNow, sidesOn } from '../story/parties.js';
import { placingsOf } from '../story/placings.js';
import { registrationsOf } from '../story/registration.js';
import { isProtected } from '../story/protection.js';
import { factsOf, type Story } from '../story/story.js';

export type PlacementStatus = 'registered' | 'decided' | 'started' | 'ended' | 'annulled';

/** A unit of a principal's, from a day. */
export interface HandledBy {
  readonly party: PartyId;
  readonly unit: string;
  readonly from: Day;
}

/** The head of a case: what lists show, and who stands where on the day. */
export interface PlacementSummary {
  readonly placementId: Uuid;
  readonly personId: Uuid;
  readonly status: PlacementStatus;
  readonly mode: Mode;
  readonly placingParty: PartyId;
  /** The region side; `default` while the registration is unclear. */
  readonly region: { readonly party: PartyId; readonly status: 'established' | 'default' };
  readonly registeredKommun: KommunCode | null;
  readonly hvbId: Uuid;
  readonly hvbKommun: KommunCode;
  readonly legalBasis: LegalBasis;
  readonly plannedFrom: Day;
  readonly plannedTo: Day;
  readonly startedOn?: Day;
  readonly endedOn?: Day;
  /** All who are principal of the case on the day, and named third payers: who may see it. */
  readonly principals: readonly PartyId[];
  readonly thirdPayers: readonly PartyId[];
  /** Set where the person is protected on the day: where he or she is is for the placing nämnd and the auditor alone. */
  readonly masked?: true;
  /** Which unit has the case, of each principal that has said it (D-028); absent where none has. */
  readonly handledBy?: readonly HandledBy[];
  readonly agreement: { readonly agreementId: Uuid; readonly pack: PackId; readonly packVersion: number } | null;
}

/** The head of a case; null before anything is registered. Where the registration is taken back, what it said stands with status `annulled`. */
export function summaryOf(story: Story, course: Course | null): PlacementSummary | null {
  if (course) return summaryIn(course, statusOf(course));
  if (!story.annulled) return null;
  const { registered } = story.annulled;
  const closed = courseOf({
    ...story,
    registered,
    registrations: registrationsOf(registered, story.facts),
    placings: placingsOf(registered, story.facts, story.chains),
  });
  return closed && summaryIn(closed, 'annulled');
}

function statusOf({ started, ended, decisions }: Course): PlacementStatus {
  if (ended) return 'ended';
  if (started) return 'started';
  return decisions.length > 0 ? 'decided' : 'registered';
}

function summaryIn(course: Course, status: PlacementStatus): PlacementSummary {
  const { story, registered, started, ended, kommun } = course;
  const { person, mode, plannedFrom, plannedTo } = registered.data;
  const { hvb } = homeOf(course);
  const principals = distinctParties(principalsNow(course));
  return {
    placementId: story.placementId,
    personId: person.personId,
    status,
    mode,
    placingParty: kommun,
    region: regionOfCase(course),
    registeredKommun: course.regionSides.at(-1)?.registration.kommun ?? null,
    hvbId: hvb.hvbId,
    hvbKommun: hvb.kommun,
    legalBasis: basisOn(course, story.asOf).basis,
    plannedFrom,
    plannedTo,
    ...(started ? { startedOn: started.data.startedOn } : {}),
    ...(ended ? { endedOn: ended.data.endedOn } : {}),
    principals,
    thirdPayers: thirdPayersOf(story, principals),
    ...(isProtected(story) ? { masked: true } : {}),
    ...handlersOf(story),
    agreement: agreementOf(story),
  };
}

/** D-028: the newest word of each party by its own day. */
function handlersOf({ facts }: Story): Pick<PlacementSummary, 'handledBy'> {
  const told = factsOf(facts, 'placement.handledBy');
  if (told.length === 0) return {};
  const newest = new Map(told.map(({ data: { unit, from }, meta: { party } }) => [party, { party, unit, from }]));
  return { handledBy: [...newest.values()] };
}

function regionOfCase({ story }: Course): PlacementSummary['region'] {
  const sides = sidesOn(story, story.asOf);
  if (!sides) throw new Error('a registered placement has two sides');
  return { party: sides.region, status: sides.status };
}

/** Who is named in a proposal's shares, or placed before the case moved and has its own days' costs (S-019), and is no principal. */
function thirdPayersOf(story: Story, principals: readonly PartyId[]): readonly PartyId[] {
  // Nearly all who are named are principals: a list of them all would be made for nothing.
  const payers: PartyId[] = [];
  const name = ({ party }: { readonly party: PartyId }): void => {
    if (!payers.includes(party) && !principals.some((one) => sameSide(one, party))) payers.push(party);
  };
  for (const { data } of factsOf(story.facts, 'costAllocation.proposed'))
    for (const { shares } of data.lines) shares.forEach(name);
  story.placings.forEach(name);
  return payers.sort();
}

function agreementOf({ agreement }: Story): PlacementSummary['agreement'] {
  if (!agreement) return null;
  return { agreementId: agreement.agreementId, pack: agreement.pack.id, packVersion: agreement.pack.version };
}
