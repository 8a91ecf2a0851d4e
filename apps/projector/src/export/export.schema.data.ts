/** What the doors of exports answer. */
import { COUNT_SCHEMA, INSTANT_SCHEMA, shape, UUID_SCHEMA, wordsOf, type JsonSchema } from '#contracts';
import { PROBLEM_SCHEMA } from '#http';
import { JOB_STATES, type JobTold } from './export-jobs.js';

export const EXPORT_JOB: JsonSchema = shape<JobTold>(
  'ExportJob',
  {
    jobId: UUID_SCHEMA,
    state: wordsOf(JOB_STATES),
    ...{ done: COUNT_SCHEMA, total: COUNT_SCHEMA, startedAt: INSTANT_SCHEMA },
  },
  { etaSeconds: COUNT_SCHEMA, expiresAt: INSTANT_SCHEMA, problem: PROBLEM_SCHEMA },
);

/** The archive of a bundle. */
export const BUNDLE_FILE: JsonSchema = { type: 'string', format: 'binary' };
