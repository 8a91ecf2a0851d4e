/** Whose consent a placement by socialtjänstlagen needs, and on which days one is missing (A-056, A-059, G-03; SoL 21:1). */
import { type BasisSpan, type Course, basisOn, isUnder, turns } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { messageKeyOf, type Day, type Said } from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { type PlacementConsent } from '../placement/facts/placement.js';

/** Whose consent: every custody holder's, the individual's own, or a representative's where no one has custody. */
export type Consenter = 'guardians' | 'own' | 'representative';

interface Step {
  readonly on: Day;
  readonly by: Consenter;
  readonly ref: string | null;
  readonly gives: boolean;
  readonly said: Said<CaseFact>;
}

const CONSENTER: Readonly<Record<PlacementConsent['by'], Consenter>> = {
  guardian: 'guardians',
  self: 'own',
  child: 'own',
  representative: 'representative',
};

const step = (consent: PlacementConsent, gives: boolean, said: Said<CaseFact>): Step => ({
  on: consent.on,
  by: CONSENTER[consent.by],
  ref: consent.ref ?? null,
  gives,
  said,
});

/** Every consent given and withdrawn, those that came with a decision among them, by day. */
function stepsOf(course: Course): readonly Step[] {
  const steps: Step[] = [];
  for (const said of course.story.facts) {
    if (said.type === 'placement.decided')
      steps.push(...said.data.consents.map((consent) => step(consent, true, said)));
    else if (said.type === 'placement.consentGiven') steps.push(step(said.data, true, said));
    else if (said.type === 'placement.consentWithdrawn') steps.push(step(said.data, false, said));
  }
  return steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** A consent that stands, with the references that its giver is known not to have: one who has withdrawn by name. */
interface Standing extends Step {
  readonly isNot: readonly string[];
}

/**
 * The consents that stand on a day: given by then and not withdrawn since. A withdrawal without `ref` is all of theirs;
 * one by name takes one consent of each message: the person's own, else one without a reference.
 */
function standingOn(steps: readonly Step[], day: Day): readonly Standing[] {
  let standing: Standing[] = [];
  for (const next of steps) {
    const { on, by, ref, gives, said } = next;
    if (on > day) break;
    if (gives) standing.push({ on, by, ref, gives, said, isNot: NOBODY });
    else standing = withoutOf(standing, next);
  }
  return standing;
}

const NOBODY: readonly string[] = [];

function withoutOf(standing: readonly Standing[], { by, ref }: Step): Standing[] {
  if (ref === null) return standing.filter((one) => one.by !== by);
  const isTheirs = (one: Standing): boolean => one.by === by && one.ref === ref;
  const named = new Set(standing.filter(isTheirs).map(({ said }) => said));
  const taken = new Set<Step['said']>();
  return standing.flatMap((one) => {
    if (one.by !== by || (one.ref !== null && one.ref !== ref)) return [one];
    if (isTheirs(one)) return [];
    if (named.has(one.said) || taken.has(one.said)) return [{ ...one, isNot: [...one.isNot, ref] }];
    taken.add(one.said);
    return [];
  });
}

/**
 * How many persons stand behind some consents, at least. Those without a reference are different persons within one
 * message; across messages one without is someone already counted, unless known to be nobody of them.
 */
function personsBehind(consents: readonly Standing[]): number {
  if (consents.length < 2) return consents.length;
  const named = new Set(consents.flatMap(({ ref }) => ref ?? []));
  let more = 0;
  for (const said of new Set(consents.map((one) => one.said))) {
    const here = consents.filter((one) => one.said === said);
    const nameless = here.filter(({ ref }) => ref === null);
    const others = new Set([...here.flatMap(({ ref }) => ref ?? []), ...nameless.flatMap(({ isNot }) => isNot)]);
    const mayBe = [...named].filter((ref) => !others.has(ref)).length;
    more = Math.max(more, nameless.length - mayBe);
  }
  return named.size + more;
}

const decisionOn = (course: Course, day: Day): FactOf<'placement.decided'> | null =>
  course.decisions.filter(({ data }) => data.decidedOn <= day).at(-1) ?? null;

type Given = (by: Consenter) => number;

/** Whose consent is missing, were the placement by socialtjänstlagen on that day; none before a decision. */
function missingAmong(course: Course, steps: readonly Step[], day: Day): readonly Consenter[] {
  const decision = decisionOn(course, day);
  if (!decision) return [];
  const standing = standingOn(steps, day);
  const given: Given = (who) => personsBehind(standing.filter(({ by }) => by === who));
  const isChild = isUnder(course, 'ofAge', day);
  // With the birth date erased nobody can tell whose consent it took: that there was one is the answer left.
  if (isChild === null) return standing.length > 0 ? [] : ['own'];
  if (!isChild) return given('own') + given('representative') > 0 ? [] : ['own'];
  const consentsToo = isUnder(course, 'childConsents', day) === false;
  return [...forTheChild(decision, given), ...(consentsToo && given('own') === 0 ? (['own'] as const) : [])];
}

/** Every custody holder consents; where no one has custody, a representative. */
function forTheChild({ data }: FactOf<'placement.decided'>, given: Given): readonly Consenter[] {
  if (data.custodyHolders === 0) return given('representative') > 0 ? [] : ['representative'];
  return given('guardians') >= data.custodyHolders ? [] : ['guardians'];
}

/** Whose consent is missing on a day. */
export function missingConsents(course: Course, day: Day): readonly Consenter[] {
  return missingAmong(course, stepsOf(course), day);
}

/** A time in which a placement by socialtjänstlagen lacks a consent. */
export interface ConsentGap {
  readonly who: Consenter;
  readonly from: Day;
  /** The first day on which nothing is missing any more. */
  readonly until?: Day;
  /** Set where a withdrawal opened it; else the consent was never there. */
  readonly withdrawn: FactOf<'placement.consentWithdrawn'> | null;
  readonly decision: FactOf<'placement.decided'>;
  readonly basis: BasisSpan;
  readonly key: string;
  /** True where a birthday opened or closed it. */
  readonly fromBirthDate: boolean;
}

/** Every gap as of the story's day, through the end of the placement. None where the birth date is erased. */
export function consentGaps(course: Course): readonly ConsentGap[] {
  if (course.decisions.length === 0 || course.birthDate === null) return [];
  const steps = stepsOf(course);
  const days = turningPoints(course, steps).map((day) => ({
    day,
    missing: restsOnConsent(course, day) ? missingAmong(course, steps, day) : [],
  }));
  return CONSENTERS.flatMap((who) => gapsOf(course, steps, who, days));
}

const CONSENTERS: readonly Consenter[] = ['guardians', 'own', 'representative'];

interface MissingOn {
  readonly day: Day;
  readonly missing: readonly Consenter[];
}

/** The stretches of days on which one's consent is missing; a withdrawal opens one of its own, also within another. */
function gapsOf(
  course: Course,
  steps: readonly Step[],
  who: Consenter,
  days: readonly MissingOn[],
): readonly ConsentGap[] {
  const opens = days.filter(
    ({ day, missing }, at) =>
      missing.includes(who) && (!days[at - 1]?.missing.includes(who) || withdrawalOn(steps, who, day) !== null),
  );
  return opens.map(({ day }) => {
    const gap = gapFrom(course, steps, who, day);
    const until = days.find((later) => later.day > day && !later.missing.includes(who))?.day;
    if (until === undefined) return gap;
    return { ...gap, until, fromBirthDate: gap.fromBirthDate || isBirthday(course, until) };
  });
}

/** After the end nothing needs consent; until then a placement by an act that rests on it does: socialtjänstlagen. */
const restsOnConsent = (course: Course, day: Day): boolean =>
  !careActOf(basisOn(course, day).basis.act).court && (course.ended === null || day < course.ended.data.endedOn);

function turningPoints(course: Course, steps: readonly Step[]): readonly Day[] {
  const days: (Day | null | undefined)[] = [
    ...course.decisions.map(({ data }) => data.decidedOn),
    ...steps.map(({ on }) => on),
    ...course.bases.map(({ from }) => from),
    turns(course, 'childConsents'),
    turns(course, 'ofAge'),
    course.ended?.data.endedOn,
  ];
  const told = days.filter((day): day is Day => typeof day === 'string' && day <= course.story.asOf);
  return [...new Set(told)].sort();
}

const isBirthday = (course: Course, day: Day): boolean =>
  day === turns(course, 'childConsents') || day === turns(course, 'ofAge');

function withdrawalOn(steps: readonly Step[], who: Consenter, day: Day): FactOf<'placement.consentWithdrawn'> | null {
  const said = steps.filter(({ on, by, gives }) => on === day && by === who && !gives).at(-1)?.said;
  return said?.type === 'placement.consentWithdrawn' ? said : null;
}

function gapFrom(course: Course, steps: readonly Step[], who: Consenter, day: Day): ConsentGap {
  const decision = decisionOn(course, day);
  if (!decision) throw new Error('a consent is missed only where there is a decision');
  const basis = basisOn(course, day);
  const withdrawn = withdrawalOn(steps, who, day);
  return {
    who,
    from: day,
    withdrawn,
    decision,
    basis,
    key: withdrawn ? messageKeyOf(withdrawn) : `${decision.data.decisionId} ${basis.key} ${who}`,
    fromBirthDate: isBirthday(course, day),
  };
}

/** The first day of a gap on which the individual's own consent stands; null where it never does. */
export function ownConsentWithin(course: Course, { from, until }: ConsentGap): Day | null {
  const steps = stepsOf(course);
  const days = turningPoints(course, steps).filter((day) => day >= from && (until === undefined || day < until));
  return days.find((day) => standingOn(steps, day).some(({ by }) => by === 'own')) ?? null;
}

/** The facts that consents were read from, for a why. */
export const consentFacts = (course: Course): readonly Said<CaseFact>[] => [
  ...factsOf(course.story.facts, 'placement.consentGiven'),
  ...factsOf(course.story.facts, 'placement.consentWithdrawn'),
];
