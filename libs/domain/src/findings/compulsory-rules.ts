/** What is seen of custody and of compulsory care beside its deadlines: S-002, S-005 to S-007, and who restricts contact (S-009). */
import { addDays, earliest } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { filled, oneOf } from '../kernel/index.js';
import { custodyOver, fellIn } from '../compulsory-care/care-in-force.js';
import { ordersOf } from '../compulsory-care/custody.js';
import { executedOn, firstStep } from '../compulsory-care/orders.js';
import { CARE_ACT_IDS, careActOf, groundsOf, sectionsWhere } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';
import { type FindingTable } from '../making/finding-table.js';
import { restrictionsOf, type Restriction } from '../compulsory-care/restrictions.js';
import { basisOn, type BasisSpan, type Course, type HomeSpan } from '../story/course.js';
import { factsOf } from '../story/story.js';
import { BODIES } from './decision-says.data.js';
import { COMPULSORY_SAYS } from './compulsory-says.data.js';
import { endOf, inEach, type Judged, type Seen, type SeenBy, thePlacer } from './finding-rule.js';
import { nothing, told } from '../making/answering.js';

/** S-002 "får även rätten besluta att den unge omedelbart skall omhändertas": when the nämnd has applied for care. */
const orderedUnapplied: SeenBy = ({ course }) =>
  inEach(ordersOf(course), (order) => {
    const { decision, isCustody, byCourt, law } = order;
    const { decidedOn, decisionId } = decision.data;
    const applied = firstStep(order, 'applied')?.data.on;
    if (!isCustody || !byCourt || (applied !== undefined && applied <= decidedOn)) return null;
    return {
      key: `application ${decisionId}`,
      parties: [course.kommun],
      raisedOn: decidedOn,
      resolvedOn: earliest(applied, custodyOver(course, order)),
      causedBy: [decision],
      duty: law.custody,
      says: COMPULSORY_SAYS.notAppliedFor,
    };
  });

/** S-005 "får inte verkställas om den unge är häktad": where remand bars custody, and does not end it. */
const executedOnRemand: SeenBy = ({ course }) => {
  const detained = factsOf(course.story.facts, 'placement.careTimeNotCounted').filter(
    ({ data }) => data.ground === 'detained',
  );
  if (detained.length === 0) return [];
  return inEach(ordersOf(course), (order) => {
    const on = executedOn(course, order);
    const { remand, remandSays } = order.law.custodyLaw;
    if (!order.isCustody || remand !== 'bars' || on === undefined) return null;
    const during = detained.find(({ data }) => data.from <= on && (data.to === undefined || on <= data.to));
    if (!during) return null;
    const until = during.data.to === undefined ? undefined : addDays(during.data.to, 1);
    return {
      key: `remand ${order.decision.data.decisionId}`,
      parties: [course.kommun],
      raisedOn: on,
      resolvedOn: earliest(until, custodyOver(course, order)),
      causedBy: [order.decision, during],
      duty: remandSays,
      says: COMPULSORY_SAYS.executedOnRemand,
    };
  });
};

/** The act that lets contact be restricted: cited where none does that is in force. */
const RESTRICTS = CARE_ACT_IDS.map((act) => careActOf(act).contactRestriction).findLast((asked) => asked !== undefined);

/** The end of a restriction, where it has come: a birthday that has not is nothing to tell of. */
const endOfRestriction = ({ story }: Course, { endsOn, endsByAge }: Restriction): Day | undefined =>
  endsByAge && endsOn !== undefined && endsOn > story.asOf ? undefined : endsOn;

/** S-006 "ett sådant beslut som avses i andra stycket": for the sake of care by the act. */
const restrictedOutsideCare: SeenBy = ({ course }) =>
  inEach(restrictionsOf(course), (restriction) => {
    const { said, worksFrom } = restriction;
    const { decidedOn, restrictionId } = said.data;
    const isOver = course.ended !== null && course.ended.data.endedOn < decidedOn;
    if (!isOver && worksFrom === decidedOn) return null;
    return {
      key: `care ${restrictionId}`,
      parties: [course.kommun],
      raisedOn: decidedOn,
      resolvedOn: isOver ? undefined : earliest(worksFrom, endOfRestriction(course, restriction)),
      causedBy: [said],
      says: COMPULSORY_SAYS.notInCare,
      duty: RESTRICTS?.asks,
    };
  });

