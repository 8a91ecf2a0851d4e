/** What is said of a case's costs: which version is fixed, and how each claim is answered; and what of that is no longer so. */
import { type CaseAssessment } from './assessment.js';
import { type Derived, type DerivedData } from './derived.js';
import { type ToldState } from './told.js';

/** What is to be said of the costs that has not been said so. */
export function sayCosts(told: ToldState, assessment: CaseAssessment): readonly Derived[] {
  return [...sayFixed(told, assessment), ...sayClaims(told, assessment)];
}

function sayFixed(told: ToldState, { fixed }: CaseAssessment): readonly Derived[] {
  const present = new Set(fixed.map(({ version }) => version));
  const gone = [...told.fixed.values()].filter(({ version }) => !present.has(version));
  return [
    ...fixed.flatMap(({ version, fixedOn, effectiveFrom, days, why }) => {
      const data = { version, fixedOn, effectiveFrom, ...(days ? { days } : {}) };
      const before = told.fixed.get(version);
      if (before && sameFixing(before, data)) return [];
      return [{ type: 'costAllocation.fixed' as const, thing: `version ${version}`, data, why }];
    }),
    ...gone.map(({ version, why }) => ({
      type: 'costAllocation.fixedTakenBack' as const,
      thing: `version ${version}`,
      data: { version },
      why,
    })),
  ];
}

function sameFixing(a: DerivedData['fixed'], b: DerivedData['fixed']): boolean {
  const days = ({ days: spans }: DerivedData['fixed']): string =>
    (spans ?? []).map(({ from, to }) => `${from} ${to ?? ''}`).join();
  return a.fixedOn === b.fixedOn && a.effectiveFrom === b.effectiveFrom && days(a) === days(b);
}

function sayClaims(told: ToldState, { costs }: CaseAssessment): readonly Derived[] {
  const present = new Set(costs.claims.map(({ claimId }) => claimId));
  const gone = [...told.claims.values()].filter(({ claimId }) => !present.has(claimId));
  return [
    ...costs.claims.flatMap(({ claimId, outcome, byParty, reason, why }) => {
      const data = { claimId, outcome, byParty, reason };
      const before = told.claims.get(claimId);
      if (before && sameAnswer(before, data)) return [];
      return [{ type: 'costAllocation.claimDecided' as const, thing: claimId, data, why }];
    }),
    ...gone.map(({ claimId, why }) => ({
      type: 'costAllocation.claimDecisionTakenBack' as const,
      thing: claimId,
      data: { claimId },
      why,
    })),
  ];
}

function sameAnswer(a: DerivedData['claimDecided'], b: DerivedData['claimDecided']): boolean {
  const amounts = ({ byParty }: DerivedData['claimDecided']): string =>
    byParty.map(({ party, amountOre }) => `${party} ${amountOre}`).join();
  return a.outcome === b.outcome && a.reason === b.reason && amounts(a) === amounts(b);
}
