/** The grounds that no party decides on, because the law or a role gives them: with the section, and what each opens. */
import { type GroundedClass } from '../fact/ground.js';

/** What holds of a ground that is given by a role or by law. */
export interface GivenLaw {
  /** The section of the law of today that it rests on; null where one's own words are no disclosure. */
  readonly statute: string | null;
  readonly strength: 'may' | 'must';
  readonly opens: readonly GroundedClass[];
  readonly sv: string;
  readonly en: string;
}

/** By a role, by a notice that the law has one send, by the mandate of an auditor, or to whoever reviews what was read in an emergency. */
export type GivenGround =
  'ownWord' | 'principalRole' | 'personConsents' | 'concernReport' | 'dischargeNotice' | 'mandate' | 'accessReview';

const EVERYTHING = ['case', 'place', 'identity', 'sensitive'] as const;

export const GIVEN: Readonly<Record<GivenGround, GivenLaw>> = {
  // What a party has told itself is its own: no secrecy holds between it and itself (OSL 8:1).
  ownWord: {
    statute: null,
    strength: 'must',
    opens: [...EVERYTHING, 'cost'],
    sv: 'Partens egna uppgifter',
    en: "The party's own words",
  },
  // OSL 10:2, read restrictively: between the principals, with those whom a deviation concerns, and of the costs with whoever
  // is to pay. A routine of the agreement takes its place between its parties.
  principalRole: {
    statute: 'OSL 2009:400 10:2',
    strength: 'may',
    opens: ['case', 'cost'],
    sv: 'Huvudmans eller betalares roll',
    en: 'Role as principal or payer',
  },
  personConsents: {
    statute: 'OSL 2009:400 12:2',
    strength: 'may',
    opens: EVERYTHING,
    sv: 'Den enskildes samtycke till SIP',
    en: "The individual's consent to the SIP",
  },
  // B-009 "upphäver inte skyldigheten att anmäla oro": a duty, whatever anybody consents to.
  concernReport: {
    statute: 'SoL 2025:400 19:1',
    strength: 'must',
    opens: EVERYTHING,
    sv: 'Anmälningsskyldighet',
    en: 'Duty to report concern',
  },
  dischargeNotice: {
    statute: 'Lag 2017:612 2:1',
    strength: 'must',
    opens: EVERYTHING,
    sv: 'Underrättelse vid utskrivning',
    en: 'Notice at discharge',
  },
  // Each names its own section and classes (A16).
  mandate: {
    statute: null,
    strength: 'may',
    opens: [],
    sv: 'Granskares uppdrag',
    en: 'Mandate of an auditor',
  },
  // OSL 10:2: whose person has read beyond its grounds answers for that before the nämnd whose case it is (legal review).
  accessReview: {
    statute: 'OSL 2009:400 10:2',
    strength: 'may',
    opens: ['case', 'sensitive'],
    sv: 'Granskning av nödåtkomst',
    en: 'Review of emergency access',
  },
};
