/** Whether there is a plan of each kind for the care, and someone who answers for the contacts (S-010, S-012). */
import { earliest } from '../calendar/index.js';
import { isUnder, turns, type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { type CarePlanKind } from '../placement/facts/placement.js';
import { messageKeyOf, type Day } from '../kernel/index.js';
import { endOf, inEach, type Judged, type Seen, type SeenBy, thePlacer } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { PLAN_SAYS } from './plan-says.data.js';
import { told } from '../making/answering.js';

type Planned = FactOf<'placement.carePlan'>;

/** What is told of plans of a kind: without a word of it, it is the vårdplan. */
const plansOf = ({ story }: Course, kind: CarePlanKind): readonly Planned[] =>
  factsOf(story.facts, 'placement.carePlan').filter(({ data }) => (data.kind ?? 'vardplan') === kind);

/** What is to be there from the start, of everyone or of a child or young person only. */
interface Missing {
  readonly as: Pick<Seen, 'key' | 'duty' | 'says'>;
  readonly told: readonly { readonly data: { readonly on: Day } }[];
  readonly ofTheYoung: boolean;
}

/** From the start until it is told, the placement ends, or one is no young person any more. */
function missingFromStart(course: Course, missing: Missing): readonly Seen[] {
  const { started } = course;
  if (!started || !isMissing(course, missing, started.data.startedOn)) return [];
  const {
    as: { key, duty, says },
    told,
    ofTheYoung,
  } = missing;
  const over = earliest(told[0]?.data.on, endOf(course));
  const grown = ofTheYoung ? birthdayThatHasCome(course) : undefined;
  const until = earliest(grown, over);
  return [
    {
      key,
      parties: [course.kommun],
      raisedOn: started.data.startedOn,
      resolvedOn: until,
      causedBy: [started],
      says,
      duty,
      fromBirthDate: until !== over,
    },
  ];
}

/** Whether it is to be there on the first day, and is not. */
function isMissing(course: Course, { told, ofTheYoung }: Missing, startedOn: Day): boolean {
  const first = told[0]?.data.on;
  return (first === undefined || first > startedOn) && (!ofTheYoung || isYoungOn(course, startedOn));
}

const isYoungOn = (course: Course, day: Day): boolean => isUnder(course, 'adult', day) === true;

/** One that lies ahead ends nothing yet, and is not to be revealed. */
function birthdayThatHasCome(course: Course): Day | undefined {
  const grown = turns(course, 'adult');
  return grown !== null && grown <= course.story.asOf ? grown : undefined;
}

/** S-010 "Den som är placerad ska ha en vårdplan", of whatever age and by whatever act. */
const withoutCarePlan: SeenBy = ({ course }) =>
  missingFromStart(course, {
    as: { key: 'vardplan', duty: 'carePlans', says: PLAN_SAYS.noCarePlan },
    told: plansOf(course, 'vardplan'),
    ofTheYoung: false,
  });

/** S-010 "barn och unga även en genomförandeplan", up to and including twenty. */
const withoutImplementationPlan: SeenBy = ({ course }) =>
  missingFromStart(course, {
    as: { key: 'genomforandeplan', duty: 'carePlans', says: PLAN_SAYS.noImplementationPlan },
    told: plansOf(course, 'genomforandeplan'),
    ofTheYoung: true,
  });

/** SoL 9:13: where a vårdplan is revised, the genomförandeplan that there is is looked over too. */
const implementationPlanNotRevised: SeenBy = ({ course }) => {
  const revised = plansOf(course, 'vardplan').filter(({ data }) => data.step === 'revised');
  const others = plansOf(course, 'genomforandeplan');
  return inEach(revised, (plan, at) => {
    const { on } = plan.data;
    const isThere = others.some(({ data }) => data.on < on);
    const looked = others.find(({ data }) => data.on >= on);
    if (!isThere || looked?.data.on === on) return null;
    return {
      key: `revised ${messageKeyOf(plan)}`,
      parties: [course.kommun],
      raisedOn: on,
      resolvedOn: earliest(looked?.data.on, revised[at + 1]?.data.on, endOf(course)),
      causedBy: [plan],
      duty: 'planRevision',
      says: PLAN_SAYS.notLookedOver,
    };
  });
};

/** S-012 "ska utse en socialsekreterare som ansvarar för kontakterna", of a child and a young person. */
const withoutSecretary: SeenBy = ({ course }) =>
  missingFromStart(course, {
    as: { duty: 'namedSecretary', says: PLAN_SAYS.noSecretary },
    told: factsOf(course.story.facts, 'placement.socialSecretaryNamed'),
    ofTheYoung: true,
  });

const NOT_TOLD = {
  is: 'warning',
  because: 'no act counts a time within which it is made: what is seen is that it has not been told',
} as const;

const UP_TO_TWENTY = {
  classes: ['identity'],
  because: 'That it is found says that the person is under twenty-one; a day that the birthday sets is marked.',
} as const;

export const PLAN_FINDINGS: FindingTable<Judged> = {
  'S-010': [
    { seenBy: withoutCarePlan, answer: told(['placement.carePlan'], thePlacer), discloses: 'case', severity: NOT_TOLD },
    {
      seenBy: withoutImplementationPlan,
      answer: told(['placement.carePlan'], thePlacer),
      discloses: 'case',
      readsStricter: UP_TO_TWENTY,
      severity: NOT_TOLD,
    },
    {
      seenBy: implementationPlanNotRevised,
      answer: told(['placement.carePlan'], thePlacer),
      discloses: 'case',
      severity: NOT_TOLD,
    },
  ],
  'S-012': {
    seenBy: withoutSecretary,
    answer: told(['placement.socialSecretaryNamed'], thePlacer),
    discloses: 'case',
    readsStricter: UP_TO_TWENTY,
    severity: NOT_TOLD,
  },
};
