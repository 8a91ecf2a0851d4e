/** Whom a deviation concerns, each side once, and who may speak for such a side: nobody for another. */
import { areOneLegalPerson, covers, partyKind, signsFor, type PartyId, type Said } from '../kernel/index.js';
import { DEVIATION_KINDS, type DeviationFact } from './facts/deviation.js';

type Report = Said<Extract<DeviationFact, { readonly type: 'deviation.reported' }>>;

/**
 * A-107 "ska hantering av avvikelsen göras gemensamt": those whom the report names; of what is between parties, who reports
 * it too. A kommun and its nämnd are one side, and so are Gotland's kommun and region (SoL 4:4).
 */
export function sidesConcerned({ data, meta }: Report): readonly PartyId[] {
  const named = DEVIATION_KINDS[data.kind].concernsItsReporter ? [...data.concerns, meta.party] : data.concerns;
  return named.reduce<readonly PartyId[]>(
    (sides, party) => (sides.some((side) => signsFor(side, party)) ? sides : [...sides, party]),
    [],
  );
}

/** A side's own word: its own, that of a nämnd or unit of a kommun or region that is named whole, or of either on Gotland. */
export const isWordOf = (party: PartyId, side: PartyId): boolean =>
  covers(side, party) || (areOneLegalPerson([party, side]) && partyKind(party) !== partyKind(side));

/** The side that a fact is the word of; undefined where the deviation does not concern who says it. */
export const sideOf = ({ meta }: Said<object>, sides: readonly PartyId[]): PartyId | undefined =>
  sides.find((side) => isWordOf(meta.party, side));
