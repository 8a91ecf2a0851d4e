/** A message, explained: what of it a recipient may see, field by field, as far as the one who asks may be told. */
import { type RecordedErasedFact, type RecordedFact } from '#cases';
import {
  controllerOf,
  GIVEN,
  groundInWords,
  isLeftOut,
  showTo,
  WITHHELD,
  type Asker,
  type DisclosureClass,
  type FieldSeen,
  type Ground,
  type GroundName,
  type Grounds,
  type PartyId,
  type RuleId,
  type Shown,
  type ShownTo,
  type StatuteRef,
  type Uuid,
  type WhatIsShown,
  type Why,
  type WithheldBecause,
} from '#domain';
import { messageShown } from '../views/showing.js';

/** Who asks: the auditor of everything, one under mandates, a party of another's access or of its own. */
export type ToldTo =
  | { readonly kind: 'auditor' }
  | { readonly kind: 'mandated'; readonly asker: Asker; readonly grounds: Grounds }
  | { readonly kind: 'controller'; readonly asker: Asker; readonly grounds: Grounds; readonly isPrincipal: boolean }
  | { readonly kind: 'recipient'; readonly grounds: Grounds };

/** From when to when; the first instant at which it is open no longer. */
export interface OpenDuring {
  readonly from: string;
  readonly until: string;
}

/** By what a field is shown. Of a decision between others only whose it is and its days are told. */
export interface GroundTold {
  readonly discloser: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly ground?: GroundName;
  readonly sv?: string;
  readonly en?: string;
  readonly strength?: Ground['strength'];
  readonly statute?: StatuteRef;
  readonly groundId?: Uuid;
  readonly reviewOn?: string;
  /** Open to one person alone, between these instants. */
  readonly during?: OpenDuring;
  readonly why?: Why;
}

/** Why a field is not shown. */
export interface ReasonTold {
  readonly reason: WithheldBecause;
  readonly rule: RuleId | null;
  readonly sv: string;
  readonly en: string;
}

/** `ground` null: it needs none. */
export type FieldTold = { readonly pointer: string; readonly class: DisclosureClass } & (
  | { readonly shown: true; readonly ground: GroundTold | null }
  | { readonly shown: false; readonly withheld: ReasonTold }
);

export interface MessageTold {
  readonly position: string;
  readonly eventId: Uuid;
  readonly type: string;
  readonly by: string;
  readonly recordedAt: string;
  readonly outcome: WhatIsShown['outcome'];
  /** Of what is not there for the recipient: the individual has left it out, it has no part, or nothing is left. */
  readonly because?: ReasonTold;
  readonly fields: readonly FieldTold[];
}

const reasonTold = (reason: WithheldBecause): ReasonTold => ({ reason, ...WITHHELD[reason] });

/** A ground that a role or the law gives is everybody's to know; what a party has decided on is between it and the recipient. */
function groundTold(ground: Ground, isTold: (ground: Ground) => boolean): GroundTold {
  const { discloser, from, to, ground: name, strength, statute, groundId, reviewOn, toPerson, why } = ground;
  if (!isTold(ground)) return { discloser, from, to };
  return {
    ...{ discloser, from, to, ground: name, ...groundInWords(name), strength },
    ...(statute === undefined ? {} : { statute }),
    ...(groundId === null ? {} : { groundId }),
    ...(reviewOn === undefined ? {} : { reviewOn }),
    ...(toPerson ? { during: { from: toPerson.from, until: toPerson.until } } : {}),
    why,
  };
}

const isGiven = ({ ground }: Ground): boolean => Object.hasOwn(GIVEN, ground);

/** Whether a ground is named to one who asks of another's access. That somebody has read in an emergency is told to all. */
function isNamedTo(to: ToldTo): (ground: Ground) => boolean {
  if (to.kind === 'mandated') return (ground) => isGiven(ground) || isOverSecrets(to.grounds);
  if (to.kind !== 'controller') return () => true;
  const authority = controllerOf(to.asker.party);
  return (ground) =>
    isGiven(ground) ||
    ground.toPerson !== undefined ||
    ground.discloser === authority ||
    controllerOf(ground.recipient) === authority;
}

