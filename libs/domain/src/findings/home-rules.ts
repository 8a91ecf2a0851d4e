/** What a home must have, for each home of the placement. */
import { type Course, type HomeSpan } from '../story/course.js';
import { type Day, type Sentence } from '../kernel/index.js';
import { endOf, inEach, type Judged, type Seen, type SeenBy, thePlacer } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { HOME_SAYS } from './home-says.data.js';
import { corrected, told, type WaitsFor } from '../making/answering.js';

/** Each home that has the shortcoming, from when it was told of the placement there until the next move or the end. */
const atEachHome = (course: Course, lacks: (home: HomeSpan) => Sentence | null): readonly Seen[] =>
  inEach(course.homes, (home, at) => {
    const says = lacks(home);
    if (!says) return null;
    const raisedOn = isFirst(home) ? home.said.meta.saidOn : home.from;
    const resolvedOn: Day | undefined = course.homes[at + 1]?.from ?? endOf(course);
    return { key: home.key, parties: [course.kommun], raisedOn, resolvedOn, causedBy: [home.said], says };
  });

const isFirst = ({ said }: HomeSpan): boolean => said.type === 'placement.registered';

/**
 * A-009 "En privat aktör måste ha tillstånd av IVO… Tillstånd behövs inte för sådan verksamhet som kommun själv
 * bedriver, men… anmäla": a region's own is notified too. The number of a permit is sealed and reads as empty here.
 */
const permitOrNotice: SeenBy = ({ course }) =>
  atEachHome(course, ({ hvb }) => {
    if (hvb.kind === 'private' && hvb.ivoPermit === undefined) return HOME_SAYS.noPermit;
    const isPublic = hvb.kind === 'municipal' || hvb.kind === 'regional';
    return isPublic && hvb.ivoNotified === false ? HOME_SAYS.notNotified : null;
  });

/** A-010 "ska en anmälan göras till IVO:s vårdgivarregister", for a home that gives health care itself. */
const notInRegister: SeenBy = ({ course }) =>
  atEachHome(course, ({ hvb }) =>
    hvb.providesHealthcare && hvb.inCaregiverRegister === false ? HOME_SAYS.notInRegister : null,
  );

const registerUnsaid: SeenBy = ({ course }) =>
  atEachHome(course, ({ hvb }) =>
    hvb.providesHealthcare && hvb.inCaregiverRegister === undefined ? HOME_SAYS.registerUnsaid : null,
  );

/**
 * A-011 "genom samverkan med externa vårdgivare eller med den region där placeringen sker", where the home gives no
 * health care of its own.
 */
const healthcareSourced: SeenBy = ({ course }) =>
  atEachHome(course, ({ hvb, healthcareSource }) => {
    const others = healthcareSource.filter((source) => source !== 'ownHvb');
    const isSourced = hvb.providesHealthcare ? healthcareSource.length > 0 : others.length > 0;
    return isSourced ? null : HOME_SAYS.noHealthcare;
  });

/** A home's shortcoming is one of the case: which home it is, and where, is not told. */
const ofSomeHome = {
  discloses: 'case',
  readsStricter: { classes: ['place'], because: 'it tells what the home lacks, not which it is or where' },
} as const;

const whoToldOfTheHome: WaitsFor<Judged> = ({ course }, { key }) =>
  course.homes.filter((home) => home.key === key).map(({ said }) => said.meta.party);

export const HOME_FINDINGS: FindingTable<Judged> = {
  'A-009': { seenBy: permitOrNotice, answer: told(['placement.moved'], thePlacer), ...ofSomeHome },
  'A-010': [
    { seenBy: notInRegister, answer: told(['placement.moved'], thePlacer), ...ofSomeHome },
    {
      seenBy: registerUnsaid,
      answer: corrected(['placement.registered', 'placement.moved'], whoToldOfTheHome),
      ...ofSomeHome,
      severity: { is: 'warning', because: 'nothing is known against the home: what the rule needs is not said' },
    },
  ],
  'A-011': {
    seenBy: healthcareSourced,
    answer: told(['placement.moved'], thePlacer),
    ...ofSomeHome,
    severity: { is: 'warning', because: 'the rule only tells how homes differ, but here nobody gives the care' },
  },
};
