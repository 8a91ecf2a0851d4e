/** What a told story takes for granted: a boy of thirteen from 2080, placed by agreement at a private home in 2081. */
import { v5 } from 'uuid';
import {
  type AllocationLine,
  type AsSent,
  type CostCategory,
  type Day,
  type Hvb,
  type KommunCode,
  type Measure,
  type PartyId,
  type PlacementData,
  type Uuid,
} from '#domain';

export const NAMESPACE = '6f9b1a52-0c0e-4f4e-9f0e-1d2a3b4c5d6e';

/** The uuid that a label stands for: `uuid('measure/M1')`, always the same. */
export const uuid = (label: string): Uuid => v5(label, NAMESPACE) as Uuid;

export const PLACING_PARTY = 'kommun-2080.socialnamnden' as PartyId;
export const REGION = 'region-20' as PartyId;

export const anHvb: AsSent<Hvb> = {
  hvbId: uuid('hvb/H1'),
  name: 'Björkhagens HVB',
  kind: 'private',
  kommun: '2081' as KommunCode,
  ivoPermit: 'IVO-12345',
  ivoNotified: true,
  providesHealthcare: false,
};

export const aRegistration: AsSent<PlacementData['registered']> = {
  person: { personId: uuid('person/A'), birthDate: '2012-03-04' as Day, legalSex: 'male', protection: 'none' },
  mode: 'planned',
  legalBasis: { act: 'SoL', interim: false },
  hvb: anHvb,
  healthcareSource: ['homeRegion'],
  plannedFrom: '2026-01-15' as Day,
  plannedTo: '2026-07-14' as Day,
  goals: ['Gå i skolan varje dag'],
  registeredKommun: '2080' as KommunCode,
};

/** A decision of the nämnd with the one guardian's consent the same day. */
export const aDecision = (decidedOn: Day): PlacementData['decided'] => ({
  decisionId: uuid('decision/B1'),
  decidedOn,
  decidedBy: 'utskott',
  legalBasis: { act: 'SoL', interim: false },
  consents: [{ by: 'guardian', ref: uuid('person/G1'), on: decidedOn }],
  custodyHolders: 1,
  bestInterestsAssessed: true,
});

/** Housing is the kommun's, health care the region's. */
export const measuresOfBoth: readonly AsSent<Measure>[] = [
  { measureId: uuid('measure/M1'), kind: 'housing', title: 'Boende', responsible: [PLACING_PARTY] },
  { measureId: uuid('measure/M2'), kind: 'healthcare', title: 'Hälso- och sjukvård', responsible: [REGION] },
];

/** One line of an allocation, named after its category. */
export function aLine(
  category: CostCategory,
  permilleByParty: Readonly<Record<string, number>>,
  rest: Partial<AllocationLine> = {},
): AllocationLine {
  return {
    lineId: uuid(`line/${category}`),
    category,
    shares: Object.entries(permilleByParty).map(([payer, permille]) => ({ party: payer as PartyId, permille })),
    ...rest,
  };
}
