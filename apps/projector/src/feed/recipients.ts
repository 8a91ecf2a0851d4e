/** In whose feed an event stands: by the role that each has in the case, just before the event or just after. */
import { isMessage, metaOf, type Entry } from '#cases';
import {
  covers,
  distinctParties,
  speaksFor,
  type AgreementFact,
  type CaseAssessment,
  type DerivedData,
  type Fact,
  type PartyId,
  type PlacementSummary,
  type Said,
  type Subject,
  type SubjectKind,
  type SubjectRow,
  type TakingPart,
} from '#domain';

/** Who stands where in a case; null before anything is registered. */
export type Roles =
  | (Pick<PlacementSummary, 'principals' | 'thirdPayers'> & {
      /** The regions of a handover that goes on. */
      readonly handing?: readonly PartyId[];
    })
  | null;

/**
 * `withUnits`: also the nämnder and units of those who are named, as a kommun's agreement binds its nämnder; or a region's
 * units only. `except`: those who hear of nothing, with all that is a part of them. `isForAll`: everybody who has a feed.
 */
export interface Recipients {
  readonly named: readonly PartyId[];
  readonly withUnits: boolean | 'ofRegions';
  readonly except?: readonly PartyId[];
  readonly isForAll?: true;
}

/** Which of those who are no principals hear of what is said of a subject that stands in a case. */
const ALSO_HEAR: Readonly<Partial<Record<SubjectKind, 'thirdPayers' | 'handing' | null>>> &
  Readonly<Record<SubjectRow<'case'>['kind'], 'thirdPayers' | 'handing' | null>> = {
  placement: null,
  costAllocation: 'thirdPayers',
  deviation: null,
  handover: 'handing',
};

/**
 * An event of a case: its principals, whatever it is about, a third payer what is about the costs, the two regions of a
 * handover what is about it, and those `alsoNamed` whom a deviation concerns what is about that. Who had a role until then
 * hears of what took it away, and who gets one hears of what gave it. A kommun that a case has moved from hears as it sees:
 * of the costs, those of its days being its own (S-019), and until grounds tell days apart of later ones too.
 */
export function recipientsInCase(
  kind: SubjectKind,
  before: Roles,
  after: Roles,
  alsoNamed: readonly PartyId[] = [],
): Recipients {
  const roles = [before, after].filter((one) => one !== null);
  const principals = roles.flatMap((one) => one.principals);
  const also = ALSO_HEAR[kind] ?? null;
  const others = also ? roles.flatMap((one) => one[also] ?? []) : [];
  return { named: distinctParties([...principals, ...others, ...alsoNamed]), withUnits: false };
}

/** Who stands where in a case by what holds of it. */
export function rolesIn({ placement, handovers }: Pick<CaseAssessment, 'placement' | 'handovers'>): Roles {
  if (!placement) return null;
  const { principals, thirdPayers } = placement;
  const going = handovers.filter(
    ({ withdrawnOn, rejectedOn, completedOn }) => !withdrawnOn && !rejectedOn && !completedOn,
  );
  return { principals, thirdPayers, handing: going.flatMap(({ fromRegion, toRegion }) => [fromRegion, toRegion]) };
}

/** An event of an agreement: everyone whom its facts, this one included, have ever named as a party. */
export function recipientsOfAgreement(facts: readonly Said<AgreementFact>[]): Recipients {
  const named = facts.flatMap((fact) => (fact.type === 'agreement.registered' ? fact.data.parties : []));
  return { named: distinctParties(named), withUnits: true };
}

/** Everyone whom the facts of a deviation have ever named as concerned, and who reported it. */
export function partiesOfDeviation(facts: readonly Said<Fact>[], { kind, id }: Subject): readonly PartyId[] {
  const own = facts.filter(({ meta: { subject } }) => subject.kind === kind && subject.id === id);
  const named = own.flatMap((fact) =>
    fact.type === 'deviation.reported' ? [...fact.data.concerns, fact.meta.party] : [],
  );
  return distinctParties(named);
}

/** An event of a deviation that concerns no placement. */
export const recipientsOfDeviation = (facts: readonly Said<Fact>[], subject: Subject): Recipients => ({
  named: partiesOfDeviation(facts, subject),
  withUnits: false,
});

/**
 * An event of a SIP: all who take part in it, just before or just after, and nobody whom the individual has excluded
 * by then.
 */
export function recipientsInSip(before: TakingPart, after: TakingPart): Recipients {
  const named = [before, after].flatMap(({ parties, recipients }) => [...parties, ...recipients]);
  return { named: distinctParties(named), withUnits: 'ofRegions', except: after.excluded };
}

/**
 * B4: what is said of a ground is for the recipient that it names, with its units, and for whose words it opens; of a consent, for
 * all who take part, and the recipient. To nobody else is it told that there is one, nor to whom the individual has excluded.
 */
export function recipientsOfDisclosure(
  { recipient, discloser }: DerivedData['disclosureWidened'] | DerivedData['disclosureRecalled'],
  { named, except = [] }: Recipients,
): Recipients {
  const whose = discloser === undefined ? named : [discloser as string as PartyId];
  return { named: distinctParties([recipient, ...whose]), withUnits: 'ofRegions', except };
}

/** An event of a discharge: the kommun with its nämnder and the regions with their units, just before or just after (D-015). */
export const recipientsInDischarge = (concerned: readonly PartyId[]): Recipients => ({
  named: distinctParties(concerned),
  withUnits: true,
});

/**
 * An event of a stream that is erased in part or whole, where nobody's role can be told any more. That it was erased, all
 * who have said something on it hear; of anything else, who said it.
 */
export function recipientsInErased(entries: readonly Entry[], revision: number): Recipients {
  const { kind } = entries[revision] ?? {};
  const heard = kind === 'erasure' ? entries.slice(0, revision) : entries.slice(revision, revision + 1);
  const named = heard.filter(isMessage).map((message) => metaOf(message).party);
  return { named: distinctParties(named), withUnits: false };
}

const REACHES: Readonly<Record<`${Recipients['withUnits']}`, (named: PartyId, party: PartyId) => boolean>> = {
  false: (named, party) => named === party,
  true: covers,
  ofRegions: (named, party) => speaksFor(party, named),
};

/** Ids are compared whole: one nämnd of a kommun does not hear of what is another's (D-026). */
export function standsAmong({ named, withUnits, except = [], isForAll }: Recipients, party: PartyId): boolean {
  if (isForAll) return true;
  return named.some((one) => REACHES[`${withUnits}`](one, party)) && !except.some((one) => covers(one, party));
}
