/** What is to be done while the placement goes on. */
import { addDays } from '../calendar/index.js';
import { basisOn, isUnder, keyOf, principalsOn } from '../case/course.js';
import { factsOf, sidesOn } from '../case/story.js';
import { covers } from '../kernel/index.js';
import { ADULT_FROM_AGE } from '../placement/age-group.js';
import { endOf, firstOf, missedOf, type FindingRule, when } from './finding-rule.js';

/** a child's care by socialtjänstlagen is considered every sixth month. */
export const notConsidered: FindingRule = (judged) => missedOf(judged, CONSIDERATION_MISSED);

const CONSIDERATION_MISSED = {
  reviewSoL: { sv: 'Övervägandet är inte gjort i tid.', en: 'The consideration was not made in time.' },
};

/** care by 2 § LVU is considered and care by 3 § reexamined: two different decisions. */
export const notReviewed: FindingRule = (judged) => [...missedOf(judged, REVIEW_MISSED), ...onlyConsidered(judged)];

const REVIEW_MISSED = {
  reviewLVU2: { sv: 'Övervägandet är inte gjort i tid.', en: 'The consideration was not made in time.' },
  reviewLVU3: { sv: 'Omprövningen är inte gjord i tid.', en: 'The reexamination was not made in time.' },
};

/** Care by 3 § that was only considered is not reexamined. */
const onlyConsidered: FindingRule = ({ course }) =>
  factsOf(course.story.facts, 'placement.reviewed').flatMap((reviewed) => {
    const { basis } = basisOn(course, reviewed.data.on);
    const sections = basis.act === 'LVU' && !basis.interim ? (basis.sections ?? []) : [];
    const isReexamined = sections.includes('3') && !sections.includes('2');
    return when(isReexamined && reviewed.data.kind === 'consideration', () => ({
      key: `kind ${keyOf(reviewed)}`,
      severity: 'warning',
      parties: [course.kommun],
      raisedOn: reviewed.data.on,
      resolvedOn: firstOf(reexaminedAfter(reviewed), endOf(course)),
      causedBy: [reviewed],
      duty: 'reviewLVU',
      detail: {
        sv: 'Vård enligt 3 § övervägdes men omprövades inte.',
        en: 'Care by 3 § was considered but not reexamined.',
      },
    }));

    function reexaminedAfter(considered: typeof reviewed) {
      return factsOf(course.story.facts, 'placement.reviewed').find(
        ({ data }) => data.kind === 'reexamination' && data.on >= considered.data.on,
      )?.data.on;
    }
  });

/** the region is told when care starts, so that a health examination is offered. */
export const regionNotTold: FindingRule = (judged) => missedOf(judged, NOTICE_MISSED);

const NOTICE_MISSED = {
  healthExamination: {
    sv: 'Regionen är inte underrättad om hälsoundersökningen.',
    en: 'The region has not been told of the health examination.',
  },
};

/** the nämnd follows the placement and decides whether it goes on or ends; a child's care plan is revised in time. */
export const notFollowed: FindingRule = (judged) => {
  const { course } = judged;
  const { started, registered, story } = course;
  const planMissed = missedOf(judged, PLAN_MISSED);
  if (!started) return planMissed;
  const { plannedTo } = registered.data;
  const raisedOn = addDays(plannedTo, 1);
  const goesOn = factsOf(story.facts, 'placement.reviewed').find(
    ({ data }) => data.outcome === 'continue' && data.on >= started.data.startedOn && extendsBeyond(data.on),
  );
  const over = firstOf(goesOn?.data.on, endOf(course));
  return [
    ...planMissed,
    {
      key: 'plannedTo',
      severity: 'warning',
      parties: [course.kommun],
      raisedOn,
      resolvedOn: over,
      causedBy: [registered, started],
      detail: {
        sv: `Den planerade tiden gick ut ${plannedTo} utan beslut om att fortsätta eller avsluta.`,
        en: `The planned period ended on ${plannedTo} with no decision to go on or to end.`,
      },
    },
  ];

  /** A review within the last months of the plan tells that it goes on; one from its beginning does not. */
  function extendsBeyond(on: string): boolean {
    return on > addDays(plannedTo, -REVIEWED_BEFORE_DAYS);
  }
};

const PLAN_MISSED = {
  carePlanRevision: { sv: 'Vårdplanen är inte reviderad i tid.', en: 'The care plan was not revised in time.' },
};
const REVIEWED_BEFORE_DAYS = 60;

/** the home region is contacted before planned dental treatment elsewhere; acute care is always given. */
export const homeRegionContacted: FindingRule = ({ course }) =>
  factsOf(course.story.facts, 'placement.dentalContact').flatMap((contact) => {
    const { kind, homeRegionContactedOn, on } = contact.data;
    const home = sidesOn(course.story, on)?.region;
    const isElsewhere = home !== undefined && !covers(home, contact.meta.party);
    const isContacted = homeRegionContactedOn !== undefined && homeRegionContactedOn <= on;
    const isYoung = isUnder(course, ADULT_FROM_AGE, on) === true;
    return when(kind === 'planned' && isElsewhere && !isContacted && isYoung, () => ({
      key: keyOf(contact),
      parties: [contact.meta.party, ...(home ? [home] : [])],
      raisedOn: on,
      resolvedOn: homeRegionContactedOn,
      causedBy: [contact],
      detail: {
        sv: 'Hemregionen var inte kontaktad före behandlingen.',
        en: 'The home region had not been contacted before the treatment.',
      },
    }));
  });

/** The agreement's word for who decides; the statute (lag 2022:1250) says treating staff with a licence, which is wider. */
const TREATING_PHYSICIAN = new Set(['behandlingsansvariglakare', 'treatingphysician', 'responsiblephysician']);

const plainRole = (role: string): string =>
  role
    .toLowerCase()
    .replaceAll('ä', 'a')
    .replace(/[^a-z]/g, '');

/** by the agreement the treating physician decides what is self care. */
export const selfCareDecided: FindingRule = ({ course }) =>
  factsOf(course.story.facts, 'placement.selfCareDecided').flatMap((decided) =>
    when(!TREATING_PHYSICIAN.has(plainRole(decided.data.decidedByRole)), () => ({
      key: keyOf(decided),
      // The statute lets others among the treating staff decide, so it is against the agreement only.
      severity: 'warning',
      parties: [decided.meta.party],
      raisedOn: decided.data.on,
      causedBy: [decided],
      detail: {
        sv: 'Beslutet är inte fattat av behandlingsansvarig läkare.',
        en: 'The decision was not made by the treating physician.',
      },
    })),
  );

/** both halves of the two months, apart. An escalation, not a loss of right. */
export const notCleared: FindingRule = (judged) =>
  missedOf(judged, CLEARING_MISSED).map((seen) => ({ ...seen, parties: principalsOn(judged.course, seen.raisedOn) }));

const CLEARING_MISSED = {
  emergencyCostAllocation: {
    sv: 'Kostnadsfördelningen är inte klarlagd i tid.',
    en: 'The cost allocation was not cleared in time.',
  },
  emergencyRegistration: {
    sv: 'Folkbokföringskommunen är inte klarlagd i tid.',
    en: 'The registration kommun was not cleared in time.',
  },
};
