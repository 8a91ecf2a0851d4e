/** What is to be done while the placement goes on. */
import { addDays, earliest, yearOf } from '../calendar/index.js';
import { isUnder, turns, type Course } from '../story/course.js';
import { sidesOn } from '../story/parties.js';
import { factsOf } from '../story/story.js';
import { covers, filled, messageKeyOf, type Day } from '../kernel/index.js';
import { valueOn } from '../rules/index.js';
import { endOf, inEach, type Judged, type SeenBy, when, thePlacer } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { FOLLOW_UP_SAYS } from './follow-up-says.data.js';
import { PLAIN_LETTERS, TREATING_PHYSICIAN } from './treating-physician.data.js';
import { corrected, nothing, theFirstConcerned, told } from '../making/answering.js';

/** A-078 "följa upp placeringen regelbundet… fortsätta eller avslutas": the nämnd decides which. */
const plannedTimeOver: SeenBy = ({ course }) => {
  const { started, registered, story } = course;
  if (!started) return [];
  const { plannedTo } = registered.data;
  const goesOn = factsOf(story.facts, 'placement.reviewed').find(
    ({ data }) => data.outcome === 'continue' && data.on >= started.data.startedOn && extendsBeyond(data.on),
  );
  return [
    {
      key: 'plannedTo',
      parties: [course.kommun],
      raisedOn: addDays(plannedTo, 1),
      resolvedOn: earliest(goesOn?.data.on, endOf(course)),
      causedBy: [registered, started],
      says: filled(FOLLOW_UP_SAYS.plannedTimeOver, { plannedTo }),
    },
  ];

  /** A review within the last months of the plan tells that it goes on; one from its beginning does not. */
  function extendsBeyond(on: Day): boolean {
    const days = valueOn('followUpBeforeEnd', plannedTo);
    return days !== undefined && on > addDays(plannedTo, -days);
  }
};

/**
 * A-083 "måste hemregionen alltid kontaktas innan en planerad tandvårdsbehandling påbörjas", elsewhere; acute care is
 * always given.
 */
const homeRegionContacted: SeenBy = ({ course }) =>
  factsOf(course.story.facts, 'placement.dentalContact').flatMap((contact) => {
    const { kind, homeRegionContactedOn, on } = contact.data;
    const home = sidesOn(course.story, on)?.region;
    const isElsewhere = home !== undefined && !covers(home, contact.meta.party);
    const isContacted = homeRegionContactedOn !== undefined && homeRegionContactedOn <= on;
    const isYoung = isUnder(course, 'adult', on) === true;
    return when(kind === 'planned' && isElsewhere && !isContacted && isYoung, () => ({
      key: messageKeyOf(contact),
      parties: [contact.meta.party, ...(home ? [home] : [])],
      raisedOn: on,
      resolvedOn: homeRegionContactedOn,
      causedBy: [contact],
      says: FOLLOW_UP_SAYS.homeNotContacted,
    }));
  });

/**
 * A-082 "till och med det år de fyller 19 år": whether a region offers one regular dental care on a day, by its calendar year.
 * null where the birth date is erased.
 */
function isOfferedDentalCare(course: Course, day: Day): boolean | null {
  const birthday = turns(course, 'dentalCareOffered');
  return birthday === null ? null : yearOf(day) <= yearOf(birthday);
}

/** A-082 "till och med det år de fyller 19 år": planned care of a young person for whom that year is over. */
const dentalCareNotOffered: SeenBy = ({ course }) =>
  inEach(factsOf(course.story.facts, 'placement.dentalContact'), (contact) => {
    const { kind, on } = contact.data;
    const isYoung = isUnder(course, 'adult', on) === true;
    if (kind !== 'planned' || !isYoung || isOfferedDentalCare(course, on) !== false) return null;
    return {
      key: messageKeyOf(contact),
      parties: [course.kommun, contact.meta.party],
      raisedOn: on,
      causedBy: [contact],
      says: FOLLOW_UP_SAYS.dentalCareNotOffered,
    };
  });

/** A role as it is compared: its letters alone, without their marks. */
function plainRole(role: string): string {
  const unmarked = Array.from(role.toLowerCase(), (letter) => PLAIN_LETTERS[letter] ?? letter);
  return unmarked.join('').replace(/[^a-z]/g, '');
}

const PHYSICIANS = new Set(TREATING_PHYSICIAN.map(plainRole));

/** A-084 "Behandlingsansvarig läkare beslutar vad som är egenvård", by the agreement. */
const selfCareDecided: SeenBy = ({ course }) =>
  factsOf(course.story.facts, 'placement.selfCareDecided').flatMap((decided) =>
    when(!PHYSICIANS.has(plainRole(decided.data.decidedByRole)), () => ({
      key: messageKeyOf(decided),
      parties: [decided.meta.party],
      raisedOn: decided.data.on,
      causedBy: [decided],
      says: FOLLOW_UP_SAYS.notByPhysician,
    })),
  );

export const FOLLOW_UP_FINDINGS: FindingTable<Judged> = {
  'A-078': {
    seenBy: plannedTimeOver,
    answer: told(['placement.reviewed', 'placement.ended'], thePlacer),
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'the planned time was to be told, but no act says that it ends the placement',
    },
  },
  'A-082': {
    seenBy: dentalCareNotOffered,
    answer: nothing('the care was given: that it is no longer offered as to a child is only to be seen'),
    discloses: 'sensitive',
    severity: {
      is: 'info',
      because: 'nothing is broken: that the care is no longer offered as to a child is to be seen',
    },
  },
  'A-083': {
    seenBy: homeRegionContacted,
    answer: corrected(['placement.dentalContact'], theFirstConcerned),
    discloses: 'sensitive',
  },
  'A-084': {
    seenBy: selfCareDecided,
    answer: nothing('it was decided as it was: what is decided later is another decision'),
    discloses: 'sensitive',
    severity: {
      is: 'warning',
      because: 'the statute lets others among the treating staff decide, so it is against the agreement only',
    },
  },
};
