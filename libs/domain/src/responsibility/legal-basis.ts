/** The legal basis as of a day, and whether it holds (A-054–, S-001). */
import { basisOn, type BasisSpan, type Course } from '../story/course.js';
import { type LegalBasisView } from './responsibility-view.js';
import { type Day } from '../kernel/index.js';
import { statuteOn, whyOf, type Causes, type Duty, type RuleId } from '../rules/index.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { endOfOrder, orderOn } from '../compulsory-care/care-in-force.js';
import { type End } from '../compulsory-care/custody.js';
import { endsByAge } from '../compulsory-care/age-limits.js';
import { longestRuns } from '../compulsory-care/care-time.js';
import { careOrderOn, isCustodyByCourt } from '../compulsory-care/care-order.js';
import { consentFacts, missingConsents } from './consents.js';

/** Says why a basis does not hold, or that it does. */
interface Verdict {
  readonly holds: boolean;
  readonly rule: RuleId;
  readonly duty?: Duty | undefined;
  /** What else than the basis it was read from. */
  readonly causedBy?: Causes;
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

const endedBy = (end: End | null, day: Day): Verdict | null =>
  end === null || day < end.on ? null : { holds: false, rule: end.rule, duty: end.duty, causedBy: end.causedBy };

/** A-055 "interimistiskt beslut (tillfälligt)", S-003, S-005: an order that was not tried in time, lapsed or was lifted. */
const orderHasEnded: Asked = (course, span, day) => {
  if (!careActOf(span.basis.act).court) return null;
  const order = orderOn(course, span.basis, day);
  return order ? endedBy(endOfOrder(course, order), day) : null;
};

/** A-058 "gäller för barn upp t.o.m. 17 år… unga upp t.o.m. 20 år". */
const hasEndedByAge: Asked = (course, { basis }, day) => {
  const limit = endsByAge(course, basis);
  if (limit === null || day < limit) return null;
  return { holds: false, rule: 'A-058', duty: careActOf(basis.act).endsByAge };
};

/** A-062 "Max 6 månader"; S-008 "uppgår till sammanlagt minst sex månader i följd". */
const hasGoneOnTooLong: Asked = (course, { basis }, day) => {
  const { longest, care, notCountedInRow } = careActOf(basis.act);
  if (!longest) return null;
  const run = longestRuns(course).at(-1);
  if (run === undefined) return null;
  const causedBy = run.uncounted.flatMap(({ said }) => said);
  if (run.lapsedOn !== undefined && day >= run.lapsedOn)
    return { holds: false, rule: 'S-008', duty: notCountedInRow?.says, causedBy };
  return day <= run.lastDay ? null : { holds: false, rule: 'A-062', duty: care, causedBy };
};

const ASKED: readonly Asked[] = [lacksConsent, lacksOrder, orderHasEnded, hasEndedByAge, hasGoneOnTooLong];

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
  const readToo = careActOf(basis.act).court ? (verdict.causedBy ?? []) : consentFacts(course);
  const causedBy = [said, ...readToo.filter(({ meta }) => meta.eventId !== said.meta.eventId)];
  return {
    act: basis.act,
    sections: basis.sections ?? [],
    interim: basis.interim,
    holds: verdict.holds,
    why: whyOf(course.story, verdict.rule, causedBy, verdict.duty && statuteOn(verdict.duty, day)),
  };
}
