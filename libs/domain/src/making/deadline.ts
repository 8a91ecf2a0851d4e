/** Makes deadlines and tells where one stands on a day. A deadline holds dates only; its status is never stored. */
import { latestLawfulOn } from '../calendar/index.js';
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { DEADLINE_LAW, type DeadlineLaw } from './deadline-law.data.js';
import { distinctParties, named } from './finding.js';
import {
  datedSection,
  timeOut,
  whyOf,
  type Causes,
  type Judging,
  type RuleId,
  type StatuteRef,
  type TimeId,
  type Why,
} from '../rules/index.js';

/** What may be due, each with its law in the table. */
export type DeadlineKind = keyof typeof DEADLINE_LAW;

/** Something due. Its status on a day is `deadlineStatus(deadline, day)`; it is never stored. */
export interface Deadline {
  readonly deadlineId: Uuid;
  readonly kind: DeadlineKind;
  readonly startsOn: Day;
  /** The strict date. */
  readonly dueOn: Day;
  /** Given only where lag 1930:173 2 § applies, or the pack turns it on. */
  readonly latestLawfulOn?: Day;
  readonly metOn?: Day;
  /** When its cause went away, in time for the act not to be missed. */
  readonly cancelledOn?: Day;
  /** When its cause went away after it was missed: what was missed was missed, but nothing is to be done any more. */
  readonly ceasedOn?: Day;
  /** When time ended it with no act due. */
  readonly lapsedOn?: Day;
  /** The day on which more time was asked for in time, while nobody has answered: until then it is open. */
  readonly extensionAskedOn?: Day;
  /** Whose act is due, all of them. */
  readonly responsible: readonly PartyId[];
  readonly why: Why;
  /** Which of its dates were computed from the birth date: its end only, or all. These are sealed at rest. */
  readonly fromBirthDate?: 'end' | 'all';
}

export type DeadlineStatus = 'open' | 'met' | 'overdue' | 'lapsed' | 'cancelled';

/** What a deadline rule has reckoned. */
export interface Term {
  readonly kind: DeadlineKind;
  /**
   * Sets it apart from others of its kind in the stream: ids that the parties gave, or a fixed word; never a date.
   * None where a stream has no more than one of the kind.
   */
  readonly key?: string;
  /** The rule that sets it under the agreement that is read, where that is another than its kind's own. */
  readonly rule?: RuleId;
  readonly startsOn: Day;
  /** The strict date. */
  readonly dueOn: Day;
  /** The last day in time, where something else than the calendar has moved it on. */
  readonly inTimeThrough?: Day | undefined;
  readonly extensionAskedOn?: Day | undefined;
  /** Only of a kind that rolls as the agreement has it: whether it does (lag 1930:173 2 §). */
  readonly rolls?: boolean;
  readonly metOn?: Day | undefined;
  /** When its cause goes away. */
  readonly cancelledOn?: Day | undefined;
  /** When time ends it with no act due: whatever has not been done or cancelled by then. */
  readonly lapsedOn?: Day | undefined;
  readonly responsible: readonly PartyId[];
  /** The section that its time was reckoned by; else its kind's own is cited as the law is on the due day. */
  readonly statute?: StatuteRef | undefined;
  readonly causedBy: Causes;
}

const CITED: Readonly<Record<string, (day: Day) => StatuteRef | undefined>> = Object.fromEntries(
  Object.entries(DEADLINE_LAW).flatMap(([kind, law]: readonly [string, DeadlineLaw]) =>
    law.statute ? [[kind, datedSection(law.statute)] as const] : [],
  ),
);

/** A deadline while it is being made. */
type Making = { -readonly [Field in keyof Deadline]: Deadline[Field] };

/** A deadline in a stream, with its id for ever and its why. An act that was done is never also cancelled, nor lapsed. */
export function deadline(judging: Judging, term: Term): Deadline {
  return dueBy(judging, term, term);
}

/** What a term is without its day, and the section that its time was reckoned by. */
type Undated = Omit<Term, 'dueOn' | 'statute'>;
type DueDay = Pick<Term, 'dueOn' | 'statute'>;

