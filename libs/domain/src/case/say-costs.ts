/** What is said of a case's costs: which version is fixed, and how each claim is answered. */
import { type CaseAssessment } from './assessment.js';
import { type Derived, type DerivedData } from './derived.js';
import { type ToldState } from './told.js';

/** What is to be said of the costs that has not been said so. */
export function sayCosts(told: ToldState, assessment: CaseAssessment): readonly Derived[] {
  return [...sayFixed(told, assessment), ...sayClaims(told, assessment)];
}

function sayFixed(told: ToldState, { fixed }: CaseAssessment): readonly Derived[] {
  return fixed.flatMap(({ version, fixedOn, effectiveFrom, why }) => {
    const before = told.fixed.get(version);
    if (before?.fixedOn === fixedOn && before.effectiveFrom === effectiveFrom) return [];
    const data = { version, fixedOn, effectiveFrom };
    return [{ type: 'costAllocation.fixed' as const, thing: `version ${version}`, data, why }];
  });
}

function sayClaims(told: ToldState, { costs }: CaseAssessment): readonly Derived[] {
  return costs.claims.flatMap(({ claimId, outcome, byParty, reason, why }) => {
    const data = { claimId, outcome, byParty, reason };
    const before = told.claims.get(claimId);
    if (before && sameAnswer(before, data)) return [];
    return [{ type: 'costAllocation.claimDecided' as const, thing: claimId, data, why }];
  });
}

function sameAnswer(a: DerivedData['claimDecided'], b: DerivedData['claimDecided']): boolean {
  const amounts = ({ byParty }: DerivedData['claimDecided']): string =>
    byParty.map(({ party, amountOre }) => `${party} ${amountOre}`).join();
  return a.outcome === b.outcome && a.reason === b.reason && amounts(a) === amounts(b);
}
