/** What the hub says of an agreement's term: that it goes on past its end, or that it did not after all. */
import { type AgreementAssessment } from '../agreement/assess-agreement.js';
import { type Derived } from './derived.js';
import { type ToldState } from './told.js';

/** A stream is of one agreement, which has one term. */
const TERM = 'term';

/** An extension that has not been said as it is, and one that was said and is not so. */
export function sayExtension({ extended: told }: ToldState, assessment: AgreementAssessment): readonly Derived[] {
  const { extended } = assessment;
  const said: Derived[] = [];
  if (told && told.validTo !== extended?.validTo) {
    said.push({ type: 'agreement.extensionTakenBack', thing: TERM, data: { validTo: told.validTo }, why: told.why });
  }
  if (extended && extended.validTo !== told?.validTo) {
    said.push({ type: 'agreement.extended', thing: TERM, data: { validTo: extended.validTo }, why: extended.why });
  }
  return said;
}
