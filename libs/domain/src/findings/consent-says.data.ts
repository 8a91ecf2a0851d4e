/** What is said after the rules on consent and on the ages at which compulsory care may be decided and ends. */
import { type Sentence, type Sentences } from '../kernel/index.js';
import { type Consenter } from '../responsibility/consents.js';

/** Whose consent a placement by socialtjänstlagen lacks. */
export const CONSENT_SAYS = {
  guardians: {
    sv: 'Samtycke från barnets vårdnadshavare saknas.',
    en: "Consent of the child's custody holders is missing.",
  },
  childAlone: {
    sv: 'Barnets eget samtycke räcker därför inte till placeringen; vårdnadshavares saknas.',
    en: "The child's own consent therefore does not carry the placement; that of the custody holders is missing.",
  },
  own: { sv: 'Den enskildes eget samtycke saknas.', en: "The individual's own consent is missing." },
  representative: {
    sv: 'Samtycke från den som företräder barnet saknas.',
    en: "Consent of the child's representative is missing.",
  },
} as const satisfies Readonly<Record<Consenter | 'childAlone', Sentence>>;

export const AGE_SAYS = {
  decidedTooLate: { sv: 'Åldersgränsen var passerad vid beslutet.', en: 'The age limit had passed at the decision.' },
  goesOn: { sv: 'Vården skulle ha upphört på födelsedagen.', en: 'The care should have ended on the birthday.' },
} as const satisfies Sentences;
