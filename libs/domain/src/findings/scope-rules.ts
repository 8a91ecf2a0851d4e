/** Whether the agreement reaches the placement, and whose resident the person is. */
import { principalsOn } from '../case/course.js';
import { covers, type Day } from '../kernel/index.js';
import { type RegionSide } from '../responsibility/region-side.js';
import { type FindingRule, when } from './finding-rule.js';

/** no agreement in force for the placing kommun on the day: then statute alone binds (G-16: a gap is a gap). */
export const withoutAgreement: FindingRule = ({ course: { story, registered, kommun } }) => {
  const outside = !story.surroundings.agreements.some((agreement) =>
    agreement.registered.parties.some((party) => covers(party, kommun)),
  );
  return when(story.agreement === null, () => ({
    key: 'agreement',
    parties: [kommun],
    raisedOn: registered.meta.saidOn,
    causedBy: [registered],
    detail: outside
      ? { sv: 'Den placerande kommunen är inte part.', en: 'The placing kommun is no party.' }
      : {
          sv: 'Ingen överenskommelse gäller för kommunen den dag placeringen börjar.',
          en: 'No agreement is in force for the kommun on the day the placement starts.',
        },
  }));
};

/** the region side is no party to the agreement that judges: it is bound by statute alone. */
export const regionOutsideAgreement: FindingRule = ({ course }) => {
  const { story, registered } = course;
  const parties = story.agreement?.state.registered.parties ?? [];
  const sides = course.regionSides;
  const isOutside = (side: RegionSide): boolean => !parties.some((party) => covers(party, side.legal));
  return sides.flatMap((side, at) => {
    const before = sides[at - 1];
    if (!story.agreement || !isOutside(side) || (before && before.legal === side.legal)) return [];
    const raisedOn = laterOf(registered.meta.saidOn, side.since);
    const next = sides.slice(at + 1).find(({ legal }) => legal !== side.legal)?.since ?? undefined;
    return [
      {
        key: `region ${side.registration.eventId}`,
        parties: [course.kommun, side.legal],
        raisedOn,
        resolvedOn: next,
        causedBy: [{ meta: { eventId: side.registration.eventId } }],
        duty: 'careOfResidents',
        detail: {
          sv: 'Regionen där personen är folkbokförd är inte part; för den gäller lagen.',
          en: 'The region of registration is no party; it is bound by statute.',
        },
      },
    ];
  });
};

const laterOf = (day: Day, other: Day | null): Day => (other !== null && other > day ? other : day);

/** a placement has determined goals. Its limited time is required of the message. */
export const withoutGoals: FindingRule = ({ course: { registered, kommun } }) =>
  when(registered.data.goals.length === 0, () => ({
    key: 'goals',
    parties: [kommun],
    raisedOn: registered.meta.saidOn,
    causedBy: [registered],
    detail: { sv: 'Inga mål är angivna.', en: 'No goals are stated.' },
  }));

/** the registration moved to another county: the new region is responsible, the former acts until it has accepted. */
export const regionChanged: FindingRule = ({ course }) => {
  const sides = course.regionSides;
  return sides.flatMap((side, at) => {
    const { flippedBy, acting, legal } = side;
    if (!flippedBy || sides[at - 1]?.flippedBy === flippedBy) return [];
    const raisedOn = flippedBy.data.from;
    const over = sides.slice(at + 1).find((next) => next.flippedBy !== flippedBy)?.since ?? undefined;
    return [
      {
        key: `change ${flippedBy.meta.source} ${flippedBy.meta.messageId}`,
        // Against nothing: it is to be handed over, and that it is not yet is to be seen.
        severity: 'warning' as const,
        parties: [course.kommun, legal, acting],
        raisedOn,
        resolvedOn: over,
        causedBy: [flippedBy],
        duty: 'careOfResidents',
        detail: {
          sv: `${legal} ansvarar för vården från och med ${raisedOn}; ${acting} fortsätter tills den har tagit över.`,
          en: `${legal} is responsible for the care from ${raisedOn}; ${acting} goes on until it has taken over.`,
        },
      },
    ];
  });
};

/** while the registration is unclear the region is the placing kommun's, as a default. */
export const registrationUnclear: FindingRule = ({ course }) => {
  const [first, ...rest] = course.regionSides;
  if (!first || first.status === 'established') return [];
  const raisedOn = course.registered.meta.saidOn;
  const established = rest.find(({ status }) => status === 'established')?.since ?? undefined;
  return [
    {
      key: 'registration',
      parties: principalsOn(course, raisedOn),
      raisedOn,
      resolvedOn: established,
      causedBy: [course.registered],
      detail: {
        sv: 'Folkbokföringen är oklar; tills vidare räknas den placerande kommunens region.',
        en: "The registration is unclear; for now the placing kommun's region counts.",
      },
    },
  ];
};
