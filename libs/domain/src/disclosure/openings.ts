/** What each ground that names a recipient opens to it on a day: what the hub says has been opened to it, and closed. */
import { addDays } from '../calendar/index.js';
import { type Controller } from '../fact/controller.js';
import { type GroundedClass } from '../fact/ground.js';
import {
  covers,
  type Day,
  type NameUuid,
  type PartyId,
  type Said,
  type StreamCategory,
  type SubjectKind,
  type Uuid,
} from '../kernel/index.js';
import { turnsAfter, type Turns } from '../making/turning-days.js';
import { type Why } from '../rules/index.js';
import { type Fact, type StreamRead, type Surroundings } from '../saying/case.js';
import { decisionsIn } from '../saying/disclosing.js';
import { isMasked, type Ground, type Grounds, type GroundStatus } from './ground.js';
import { groundsOfDisclosure } from './grounds.js';

/** Why a ground opens a class no more. `takenBack`: it is in force, or gone, and its party has said otherwise since. */
export type ClosedBecause = Exclude<GroundStatus, 'inForce'> | 'protected' | 'takenBack';

/** A ground that a party has decided on, or a consent, with what it opens on the day. */
export interface Opening {
  readonly disclosureId: Uuid;
  /** The kind of subject whose words it opens. */
  readonly kind: SubjectKind;
  readonly recipient: PartyId;
  /** The authority whose words it opens; null of a consent: those of all who take part. */
  readonly discloser: Controller | null;
  readonly groundId: Uuid | null;
  /** Of messages by their ids, where it is of some alone. */
  readonly messages?: readonly string[];
  /** Open on the day; none where it is not in force. */
  readonly classes: readonly GroundedClass[];
  /** What it would open too, if the person were not protected. */
  readonly masked: readonly GroundedClass[];
  /** Why what is neither open nor masked is not. */
  readonly because: ClosedBecause;
  /** Its first day. */
  readonly from: Day;
  /** The day after its last; null where it has none. */
  readonly overOn: Day | null;
  readonly why: Why;
  /** Its last day is set by a birthday, or may be. */
  readonly fromBirthDate?: true;
}

/** What is open on a day, and the days on which that may change by time alone. */
export interface Openings extends Turns {
  readonly openings: readonly Opening[];
}

/** What is asked beside the stream. */
export interface OpeningsAsked {
  readonly surroundings: Surroundings;
  readonly today: Day;
  readonly name: NameUuid;
}

/**
 * True where a party has decided on a ground, apart or on a message, or a consent has been given, or somebody has read in an
 * emergency, whatever became of it: else nothing is said of any.
 */
export function mayOpen({ facts: read, named }: StreamRead<StreamCategory>): boolean {
  const facts = read as readonly Said<Fact>[];
  return (
    (named !== undefined && named.size > 0) ||
    facts.some(({ type }) => OPENS_BY_ITSELF.has(type)) ||
    decisionsIn(facts).length > 0
  );
}

const OPENS_BY_ITSELF: ReadonlySet<Fact['type']> = new Set(['sip.consentGiven', 'placement.emergencyAccess']);

/** B4: to every recipient that a ground names, whether or not it has read anything. In an order that the facts alone decide. */
export function openingsOn<C extends StreamCategory>(
  read: StreamRead<C>,
  { surroundings, today, name }: OpeningsAsked,
): Openings {
  const grounds = groundsOfDisclosure(read, { surroundings, day: today, name });
  const naming = grounds.all.filter(namesRecipient);
  return {
    openings: naming.map((ground) => openingOf(ground, grounds, (key) => name(read.stream, 'disclosure', key))),
    ...turnsAfter(today, (add) => {
      // The days of a consent turn the SIP itself, and are told by no ground: a birthday may set them.
      for (const { ground, from, to } of naming.filter(({ ground }) => !OF_A_CONSENT.has(ground))) {
        add(from);
        add(to && addDays(to, 1), ground === 'under18');
      }
    }),
  };
}

const OF_A_CONSENT: ReadonlySet<Ground['ground']> = new Set(['personConsents', 'consent']);

type Naming = Ground & { readonly from: Day };

/** A ground that somebody has decided on, by itself or on a message, or given: a role and the law open what they open from its beginning. */
const namesRecipient = (ground: Ground): ground is Naming => ground.from !== null && thingIn(ground) !== undefined;

/** By what it is told apart from others to the same recipient. */
const thingIn = ({ groundId, onMessage, opens }: Ground): string | undefined =>
  groundId ?? onMessage ?? opens.consent?.consentId;

function openingOf(ground: Naming, grounds: Grounds, named: (key: string) => Uuid): Opening {
  const { recipient, groundId, discloser, opens, from, to, why } = ground;
  const { messages, subject } = opens;
  return {
    disclosureId: named(`${thingIn(ground)} ${recipient}`),
    kind: subject?.kind ?? 'sip',
    ...{ recipient, discloser, groundId, from, why, ...openNow(ground, grounds) },
    overOn: to === null ? null : addDays(to, 1),
    ...(messages ? { messages } : {}),
    ...(mayEndByBirthday(ground) ? { fromBirthDate: true } : {}),
  };
}

const mayEndByBirthday = ({ ground, opens }: Ground): boolean => ground === 'under18' || opens.consent !== undefined;

function openNow(ground: Ground, grounds: Grounds): Pick<Opening, 'classes' | 'masked' | 'because'> {
  const { opens, recipient, status } = ground;
  const isExcluded = grounds.excluded.some((one) => covers(one, recipient));
  const because = closedBecause(ground, isExcluded);
  if (status !== 'inForce' || isExcluded) return { classes: [], masked: [], because };
  const masked = opens.classes.filter((one) => isMasked(one, ground, grounds));
  return { classes: opens.classes.filter((one) => !masked.includes(one)), masked, because };
}

/** To whom the individual has left out it is as withdrawn: of the exclusion itself it is not told. */
const closedBecause = ({ status }: Ground, isExcluded: boolean): ClosedBecause =>
  status === 'inForce' ? (isExcluded ? 'withdrawn' : 'takenBack') : status;
