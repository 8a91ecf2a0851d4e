/** Who is responsible for each area and measure as of a day. */
import { homeOf, type Course, type HomeSpan } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { type ResponsibilityRow } from './responsibility-view.js';
import { type CaseFact } from '../saying/case.js';
import { legalPerson, partyCode, partyKind, sameSide, type Day, type PartyId, type Said } from '../kernel/index.js';
import { statuteOn, whyOf, type Duty, type RuleId, type StatuteRef, type Why } from '../rules/index.js';
import { ageGroupOn } from '../placement/facts/age-group.js';
import { type AreaKind, type Measure } from '../placement/facts/placement.js';
import { isClearedOn, type Clearance } from '../story/clearance.js';
import { isFormerPlacer, notBeforePlacing, placedNow, takenOver, whyTakenOver } from './taken-over.js';
import { notBefore, type RegionSide } from '../story/region-side.js';

type Changed = FactOf<'placement.registrationChanged'>;

/** A-090 "boendet och alla sociala stödinsatser": the kommun is responsible for them, decides and finances them. */
export const KOMMUN_AREAS = ['housing', 'socialSupport'] as const satisfies readonly AreaKind[];

/**
 * A-091 "de hälso- och sjukvårdsinsatser som… behöver under placeringen": the region is responsible for them, decides and
 * finances them.
 */
export const REGION_AREAS = [
  'healthcare',
  'psychiatry',
  'dental',
  'rehabilitation',
  'selfCare',
] as const satisfies readonly AreaKind[];

/** What of them no list lays on the kommun alone in the region's place; self-care is carried out where the person is. */
const CARE_AREAS: readonly AreaKind[] = REGION_AREAS.filter((kind) => kind !== 'selfCare');

/** Whether a measure of care is laid on others than a region, all of them. */
export const isCareWithoutRegion = ({ kind, responsible }: Pick<Measure, 'kind' | 'responsible'>): boolean =>
  CARE_AREAS.includes(kind) && !responsible.some((party) => partyKind(party) === 'region');

/** Every row that holds on the story's day: a cleared measure takes the place of its area's default. */
export function areasOf(course: Course): readonly ResponsibilityRow[] {
  const region = course.regionSides.at(-1);
  if (!region) return [];
  const cleared = listOn(course, course.story.asOf);
  const named = new Set(cleared?.measures.map(({ kind }) => kind));
  const ofRegion = regionAreas(course, region);
  const rows = [
    ...kommunAreas(course, region).filter(({ kind }) => !named.has(kind)),
    ...ofRegion.filter(({ kind }) => !named.has(kind)),
    ...(cleared ? careBesideList(course, region, cleared, ofRegion) : []),
    ...(named.has('schooling') ? [] : schoolingArea(course)),
    ...(cleared ? cleared.measures.flatMap((measure) => measureRows(course, region, cleared, measure)) : []),
  ];
  return rows.filter(({ to }) => to === undefined || to >= course.story.asOf);
}

/** The list that holds on a day; where none does because the principals have changed, the last that did. */
function listOn({ clearances }: Course, day: Day): (Clearance & { readonly holds: boolean }) | null {
  const holding = clearances.findLast((clearance) => isClearedOn(clearance, day));
  const list = holding ?? clearances.at(-1);
  return list ? { ...list, holds: holding !== undefined } : null;
}

/** From the start, else the planned one. */
const startOf = ({ started, registered }: Course): Day => started?.data.startedOn ?? registered.data.plannedFrom;

/** What ends with the placement. */
const untilEnd = ({ ended }: Course): { readonly to?: Day } => (ended ? { to: ended.data.endedOn } : {});

function kommunAreas(course: Course, region: RegionSide): readonly ResponsibilityRow[] {
  const row = {
    responsible: course.kommun,
    status: 'default' as const,
    from: notBeforePlacing(course, startOf(course)),
    ...untilEnd(course),
    why: kommunWhy(course, region),
  };
  return KOMMUN_AREAS.map((kind) => ({ kind, ...row }));
}

/**
 * A-090 "boendet och alla sociala stödinsatser". They follow the decision, not the bed and not the registration: A-076
 * "den placerande kommunens ansvar ändras inte". S-014 "Under en tillfällig vistelse ansvarar vistelsekommunen", which
 * places in an emergency whom another kommun, or none that is clear, answers for.
 */
