/** What a legal basis must hold to be one. */
import { rejected, type Decision } from '../case/decision.js';
import { type LegalBasis } from './placement.js';

const POINTER = '/data/legalBasis/sections';

/** A-054 "socialtjänstlagen (SoL) eller… LVU… LVM": only LVU is told apart by its sections, and then it must be. */
export function hasSectionsAsItsActHas({ data }: { data: { readonly legalBasis: LegalBasis } }): Decision | null {
  const { act, sections } = data.legalBasis;
  if (act !== 'LVU' && sections !== undefined) {
    return rejected({ code: 'FieldNotAllowedHere', pointer: POINTER, expected: 'LVU' });
  }
  if (act === 'LVU' && (sections?.length ?? 0) === 0) {
    return rejected({ code: 'FieldRequiredHere', pointer: POINTER, expected: '2, 3, 6' });
  }
  return null;
}
