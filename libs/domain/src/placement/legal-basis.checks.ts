/** What a legal basis must hold to be one. */
import { rejected, type Decision } from '../saying/decision.js';
import { CARE_ACT_IDS, sectionsOfAct } from './facts/care-acts.js';
import { type LegalBasis } from './facts/placement.js';

const POINTER = '/data/legalBasis/sections';

/** A-054 "socialtjänstlagen (SoL) eller… LVU… LVM": an act with grounds is told apart by its sections, and then it must be. */
export function hasSectionsAsItsActHas({ data }: { data: { readonly legalBasis: LegalBasis } }): Decision | null {
  const { act, sections } = data.legalBasis;
  const own = sectionsOfAct(act);
  if (own.length === 0) {
    return sections === undefined ? null : notAllowed(CARE_ACT_IDS.filter((one) => sectionsOfAct(one).length > 0));
  }
  if ((sections?.length ?? 0) === 0) {
    return rejected({ code: 'FieldRequiredHere', pointer: POINTER, expected: own.join(', ') });
  }
  return sections?.every((section) => own.includes(section)) ? null : notAllowed(own);
}

const notAllowed = (expected: readonly string[]): Decision =>
  rejected({ code: 'FieldNotAllowedHere', pointer: POINTER, expected: expected.join(', ') });