function kommunWhy(course: Course, region: RegionSide): Why {
  const taken = takenOver(course);
  if (taken) return whyTakenOver(course, taken);
  const changed = factsOf(course.story.facts, 'placement.registrationChanged').at(-1);
  const home = homeOf(course);
  const duty = dutyOfPlacing(course, home, changed);
  const causes: Said<CaseFact>[] = [course.registered];
  if (home.said !== course.registered) causes.push(home.said);
  if (changed) causes.push(changed);
  const ofStay: RuleId = duty === 'kommunOfStay' ? 'S-014' : 'A-090';
  return whyOf(course.story, region.movedBy ? 'A-076' : ofStay, causes, statuteOn(duty, course.story.asOf));
}

/** SoL 29:2 where the home lies in another kommun; else 29:4 of the kommun of stay, 29:10 after a change, and 29:1. */
function dutyOfPlacing(course: Course, home: HomeSpan, changed: Changed | undefined): Duty {
  if (home.hvb.kommun !== partyCode(course.kommun)) return 'kommunThatPlaced';
  if (course.registered.data.mode === 'emergency' && !isItsResident(course)) return 'kommunOfStay';
  return changed ? 'transferOfCase' : 'kommunOfResidence';
}

/** Whether the person was the placing kommun's own by the registration at the start, which a change does not undo. */
const isItsResident = ({ story, kommun }: Course): boolean => story.registrations[0]?.kommun === partyCode(kommun);

const lawOfRegion = ({ story }: Course, { registration }: RegionSide): StatuteRef | undefined =>
  statuteOn(registration.notRegistered ? 'careOfNotRegistered' : 'careOfResidents', story.asOf);

/**
 * The region's own, by `ruleOfRegion`; A-084 "Behandlingsansvarig läkare beslutar vad som är egenvård". They go on after
 * the placement, by need: so they have no end of their own.
 */
function regionAreas(course: Course, region: RegionSide): readonly ResponsibilityRow[] {
  const row = { responsible: region.legal, from: notBefore(region, startOf(course)), ...actingFor(region) };
  if (region.flippedBy) {
    const why = flipWhy(course, region, region.flippedBy);
    return REGION_AREAS.map((kind) => ({ kind, ...row, status: 'legal', why }));
  }
  const whyBy = (rule: RuleId): Why =>
    whyOf(course.story, rule, regionCauses(course, region), lawOfRegion(course, region));
  const why = whyBy(ruleOfRegion(region));
  return REGION_AREAS.map((kind) => {
    return { kind, ...row, status: 'default', why: kind === 'selfCare' ? whyBy('A-084') : why };
  });
}

/**
 * A-079 "inskränker således inte övriga huvudmäns ansvar": the region stays responsible for an area of care of which the list
 * lays every measure on others.
 */
function careBesideList(
  course: Course,
  region: RegionSide,
  { clarified, confirmed, measures }: Clearance,
  ofRegion: readonly ResponsibilityRow[],
): readonly ResponsibilityRow[] {
  const left = ofRegion.filter(({ kind }) => {
    const ofKind = measures.filter((measure) => measure.kind === kind);
    return ofKind.length > 0 && ofKind.every(isCareWithoutRegion);
  });
  if (left.length === 0) return [];
  const causes = confirmed ? [clarified, confirmed] : [clarified];
  const why = whyOf(course.story, 'A-079', causes, lawOfRegion(course, region));
  return left.map((row) => (row.status === 'default' ? { ...row, why } : row));
}

/** A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår": who acts, where it is another. */
const actingFor = ({ acting, legal }: RegionSide): Pick<ResponsibilityRow, 'acting'> =>
  acting === legal ? {} : { acting };

/**
 * A-076 "Om folkbokföringen ändras till annat län tar den nya regionen över vårdansvaret": legally from the day; by statute
 * alone where it is no party to the agreement.
 */
const flipWhy = (course: Course, region: RegionSide, flippedBy: Changed): Why =>
  whyOf(course.story, 'A-076', [flippedBy], lawOfRegion(course, region));

/**
 * A-091 "de hälso- och sjukvårdsinsatser som… behöver under placeringen"; H-002 "Så länge folkbokföringen är oklar räknas
 * regionen i den placerande kommunens län"; for one who by law is never folkbokförd S-017
 * "vistelseortens region räknas".
 */
