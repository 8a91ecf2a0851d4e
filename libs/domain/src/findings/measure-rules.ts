/** Whether responsibility for the measures is cleared, in time, and laid on those whose area they are. */
import { principalsOn, type Course } from '../case/course.js';
import { covers, legalPerson, partyKind, type PartyId } from '../kernel/index.js';
import { KOMMUN_AREAS, REGION_AREAS } from '../responsibility/areas.js';
import { type Clearance } from '../responsibility/clearance.js';
import { AREA_NAMES } from '../placement/area-names.data.js';
import { type AreaKind, type Measure } from '../placement/placement.js';
import { endOf, firstOf, inEach, type FindingRule, type Seen, type Sentence, when } from './finding-rule.js';

/** A-067: for a planned placement both principals' responsibility is cleared before it starts. */
export const startedUncleared: FindingRule = ({ course }) => {
  const { started, registered, clearances } = course;
  if (!started || registered.data.mode === 'emergency') return [];
  const cleared = clearances[0];
  const { startedOn } = started.data;
  return when(!cleared || cleared.clearedOn > startedOn, () => ({
    key: 'start',
    parties: principalsOn(course, startedOn),
    raisedOn: startedOn,
    resolvedOn: firstOf(cleared?.clearedOn, endOf(course)),
    causedBy: cleared ? [started, cleared.clarified] : [started],
    detail: {
      sv: 'Placeringen började innan båda hade bekräftat vem som ansvarar för vad.',
      en: 'The placement started before both had confirmed who is responsible for what.',
    },
  }));
};

/** The measures of every cleared list that have a shortcoming, until another list takes its place or the placement ends. */
function ofEachMeasure(
  course: Course,
  seenIn: (measure: Measure, among: readonly Measure[]) => Pick<Seen, 'detail' | 'severity'> | null,
): readonly Seen[] {
  const lists = course.clearances;
  return lists.flatMap((list, at) =>
    inEach(list.measures, (measure) => {
      const seen = seenIn(measure, list.measures);
      if (!seen) return null;
      const resolvedOn = firstOf(lists[at + 1]?.clearedOn, endOf(course));
      return { ...ofMeasure(course, list, measure), resolvedOn, ...seen };
    }),
  );
}

const ofMeasure = (course: Course, { clearedOn, clarified, confirmed }: Clearance, measure: Measure): Seen => ({
  key: `${clarified.data.clarificationId} ${measure.measureId}`,
  parties: [...principalsOn(course, clearedOn), ...measure.responsible],
  raisedOn: clearedOn,
  causedBy: confirmed ? [clarified, confirmed] : [clarified],
});

/** A measure by its id and area, at the head of a sentence: its title is sealed. */
const named = ({ measureId, kind }: Measure): Sentence => ({
  sv: `Insats ${measureId} (${AREA_NAMES[kind].sv})`,
  en: `Measure ${measureId} (${AREA_NAMES[kind].en})`,
});

/** every measure has one responsible principal, or several jointly; nobody else answers for it. */
export const responsiblePrincipal: FindingRule = ({ course }) =>
  ofEachMeasure(course, (measure, among) => {
    const { sv, en } = named(measure);
    if (measure.responsible.length === 0) {
      return { detail: { sv: `${sv} har ingen ansvarig.`, en: `${en} has nobody responsible.` } };
    }
    if (among.some((other) => other !== measure && other.measureId === measure.measureId)) {
      return { detail: { sv: `${sv} står två gånger.`, en: `${en} stands twice.` } };
    }
    const stranger = measure.responsible.find((party) => !isPrincipal(course, party));
    if (!stranger) return null;
    return {
      detail: {
        sv: `${sv} ligger på ${stranger}, som inte är huvudman i ärendet.`,
        en: `${en} is laid on ${stranger}, which is no principal of the case.`,
      },
    };
  });

/** Kommun and region of the case, who they were before, and those named in its lists as principals. */
function isPrincipal(course: Course, party: PartyId): boolean {
  const { story, kommun, clearances, regionSides } = course;
  const named = clearances.flatMap(({ clarified }) => clarified.data.between ?? []);
  const principals = [kommun, ...story.registrations.map(({ region }) => region), ...named];
  const acting = regionSides.at(-1)?.acting;
  return [...principals, ...(acting ? [acting] : [])].some((one) => covers(one, party) || legalPerson(one) === party);
}

const laidOnOther = (areas: readonly AreaKind[], own: 'kommun' | 'region', measure: Measure): boolean =>
  areas.includes(measure.kind) &&
  measure.responsible.length > 0 &&
  !measure.responsible.some((party) => partyKind(party) === own);

/** housing and social support are the kommun's. That the parties have cleared it otherwise is to be seen. */
export const socialOnKommun: FindingRule = ({ course }) =>
  ofEachMeasure(course, (measure) => {
    if (!laidOnOther(KOMMUN_AREAS, 'kommun', measure)) return null;
    const { sv, en } = named(measure);
    const detail = { sv: `${sv} är lagd på regionen.`, en: `${en} is laid on the region.` };
    return { severity: 'info', detail };
  });

const CARE_AREAS = REGION_AREAS.filter((kind) => kind !== 'selfCare');

/** health care is the region's; the kommun's ultimate responsibility does not take it over. */
export const careOnRegion: FindingRule = ({ course }) =>
  ofEachMeasure(course, (measure) => {
    if (!laidOnOther(CARE_AREAS, 'region', measure)) return null;
    const { sv, en } = named(measure);
    const detail = { sv: `${sv} är lagd på kommunen.`, en: `${en} is laid on the kommun.` };
    return { severity: 'info', detail };
  });
