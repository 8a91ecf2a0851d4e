/** Makes deadlines and tells where one stands on a day. A deadline holds dates only; its status is never stored. */
import { type Deadline, type DeadlineKind, type DeadlineStatus } from '../case/assessment.js';
import { latestLawfulOn } from '../calendar/index.js';
import { type Day, type PartyId } from '../kernel/index.js';
import { distinctParties, named } from '../findings/finding.js';
import { statuteOn, whyOf, type Causes, type Duty, type Judging, type RuleId } from '../rules/index.js';

/** What a deadline rule has reckoned. */
export interface Term {
  readonly kind: DeadlineKind;
  /**
   * Sets it apart from others of its kind in the stream: ids that the parties gave, or a fixed word; never a date.
   * None where a stream has no more than one of the kind.
   */
  readonly key?: string;
  readonly startsOn: Day;
  /** The strict date. */
  readonly dueOn: Day;
  /** True for an act due by statute, and where the pack turns it on (lag 1930:173 2 §); never for a maximum. */
  readonly rolls: boolean;
  readonly metOn?: Day | undefined;
  readonly cancelledOn?: Day | undefined;
  /** When time ends it with no act due: whatever has not been done or cancelled by then. */
  readonly lapsedOn?: Day | undefined;
  readonly responsible: readonly PartyId[];
  readonly rule: RuleId;
  /** What a statute lays on somebody, cited as law is on the due day. */
  readonly duty?: Duty | undefined;
  /** The day of the decision that starts the clock, where its law goes on to apply. */
  readonly decidedOn?: Day | undefined;
  readonly causedBy: Causes;
}

/** A deadline in a stream, with its id for ever and its why. An act that was done is never also cancelled, nor lapsed. */
export function deadline(judging: Judging, term: Term): Deadline {
  const { kind, key, startsOn, dueOn, metOn, cancelledOn, lapsedOn, duty } = term;
  const made: { -readonly [Field in keyof Deadline]: Deadline[Field] } = {
    deadlineId: judging.name(judging.stream, 'deadline', named(kind, key)),
    kind,
    startsOn,
    dueOn,
    responsible: distinctParties(term.responsible),
    why: whyOf(judging, term.rule, term.causedBy, duty && statuteOn(duty, term.decidedOn ?? dueOn)),
  };
  if (term.rolls) made.latestLawfulOn = latestLawfulOn(dueOn);
  if (metOn) made.metOn = metOn;
  else if (cancelledOn) made.cancelledOn = cancelledOn;
  else if (lapsedOn) made.lapsedOn = lapsedOn;
  return made;
}

/** The last day on which the act is in time: `latestLawfulOn` where given, else the strict date. */
export function inTimeThrough(term: Pick<Deadline, 'dueOn' | 'latestLawfulOn'>): Day {
  return term.latestLawfulOn ?? term.dueOn;
}

/** Whether the act was done in time; undefined while it is not done. */
export function metOnTime(term: Pick<Deadline, 'dueOn' | 'latestLawfulOn' | 'metOn'>): boolean | undefined {
  return term.metOn === undefined ? undefined : term.metOn <= inTimeThrough(term);
}

const hasCome = (day: Day | undefined, asOf: Day): boolean => day !== undefined && day <= asOf;

/**
 * Where a deadline stands on a day: `met` from the act, late or not; `cancelled` from the day its cause went away;
 * `lapsed` where time ended it with no act due; else `open` through the last day in time, and `overdue` after it.
 */
export function deadlineStatus(term: Deadline, asOf: Day): DeadlineStatus {
  if (hasCome(term.metOn, asOf)) return 'met';
  if (hasCome(term.cancelledOn, asOf)) return 'cancelled';
  if (hasCome(term.lapsedOn, asOf)) return 'lapsed';
  return asOf <= inTimeThrough(term) ? 'open' : 'overdue';
}
