/** What every stream of one subject shows of itself alike: what is due, what is found and what was said. */
import { type StreamCategory } from '#domain';
import { rowsLeft } from './left.js';
import { readTimeline } from './read-timeline.js';
import { deadlineParts, findingParts } from './row-parts.js';
import { type ViewEntry } from './shown.js';

/** Deadlines and findings say whose they are; the case's, which other streams bear on, are its own to tell. */
export const ownViews = <C extends Exclude<StreamCategory, 'case'>>(): Readonly<
  Record<'deadlines' | 'findings' | 'timeline', ViewEntry<C>>
> => ({
  deadlines: {
    sv: 'frister',
    toThirdPayers: false,
    answer: ({ read, reading, show }) => rowsLeft(show, deadlineParts(read, reading)),
  },
  findings: {
    sv: 'anmärkningar',
    toThirdPayers: false,
    answer: ({ read, reading, show }) => rowsLeft(show, findingParts(read, reading)),
  },
  timeline: {
    sv: 'tidslinje',
    toThirdPayers: false,
    answer: async ({ deps, read, reading, show }) => ({
      entries: await readTimeline(deps, { stream: read.opened.stream, reading, show }),
    }),
  },
});
