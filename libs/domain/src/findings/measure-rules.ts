/** Whether responsibility for the measures is cleared, in time, and laid on those whose area they are. */
import { earliest } from '../calendar/index.js';
import { type Course } from '../story/course.js';
import { principalsEver, principalsOn } from '../story/parties.js';
import { filled, partyKind, sameSide, type Sentence } from '../kernel/index.js';
import { isCareWithoutRegion, KOMMUN_AREAS } from '../responsibility/areas.js';
import { isClearedOn, type Clearance } from '../story/clearance.js';
import { ANSWER_FINDINGS_OF_LISTS } from './list-rules.js';
import { AREA_NAMES } from '../placement/facts/area-names.data.js';
import { type Measure } from '../placement/facts/placement.js';
import { endOf, inEach, type Judged, type Seen, type SeenBy, when, thePrincipals } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { MEASURE_SAYS } from './measure-says.data.js';
import { nothing, told } from '../making/answering.js';

/** A-067 "parternas ansvar skall vara klarlagt innan placering", a planned one. */
const startedUncleared: SeenBy = ({ course }) => {
  const { started, registered, clearances } = course;
  if (!started || registered.data.mode === 'emergency') return [];
  const { startedOn } = started.data;
  const isInTime = clearances.some((clearance) => isClearedOn(clearance, startedOn));
  const cleared = clearances.find(({ clearedOn }) => clearedOn > startedOn);
  return when(!isInTime, () => ({
    key: 'start',
    parties: principalsOn(course.story, startedOn),
    raisedOn: startedOn,
    resolvedOn: earliest(cleared?.clearedOn, endOf(course)),
    causedBy: cleared ? [started, cleared.clarified] : [started],
    says: MEASURE_SAYS.startedUncleared,
  }));
};

/** The measures of every cleared list that have a shortcoming, until another list takes its place or the placement ends. */
function ofEachMeasure(course: Course, shortcomingOf: (measure: Measure) => Sentence | null): readonly Seen[] {
  const lists = firstOfEach(course.clearances);
  return lists.flatMap((list, at) =>
    inEach(list.measures, (measure) => {
      const says = shortcomingOf(measure);
      if (!says) return null;
      const resolvedOn = earliest(lists[at + 1]?.clearedOn, endOf(course));
      return { ...ofMeasure(course, list, measure), resolvedOn, says };
    }),
  );
}

/** A list that more than one has confirmed, each for its days, is one list. */
const firstOfEach = (lists: readonly Clearance[]): readonly Clearance[] =>
  lists.filter(({ clarified }, at) => lists.findIndex((list) => list.clarified === clarified) === at);

const ofMeasure = (course: Course, { clearedOn, clarified, confirmed }: Clearance, measure: Measure): Seen => ({
  key: `${clarified.data.clarificationId} ${measure.measureId}`,
  parties: [...principalsOn(course.story, clearedOn), ...measure.responsible],
  raisedOn: clearedOn,
  causedBy: confirmed ? [clarified, confirmed] : [clarified],
});

/** A measure as a sentence may name it: by its area and its id. */
const named = ({ kind, measureId }: Measure) => ({ area: AREA_NAMES[kind], measureId });

/**
 * A-013 "varje planerad insats ska ha en ansvarig huvudman eller vara uttryckligen gemensam": nobody else answers for
 * it.
 */
const responsiblePrincipal: SeenBy = ({ course }) => {
  const principals = principalsEver(course);
  return ofEachMeasure(course, (measure) => {
    const party = measure.responsible.find((one) => !principals.some((principal) => sameSide(principal, one)));
    return party === undefined ? null : filled(MEASURE_SAYS.noPrincipal, { party, ...named(measure) });
  });
};

const isSocialWithoutKommun = ({ kind, responsible }: Measure): boolean =>
  KOMMUN_AREAS.some((one) => one === kind) && !responsible.some((party) => partyKind(party) === 'kommun');

/** A-090 "boendet och alla sociala stödinsatser": the kommun's. */
const socialOnKommun: SeenBy = ({ course }) =>
  ofEachMeasure(course, (measure) =>
    isSocialWithoutKommun(measure) ? filled(MEASURE_SAYS.onRegion, named(measure)) : null,
  );

/**
 * A-091 "de hälso- och sjukvårdsinsatser som… behöver under placeringen": the region's, which stays responsible for
 * the area beside the one that has the measure (A-079 "inskränker således inte övriga huvudmäns ansvar").
 */
const careOnRegion: SeenBy = ({ course }) =>
  ofEachMeasure(course, (measure) =>
    isCareWithoutRegion(measure) ? filled(MEASURE_SAYS.onKommun, named(measure)) : null,
  );

const AGREED = {
  is: 'info',
  because: 'the parties may agree otherwise in writing; that they have is to be seen',
} as const;

const AS_AGREED = nothing('the parties agreed on it: nobody is asked for anything');

export const MEASURE_FINDINGS: FindingTable<Judged> = {
  'A-013': {
    seenBy: responsiblePrincipal,
    answer: told(['placement.responsibilityClarified', 'placement.responsibilityConfirmed'], thePrincipals),
    discloses: 'case',
  },
  'A-067': {
    seenBy: startedUncleared,
    answer: told(['placement.responsibilityClarified', 'placement.responsibilityConfirmed'], thePrincipals),
    discloses: 'case',
  },
  'A-090': { seenBy: socialOnKommun, answer: AS_AGREED, discloses: 'case', severity: AGREED },
  'A-091': { seenBy: careOnRegion, answer: AS_AGREED, discloses: 'case', severity: AGREED },
  ...ANSWER_FINDINGS_OF_LISTS,
};
