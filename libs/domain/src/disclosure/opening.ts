/** Which ground opens a field to whom asks, on the day that the grounds stand for; or why none does. */
import { controllerOf } from '../fact/controller.js';
import { covers, type DisclosureClass, type Subject } from '../kernel/index.js';
import { type AreaKind } from '../placement/facts/placement.js';
import { isOfOneAuthority } from '../saying/disclosing.js';
import {
  isDecided,
  isLeftOut,
  isMasked,
  isOfSubject,
  isTo,
  type ConsentScope,
  type Ground,
  type Grounds,
  type GroundStatus,
  type ToPerson,
} from './ground.js';
import { type Asker, type Shown } from './shown.js';
import { type WithheldBecause } from './withheld.data.js';

/** A measure that a field is of. */
export interface Measure {
  readonly measureId: string;
  readonly kind?: AreaKind;
}

/** A field of what is shown, with what else of it decides. */
export interface Field {
  readonly pointer: string;
  readonly class: DisclosureClass;
  readonly value: unknown;
  readonly measure: Measure | null;
}

/** Who asks for what, and the grounds that are to them of such words on such a subject, whatever their status. */
export interface Asking {
  readonly shown: Shown;
  readonly asker: Asker;
  readonly grounds: Grounds;
  readonly own: readonly Ground[];
}

const isOfWords = ({ discloser, opens: { messages } }: Ground, { by, messageId }: Shown): boolean =>
  (discloser === null || (by !== null && controllerOf(by) === discloser)) &&
  (!messages || (messageId !== undefined && messages.includes(messageId)));

/** What is asked, with the grounds that may answer. */
export const askingFor = (shown: Shown, asker: Asker, grounds: Grounds): Asking => ({
  ...{ shown, asker, grounds },
  own: ownOf(
    grounds.all.filter(
      (ground) => isTo(ground, asker.party) && isOfSubject(ground.opens, shown.subject) && isOfWords(ground, shown),
    ),
    asker,
    grounds,
  ),
});

/** As they are at the moment, for the person who asks. One whose unit does not have the case reads it by the emergency, and by nothing else. */
function ownOf(toParty: readonly Ground[], asker: Asker, grounds: Grounds): readonly Ground[] {
  if (toParty.every(({ toPerson }) => toPerson === undefined)) return toParty;
  const own = toParty.flatMap((ground) => asToPerson(ground, asker));
  const personal = own.filter((ground) => ground.toPerson !== undefined && isInForce(ground));
  return personal.length > 0 && isOfOtherUnit(asker, grounds) ? personal : own;
}

function asToPerson(ground: Ground, asker: Asker): readonly Ground[] {
  const { toPerson } = ground;
  if (toPerson === undefined) return [ground];
  return isThePerson(toPerson, asker) ? [{ ...ground, status: statusAt(toPerson, asker.at) }] : [];
}

/** Asked of anybody in a unit, it is one of the unit; of anybody at all, each. */
const isThePerson = ({ person, unit }: ToPerson, { person: asking, unit: ofUnit }: Asker): boolean =>
  asking === 'anybody' ? ofUnit === null || ofUnit === unit : asking === person;

/** It is there from its beginning: who reads it is told of it by the log, whatever two machines' clocks show. */
const statusAt = ({ until }: ToPerson, at: Asker['at']): GroundStatus =>
  at !== undefined && at < until ? 'inForce' : 'expired';

/**
 * D-022 "om det inte står klart att uppgiften kan röjas": whether a ground that names whom asks opens something to it at the
 * moment, of one subject where that is asked of; a role, the law and one's own words are no such ground. Not to whom the
 * individual has left out.
 */
export const isOpenTo = (asker: Asker, grounds: Grounds, about?: Subject): boolean =>
  !isLeftOut(asker.party, grounds) &&
  grounds.all.some(
    (ground) =>
      isDecided(ground) &&
      isTo(ground, asker.party) &&
      (about === undefined || isOfSubject(ground.opens, about)) &&
      ground.opens.classes.some((one) => !isMasked(one, ground, grounds)) &&
      asToPerson(ground, asker).some(isInForce),
  );

/** Whether the individual has left out whom asks. */
export const isExcluded = ({ grounds, asker }: Asking): boolean => isLeftOut(asker.party, grounds);

/** True where the words are of whom asks. */
export const isOwn = ({ shown: { by }, asker }: Asking): boolean => by !== null && isOfOneAuthority(by, asker.party);

/** Whether anything is told to whom asks at all: one who has a part, and is not left out by the individual. */
export function isThere(asking: Asking, isOpened: boolean): boolean {
  if (isOwn(asking)) return true;
  if (isExcluded(asking)) return false;
  const { grounds, asker, shown } = asking;
  return isOpened || grounds.parties.some((part) => isTo(part, asker.party) && isOfSubject(part, shown.subject));
}

/** The unit of whom asks: of a person its own, of a region's unit that is a party that unit; null of a whole party. */
function unitOf({ party, unit }: Asker): string | null {
  const authority = controllerOf(party);
  return unit ?? (party === authority ? null : party.slice(party.indexOf('.') + 1));
}

