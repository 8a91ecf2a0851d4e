/** The legal basis as of a day, and whether it holds (A-054–, S-001). */
import { basisOn, runsUnder, type BasisSpan, type Course, type Run } from '../story/course.js';
import { type LegalBasisView } from './responsibility-view.js';
import { type Day } from '../kernel/index.js';
import { statuteOn, timeOut, whyOf, type Duty, type RuleId } from '../rules/index.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { endsByAge } from './age-limits.js';
import { careOrderOn, isCustodyByCourt } from './care-order.js';
import { consentFacts, missingConsents } from './consents.js';

/** A stretch of care with the day of its decision, and the last day on which it may go on. */
export interface LongestRun extends Run {
  readonly decidedOn: Day;
  readonly lastDay: Day;
}

/**
 * A-062 "Max 6 månader": the stretches of care by an act that sets a longest time (LVM), from when the person came to the
 * home, by immediate custody or by care order.
 */
export function longestRuns(course: Course): readonly LongestRun[] {
  return runsUnder(course, ({ act }) => careActOf(act).longest !== undefined).flatMap((run) => {
    const decidedOn = decisionOf(course, run);
    const time = careActOf(run.first.basis.act).longest;
    const longest = time && timeOut(time, { startsOn: run.from, decidedOn });
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
  readonly duty?: Duty | undefined;
}

/** What is asked of a basis: each says why it does not hold, or nothing. The first that says something is the answer. */
type Asked = (course: Course, span: BasisSpan, day: Day) => Verdict | null;

/** A-056 "kräver samtycke från vårdnadshavare", of care by consent. */
const lacksConsent: Asked = (course, { basis }, day) => {
  const { court, care } = careActOf(basis.act);
  if (court || missingConsents(course, day).length === 0) return null;
  return { holds: false, rule: 'A-056', duty: care };
};

/** S-001 "Vård som ingen domstol har beslutat om består inte": custody is the nämnd's to decide for the time being. */
const lacksOrder: Asked = (course, { basis }, day) => {
  const { court } = careActOf(basis.act);
  if (!court || basis.interim || careOrderOn(course, basis.act, day)) return null;
  return { holds: false, rule: court.unordered, duty: court.order };
};

/** A-058 "gäller för barn upp t.o.m. 17 år… unga upp t.o.m. 20 år". */
const hasEndedByAge: Asked = (course, { basis }, day) => {
  const limit = endsByAge(course, basis);
  if (limit === null || day < limit) return null;
  return { holds: false, rule: 'A-058', duty: careActOf(basis.act).endsByAge };
};

/** A-062 "Max 6 månader". */
const hasGoneOnTooLong: Asked = (course, { basis }, day) => {
  if (!careActOf(basis.act).longest) return null;
  const run = longestRuns(course).at(-1);
  if (run === undefined || day <= run.lastDay) return null;
  return { holds: false, rule: 'A-062', duty: careActOf(basis.act).care };
};

const ASKED: readonly Asked[] = [lacksConsent, lacksOrder, hasEndedByAge, hasGoneOnTooLong];

/**
 * A-059 "Så länge behov finns och alla parter samtycker"; against one's will A-057 "Nej, beslut kan fattas mot…", custody
 * by the court's own order by the rule of its act.
 */
function holding({ basis, said }: BasisSpan): Verdict {
  const { court, care } = careActOf(basis.act);
  if (!court) return { holds: true, rule: 'A-059', duty: care };
  if (isCustodyByCourt(said)) return { holds: true, rule: court.custodyByCourt, duty: court.custody };
  return { holds: true, rule: 'A-057', duty: care };
}

function verdictOn(course: Course, span: BasisSpan, day: Day): Verdict {
  // A-053 "Beslut om placering i HVB görs av socialnämnden": without one none holds.
  if (course.decisions.length === 0) return { holds: false, rule: 'A-053' };
  for (const asked of ASKED) {
    const verdict = asked(course, span, day);
    if (verdict) return verdict;
  }
  return holding(span);
}

/** The basis on the story's day, on the last day of a placement that has ended. Without a decision none holds. */
export function legalBasisOf(course: Course): LegalBasisView {
  const { story, ended } = course;
  const day = ended && ended.data.endedOn < story.asOf ? ended.data.endedOn : story.asOf;
  const span = basisOn(course, day);
  const { basis, said } = span;
  const verdict = verdictOn(course, span, day);
  const causedBy = [said, ...(careActOf(basis.act).court ? [] : consentFacts(course))];
  return {
    act: basis.act,
    sections: basis.sections ?? [],
    interim: basis.interim,
    holds: verdict.holds,
    why: whyOf(course.story, verdict.rule, causedBy, verdict.duty && statuteOn(verdict.duty, day)),
  };
}
