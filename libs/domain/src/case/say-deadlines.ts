/** What is to be said of deadlines: the difference between what was said of them and where they stand today. */
import { deadlineStatus, metOnTime } from '../making/deadline.js';
import { DEADLINE_LAW, type DeadlineLaw } from '../making/deadline-law.data.js';
import { latestStage } from '../making/reminders.js';
import { type Day } from '../kernel/index.js';
import { type Why } from '../rules/index.js';
import { type Deadline } from '../making/deadline.js';
import { type Sayable } from '../making/sayable.js';
import { type DerivedData, type Derived, type DerivedKind } from './derived.js';
import { type ToldDeadline, type ToldState } from './told.js';

type DeadlineName = 'deadlineSet' | 'deadlineReminder' | 'deadlineMet' | 'deadlineMissed' | 'deadlineCancelled';

interface Telling {
  readonly kind: DerivedKind;
  readonly today: Day;
  readonly reminderDays: readonly number[];
}

type Say = <N extends DeadlineName>(name: N, data: DerivedData[N]) => Derived;

function sayer(kind: DerivedKind, thing: string, why: Why, fromBirthDate: boolean): Say {
  return (name, data) =>
    ({ type: `${kind}.${name}`, thing, data, why, ...(fromBirthDate ? { fromBirthDate: true } : {}) }) as Derived;
}

/** Everything to be said of deadlines, in the assessment's order; those that are no more come last, by id. */
export function sayDeadlines(
  told: ToldState,
  { deadlines, reminderDays }: Sayable,
  telling: Omit<Telling, 'reminderDays'>,
): readonly Derived[] {
  const present = new Set(deadlines.map(({ deadlineId }) => deadlineId));
  const gone = [...told.deadlines.values()].filter(({ set, cancelled }) => !cancelled && !present.has(set.deadlineId));
  return [
    ...deadlines.flatMap((term) =>
      sayDeadline(told.deadlines.get(term.deadlineId), term, { ...telling, reminderDays }),
    ),
    ...gone.sort(byId).map(({ set, why }) => cancelledOf(set, sayer(telling.kind, set.deadlineId, why, false))),
  ];
}

const byId = (a: ToldDeadline, b: ToldDeadline): number => (a.set.deadlineId < b.set.deadlineId ? -1 : 1);

const cancelledOf = (
  { deadlineId, kind }: Pick<DerivedData['deadlineSet'], 'deadlineId' | 'kind'>,
  say: Say,
): Derived => say('deadlineCancelled', { deadlineId, kind });

const setOf = (term: Deadline): DerivedData['deadlineSet'] => ({
  deadlineId: term.deadlineId,
  kind: term.kind,
  startsOn: term.startsOn,
  dueOn: term.dueOn,
  ...(term.latestLawfulOn ? { latestLawfulOn: term.latestLawfulOn } : {}),
  responsible: term.responsible,
});

/** A deadline that moves, or whose outcome was another than was said, is cancelled and set again. */
function sayDeadline(before: ToldDeadline | undefined, term: Deadline, telling: Telling): readonly Derived[] {
  const say = sayer(telling.kind, term.deadlineId, term.why, term.fromBirthDate !== undefined);
  const status = deadlineStatus(term, telling.today);
  const known = standingIn(before);
  if (status === 'cancelled') return known ? [cancelledOf(term, say)] : [];
  if (status === 'lapsed') return isDuty(term) ? sayStanding(known, term, say) : [];
  const isRevised = known !== null && contradicts(known, term, status);
  const standing = isRevised ? null : known;
  const revised = isRevised ? [cancelledOf(term, say)] : [];
  return [...revised, ...sayStanding(standing, term, say), ...OUTCOMES[status](standing, term, { say, telling })];
}

/** A duty that begins is said also where its day had come before anybody could say it; what runs out is not. */
const isDuty = ({ kind }: Deadline): boolean => (DEADLINE_LAW[kind] as DeadlineLaw).laidOn !== undefined;

/** What was said of it, unless that it is cancelled was the last. */
const standingIn = (before: ToldDeadline | undefined): ToldDeadline | null =>
  before && !before.cancelled ? before : null;

/** That it is set, and how, unless that has been said. */
function sayStanding(standing: ToldDeadline | null, term: Deadline, say: Say): readonly Derived[] {
  const set = setOf(term);
  return standing && sameSet(standing.set, set) ? [] : [say('deadlineSet', set)];
}

const hasMoved = ({ set }: ToldDeadline, term: Deadline): boolean =>
  set.dueOn !== term.dueOn || set.latestLawfulOn !== term.latestLawfulOn;

/** What was said of its outcome is not so any more. */
function contradicts(known: ToldDeadline, term: Deadline, status: 'open' | 'met' | 'overdue'): boolean {
  if (!known.met) return known.missed && hasMoved(known, term);
  return hasMoved(known, term) || known.met.metOn !== term.metOn || status !== 'met';
}

function sameSet(a: DerivedData['deadlineSet'], b: DerivedData['deadlineSet']): boolean {
  return (
    a.startsOn === b.startsOn &&
    a.dueOn === b.dueOn &&
    a.latestLawfulOn === b.latestLawfulOn &&
    a.responsible.join() === b.responsible.join()
  );
}

interface Saying {
  readonly say: Say;
  readonly telling: Telling;
}

type Outcome = (standing: ToldDeadline | null, term: Deadline, saying: Saying) => readonly Derived[];

/** What is said of where it stands, beside that it is set; what has been said already is left out. */
const OUTCOMES: Readonly<Record<'open' | 'met' | 'overdue', Outcome>> = {
  met: (standing, term, { say }) => {
    const { deadlineId, kind, metOn } = term;
    if (standing?.met || metOn === undefined) return [];
    return [say('deadlineMet', { deadlineId, kind, metOn, onTime: metOnTime(term) === true })];
  },
  overdue: (standing, { deadlineId, kind, dueOn }, { say }) =>
    standing?.missed ? [] : [say('deadlineMissed', { deadlineId, kind, dueOn })],
  // Of reminders only the latest stage that has come; one said before is not said again.
  open: (standing, term, { say, telling }) => {
    const { deadlineId, kind, dueOn } = term;
    const stage = latestStage(term, telling.reminderDays, telling.today);
    const isReminded = stage !== null && remindedThrough(standing, term) <= stage.stageDays;
    if (!stage || isReminded || standing?.missed) return [];
    return [say('deadlineReminder', { deadlineId, kind, dueOn, stageDays: stage.stageDays })];
  },
};

/** The smallest stage said for this due date; none is infinitely far away. */
const remindedThrough = (standing: ToldDeadline | null, { dueOn }: Deadline): number =>
  (standing?.set.dueOn === dueOn ? standing.remindedDays : null) ?? Infinity;