/**
 * D-028 "i den utsträckning som är normal eller behövlig": whose unit does not have the case, where its party has said which
 * has. A unit that a ground names reads by that ground, whoever has the case.
 */
export function isOutside({ grounds, asker, own }: Asking): boolean {
  return !own.some((ground) => isInForce(ground) && isNamed(ground, asker)) && isOfOtherUnit(asker, grounds);
}

function isOfOtherUnit(asker: Asker, { handledBy }: Grounds): boolean {
  const unit = unitOf(asker);
  if (unit === null) return false;
  const handlers = handledBy.filter(({ party }) => isOfOneAuthority(party, asker.party));
  return handlers.length > 0 && !handlers.some(({ units }) => units.includes(unit));
}

const isInForce = ({ status }: Ground): boolean => status === 'inForce';

/** True of a ground that is to a person, or to a unit which is a party of its own, and not to the whole. */
const isNamed = ({ recipient, toPerson }: Ground, { party }: Asker): boolean =>
  toPerson !== undefined || (recipient === party && controllerOf(party) !== party);

type Fits = 'fits' | 'excluded' | 'beyond';

const allOf = (kinds: readonly AreaKind[], { categories, excludedCategories }: ConsentScope): Fits => {
  if (kinds.some((kind) => excludedCategories.includes(kind))) return 'excluded';
  return kinds.length > 0 && kinds.every((kind) => categories.includes(kind)) ? 'fits' : 'beyond';
};

/**
 * B2: what a consent covers. A measure by its kind; who took part, where the recipient did; free words that are of no measure
 * only where all kinds of measure of the plan are consented to. A-037 "erbjudas möjlighet att undanta uppgifter": what is
 * left out goes before what is in.
 */
function fitsConsent(scope: ConsentScope, field: Field, { party }: Asker): Fits {
  const { measure, pointer, value } = field;
  if (measure) return measure.kind === undefined ? 'beyond' : allOf([measure.kind], scope);
  if (pointer.endsWith('/participants')) return isAmong(value, party) ? 'fits' : 'beyond';
  return field.class === 'sensitive' ? allOf(scope.ofPlan, scope) : 'fits';
}

const isAmong = (participants: unknown, party: Asker['party']): boolean =>
  Array.isArray(participants) &&
  participants.some((one) => typeof one === 'string' && covers(one as typeof party, party));

/** Whether a ground is of the class of a field, and of its measure where it is of some measures alone. */
const isWithin = ({ classes, measureIds }: Ground['opens'], field: Field): boolean =>
  classes.some((one) => one === field.class) &&
  (!measureIds || measureIds.some((id) => id === field.measure?.measureId));

/** Whether a ground, whatever its status, opens a field. */
function fits({ opens }: Ground, field: Field, { asker, grounds }: Asking): Fits | 'protected' {
  if (!isWithin(opens, field)) return 'beyond';
  const within = opens.consent ? fitsConsent(opens.consent, field, asker) : 'fits';
  if (within !== 'fits') return within;
  return isMasked(field.class, { opens }, grounds) ? 'protected' : 'fits';
}

/**
 * The first ground in force that opens every field of a class, whatever else is true of the field; null where there is none,
 * where it takes more than the class to tell, and of what is for a named user alone.
 */
export function groundOfClass(of: DisclosureClass, asking: Asking): Ground | null {
  if (asking.asker.unattended?.includes(of)) return null;
  const first = asking.own.find(
    (ground) =>
      isInForce(ground) && ground.opens.classes.some((one) => one === of) && !isMasked(of, ground, asking.grounds),
  );
  return first && !first.opens.measureIds && !first.opens.consent ? first : null;
}

/** What is said of a field that nothing in force opens, the nearest reason first. */
const REASONS: readonly (readonly [because: WithheldBecause, status: GroundStatus, fits: ReturnType<typeof fits>])[] = [
  ['protected', 'inForce', 'protected'],
  ['excluded', 'inForce', 'excluded'],
  ['withdrawn', 'withdrawn', 'fits'],
  ['expired', 'expired', 'fits'],
];

/**
 * D-022 "om det inte står klart att uppgiften kan röjas": the first ground in force that opens a field, else why it is
 * withheld; what is opened may still be for a named user alone. Without one it is, whatever has been forgotten (OSL 25:1, 26:1).
 */
export function openingOf(
  field: Field,
  asking: Asking,
): { readonly by: Ground } | { readonly because: WithheldBecause } {
  const by = asking.own.find((ground) => isInForce(ground) && fits(ground, field, asking) === 'fits');
  if (by) return asking.asker.unattended?.includes(field.class) ? { because: 'noUser' } : { by };
  const tried = asking.own.map((ground) => ({ ground, answer: fits(ground, field, asking) }));
  const reason = REASONS.find(([, status, of]) =>
    tried.some(({ ground, answer }) => ground.status === status && answer === of),
  );
  return { because: reason?.[0] ?? (field.class === 'cost' ? 'cost' : 'noGround') };
}
