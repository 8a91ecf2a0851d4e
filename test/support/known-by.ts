/** What of a case a day knows, whatever the future tells: for specs. */
import { FACT_ENTRIES, ownDate, type Day } from '#domain';
import { type CaseBuilder } from './case-builder.js';

/**
 * The facts that a day knows of: by their own dates. A paper signed by then was there by then; what is taken back is gone,
 * and what is corrected was right, on every day, whenever it was told.
 */
export function knownBy({ facts }: CaseBuilder, asOf: Day): CaseBuilder['facts'] {
  const corrected = new Set(facts.map(({ meta }) => meta.corrects));
  const isTold = ({ type, meta }: CaseBuilder['facts'][number]): boolean =>
    // Of a registration that was told ahead a handover is started on the day it was told.
    'paper' in FACT_ENTRIES[type] || (type === 'placement.registrationChanged' && meta.saidOn <= asOf);
  const isTakenBack = ({ type, meta }: CaseBuilder['facts'][number]): boolean =>
    type.endsWith('.annulled') || meta.corrects !== undefined || corrected.has(meta.messageId);
  return facts.filter((fact) => (ownDate(fact) ?? asOf) <= asOf || isTold(fact) || isTakenBack(fact));
}
