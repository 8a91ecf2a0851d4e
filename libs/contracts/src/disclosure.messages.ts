/** `data.disclosure`: the sender's recorded ground for letting a recipient see personal data of a message. */
import { type Day, type PartyId } from '#domain/facts';
import { day, listOf, literal, object, oneOf, partyId, text } from './fields.js';
import { REFERENCE_CHARS_MAX } from './limits.js';
import { optional, required } from './message-class.js';

/** The grounds of OSL that the wire knows (D-024, E-008, E-010). */
export const DISCLOSURE_GROUNDS = [
  'consent',
  'harmTest',
  'duty',
  'under18',
  'misuse',
  'compulsoryPsychiatricCare',
  'pregnant',
  'emergency',
  'necessaryForOwnActivity',
] as const;

export type DisclosureGround = (typeof DISCLOSURE_GROUNDS)[number];

export interface Disclosure {
  readonly recipient: PartyId;
  readonly ground: DisclosureGround;
  /** The consent's id where the ground is `consent`. */
  readonly reference?: string;
  readonly decidedBy: string;
  readonly decidedOn: Day;
  readonly note?: string;
  /** The only outcome of a harm test that permits (D-023). */
  readonly outcome?: 'noHarm';
  /** The statute that makes it a duty. */
  readonly statute?: string;
  /** What care or support requires it. */
  readonly need?: string;
}

export class DisclosureMessage implements Disclosure {
  @required(partyId, 'case') recipient!: PartyId;
  @required(oneOf(DISCLOSURE_GROUNDS), 'case') ground!: DisclosureGround;
  @optional(text(REFERENCE_CHARS_MAX), 'sensitive') reference?: string;
  @required(text(REFERENCE_CHARS_MAX), 'sensitive') decidedBy!: string;
  @required(day, 'case') decidedOn!: Day;
  @optional(text(), 'sensitive') note?: string;
  @optional(literal('noHarm'), 'case') outcome?: 'noHarm';
  @optional(text(REFERENCE_CHARS_MAX), 'sensitive') statute?: string;
  @optional(text(), 'sensitive') need?: string;
}

/** What every message may carry beside its own fields. */
export class FactMessage {
  @optional(listOf(object(() => DisclosureMessage)), 'case') disclosure?: DisclosureMessage[];
}

type GroundField = 'reference' | 'outcome' | 'statute' | 'need';

/** What each ground must say besides who and when. */
export const FIELD_OF_GROUND: Readonly<Record<DisclosureGround, GroundField | null>> = {
  consent: 'reference',
  harmTest: 'outcome',
  duty: 'statute',
  under18: 'need',
  misuse: 'need',
  compulsoryPsychiatricCare: 'need',
  pregnant: 'need',
  emergency: null,
  necessaryForOwnActivity: null,
};
