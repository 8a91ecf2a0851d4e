/** Whether a placed child's schooling follows SAMS: what each phase has, and that a change of school is prepared. */
import { earliest } from '../calendar/index.js';
import { isUnder, type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { filled, messageKeyOf } from '../kernel/index.js';
import { endOf, inEach, type Judged, type SeenBy, thePlacer } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { SAMS_PHASES, SCHOOL_STEPS_SAID } from './sams.data.js';
import { SCHOOLING_SAYS } from './schooling-says.data.js';
import { told } from '../making/answering.js';

type Schooling = FactOf<'placement.schooling'>;

const schoolingOf = ({ story }: Course): readonly Schooling[] => factsOf(story.facts, 'placement.schooling');

const isOfOneAs =
  ({ data: { phase, schoolKommun } }: Schooling) =>
  ({ data }: Schooling): boolean =>
    data.phase === phase && data.schoolKommun === schoolKommun;

/** A-073 "ska följa SAMS…": each step of a phase that is told of, until a later word of that phase covers it. */
const phaseLacksStep: SeenBy = ({ course }) => {
  const told = schoolingOf(course).filter(({ data }) => data.covers !== undefined);
  return told.flatMap((first) => {
    const same = told.filter(isOfOneAs(first));
    if (same[0] !== first || isUnder(course, 'adult', first.data.on) !== true) return [];
    return inEach(SAMS_PHASES[first.data.phase], (step) => {
      const done = same.find(({ data }) => data.covers?.includes(step));
      if (done === first) return null;
      return {
        key: `${step} ${messageKeyOf(first)}`,
        parties: [course.kommun],
        raisedOn: first.data.on,
        resolvedOn: done?.data.on,
        causedBy: [first],
        says: filled(SCHOOLING_SAYS.lacks, { step: SCHOOL_STEPS_SAID[step] }),
      };
    });
  });
};

/** A-073 "minimera avbrott i skolgången": before a school in another kommun takes over comes the phase before. */
const changedUnprepared: SeenBy = ({ course }) => {
  const told = schoolingOf(course);
  const during = told.filter(({ data }) => data.phase === 'during');
  if (during.length < 2) return [];
  return inEach(during, (now, at) => {
    const { schoolKommun, on } = now.data;
    const former = during[at - 1];
    if (!former || former.data.schoolKommun === schoolKommun || isUnder(course, 'adult', on) !== true) return null;
    const prepared = told.find(
      ({ data }) => data.phase === 'before' && data.schoolKommun === schoolKommun && data.on >= former.data.on,
    );
    if (prepared && prepared.data.on <= on) return null;
    return {
      key: `change ${messageKeyOf(now)}`,
      parties: [course.kommun],
      raisedOn: on,
      resolvedOn: earliest(prepared?.data.on, during[at + 1]?.data.on, endOf(course)),
      causedBy: [former, now],
      says: SCHOOLING_SAYS.unprepared,
    };
  });
};

const BY_AGREEMENT = {
  is: 'warning',
  because: 'the agreement binds to follow a support: what is seen is that a step of it has not been told',
} as const;

const OF_THE_YOUNG = {
  classes: ['identity', 'place'],
  because: 'It says that one under twenty-one goes to school or changes it, not where, and no day of birth.',
} as const;

export const SCHOOLING_FINDINGS: FindingTable<Judged> = {
  'A-073': [
    {
      seenBy: phaseLacksStep,
      answer: told(['placement.schooling'], thePlacer),
      discloses: 'case',
      readsStricter: OF_THE_YOUNG,
      severity: BY_AGREEMENT,
    },
    {
      seenBy: changedUnprepared,
      answer: told(['placement.schooling'], thePlacer),
      discloses: 'case',
      readsStricter: OF_THE_YOUNG,
      severity: BY_AGREEMENT,
    },
  ],
};
