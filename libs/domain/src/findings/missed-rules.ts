/** A deadline of a placement that was missed, of whatever kind: found by the rule that set it. */
import { principalsOn } from '../story/parties.js';
import { type Course } from '../story/course.js';
import { type Deadline, type DeadlineKind } from '../making/deadline.js';
import { inTimeThrough } from '../making/deadline.js';
import { type Answering } from '../making/answering.js';
import { missedKey, missedSighting } from '../making/missed.js';
import { DEADLINE_LAW, type DeadlineLaw } from '../making/deadline-law.data.js';
import { type Day, type PartyId, type Sentence } from '../kernel/index.js';
import { inEach, type Judged, type SeenBy } from './finding-rule.js';
import { type FindingRule } from '../making/finding-table.js';

/** Its cause went away before it was missed, or more time was asked for. */
const isInTime = ({ cancelledOn, extensionAskedOn }: Deadline): boolean =>
  cancelledOn !== undefined || extensionAskedOn !== undefined;

type Whom = (course: Course, term: Deadline, raisedOn: Day) => readonly PartyId[];

const WHOM: Readonly<Record<NonNullable<DeadlineLaw['missedBy']> | 'responsible', Whom>> = {
  principals: ({ story }, _term, raisedOn) => principalsOn(story, raisedOn),
  placer: ({ kommun }) => [kommun],
  responsible: (_course, { responsible }) => responsible,
};

/** From the day after the last one in time, until met or gone. An escalation, not a loss of right. */
const missed =
  (kind: DeadlineKind, says: Sentence, by: DeadlineLaw['missedBy']): SeenBy =>
  ({ course, deadlines }) =>
    inEach(deadlines, (term) => {
      if (term.kind !== kind || isInTime(term) || inTimeThrough(term) >= course.story.asOf) return null;
      const seen = missedSighting(term);
      return {
        ...seen,
        parties: WHOM[by ?? 'responsible'](course, term, seen.raisedOn),
        says,
        statute: term.why.statute,
        fromBirthDate: term.fromBirthDate !== undefined,
      };
    });

/** What would have met it answers it, told by those whose act it is, or whom the miss concerns, of the day asked. */
const answeredBy = (metBy: DeadlineLaw['metBy'], by: DeadlineLaw['missedBy']): Answering<Judged> =>
  metBy.by === 'nothing'
    ? metBy
    : {
        ...metBy,
        waitsFor: ({ course, deadlines }, { key }) =>
          deadlines
            .filter((term) => missedKey(term) === key)
            .flatMap((term) => WHOM[by ?? 'responsible'](course, term, course.story.asOf)),
      };

/** One for each kind of which a miss is told; it discloses what the deadline does. */
export const MISSED_RULES: readonly FindingRule<Judged>[] = Object.entries(DEADLINE_LAW).flatMap(
  ([kind, law]: readonly [string, DeadlineLaw]) => {
    const { rule, discloses, readsStricter, missedBy, missedIs: severity, metBy } = law;
    if (!law.missed) return [];
    const seenBy = missed(kind as DeadlineKind, law.missed, missedBy);
    return [
      {
        rule,
        seenBy,
        discloses,
        answer: answeredBy(metBy, missedBy),
        ...(readsStricter ? { readsStricter } : {}),
        ...(severity ? { severity } : {}),
      },
    ];
  },
);
