/** That a party lets another see what it has told, and that it no longer does: facts of every kind that is about a person. */
import { type Day, type PartyId, type Sealed, type Uuid } from '../kernel/index.js';
import { addDays } from '../calendar/index.js';
import { on, type FactEntry } from './entry.js';
import { DISCLOSURE_GROUNDS, GROUNDS, type DisclosureGround, type GroundedClass } from './ground.js';
import { type Name } from './names.js';
import { type Picker } from './picker.js';

/** What a decision opens, of what its party has told on the subject: messages by their ids, classes, measures. At least one of them. */
export interface Covers {
  /** The party's own ids of the messages that were tried: a correction is another message. */
  readonly messages?: readonly string[];
  readonly classes?: readonly GroundedClass[];
  /** Measures of the lists and plans that it has told. */
  readonly measureIds?: readonly Uuid[];
}

/** A ground that a party has decided on, for one recipient: from a day, until the last that it holds. */
export interface DisclosureDecided {
  readonly groundId: Uuid;
  readonly recipient: PartyId;
  readonly ground: DisclosureGround;
  readonly covers: Covers;
  readonly from: Day;
  /** The last day, included; else as long as its ground holds, or until it is ended. */
  readonly to?: Day;
  readonly decidedBy: Sealed;
  readonly decidedOn: Day;
  /** The consent's id where the ground is `consent`. */
  readonly reference?: Uuid;
  /** The only outcome of a harm test that permits (D-023). */
  readonly outcome?: 'noHarm';
  /** The statute that makes it a duty. */
  readonly statute?: Sealed;
  /** What care or support requires it. */
  readonly need?: Sealed;
  /** When it is tried again. */
  readonly reviewOn?: Day;
  readonly note?: Sealed;
}

/** A ground that a message names for itself (`data.disclosure`): short for a decision on that message. */
export interface GroundOnMessage {
  readonly recipient: PartyId;
  readonly ground: DisclosureGround;
  /** The consent's id where the ground is `consent`. */
  readonly reference?: string;
  readonly decidedOn: Day;
  readonly reviewOn?: Day;
}

/** The grounds that messages name for themselves (`data.disclosure`), by the id of the message's event. */
export type NamedOnMessages = ReadonlyMap<Uuid, readonly GroundOnMessage[]>;

/** It holds no longer, from that day on. By who decided it. */
export interface DisclosureEnded {
  readonly groundId: Uuid;
  readonly on: Day;
  readonly reason: Sealed;
}

/** The two facts, as each kind has them. */
export interface DisclosingData {
  disclosureDecided: DisclosureDecided;
  disclosureEnded: DisclosureEnded;
}

const ground = (id: Uuid): Name => ({ thing: 'ground', id, pointer: '/data/groundId' });

const GROUNDED_CLASSES = ['case', 'place', 'identity', 'sensitive'] as const satisfies readonly GroundedClass[];
const DAYS_SAMPLED_MAX = 200;

/** What the ground must say beside who and when. */
function fieldsOf(pick: Picker, sampled: DisclosureGround) {
  const { says, isReviewed } = GROUNDS[sampled];
  const from = pick.day();
  const SAID = {
    reference: () => ({ reference: pick.uuid('consent') }),
    outcome: () => ({ outcome: 'noHarm' as const }),
    statute: () => ({ statute: pick.text() }),
    need: () => ({ need: pick.text() }),
  };
  return {
    from,
    ...pick.maybe({ to: addDays(from, pick.integer(0, DAYS_SAMPLED_MAX)) }),
    ...(says === null ? {} : SAID[says]()),
    ...(isReviewed ? { reviewOn: addDays(from, pick.integer(0, DAYS_SAMPLED_MAX)) } : {}),
  };
}

/** What a sample covers, of what its ground may open. */
function coversOf(pick: Picker, sampled: DisclosureGround): Covers {
  const { ofMessagesOnly, opens } = GROUNDS[sampled];
  const messages = { messages: [pick.message()] };
  if (ofMessagesOnly) return messages;
  return pick.oneOf<Covers>([
    { classes: [pick.oneOf(GROUNDED_CLASSES.filter((one) => opens.includes(one)))] },
    messages,
    { measureIds: [pick.uuid('measure')] },
  ]);
}

/** A sample, of one of these grounds. */
function sampleOf(grounds: readonly DisclosureGround[]) {
  return (pick: Picker) => {
    const sampled = pick.oneOf(grounds);
    return {
      groundId: pick.uuid('ground'),
      recipient: pick.party(pick.oneOf(['region', 'kommun'])),
      ground: sampled,
      covers: coversOf(pick, sampled),
      ...fieldsOf(pick, sampled),
      decidedBy: pick.text(),
      decidedOn: pick.day(),
      ...pick.maybe({ note: pick.text() }),
    };
  };
}

type Decided = FactEntry<{ readonly type: string; readonly data: DisclosureDecided }>;
type Ended = FactEntry<{ readonly type: string; readonly data: DisclosureEnded }>;

/** A consent that the hub knows is to a SIP, and is a ground there alone. */
const BESIDE_CONSENT: readonly DisclosureGround[] = [
  'duty',
  ...DISCLOSURE_GROUNDS.filter((one) => one !== 'consent' && one !== 'duty'),
];

/** The entry of `<kind>.disclosureDecided`, of any kind but a SIP. */
export const DISCLOSURE_DECIDED: Decided = {
  ownDate: ({ data }) => data.decidedOn,
  // E-008 "Hur lösa sekretessfrågan?": by a trial, a consent or a rule that breaks it; D-025 "om det vid en menprövning visar
  // att det finns risk… kan ändå": in that order; E-010 "Får eller ska": as each ground's entry says; E-006 "vanligen fritt
  // att dela": ids and types need none, and every other class has its own; E-007 "regler om sekretess och tystnadsplikt i OSL,
  // SoL, LSS och PSL": by the section that the ground rests on; D-027 "självständig verksamhetsgren": one that is a party of its
  // own is another recipient; D-030 "svagare sekretess": whom it is to is weighed by who decides, and stands in the decision.
  represents: ['E-008', 'D-025', 'E-010', 'E-006', 'E-007', 'D-027', 'D-030'],
  gives: ({ groundId }) => [ground(groundId)],
  sample: sampleOf(BESIDE_CONSENT),
};

/** The entry of `sip.disclosureDecided`: the consent that it rests on may be another's to tell. */
export const SIP_DISCLOSURE_DECIDED: Decided = {
  ...DISCLOSURE_DECIDED,
  uses: ({ ground: named, reference: id }) =>
    named !== 'consent' || id === undefined
      ? []
      : [{ thing: 'consent', id, pointer: '/data/reference', waitsFor: { what: 'consent', id } }],
  sample: sampleOf([...BESIDE_CONSENT, 'consent']),
};

/** The entry of `<kind>.disclosureEnded`, of whatever kind. */
export const DISCLOSURE_ENDED: Ended = {
  ownDate: on,
  uses: ({ groundId }) => [{ ...ground(groundId), waitsFor: null }],
  sample: (pick) => ({ groundId: pick.uuid('ground'), on: pick.day(), reason: pick.text() }),
};