/** The same of a term whose day stands beside it. */
function dueBy(judging: Judging, term: Undated, { dueOn, statute: reckonedBy }: DueDay): Deadline {
  const { kind, key, startsOn, metOn } = term;
  const law: DeadlineLaw = DEADLINE_LAW[kind];
  const statute = reckonedBy ?? CITED[kind]?.(dueOn);
  const made: Making = {
    deadlineId: judging.name(judging.stream, 'deadline', named(kind, key)),
    kind,
    startsOn,
    dueOn,
    responsible: distinctParties(term.responsible),
    why: whyOf(judging, term.rule ?? law.rule, term.causedBy, statute),
  };
  if (rollsUnder(law, term)) made.latestLawfulOn = term.inTimeThrough ?? latestLawfulOn(dueOn);
  if (term.extensionAskedOn) made.extensionAskedOn = term.extensionAskedOn;
  if (metOn) made.metOn = metOn;
  else endWithoutAct(made, term);
  return made;
}

function endWithoutAct(made: Making, { cancelledOn, lapsedOn }: Undated): void {
  if (cancelledOn) made[causeEndedAs(made, cancelledOn)] = cancelledOn;
  else if (lapsedOn) made.lapsedOn = lapsedOn;
}

const rollsUnder = (law: DeadlineLaw, { rolls = false }: Undated): boolean =>
  law.rolls === 'asAgreed' ? rolls : law.rolls === 'always';

type Timed = { [Kind in DeadlineKind]: (typeof DEADLINE_LAW)[Kind] extends { readonly time: TimeId } ? Kind : never };

/** What a deadline rule has found to be due, of a kind whose due day the law reckons from its start. */
export type TimedTerm = Omit<Term, 'kind' | 'dueOn' | 'statute'> & {
  readonly kind: Timed[DeadlineKind];
  /** The day of the decision that starts the clock, where there is one. */
  readonly decidedOn?: Day;
};

/** The deadline of a kind that a time of the law sets; none where no such time is law any more. */
export function timedDeadline(judging: Judging, term: TimedTerm): readonly Deadline[] {
  const due = timeOut(DEADLINE_LAW[term.kind].time, term);
  return due ? [dueBy(judging, term, due)] : [];
}

/** A cause that goes away by the last lawful day cancels; after it, what was missed was missed. */
const causeEndedAs = (made: Deadline, on: Day): 'cancelledOn' | 'ceasedOn' =>
  on <= inTimeThrough(made) ? 'cancelledOn' : 'ceasedOn';

/** A deadline whose cause has gone away, met or not before. */
export const causeEnded = (made: Deadline, on: Day): Deadline => ({ ...made, [causeEndedAs(made, on)]: on });

/** A deadline whose cause a birthday has ended: the table says which of its dates that tells. */
export const endedByBirthday = (made: Deadline, on: Day): Deadline => {
  const law: DeadlineLaw = DEADLINE_LAW[made.kind];
  return { ...causeEnded(made, on), fromBirthDate: law.fromBirthDate ?? 'all' };
};

/** The last day on which the act is in time: `latestLawfulOn` where given, else the strict date. */
export function inTimeThrough(term: Pick<Deadline, 'dueOn' | 'latestLawfulOn'>): Day {
  return term.latestLawfulOn ?? term.dueOn;
}

/** Whether the act was done in time; undefined while it is not done. */
export function metOnTime(term: Pick<Deadline, 'dueOn' | 'latestLawfulOn' | 'metOn'>): boolean | undefined {
  return term.metOn === undefined ? undefined : term.metOn <= inTimeThrough(term);
}

/** From when another may be asked for what a deadline of the kind has not brought; undefined where nobody may. */
export function escalatesFrom({ kind, startsOn }: Pick<Deadline, 'kind' | 'startsOn'>): Day | undefined {
  const { escalation }: DeadlineLaw = DEADLINE_LAW[kind];
  return escalation && timeOut(escalation, { startsOn })?.dueOn;
}

/** Whose act is due where it is no party's. */
export const actorOf = ({ kind }: Pick<Deadline, 'kind'>): DeadlineLaw['actor'] =>
  (DEADLINE_LAW[kind] as DeadlineLaw).actor;

const hasCome = (day: Day | undefined, asOf: Day): boolean => day !== undefined && day <= asOf;

/**
 * Where a deadline stands on a day: `met` from the act, late or not; `cancelled` from the day its cause went away;
 * `lapsed` where time ended it with no act due; else `open` through the last day in time, or while more time is asked for,
 * and `overdue` after it.
 */
export function deadlineStatus(term: Deadline, asOf: Day): DeadlineStatus {
  if (hasCome(term.metOn, asOf)) return 'met';
  if (hasCome(term.cancelledOn, asOf)) return 'cancelled';
  if (hasCome(term.lapsedOn, asOf)) return 'lapsed';
  return term.extensionAskedOn !== undefined || asOf <= inTimeThrough(term) ? 'open' : 'overdue';
}
