/** A concern told to the end, for the whole of what the law answers in it: opened late, to another nämnd first. */
import { noAgreement } from '../../../test/support/case-builder.js';
import { aConcern } from '../../../test/support/concern-builder.js';
import { type Lived } from './in-words.js';

const { read } = aConcern('moved')
  .reported('2026-02-02', { to: 'kommun-2081' as never }, { id: 'report', by: 'region-20.bup' })
  .reported('2026-02-02', { urgent: true }, { id: 'again', corrects: 'report', by: 'region-20.bup', at: '2026-02-04' })
  .opened('2026-02-06');

export const CONCERN_STORIES: Readonly<Record<string, Lived>> = {
  'a concern that was to another nämnd first': {
    story: { stream: read.stream, facts: read.facts },
    surroundings: noAgreement,
    days: ['2026-02-01', '2026-02-02', '2026-02-04', '2026-02-05', '2026-02-06'],
  },
};
