/** What is told of a long work. */
import { COUNT_SCHEMA, INSTANT_SCHEMA, shape, UUID_SCHEMA, wordsOf, type JsonSchema } from '#contracts';
import { PROBLEM_SCHEMA } from '#http';
import { JOB_KINDS, JOB_STATES, type JobTold } from './audit-jobs.js';

export const AUDIT_JOB: JsonSchema = shape<JobTold>(
  'AuditJob',
  {
    jobId: UUID_SCHEMA,
    kind: wordsOf(JOB_KINDS),
    state: wordsOf(JOB_STATES),
    ...{ done: COUNT_SCHEMA, total: COUNT_SCHEMA, startedAt: INSTANT_SCHEMA },
  },
  { etaSeconds: COUNT_SCHEMA, expiresAt: INSTANT_SCHEMA, problem: PROBLEM_SCHEMA },
);