function ruleOfRegion({ status, registration }: RegionSide): RuleId {
  if (registration.notRegistered) return 'S-017';
  return status === 'default' ? 'H-002' : 'A-091';
}

const regionCauses = ({ registered }: Course, { registration: { said } }: RegionSide): readonly Said<CaseFact>[] =>
  said === registered ? [registered] : [registered, said];

/**
 * A-073 "socialtjänsten säkerställer skolgången… skolan i placeringskommunen ger en adekvat skolgång": until a school is told
 * the placing kommun, then the kommun where it is.
 */
function schoolingArea(course: Course): readonly ResponsibilityRow[] {
  const { story, birthDate } = course;
  const told = factsOf(story.facts, 'placement.schooling').filter(({ data }) => data.phase !== 'followUp');
  const school = told.at(-1);
  if (!school && ageGroupOn(birthDate, story.asOf) === 'vuxen') return [];
  const row = { kind: 'schooling', status: 'default', ...untilEnd(course) } as const;
  if (!school) {
    const taken = takenOver(course);
    const why = whyOf(story, 'A-073', taken ? [course.registered, taken.said] : [course.registered]);
    return [{ ...row, responsible: course.kommun, from: notBeforePlacing(course, startOf(course)), why }];
  }
  const { schoolKommun, on } = school.data;
  const isPlacing = schoolKommun === partyCode(course.kommun);
  const responsible = isPlacing ? course.kommun : (`kommun-${schoolKommun}` as PartyId);
  return [{ ...row, responsible, from: on, why: whyOf(story, 'A-073', [school]) }];
}

/** A-013 "Varje verksamhet ansvarar för insatser inom ramen för sitt ansvarsområde": a row for each, joint for several. */
function measureRows(
  course: Course,
  region: RegionSide,
  cleared: Clearance & { readonly holds: boolean },
  { measureId, kind, responsible }: Measure,
): readonly ResponsibilityRow[] {
  const { clearedOn, clarified, confirmed, holds } = cleared;
  const why = whyOf(course.story, 'A-013', confirmed ? [clarified, confirmed] : [clarified]);
  const isJoint = responsible.length > 1;
  return responsible.map((party) => ({
    kind,
    measureId,
    ...(isJoint ? { joint: true } : {}),
    ...(goesOn(course, measureId, party) ? {} : untilEnd(course)),
    ...(isFormerPlacer(course, party)
      ? {
          responsible: party,
          status: holds ? 'cleared' : 'default',
          from: clearedOn,
          why,
          ...placedNow(course, { clearedOn, holds }),
        }
      : heldBy(course, region, party, { clearedOn, holds, why })),
  }));
}

/** A measure that was going on at the end is not broken off, and health care remains by need. */
const goesOn = ({ ended }: Course, measureId: Measure['measureId'], party: PartyId): boolean =>
  partyKind(party) === 'region' || (ended?.data.ongoingMeasures.includes(measureId) ?? false);

type Held = Pick<ResponsibilityRow, 'responsible' | 'acting' | 'status' | 'from' | 'why'>;

/**
 * What the list laid on the region of the former county is legally the new one's from the day it moved. Behind a list
 * whose days are over nobody stands any more (H-003): what is not moved by law goes on by default.
 */
function heldBy(
  course: Course,
  region: RegionSide,
  party: PartyId,
  { clearedOn, holds, why }: { readonly clearedOn: Day; readonly holds: boolean; readonly why: Why },
): Held {
  const { flippedBy, legal, acting } = region;
  const row: Held = { responsible: party, status: holds ? 'cleared' : 'default', from: clearedOn, why };
  if (!flippedBy) return heldByItsRegion(region, row);
  if (legalPerson(party) === legal) return { ...row, acting };
  if (legalPerson(party) !== acting) return row;
  const from = notBefore(region, clearedOn);
  return { responsible: legal, acting, status: 'legal', from, why: flipWhy(course, region, flippedBy) };
}

/** Where nothing is to be handed over: a region that is no longer the one has left it to the one that is. */
function heldByItsRegion(region: RegionSide, row: Held): Held {
  const { legal } = region;
  const isOthers =
    row.status === 'default' && partyKind(row.responsible) === 'region' && !sameSide(row.responsible, legal);
  const held = isOthers ? { ...row, responsible: legal, from: notBefore(region, row.from) } : row;
  return legalPerson(held.responsible) === legal ? { ...held, ...actingFor(region) } : held;
}
