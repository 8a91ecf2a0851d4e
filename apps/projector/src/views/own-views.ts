/** What every stream of one subject shows of itself alike: what is due, what is found and what was said. */
import { mainSubjectOf, subjectText, type StreamCategory } from '#domain';
import { deadlineAnswer, findingAnswer } from '../lists/answers.js';
import { readTimeline } from './read-timeline.js';
import { type ViewEntry } from './shown.js';

/** Deadlines and findings say whose they are; the case's, which other streams bear on, are its own to tell. */
export const ownViews = <C extends Exclude<StreamCategory, 'case'>>(): Readonly<
  Record<'deadlines' | 'findings' | 'timeline', ViewEntry<C>>
> => ({
  deadlines: {
    sv: 'frister',
    toThirdPayers: false,
    answer: ({ read: { assessment, opened }, reading }) => {
      const subject = subjectText(mainSubjectOf(opened.stream));
      return assessment.deadlines.map((deadline) => ({ ...deadlineAnswer(deadline, reading.asOf), subject }));
    },
  },
  findings: {
    sv: 'anmärkningar',
    toThirdPayers: false,
    answer: ({ read: { assessment, opened }, reading }) => {
      const subject = subjectText(mainSubjectOf(opened.stream));
      return assessment.findings.map((finding) => findingAnswer(finding, reading.asOf, subject));
    },
  },
  timeline: {
    sv: 'tidslinje',
    toThirdPayers: false,
    answer: async ({ deps, read, ...asked }) => ({
      entries: await readTimeline(deps, { ...asked, stream: read.opened.stream }),
    }),
  },
});
