/** Whether the agreement reaches the placement, and whose resident the person is (A-001, A-002, A-007, A-076, A-077, H-002). */
import { isUnder } from '../story/course.js';
import { principalsOn } from '../story/parties.js';
import { covers, filled, messageKeyOf, type Sentence } from '../kernel/index.js';
import { notBefore, type RegionSide } from '../story/region-side.js';
import { defaultRegionOf } from '../story/registration.js';
import { type Judged, type Seen, type SeenBy, when } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { SCOPE_SAYS } from './scope-says.data.js';

/**
 * A-001 "när kommunen beslutar om placering": with no agreement in force for that kommun on the day statute alone binds
 * (G-16: a gap is a gap).
 */
const withoutAgreement: SeenBy = ({ course: { story, registered, kommun } }) => {
  const outside = !story.surroundings.agreements.some((agreement) =>
    agreement.registered.parties.some((party) => covers(party, kommun)),
  );
  return when(story.agreement === null, () => ({
    key: 'agreement',
    parties: [kommun],
    raisedOn: registered.meta.saidOn,
    causedBy: [registered],
    says: outside ? SCOPE_SAYS.noParty : SCOPE_SAYS.notInForce,
  }));
};

/**
 * A-002 "regionens hälso- och sjukvård, (inklusive tandvård) och kommunernas socialtjänster": a region that is no party
 * to the agreement that judges is bound by statute alone.
 */
const regionOutsideAgreement: SeenBy = ({ course }) => {
  const { story, registered } = course;
  const parties = story.agreement?.state.registered.parties ?? [];
  const sides = course.regionSides;
  const isOutside = (side: RegionSide): boolean => !parties.some((party) => covers(party, side.legal));
  return sides.flatMap((side, at) => {
    const before = sides[at - 1];
    if (!story.agreement || !isOutside(side) || (before && before.legal === side.legal)) return [];
    const raisedOn = notBefore(side, registered.meta.saidOn);
    const next = sides.slice(at + 1).find(({ legal }) => legal !== side.legal)?.since ?? undefined;
    return [
      {
        key: `region ${side.registration.said.meta.eventId}`,
        parties: [course.kommun, side.legal],
        raisedOn,
        resolvedOn: next,
        causedBy: [side.registration.said],
        duty: 'careOfResidents',
        says: SCOPE_SAYS.regionNoParty,
      },
    ];
  });
};

/** A-007 "pågår under en begränsad tid med bestämda mål": goals. The limited time is required of the message. */
const withoutGoals: SeenBy = ({ course: { registered, kommun } }) =>
  when(registered.data.goals.length === 0, () => ({
    key: 'goals',
    parties: [kommun],
    raisedOn: registered.meta.saidOn,
    causedBy: [registered],
    says: SCOPE_SAYS.noGoals,
  }));

/**
 * A-076 "Om folkbokföringen ändras till annat län tar den nya regionen över vårdansvaret": the former acts until it has
 * accepted.
 */
const regionChanged: SeenBy = ({ course }) => {
  const sides = course.regionSides;
  return sides.flatMap((side, at) => {
    const { flippedBy, acting, legal } = side;
    if (!flippedBy || sides[at - 1]?.flippedBy === flippedBy) return [];
    const raisedOn = flippedBy.data.from;
    const over = sides.slice(at + 1).find((next) => next.flippedBy !== flippedBy)?.since ?? undefined;
    return [
      {
        key: `change ${messageKeyOf(flippedBy)}`,
        parties: [course.kommun, legal, acting],
        raisedOn,
        resolvedOn: over,
        causedBy: [flippedBy],
        duty: 'careOfResidents',
        says: filled(SCOPE_SAYS.toBeHandedOver, { legal, from: raisedOn, acting }),
      },
    ];
  });
};

/** While the registration is unclear the region is the placing kommun's, as a default. */
function registrationUnclear({ course }: Judged, says: Sentence): readonly Seen[] {
  const byDefault = defaultRegionOf(course.registered, course.story.facts);
  if (!byDefault) return [];
  const raisedOn = course.registered.meta.saidOn;
  return [
    {
      key: 'registration',
      parties: principalsOn(course.story, raisedOn),
      raisedOn,
      resolvedOn: byDefault.until ?? undefined,
      causedBy: [course.registered],
      says,
    },
  ];
}

/** Whether the person is a child or a young person when the placement is registered. */
const isYoung = ({ course }: Judged): boolean => isUnder(course, 'adult', course.registered.meta.saidOn) === true;

/** A-077 "fortsatt folkbokförd hos föräldrar/vårdnadshavare i sin hemkommun", of a child or young person. */
const youngUnclear: SeenBy = (judged) => (isYoung(judged) ? registrationUnclear(judged, SCOPE_SAYS.unclear) : []);

/** H-002 "Så länge folkbokföringen är oklar räknas regionen i den placerande kommunens län", of anyone else. */
const otherUnclear: SeenBy = (judged) => (isYoung(judged) ? [] : registrationUnclear(judged, SCOPE_SAYS.notYetClear));

const IS_NAMED_ANYWAY =
  'the region side is a principal, known to all who have a role in the case; the kommun is not told';

const ofUnclear = {
  discloses: 'case',
  readsStricter: {
    classes: ['place', 'identity'],
    because:
      'it tells that the registration is unclear, never where it may be, and on which side of an age the person is',
  },
} as const;

export const SCOPE_FINDINGS: FindingTable<Judged> = {
  'A-001': { seenBy: withoutAgreement, discloses: 'case' },
  'A-002': {
    seenBy: regionOutsideAgreement,
    discloses: 'case',
    readsStricter: { classes: ['place'], because: IS_NAMED_ANYWAY },
  },
  'A-007': {
    seenBy: withoutGoals,
    discloses: 'case',
    readsStricter: { classes: ['sensitive'], because: 'it tells that no goal is stated, never one that is' },
  },
  'A-076': {
    seenBy: regionChanged,
    discloses: 'case',
    readsStricter: { classes: ['place'], because: IS_NAMED_ANYWAY },
    severity: {
      is: 'warning',
      because: 'it is against nothing that the registration moved: it is to be handed over, and is not yet',
    },
  },
  'A-077': { seenBy: youngUnclear, ...ofUnclear },
  'H-002': { seenBy: otherUnclear, ...ofUnclear },
};
