/** What is seen of custody and of compulsory care beside its deadlines: S-002, S-005 to S-007, and who restricts contact (S-009). */
import { addDays } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { filled, oneOf } from '../kernel/index.js';
import { ordersOf } from '../compulsory-care/custody.js';
import { executedOn, firstStep } from '../compulsory-care/orders.js';
import { CARE_ACT_IDS, careActOf, groundsOf, sectionsWhere } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';
import { type FindingTable } from '../making/finding-table.js';
import { basisOn, type BasisSpan, type Course, type HomeSpan } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { BODIES } from './decision-says.data.js';
import { COMPULSORY_SAYS } from './compulsory-says.data.js';
import { endOf, firstOf, inEach, type Judged, type Seen, type SeenBy } from './finding-rule.js';

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
      resolvedOn: firstOf(applied, endOf(course)),
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
      resolvedOn: firstOf(until, endOf(course)),
      causedBy: [order.decision, during],
      duty: remandSays,
      says: COMPULSORY_SAYS.executedOnRemand,
    };
  });
};

type Restricted = FactOf<'placement.contactRestricted'>;

const restrictionsOf = ({ story }: Course): readonly Restricted[] =>
  factsOf(story.facts, 'placement.contactRestricted');

const restrictionEnded = ({ story, ended }: Course, { data }: Restricted): Day | undefined =>
  firstOf(
    factsOf(story.facts, 'placement.contactRestrictionEnded').find(
      (one) => one.data.restrictionId === data.restrictionId,
    )?.data.on,
    ended?.data.endedOn,
  );

/** The act that lets contact be restricted: cited where none does that is in force. */
const RESTRICTS = CARE_ACT_IDS.map((act) => careActOf(act).contactRestriction).findLast((asked) => asked !== undefined);

/** S-006 "ett sådant beslut som avses i andra stycket": for the sake of care by the act. */
const restrictedOutsideCare: SeenBy = ({ course }) =>
  inEach(restrictionsOf(course), (restricted) => {
    const { decidedOn, restrictionId } = restricted.data;
    const isOver = course.ended !== null && course.ended.data.endedOn < decidedOn;
    if (!isOver && careActOf(basisOn(course, decidedOn).basis.act).contactRestriction) return null;
    const inCare = course.bases.find(
      ({ basis, from }) => from !== null && from > decidedOn && careActOf(basis.act).contactRestriction,
    )?.from;
    return {
      key: `care ${restrictionId}`,
      parties: [course.kommun],
      raisedOn: decidedOn,
      resolvedOn: firstOf(inCare ?? undefined, isOver ? undefined : restrictionEnded(course, restricted)),
      causedBy: [restricted],
      says: COMPULSORY_SAYS.notInCare,
      duty: RESTRICTS?.asks,
    };
  });

/** S-009 "får endast delegera beslutanderätten till ett utskott": restricted contact and concealed whereabouts (SoL 30:7 p 8). */
const restrictedByWrongBody: SeenBy = ({ course }) =>
  inEach(restrictionsOf(course), (restricted) => {
    const { decidedOn, decidedBy, restrictionId } = restricted.data;
    const law = careActOf(basisOn(course, decidedOn).basis.act).contactRestriction;
    if (!law || law.by.includes(decidedBy)) return null;
    return {
      key: `restricted ${restrictionId}`,
      parties: [course.kommun],
      raisedOn: decidedOn,
      resolvedOn: restrictionEnded(course, restricted),
      causedBy: [restricted],
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

/** From the later of the move there and the change of basis, until what comes first. */
function meanwhile(
  course: Course,
  home: HomeSpan,
  at: number,
  { from, until }: BasisSpan,
): { readonly from: Day; readonly until: Day | undefined } {
  const next = firstOf(course.homes[at + 1]?.from, until ?? undefined);
  return { from: from === null || from < home.from ? home.from : from, until: firstOf(next, endOf(course)) };
}

export const COMPULSORY_FINDINGS: FindingTable<Judged> = {
  'S-002': {
    seenBy: orderedUnapplied,
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'the court may order it only on an application: that none is told may be a gap',
    },
  },
  'S-005': {
    seenBy: executedOnRemand,
    discloses: 'case',
    readsStricter: {
      classes: ['sensitive'],
      because: 'that remand barred the custody is the whole of the finding: no other time on remand is told',
    },
  },
  'S-006': {
    seenBy: restrictedOutsideCare,
    discloses: 'case',
  },
  'S-007': {
    seenBy: noGroundForHome,
    discloses: 'case',
    readsStricter: { classes: ['place'], because: 'it tells what kind of home it is, not which it is or where' },
    severity: { is: 'warning', because: 'the rule only tells whom such homes are for; the ground named may be wrong' },
  },
  'S-009': { seenBy: restrictedByWrongBody, discloses: 'case' },
};
