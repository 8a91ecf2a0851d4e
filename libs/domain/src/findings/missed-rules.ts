/** A deadline of a placement that was missed, of whatever kind: found by the rule that set it. */
import { principalsOn } from '../story/parties.js';
import { type Course } from '../story/course.js';
import { type Deadline, type DeadlineKind } from '../making/deadline.js';
import { inTimeThrough } from '../making/deadline.js';
import { byFact, type Answering } from '../making/answering.js';
import { causesOf, missedFrom, missedKey, missedUntil } from '../making/missed.js';
import { DEADLINE_LAW, type DeadlineLaw } from '../making/deadline-law.data.js';
import { type Day, type PartyId, type Sentence } from '../kernel/index.js';
import { type Judged, type SeenBy } from './finding-rule.js';
import { asRule, type FindingRule } from '../making/finding-table.js';

/** Its cause went away before it was missed, or more time was asked for. */
const isInTime = ({ cancelledOn, extensionAskedOn }: Deadline): boolean =>
  cancelledOn !== undefined || extensionAskedOn !== undefined;

type Whom = (course: Course, term: Deadline, raisedOn: Day) => readonly PartyId[];

const WHOM: Readonly<Record<NonNullable<DeadlineLaw['missedBy']> | 'responsible', Whom>> = {
  principals: ({ story }, _term, raisedOn) => principalsOn(story, raisedOn),
  placer: ({ kommun }) => [kommun],
  responsible: (_course, { responsible }) => responsible,
};

/** What a placement has missed by its story's day, by kind: few have missed anything, and one rule is asked for each kind. */
export function missedByKind({ story }: Course, deadlines: readonly Deadline[]): Judged['missed'] {
  const missed = new Map<DeadlineKind, Deadline[]>();
  for (const term of deadlines) {
    if (isInTime(term) || inTimeThrough(term) >= story.asOf) continue;
    const alike = missed.get(term.kind);
    if (alike) alike.push(term);
    else missed.set(term.kind, [term]);
  }
  return missed;
}

const NONE: readonly never[] = [];

/** From the day after the last one in time, until met or gone. An escalation, not a loss of right. */
const missedOfKind =
  (kind: DeadlineKind, says: Sentence, by: DeadlineLaw['missedBy']): SeenBy =>
  ({ course, missed }) =>
    missed.get(kind)?.map((term) => {
      const raisedOn = missedFrom(term);
      return {
        key: missedKey(term),
        parties: WHOM[by ?? 'responsible'](course, term, raisedOn),
        raisedOn,
        resolvedOn: missedUntil(term),
        causedBy: causesOf(term),
        says,
        statute: term.why.statute,
        fromBirthDate: term.fromBirthDate !== undefined,
      };
    }) ?? NONE;

/** What would have met it answers it, told by those whose act it is, or whom the miss concerns, of the day asked. */
const answeredBy = (kind: DeadlineKind, { metBy, missedBy: by }: DeadlineLaw): Answering<Judged> =>
  metBy.by === 'nothing'
    ? metBy
    : {
        ...byFact(metBy),
        waitsFor: ({ course, missed }, { key }) =>
          (missed.get(kind) ?? NONE)
            .filter((term) => missedKey(term) === key)
            .flatMap((term) => WHOM[by ?? 'responsible'](course, term, course.story.asOf)),
      };

/** One for each kind of which a miss is told; it discloses what the deadline does. */
export const MISSED_RULES: readonly FindingRule<Judged>[] = Object.entries(DEADLINE_LAW).flatMap(
  ([name, law]: readonly [string, DeadlineLaw]) => {
    const kind = name as DeadlineKind;
    if (!law.missed) return [];
    const way = { seenBy: missedOfKind(kind, law.missed, law.missedBy), answer: answeredBy(kind, law) };
    const { rule, discloses, readsStricter, missedIs } = law;
    return [
      asRule(rule, {
        ...way,
        discloses,
        ...(readsStricter ? { readsStricter } : {}),
        ...(missedIs ? { severity: missedIs } : {}),
      }),
    ];
  },
);
