/** Who decided, on what basis and whether the child's best interests were tried. */
import { basisOn, isUnder, type Course } from '../case/course.js';
import { type FactOf } from '../case/story.js';
import { type Duty } from '../rules/index.js';
import { type DecidedBy, type LegalBasis } from '../placement/placement.js';
import { ADULT_FROM_AGE } from '../placement/age-group.js';
import { OF_AGE } from '../responsibility/consents.js';
import { endOf, firstOf, inEach, type FindingRule, type Seen, when } from './finding-rule.js';

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

/** every decision on a child is preceded by a trial of the child's best interests. */
export const bestInterests: FindingRule = ({ course }) =>
  ofEachDecision(course, ({ data }) => {
    if (data.bestInterestsAssessed || isUnder(course, OF_AGE, data.decidedOn) !== true) return null;
    const detail = { sv: 'Prövningen är inte dokumenterad i beslutet.', en: 'The decision records no such trial.' };
    return { detail };
  });

/** Who may decide in the nämnd's name (A-053; SoL 30:6–9): care by LVU and LVM is delegated to an utskott only. */
const FOR_THE_NAMND: Readonly<Record<LegalBasis['act'], readonly DecidedBy[]>> = {
  SoL: ['socialnamnd', 'utskott', 'ordforande', 'delegate'],
  LVU: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt'],
  LVM: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt'],
};

/** the nämnd of the kommun decides on the placement, and it does so before the person comes to the home. */
export const decidedForNamnd: FindingRule = ({ course }) => [
  ...ofEachDecision(course, ({ data }) => {
    if (FOR_THE_NAMND[data.legalBasis.act].includes(data.decidedBy)) return null;
    const detail = {
      sv: `Beslutet är fattat av ${BODY_SV[data.decidedBy]}, som inte får besluta om det för nämnden.`,
      en: `The decision was made by ${data.decidedBy}, which may not decide on it for the nämnd.`,
    };
    return data.legalBasis.act === 'LVU' ? { detail, duty: 'delegationToUtskott' } : { detail };
  }),
  ...startedUndecided(course),
];

const BODY_SV: Readonly<Record<DecidedBy, string>> = {
  socialnamnd: 'socialnämnden',
  utskott: 'ett utskott',
  ordforande: 'ordföranden',
  delegate: 'en delegat',
  forvaltningsratt: 'förvaltningsrätten',
  sis: 'Statens institutionsstyrelse',
};

/** An adult may be offered HVB by socialtjänstlagen without a decision on the individual's need (SoL 11:5). */
function startedUndecided(course: Course): readonly Seen[] {
  const { started, decisions } = course;
  if (!started) return [];
  const { startedOn } = started.data;
  const isAdult = isUnder(course, ADULT_FROM_AGE, startedOn) !== true;
  if (isAdult && basisOn(course, startedOn).basis.act === 'SoL') return [];
  const decidedOn = decisions[0]?.data.decidedOn;
  return when(decidedOn === undefined || decidedOn > startedOn, () => ({
    key: 'start',
    parties: [course.kommun],
    raisedOn: startedOn,
    resolvedOn: firstOf(decidedOn, endOf(course)),
    causedBy: [started],
    detail: {
      sv: 'Placeringen började utan att ett beslut är inkommet.',
      en: 'The placement started and no decision has come in.',
    },
  }));
}

/** care by LVU names its section; immediate custody (6 §) is interim, and nothing else is. */
export const basisNamed: FindingRule = ({ course }) =>
  inEach(course.bases, ({ basis, from, until, said, key }) => {
    const detail = shortcomingOf(basis);
    if (!detail) return null;
    const raisedOn = from ?? said.meta.saidOn;
    const resolvedOn = firstOf(until ?? undefined, endOf(course));
    return { key, severity: 'warning', parties: [course.kommun], raisedOn, resolvedOn, causedBy: [said], detail };
  });

function shortcomingOf({ act, sections = [], interim }: LegalBasis): Seen['detail'] | null {
  if (act !== 'LVU') return null;
  if (sections.length === 0) return { sv: 'Paragraf i LVU saknas.', en: 'No section of LVU is named.' };
  if (sections.includes('6') === interim) return null;
  return {
    sv: 'Omedelbart omhändertagande (6 §) är alltid tillfälligt, vård enligt 2 eller 3 § aldrig.',
    en: 'Immediate custody (6 §) is always interim, care by 2 or 3 § never.',
  };
}

/** Which duty lets the court decide, and which the nämnd for the time being. */
const DECIDES: Readonly<Record<'LVU' | 'LVM', { readonly byCourt: Duty; readonly byNamnd: Duty }>> = {
  LVU: { byCourt: 'courtOrderLVU', byNamnd: 'custodyLVU' },
  LVM: { byCourt: 'courtOrderLVM', byNamnd: 'custodyLVM' },
};

/** the court tries care by LVU and LVM; the nämnd may only decide for the time being. */
export const triedByCourt: FindingRule = ({ course }) =>
  ofEachDecision(course, ({ data: { legalBasis, decidedBy } }) => {
    if (legalBasis.act === 'SoL' || legalBasis.interim === (decidedBy !== 'forvaltningsratt')) return null;
    const { byCourt, byNamnd } = DECIDES[legalBasis.act];
    if (legalBasis.interim) {
      const detail = {
        sv: 'Ett tillfälligt omhändertagande beslutas av nämnden, inte av rätten.',
        en: 'Interim custody is decided by the nämnd, not by the court.',
      };
      return { severity: 'warning', duty: byNamnd, detail };
    }
    const detail = { sv: 'Vården är inte beslutad av rätten.', en: 'The care was not decided by the court.' };
    return { duty: byCourt, detail };
  });
