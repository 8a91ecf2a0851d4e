/** Who decided, on what basis and whether the child's best interests were tried. */
import { basisOn, isUnder, type Course } from '../story/course.js';
import { type FactOf } from '../story/story.js';
import { groundsOf } from '../placement/facts/care-acts.js';
import { type DecidedBy, type LegalBasis } from '../placement/facts/placement.js';
import { filled } from '../kernel/index.js';
import { BODIES, DECISION_SAYS } from './decision-says.data.js';
import { endOf, firstOf, inEach, type Judged, type Seen, type SeenBy, when } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';

type Decided = FactOf<'placement.decided'>;

/** A decision with a shortcoming, until the next decision or the end of the placement. */
const ofEachDecision = (course: Course, seenIn: (decided: Decided) => Partial<Seen> | null): readonly Seen[] =>
  inEach(course.decisions, (decided, at) => {
    const seen = seenIn(decided);
    if (!seen) return null;
    const { decisionId, decidedOn } = decided.data;
    const resolvedOn = firstOf(course.decisions[at + 1]?.data.decidedOn, endOf(course));
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
    return { says: DECISION_SAYS.noTrial };
  });

/** Who may decide in the nämnd's name (A-053; SoL 30:6–9): care by LVU and LVM is delegated to an utskott only. */
const FOR_THE_NAMND: Readonly<Record<LegalBasis['act'], readonly DecidedBy[]>> = {
  SoL: ['socialnamnd', 'utskott', 'ordforande', 'delegate'],
  LVU: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt'],
  LVM: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt'],
};

/** A-053 "Beslut om placering i HVB görs av socialnämnden", before the person comes to the home. */
const decidedForNamnd: SeenBy = ({ course }) => [
  ...ofEachDecision(course, ({ data }) => {
    if (FOR_THE_NAMND[data.legalBasis.act].includes(data.decidedBy)) return null;
    const says = filled(DECISION_SAYS.notForNamnd, { body: BODIES[data.decidedBy] });
    return data.legalBasis.act === 'LVU' ? { says, duty: 'delegationToUtskott' } : { says };
  }),
  ...startedUndecided(course),
];

/** An adult may be offered HVB by socialtjänstlagen without a decision on the individual's need (SoL 11:5). */
function startedUndecided(course: Course): readonly Seen[] {
  const { started, decisions } = course;
  if (!started) return [];
  const { startedOn } = started.data;
  const isAdult = isUnder(course, 'adult', startedOn) !== true;
  if (isAdult && basisOn(course, startedOn).basis.act === 'SoL') return [];
  const decidedOn = decisions[0]?.data.decidedOn;
  return when(decidedOn === undefined || decidedOn > startedOn, () => ({
    key: 'start',
    parties: [course.kommun],
    raisedOn: startedOn,
    resolvedOn: firstOf(decidedOn, endOf(course)),
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
      resolvedOn: firstOf(until ?? undefined, endOf(course)),
      causedBy: [said],
      says: DECISION_SAYS.interimBySection,
    };
  });

/** A-055 "det förvaltningsrätten som prövar", care by LVU and LVM; the nämnd may only decide for the time being. */
const notByCourt: SeenBy = ({ course }) =>
  ofEachDecision(course, ({ data: { legalBasis, decidedBy } }) => {
    if (legalBasis.act === 'SoL' || legalBasis.interim || decidedBy === 'forvaltningsratt') return null;
    return { duty: legalBasis.act === 'LVU' ? 'courtOrderLVU' : 'courtOrderLVM', says: DECISION_SAYS.notByCourt };
  });

const interimByCourt: SeenBy = ({ course }) =>
  ofEachDecision(course, ({ data: { legalBasis, decidedBy } }) => {
    if (legalBasis.act === 'SoL' || !legalBasis.interim || decidedBy !== 'forvaltningsratt') return null;
    return { duty: legalBasis.act === 'LVU' ? 'custodyLVU' : 'custodyLVM', says: DECISION_SAYS.interimByCourt };
  });

/** Whether the person is a child or a grown-up decides what is asked of a decision. */
const byAge = {
  discloses: 'case',
  readsStricter: { classes: ['identity'], because: 'it tells that the person is a child or an adult, no birth date' },
} as const;

export const DECISION_FINDINGS: FindingTable<Judged> = {
  'A-014': { seenBy: bestInterests, ...byAge },
  'A-053': { seenBy: decidedForNamnd, ...byAge },
  'A-054': {
    seenBy: basisNamed,
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'the rule is a definition; a basis against it leaves unclear by what the care is given',
    },
  },
  'A-055': [
    { seenBy: notByCourt, discloses: 'case' },
    {
      seenBy: interimByCourt,
      discloses: 'case',
      severity: {
        is: 'warning',
        because: 'the care has been tried by the court; that it is told as interim is likely a mistake',
      },
    },
  ],
};
