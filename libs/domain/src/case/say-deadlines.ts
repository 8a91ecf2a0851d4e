/** What is to be said of deadlines: the difference between what was said of them and where they stand today. */
import { deadlineStatus, metOnTime } from '../deadlines/deadline.js';
import { latestStage } from '../deadlines/reminders.js';
import { type Day, type Why } from '../kernel/index.js';
import { type Deadline, type Sayable } from './assessment.js';
import { type DerivedData, type Derived, type DerivedKind } from './derived.js';
import { type SaidDeadline, type SaidState } from './said.js';

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
  said: SaidState,
  { deadlines, reminderDays }: Sayable,
  telling: Omit<Telling, 'reminderDays'>,
): readonly Derived[] {
  const present = new Set(deadlines.map(({ deadlineId }) => deadlineId));
  const gone = [...said.deadlines.values()].filter(({ set, cancelled }) => !cancelled && !present.has(set.deadlineId));
  return [
    ...deadlines.flatMap((term) =>
      sayDeadline(said.deadlines.get(term.deadlineId), term, { ...telling, reminderDays }),
    ),
    ...gone.sort(byId).map(({ set, why }) => cancelledOf(set, sayer(telling.kind, set.deadlineId, why, false))),
  ];
}

const byId = (a: SaidDeadline, b: SaidDeadline): number => (a.set.deadlineId < b.set.deadlineId ? -1 : 1);

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
function sayDeadline(before: SaidDeadline | undefined, term: Deadline, telling: Telling): readonly Derived[] {
  const say = sayer(telling.kind, term.deadlineId, term.why, term.fromBirthDate === true);
  const status = deadlineStatus(term, telling.today);
  const known = before && !before.cancelled ? before : null;
  if (status === 'cancelled') return known ? [cancelledOf(term, say)] : [];
  if (status === 'lapsed') return [];
  const isRevised = known !== null && contradicts(known, term, status);
  const standing = isRevised ? null : known;
  return [
    ...(isRevised ? [cancelledOf(term, say)] : []),
    ...(standing && sameSet(standing.set, setOf(term)) ? [] : [say('deadlineSet', setOf(term))]),
    ...outcome(standing, term, { say, status, telling }),
  ];
}

/** What was said of its outcome is not so any more. */
function contradicts(known: SaidDeadline, term: Deadline, status: 'open' | 'met' | 'overdue'): boolean {
  const hasMoved = known.set.dueOn !== term.dueOn || known.set.latestLawfulOn !== term.latestLawfulOn;
  if (known.met) return hasMoved || known.met.metOn !== term.metOn || status !== 'met';
  return known.missed && hasMoved;
}

function sameSet(a: DerivedData['deadlineSet'], b: DerivedData['deadlineSet']): boolean {
  return (
    a.startsOn === b.startsOn &&
    a.dueOn === b.dueOn &&
    a.latestLawfulOn === b.latestLawfulOn &&
    a.responsible.join() === b.responsible.join()
  );
}

interface Outcome {
  readonly say: Say;
  readonly status: 'open' | 'met' | 'overdue';
  readonly telling: Telling;
}

function outcome(standing: SaidDeadline | null, term: Deadline, { say, status, telling }: Outcome): readonly Derived[] {
  const { deadlineId, kind, dueOn, metOn } = term;
  if (status === 'met') {
    if (standing?.met || metOn === undefined) return [];
    return [say('deadlineMet', { deadlineId, kind, metOn, onTime: metOnTime(term) === true })];
  }
  if (status === 'overdue') return standing?.missed ? [] : [say('deadlineMissed', { deadlineId, kind, dueOn })];
  const stage = latestStage(term, telling.reminderDays, telling.today);
  // Of reminders only the latest stage that has come; one said before is not said again.
  const reminded = standing?.set.dueOn === dueOn ? standing.remindedDays : null;
  if (!stage || (reminded !== null && reminded <= stage.stageDays) || standing?.missed) return [];
  return [say('deadlineReminder', { deadlineId, kind, dueOn, stageDays: stage.stageDays })];
}