/** S-009 "får endast delegera beslutanderätten till ett utskott": restricted contact and concealed whereabouts (SoL 30:7 p 8). */
const restrictedByWrongBody: SeenBy = ({ course }) =>
  inEach(restrictionsOf(course), (restriction) => {
    const { said, endsByAge } = restriction;
    const { decidedOn, decidedBy, restrictionId } = said.data;
    const law = careActOf(basisOn(course, decidedOn).basis.act).contactRestriction;
    if (!law || law.by.includes(decidedBy)) return null;
    const resolvedOn = endOfRestriction(course, restriction);
    return {
      key: `restricted ${restrictionId}`,
      parties: [course.kommun],
      raisedOn: decidedOn,
      resolvedOn,
      fromBirthDate: endsByAge && resolvedOn !== undefined,
      causedBy: [said],
      duty: law.delegation,
      says: filled(COMPULSORY_SAYS.restrictedByWrongBody, { body: BODIES[decidedBy] }),
    };
  });

/** S-007 "på någon grund som anges i 3 §": care on other grounds alone, at a home of Statens institutionsstyrelse. */
const noGroundForHome: SeenBy = ({ course }) =>
  course.homes.some(({ hvb }) => hvb.kind === 'sis')
    ? course.homes.flatMap((home, at) => inEach(course.bases, (span) => seenAt(course, home, at, span)))
    : [];

function seenAt(course: Course, home: HomeSpan, at: number, span: BasisSpan): Seen | null {
  const { basis, said, key } = span;
  if (home.hvb.kind !== 'sis' || !lacksGround(basis)) return null;
  const { from, until } = meanwhile(course, home, at, span);
  if (until !== undefined && until <= from) return null;
  return {
    key: `home ${home.key} ${key}`,
    parties: [course.kommun],
    raisedOn: from,
    resolvedOn: until,
    causedBy: [home.said, ...(said.meta.eventId === home.said.meta.eventId ? [] : [said])],
    duty: careActOf(basis.act).specialHomes,
    says: filled(COMPULSORY_SAYS.noGroundForHome, {
      sections: oneOf(sectionsWhere(basis.act, (ground) => !ground.interim && ground.specialHomes === true)),
    }),
  };
}

/** Care by an act with such homes, on no ground that leads there. */
function lacksGround(basis: LegalBasis): boolean {
  const grounds = groundsOf(basis);
  if (!careActOf(basis.act).specialHomes || grounds.length === 0) return false;
  return !grounds.some(({ specialHomes }) => specialHomes);
}

/** From the later of the move there and the change of basis, until what comes first: also that the care fell away. */
function meanwhile(
  course: Course,
  home: HomeSpan,
  at: number,
  span: BasisSpan,
): { readonly from: Day; readonly until: Day | undefined } {
  const { from, until } = span;
  return {
    from: from === null || from < home.from ? home.from : from,
    until: earliest(course.homes[at + 1]?.from, until, fellIn(course, span), endOf(course)),
  };
}

const END_BY_AGE_IS_READ = {
  classes: ['identity'],
  because: 'it may tell that a birthday has ended the care; a date from the birth date is marked as one',
} as const;

export const COMPULSORY_FINDINGS: FindingTable<Judged> = {
  'S-002': {
    seenBy: orderedUnapplied,
    answer: told(['placement.courtStep'], thePlacer),
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'the court may order it only on an application: that none is told may be a gap',
    },
  },
  'S-005': {
    seenBy: executedOnRemand,
    answer: nothing('it was executed while remand barred it, and is over with the remand or the custody'),
    discloses: 'case',
    readsStricter: {
      classes: ['sensitive'],
      because: 'that remand barred the custody is the whole of the finding: no other time on remand is told',
    },
  },
  'S-006': {
    seenBy: restrictedOutsideCare,
    answer: told(['placement.contactRestrictionEnded'], thePlacer),
    discloses: 'case',
    readsStricter: END_BY_AGE_IS_READ,
  },
  'S-007': {
    seenBy: noGroundForHome,
    answer: told(['placement.moved', 'placement.legalBasisChanged'], thePlacer),
    discloses: 'case',
    readsStricter: { classes: ['place'], because: 'it tells what kind of home it is, not which it is or where' },
    severity: { is: 'warning', because: 'the rule only tells whom such homes are for; the ground named may be wrong' },
  },
  'S-009': {
    seenBy: restrictedByWrongBody,
    answer: told(['placement.contactRestrictionEnded'], thePlacer),
    discloses: 'case',
    readsStricter: END_BY_AGE_IS_READ,
  },
};
