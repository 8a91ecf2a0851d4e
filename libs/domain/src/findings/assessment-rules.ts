/** Whether the assessment before a decision covered what the agreement names: of a child, of one who is grown up. */
import { earliest } from '../calendar/index.js';
import { isUnder, type Course } from '../story/course.js';
import { type FactOf } from '../story/story.js';
import { filled } from '../kernel/index.js';
import { type AssessmentPart } from '../placement/facts/placement.js';
import { type FindingRule, type FindingTable } from '../making/finding-table.js';
import { ASSESSED_OF_ADULT, ASSESSED_OF_CHILD } from '../placement/facts/assessed.data.js';
import { ASSESSMENT_SAYS, PARTS_SAID } from './assessment-says.data.js';
import { endOf, inEach, thePlacer, type Judged, type Seen } from './finding-rule.js';
import { told } from '../making/answering.js';

type Decided = FactOf<'placement.decided'>;

/** Each part that a decision's list misses, until the next decision. Of a decision without a list nothing is claimed. */
const lacking = (course: Course, parts: readonly AssessmentPart[], decided: Decided, at: number): readonly Seen[] => {
  const { assessment, decidedOn, decisionId } = decided.data;
  return inEach(parts, (part) => {
    if (!assessment || assessment.covers.includes(part)) return null;
    return {
      key: `${part} ${decisionId}`,
      parties: [course.kommun],
      raisedOn: decidedOn,
      resolvedOn: earliest(course.decisions[at + 1]?.data.decidedOn, endOf(course)),
      causedBy: [decided],
      says: filled(ASSESSMENT_SAYS.lacks, { part: PARTS_SAID[part] }),
    };
  });
};

/** Of whom it is, is asked on the day of the decision; where the birth date is erased nobody can tell. */
const assessedOf = (parts: readonly AssessmentPart[], isChild: boolean): FindingRule<Judged>['seenBy'] => {
  return ({ course }) =>
    course.decisions.flatMap((decided, at) =>
      isUnder(course, 'ofAge', decided.data.decidedOn) === isChild ? lacking(course, parts, decided, at) : [],
    );
};

/** That a part of it is not told says something of what the person was assessed for. */
const AS_TOLD = {
  answer: told(['placement.decided'], thePlacer),
  discloses: 'sensitive',
  severity: {
    is: 'warning',
    because: 'the list tells what was said of the assessment: a part that it misses may be a gap in what was told',
  },
} as const;

export const ASSESSMENT_FINDINGS: FindingTable<Judged> = {
  // A-065 "Psykisk, fysisk och oral hälsa…".
  'A-065': { seenBy: assessedOf(ASSESSED_OF_CHILD, true), ...AS_TOLD },
  // A-066 "Utredningen och bedömningen för vuxna grundas på".
  'A-066': { seenBy: assessedOf(ASSESSED_OF_ADULT, false), ...AS_TOLD },
};
