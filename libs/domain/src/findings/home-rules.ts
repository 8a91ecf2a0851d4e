/** What a home must have, for each home of the placement. */
import { type Course, type HomeSpan } from '../case/course.js';
import { type Day } from '../kernel/index.js';
import { endOf, inEach, type FindingRule, type Seen, type Sentence } from './finding-rule.js';

interface Shortcoming {
  readonly detail: Sentence;
  readonly severity?: Seen['severity'];
}

/** Each home that has the shortcoming, from when it was told of the placement there until the next move or the end. */
const atEachHome = (course: Course, shortcomingOf: (home: HomeSpan) => Shortcoming | null): readonly Seen[] =>
  inEach(course.homes, (home, at) => {
    const shortcoming = shortcomingOf(home);
    if (!shortcoming) return null;
    const raisedOn = isFirst(home) ? home.said.meta.saidOn : home.from;
    const resolvedOn: Day | undefined = course.homes[at + 1]?.from ?? endOf(course);
    return { key: home.key, parties: [course.kommun], raisedOn, resolvedOn, causedBy: [home.said], ...shortcoming };
  });

const isFirst = ({ said }: HomeSpan): boolean => said.type === 'placement.registered';

/** a private home needs IVO's permit, whose number is sealed and reads as empty here; a kommun's or a region's own is notified to IVO. */
export const permitOrNotice: FindingRule = ({ course }) =>
  atEachHome(course, ({ hvb }) => {
    if (hvb.kind === 'private' && hvb.ivoPermit === undefined) {
      return { detail: { sv: 'Hemmet saknar tillstånd av IVO.', en: 'The home has no permit from IVO.' } };
    }
    const isPublic = hvb.kind === 'municipal' || hvb.kind === 'regional';
    if (!isPublic || hvb.ivoNotified !== false) return null;
    return { detail: { sv: 'Hemmet är inte anmält till IVO.', en: 'The home is not notified to IVO.' } };
  });

/** a home that gives health care is in IVO's register of caregivers. */
export const caregiverRegister: FindingRule = ({ course }) =>
  atEachHome(course, ({ hvb }) => {
    if (!hvb.providesHealthcare || hvb.inCaregiverRegister === true) return null;
    if (hvb.inCaregiverRegister === false) {
      return { detail: { sv: 'Hemmet finns inte i registret.', en: 'The home is not in the register.' } };
    }
    const detail = { sv: 'Uppgift om registret saknas.', en: 'Nothing is said of the register.' };
    return { severity: 'warning', detail };
  });

/** where the home gives no health care of its own, somebody else does. */
export const healthcareSourced: FindingRule = ({ course }) =>
  atEachHome(course, ({ hvb, healthcareSource }) => {
    const others = healthcareSource.filter((source) => source !== 'ownHvb');
    if (hvb.providesHealthcare ? healthcareSource.length > 0 : others.length > 0) return null;
    return {
      severity: 'warning',
      detail: {
        sv: 'Hemmet ger ingen egen hälso- och sjukvård och ingen annan är angiven.',
        en: 'The home gives no health care of its own and nobody else is named.',
      },
    };
  });
