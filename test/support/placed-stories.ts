/** Placements as far as examples of findings begin: registered, decided, begun, under LVU, with a list of measures. */
import { type LegalBasis } from '#domain';
import { aCase, anHvb, type CaseBuilder } from './case-builder.js';

export const LVU = (...sections: ('2' | '3' | '6')[]): LegalBasis => ({ act: 'LVU', sections, interim: false });

/** By the court, and so with no consent. */
export const BY_COURT = { decidedBy: 'forvaltningsratt', consents: [] } as const;

export const registered = aCase().registered();

export const decided = registered.decided('2026-01-12');

export const placed = decided.started('2026-01-15');

/** Decided by the court on the basis, and begun. */
export const underLVU = (basis: LegalBasis, hvb = anHvb): CaseBuilder =>
  aCase()
    .registered({ legalBasis: basis, hvb })
    .decided('2026-01-12', { ...BY_COURT, legalBasis: basis })
    .started('2026-01-15');

export const listed = (story: CaseBuilder, at: string): CaseBuilder => story.clarified({}, { at });

export const cleared = (story: CaseBuilder, at: string): CaseBuilder => listed(story, at).confirmed({}, { at });
