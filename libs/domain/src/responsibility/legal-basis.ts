/** The legal basis as of a day, and whether it holds. */
import { basisOn, runsUnder, type Course, type Run } from '../story/course.js';
import { type LegalBasisView } from './responsibility-view.js';
import { type Day } from '../kernel/index.js';
import { statuteOn, timeOut, whyOf, type Duty, type RuleId } from '../rules/index.js';
import { type LegalBasis } from '../placement/facts/placement.js';
import { endsByAge } from './age-limits.js';
import { consentFacts, missingConsents } from './consents.js';

/** A stretch of care with the day of its decision, and the last day on which it may go on. */
export interface LongestRun extends Run {
  readonly decidedOn: Day;
  readonly lastDay: Day;
}

/**
 * A-062 "Max 6 månader": the stretches of care by LVM, from when the person came to the home, by immediate custody or
 * by care order.
 */
export function lvmRuns(course: Course): readonly LongestRun[] {
  return runsUnder(course, ({ act }) => act === 'LVM').flatMap((run) => {
    const decidedOn = decisionOf(course, run);
    const longest = timeOut('longestCareLVM', { startsOn: run.from, decidedOn });
    return longest ? [{ ...run, decidedOn, lastDay: longest.dueOn }] : [];
  });
}

/** The day on which the basis of a stretch was decided; of one registered before its decision, that of the decision. */
const decisionOf = ({ decisions }: Course, { first, from }: Run): Day =>
  first.from ?? decisions.findLast(({ data }) => data.decidedOn <= from)?.data.decidedOn ?? from;

/** Says why a basis does not hold, or that it does. */
interface Verdict {
  readonly holds: boolean;
  readonly rule: RuleId;
  readonly duty?: Duty;
}

const VERDICTS: Readonly<Record<LegalBasis['act'], (course: Course, basis: LegalBasis, day: Day) => Verdict>> = {
  // A-059 "Så länge behov finns och alla parter samtycker"; A-056 "kräver samtycke från vårdnadshavare".
  SoL: (course, _basis, day) => {
    const holds = missingConsents(course, day).length === 0;
    return { holds, rule: holds ? 'A-059' : 'A-056', duty: 'consentByAge' };
  },
  // A-057 "Nej, beslut kan fattas mot…"; A-058 "gäller för barn upp t.o.m. 17 år… unga upp t.o.m. 20 år".
  LVU: (course, basis, day) => {
    const limit = endsByAge(course, basis);
    const holds = limit === null || day < limit;
    return holds ? { holds, rule: 'A-057', duty: 'careLVU' } : { holds, rule: 'A-058', duty: 'endByAgeLVU' };
  },
  // A-057 "Nej, beslut kan fattas mot…"; A-062 "Max 6 månader".
  LVM: (course, _basis, day) => {
    const run = lvmRuns(course).at(-1);
    const holds = run === undefined || day <= run.lastDay;
    return { holds, rule: holds ? 'A-057' : 'A-062', duty: 'longestCareLVM' };
  },
};

/** The basis on the story's day, on the last day of a placement that has ended. Without a decision none holds. */
export function legalBasisOf(course: Course): LegalBasisView {
  const { story, ended, decisions } = course;
  const day = ended && ended.data.endedOn < story.asOf ? ended.data.endedOn : story.asOf;
  const { basis, said } = basisOn(course, day);
  // A-053 "Beslut om placering i HVB görs av socialnämnden": without one none holds.
  const verdict: Verdict =
    decisions.length === 0 ? { holds: false, rule: 'A-053' } : VERDICTS[basis.act](course, basis, day);
  const causedBy = [said, ...(basis.act === 'SoL' ? consentFacts(course) : [])];
  return {
    act: basis.act,
    sections: basis.sections ?? [],
    interim: basis.interim,
    holds: verdict.holds,
    why: whyOf(course.story, verdict.rule, causedBy, verdict.duty && statuteOn(verdict.duty, day)),
  };
}
