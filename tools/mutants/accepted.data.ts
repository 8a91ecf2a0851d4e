/** Mutants that change nothing anybody could see, each with the reason why no spec can tell of it. */
import { type MutantKey } from './mutant.js';

export interface AcceptedMutant extends MutantKey {
  readonly reason: string;
}

export const ACCEPTED: readonly AcceptedMutant[] = [
  {
    file: 'emergency.ts',
    was: 'const lastDay = story.asOf < common.dueOn ? story.asOf : common.dueOn;',
    is: 'const lastDay = story.asOf <= common.dueOn ? story.asOf : common.dueOn;',
    reason: 'On the due day itself both are that day.',
  },
  {
    file: 'civil.ts',
    was: "return `${year < 1000 ? `${year}`.padStart(4, '0') : `${year}`}-${pad2(month)}-${pad2(date)}` as Day;",
    is: "return `${year <= 1000 ? `${year}`.padStart(4, '0') : `${year}`}-${pad2(month)}-${pad2(date)}` as Day;",
    reason: 'The year 1000 has four figures: there is nothing to fill.',
  },
  {
    file: 'civil.ts',
    was: "return `${year < 1000 ? `${year}`.padStart(4, '0') : `${year}`}-${pad2(month)}-${pad2(date)}` as Day;",
    is: "return `${(`${year}`.padStart(4, '0'))}-${pad2(month)}-${pad2(date)}` as Day;",
    reason: 'A year of four figures is not filled; the question only spares the time.',
  },
];
