/** `data.disclosure`, and the facts of disclosure that every kind about a person has: on which ground a recipient sees what a party has told. */
import {
  DISCLOSURE_GROUNDS,
  GROUNDS,
  type Covers,
  type Day,
  type DisclosureDecided,
  type DisclosureEnded,
  type DisclosureGround,
  type GroundedClass,
  type GroundField,
  type PartyId,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import { day, listOf, literal, object, oneOf, partyId, publisherId, text, textOfRule, uuid } from './fields.js';
import { REFERENCE_CHARS_MAX } from './limits.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';

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
  /** When it is tried again; where that is not said, it holds as long as a harm test. */
  readonly reviewOn?: Day;
}

export class DisclosureMessage implements Disclosure {
  @required(partyId, 'case') recipient!: PartyId;
  // That somebody misuses or is pregnant is said by the ground alone.
  @required(oneOf(DISCLOSURE_GROUNDS), 'sensitive') ground!: DisclosureGround;
  @optional(textOfRule(REFERENCE_CHARS_MAX), 'sensitive') reference?: string;
  @required(text(REFERENCE_CHARS_MAX), 'sensitive') decidedBy!: string;
  @required(day, 'case') decidedOn!: Day;
  @optional(text(), 'sensitive') note?: string;
  @optional(literal('noHarm'), 'case') outcome?: 'noHarm';
  @optional(text(REFERENCE_CHARS_MAX), 'sensitive') statute?: string;
  @optional(text(), 'sensitive') need?: string;
  @optional(day, 'case') reviewOn?: Day;
}

/** What every message may carry beside its own fields. */
export class FactMessage {
  @optional(listOf(object(() => DisclosureMessage)), 'case') disclosure?: DisclosureMessage[];
}

/** What each ground must say besides who and when. */
export const FIELD_OF_GROUND = Object.fromEntries(
  DISCLOSURE_GROUNDS.map((ground) => [ground, GROUNDS[ground].says]),
) as Readonly<Record<DisclosureGround, GroundField | null>>;

/** The classes for which a ground is needed. */
export const GROUNDED_CLASSES = membersOf<GroundedClass>({
  ...{ case: true, place: true, identity: true, sensitive: true, cost: true },
});

export class CoversMessage implements Covers {
  @optional(listOf(publisherId, { min: 1, unique: true }), 'routing') messages?: string[];
  @optional(listOf(oneOf(GROUNDED_CLASSES), { min: 1, unique: true }), 'case') classes?: GroundedClass[];
  @optional(listOf(uuid, { min: 1, unique: true }), 'routing') measureIds?: Uuid[];
}

export class DisclosureDecidedMessage extends FactMessage implements DisclosureDecided {
  @required(uuid, 'routing') groundId!: Uuid;
  @required(partyId, 'case') recipient!: PartyId;
  @required(oneOf(DISCLOSURE_GROUNDS), 'sensitive') ground!: DisclosureGround;
  @required(object(() => CoversMessage), 'case') covers!: CoversMessage;
  @required(day, 'case') from!: Day;
  @optional(day, 'case') to?: Day;
  @required(text(REFERENCE_CHARS_MAX), 'sensitive') decidedBy!: Sealed;
  @required(day, 'case') decidedOn!: Day;
  @optional(uuid, 'routing') reference?: Uuid;
  @optional(literal('noHarm'), 'case') outcome?: 'noHarm';
  @optional(text(REFERENCE_CHARS_MAX), 'sensitive') statute?: Sealed;
  @optional(text(), 'sensitive') need?: Sealed;
  @optional(day, 'case') reviewOn?: Day;
  @optional(text(), 'sensitive') note?: Sealed;
}

export class DisclosureEndedMessage extends FactMessage implements DisclosureEnded {
  @required(uuid, 'routing') groundId!: Uuid;
  @required(day, 'case') on!: Day;
  @required(text(), 'sensitive') reason!: Sealed;
}