/** The name of what a party has decided on is of the class `sensitive`: misuse, a pregnancy. */
const isOverSecrets = ({ all }: Grounds): boolean => all.some(({ opens }) => opens.classes.includes('sensitive'));

const fieldTold =
  (isTold: (ground: Ground) => boolean) =>
  ({ pointer, class: of, ground, withheld }: FieldSeen): FieldTold =>
    withheld === null
      ? { pointer, class: of, shown: true, ground: ground && groundTold(ground, isTold) }
      : { pointer, class: of, shown: false, withheld: reasonTold(withheld) };

/** Pointers that somebody is shown, by the elements as stored: of a list that is not shown whole none. */
function pointersOf({ shown, seen }: ShownTo): (pointer: string) => boolean {
  const closed = shown.outcome === 'reduced' || shown.outcome === 'thin' ? shown.withheld : [];
  const open = seen.filter(
    ({ pointer, withheld }) =>
      withheld === null && !closed.some((one) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`)),
  );
  const pointers = new Set(open.map(({ pointer }) => pointer));
  return (pointer) => pointers.has(pointer);
}

const isOfAuthority = ({ by }: Shown, party: PartyId): boolean =>
  by !== null && controllerOf(by) === controllerOf(party);

const ALL = (): boolean => true;

/** Whether the one who asks is told of a message at all, and of which fields; null where it is not there. */
function toldOf(shown: Shown, to: ToldTo, recipient: Asker): ((pointer: string) => boolean) | null {
  switch (to.kind) {
    case 'auditor':
      return ALL;
    case 'mandated':
      return pointersOf(showTo(shown, to.asker, to.grounds));
    case 'recipient':
      return isLeftOut(recipient.party, to.grounds) && !isOfAuthority(shown, recipient.party) ? null : ALL;
    case 'controller':
      return toldToController(shown, to);
  }
}

function toldToController(
  shown: Shown,
  { asker, grounds, isPrincipal }: Extract<ToldTo, { readonly kind: 'controller' }>,
): ((pointer: string) => boolean) | null {
  if (!isPrincipal && !isOfAuthority(shown, asker.party)) return null;
  const theirs = showTo(shown, asker, grounds);
  return theirs.shown.outcome === 'gone' ? null : pointersOf(theirs);
}

/**
 * What a recipient is shown of a message by the grounds of the day asked on, or null where the one who asks may not know that
 * it is there. Whoever asks of its own access is told in the terms of what it is shown; a controller, or an auditor under
 * mandates, only of fields that it sees itself today.
 */
export function explainedMessage(
  { place, said }: RecordedFact,
  { recipient, grounds, to }: { readonly recipient: Asker; readonly grounds: Grounds; readonly to: ToldTo },
): MessageTold | null {
  const shown = messageShown(said);
  const isTold = toldOf(shown, to, recipient);
  if (isTold === null) return null;
  const theirs = showTo(shown, recipient, grounds);
  const { outcome } = theirs.shown;
  if (outcome === 'gone' && to.kind === 'recipient') return null;
  const seen = to.kind === 'recipient' ? theirs.told : theirs.seen;
  const fields = seen.filter(({ pointer }) => isTold(pointer)).map(fieldTold(isNamedTo(to)));
  const because = isLeftOut(recipient.party, grounds) ? 'excluded' : 'noGround';
  const head = { ...placed(place), by: said.meta.party, outcome };
  return { ...head, ...(outcome === 'gone' ? { because: reasonTold(because) } : {}), fields };
}

/** One of which erasure has left no more than that it was said. */
export function explainedErased({ place, meta }: RecordedErasedFact): MessageTold {
  return { ...placed(place), by: meta.party, outcome: 'gone', because: reasonTold('erased'), fields: [] };
}

const placed = ({ position, eventId, type, recordedAt }: RecordedFact['place']) => ({
  ...{ position, eventId, type, recordedAt },
});
