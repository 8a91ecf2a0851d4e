/** Who decided, on what basis and whether the child's best interests were tried. */
import { earliest } from '../calendar/index.js';
import { basisOn, isUnder, type Course } from '../story/course.js';
import { type FactOf } from '../story/story.js';
import { careActOf, groundsOf, sectionsWhere, type CareActId } from '../placement/facts/care-acts.js';
import { filled, oneOf, type Sentence } from '../kernel/index.js';
import { careOrderOn, orderedAfter } from '../compulsory-care/care-order.js';
import { BODIES, DECISION_SAYS } from './decision-says.data.js';
import { endOf, inEach, type Judged, type Seen, type SeenBy, when, thePlacer } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { told } from '../making/answering.js';

type Decided = FactOf<'placement.decided'>;

/** A decision with a shortcoming, until the next decision or the end of the placement. */
const ofEachDecision = (course: Course, seenIn: (decided: Decided) => Partial<Seen> | null): readonly Seen[] =>
  inEach(course.decisions, (decided, at) => {
    const seen = seenIn(decided);
    if (!seen) return null;
    const { decisionId, decidedOn } = decided.data;
    const resolvedOn = earliest(course.decisions[at + 1]?.data.decidedOn, endOf(course));
    return {
      ...{ key: decisionId, parties: [course.kommun], raisedOn: decidedOn, resolvedOn, causedBy: [decided] },
      ...seen,
    };
  });

/**
 * A-014 "Vid alla åtgärder som rör barn ska en prövning av barnets bästa alltid genomföras": before every decision on a
 * child.
 */
const bestInterests: SeenBy = ({ course }) =>
  ofEachDecision(course, ({ data }) => {
    if (data.bestInterestsAssessed || isUnder(course, 'ofAge', data.decidedOn) !== true) return null;
    return { duty: 'childsBest', says: DECISION_SAYS.noTrial };
  });

/**
 * A-053 "Beslut om placering i HVB görs av socialnämnden", before the person comes to the home; in its name whoever the
 * act lets (SoL 30:6–9).
 */
const decidedForNamnd: SeenBy = ({ course }) => [
  ...ofEachDecision(course, ({ data }) => {
    const { decidedBy, delegation } = careActOf(data.legalBasis.act);
    if (decidedBy.includes(data.decidedBy)) return null;
    return { duty: delegation, says: filled(DECISION_SAYS.notForNamnd, { body: BODIES[data.decidedBy] }) };
  }),
  ...startedUndecided(course),
];

/** An adult may be offered HVB by socialtjänstlagen without a decision on the individual's need (SoL 11:5). */
function startedUndecided(course: Course): readonly Seen[] {
  const { started, decisions } = course;
  if (!started) return [];
  const { startedOn } = started.data;
  const isAdult = isUnder(course, 'adult', startedOn) !== true;
  if (isAdult && careActOf(basisOn(course, startedOn).basis.act).offersAdults) return [];
  const decidedOn = decisions[0]?.data.decidedOn;
  return when(decidedOn === undefined || decidedOn > startedOn, () => ({
    key: 'start',
    parties: [course.kommun],
    raisedOn: startedOn,
    resolvedOn: earliest(decidedOn, endOf(course)),
    causedBy: [started],
    says: DECISION_SAYS.startedUndecided,
  }));
}

/**
 * A-054 "socialtjänstlagen (SoL) eller… LVU… LVM", LVU by its section: immediate custody (6 §) is interim, and nothing
 * else is.
 */
const basisNamed: SeenBy = ({ course }) =>
  inEach(course.bases, ({ basis, from, until, said, key }) => {
    const grounds = groundsOf(basis);
    if (grounds.length === 0 || grounds.some(({ interim }) => interim) === basis.interim) return null;
    return {
      key,
      parties: [course.kommun],
      raisedOn: from ?? said.meta.saidOn,
      resolvedOn: earliest(until, endOf(course)),
      causedBy: [said],
      says: filled(DECISION_SAYS.interimBySection, sectionsByKind(basis.act)),
    };
  });

/** The sections of an act for custody and for care, as words of a sentence. */
function sectionsByKind(act: CareActId): { readonly custody: Sentence; readonly care: Sentence } {
  const which = (interim: boolean): Sentence => oneOf(sectionsWhere(act, (ground) => ground.interim === interim));
  return { custody: which(true), care: which(false) };
}

/**
 * A-055 "det förvaltningsrätten som prövar", care against one's will; the nämnd may decide for the time being, and on how
 * and where care is given while the court's order of it stands (S-001). Also where the basis changed with no decision.
 */
const notByCourt: SeenBy = ({ course }) =>
  inEach(course.bases, ({ basis, from, until, said, key }) => {
    const { court } = careActOf(basis.act);
    if (!court || basis.interim || from === null || careOrderOn(course, basis.act, from)) return null;
    const ordered = orderedAfter(course, basis.act, from);
    return {
      key,
      parties: [course.kommun],
      raisedOn: from,
      resolvedOn: earliest(ordered, until, endOf(course)),
      causedBy: [said],
      duty: court.order,
      says: DECISION_SAYS.notByCourt,
    };
  });

/** Whether the person is a child or a grown-up decides what is asked of a decision. */
const byAge = {
  discloses: 'case',
  readsStricter: { classes: ['identity'], because: 'it tells that the person is a child or an adult, no birth date' },
} as const;

export const DECISION_FINDINGS: FindingTable<Judged> = {
  'A-014': { seenBy: bestInterests, answer: told(['placement.decided'], thePlacer), ...byAge },
  'A-053': { seenBy: decidedForNamnd, answer: told(['placement.decided'], thePlacer), ...byAge },
  'A-054': {
    seenBy: basisNamed,
    answer: told(['placement.decided', 'placement.legalBasisChanged'], thePlacer),
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'the rule is a definition; a basis against it leaves unclear by what the care is given',
    },
  },
  'A-055': { seenBy: notByCourt, answer: told(['placement.decided'], thePlacer), discloses: 'case' },
};
