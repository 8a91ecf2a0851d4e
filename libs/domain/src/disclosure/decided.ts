/** The grounds that parties decide on, each for its own words: facts of the stream, and what a message names for itself. */
import { maxDay, minDay } from '../calendar/index.js';
import { controllerOf } from '../fact/controller.js';
import { type DisclosureDecided, type GroundOnMessage, type NamedOnMessages } from '../fact/disclosing.js';
import { GROUNDS, holdsBetween, statuteOfGround } from '../fact/ground.js';
import { messageKeyOf, type Day, type PartyId, type Said, type Uuid } from '../kernel/index.js';
import { whyOf, type Judging } from '../rules/index.js';
import { type Fact } from '../saying/case.js';
import { decisionsIn, endsIn, isOfOneAuthority } from '../saying/disclosing.js';
import { type Standing } from '../saying/effective.js';
import { type ConsentScope, type Ground, type GroundStatus, type Opens } from './ground.js';
import { periodOf, type Conditions, type Period } from './period.js';

/** A consent that a ground rests on: what it permits, and whether it does on the day. */
export interface RestingOn {
  readonly status: GroundStatus;
  readonly scope: ConsentScope;
  readonly from: Day;
  readonly to: Day;
  readonly isTo: (recipient: PartyId) => boolean;
}

/** What is asked of a stream whose parties have decided. */
export interface Deciding extends Conditions {
  readonly judging: Judging;
  readonly day: Day;
  readonly chains: readonly Standing<Fact>[];
  readonly named: NamedOnMessages;
  /** The consent of that id; null where the stream has none. */
  readonly consentOf: (consentId: string) => RestingOn | null;
}

/** A decision, apart or on a message. */
interface Decision extends Omit<GroundOnMessage, 'decidedOn'> {
  readonly groundId: Uuid | null;
  readonly by: PartyId;
  readonly covers: DisclosureDecided['covers'];
  readonly from: Day;
  readonly to?: Day | undefined;
  readonly endedOn?: Day | undefined;
  /** Where it stands on a message: on which of the stream's, and which of its grounds. */
  readonly onMessage?: string;
  readonly cause: Said<Fact>;
}

/** Every decision on the stream. */
function decisionsOf({ chains, named }: Deciding): readonly Decision[] {
  const facts = chains.flatMap(({ current }) => current ?? []);
  const ends = endsIn(facts);
  const apart = decisionsIn(facts).map((cause): Decision => {
    const { recipient, ground, reference, reviewOn, covers, from, to, groundId } = cause.data;
    const end = ends.find(
      ({ data, meta }) => data.groundId === groundId && isOfOneAuthority(meta.party, cause.meta.party),
    );
    return {
      ...{ groundId, recipient, ground, covers, from, to, endedOn: end?.data.on, by: cause.meta.party, cause },
      ...(reference === undefined ? {} : { reference }),
      ...(reviewOn === undefined ? {} : { reviewOn }),
    };
  });
  return [...apart, ...chains.flatMap((chain) => onMessage(chain, named))];
}

/**
 * What a message names for itself holds of that message while it stands: what is said in its place names its own, and what is
 * taken back has none.
 */
function onMessage({ original, corrections, current }: Standing<Fact>, named: NamedOnMessages): readonly Decision[] {
  const cause = [original, ...corrections].find(({ meta }) => meta.eventId === current?.meta.eventId);
  if (!cause) return [];
  const { party: by, messageId, eventId, subject } = cause.meta;
  return (named.get(eventId) ?? []).map(({ decidedOn, ...said }, at): Decision => ({
    ...said,
    ...{ groundId: null, by, covers: { messages: [messageId] }, from: decidedOn, cause },
    onMessage: `${subject.kind}/${subject.id} ${messageKeyOf(cause)} ${at}`,
  }));
}

/** A-017 "Skyldigheten att samverka gäller enbart för uppgifter som inte är sekretessbelagda": all else needs one of these. */
export function decidedGrounds(deciding: Deciding): readonly Ground[] {
  return decisionsOf(deciding).flatMap((decision) => groundOf(decision, deciding) ?? []);
}

/** Null where it is none: to itself, or between parties between whom it does not hold (D-024). */
function groundOf(decision: Decision, deciding: Deciding): Ground | null {
  const { ground, by, recipient, groundId, reviewOn, cause } = decision;
  if (isOfOneAuthority(by, recipient) || !holdsBetween(ground, by, recipient)) return null;
  const held = heldOn(decision, deciding);
  if (!held) return null;
  const statute = statuteOfGround(ground, by, deciding.day);
  return {
    ...{ ground, groundId, recipient, discloser: controllerOf(by), ...held.period },
    strength: GROUNDS[ground].strength,
    opens: { ...openedBy(decision), ...(held.scope ? { consent: held.scope } : {}) },
    ...(statute ? { statute } : {}),
    ...(reviewOn === undefined ? {} : { reviewOn }),
    ...(decision.onMessage === undefined ? {} : { onMessage: decision.onMessage }),
    why: whyDecided(deciding.judging, ground === 'harmTest', cause, statute),
  };
}

/** What it covers, each of its words narrowing it, and never more than its ground may open. */
function openedBy({ ground, covers, cause }: Decision): Opens {
  const { opens } = GROUNDS[ground];
  const { messages, measureIds } = covers;
  const classes = covers.classes ? opens.filter((one) => covers.classes?.includes(one)) : opens;
  return {
    classes,
    named: covers.classes ? classes : [],
    subject: cause.meta.subject,
    ...(messages ? { messages } : {}),
    ...(measureIds ? { measureIds } : {}),
  };
}

/** D-023 "Varje gång… måste det prövas (sk menprövning)"; D-025 "kan ändå": by a rule that breaks the secrecy, D-024 "Exempel på sekretessbrytande regler". */
const whyDecided = (judging: Judging, isTrial: boolean, cause: Said<Fact>, statute: Ground['statute']): Ground['why'] =>
  whyOf(judging, isTrial ? 'D-023' : 'D-024', [cause], statute);

/** From and until when; of a consent what it permits, too. Null where what it rests on is not there. */
const heldOn = (decision: Decision, deciding: Deciding): Held | null =>
  decision.ground === 'consent'
    ? heldByConsent(decision, deciding)
    : { period: periodOf(decision, deciding, deciding.day) };

interface Held {
  readonly period: Period;
  readonly scope?: ConsentScope;
}

/** A consent holds no longer, and to nobody else, than it does itself. */
function heldByConsent(decision: Decision, { consentOf, day, ...conditions }: Deciding): Held | null {
  const consent = decision.reference === undefined ? null : consentOf(decision.reference);
  if (!consent?.isTo(decision.recipient)) return null;
  const own = periodOf(decision, conditions, day);
  const status = own.status === 'inForce' ? consent.status : own.status;
  return {
    period: {
      from: maxDay(own.from, consent.from),
      to: own.to === null ? consent.to : minDay(own.to, consent.to),
      status,
    },
    scope: consent.scope,
  };
}
