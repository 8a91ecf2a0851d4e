import { type Principal } from '#access';
import { ProblemError, refusal } from '#http';
import { eventually } from '../../../../test/support/eventually.js';
import { type PastList } from '../past-lists/past-list.js';
import {
  AuditJobs,
  JOB_KEPT_MS,
  JOBS_KEPT_MAX,
  JOBS_RUNNING_MAX,
  ROWS_KEPT_MAX,
  type JobResult,
} from './audit-jobs.js';

const AUDITOR = { kind: 'auditor', auditor: 'auditor-ivo' } as unknown as Principal;
const ANOTHER = { kind: 'auditor', auditor: 'auditor-region' } as unknown as Principal;
const listOf = (rows: number): Extract<JobResult, { readonly kind: 'list' }> => ({
  kind: 'list',
  list: { rows: { length: rows } } as unknown as PastList,
});

describe("an auditor's jobs", () => {
  let nowMs: number;
  let defects: unknown[];
  let jobs: AuditJobs;
  beforeEach(() => {
    nowMs = Date.parse('2026-11-30T08:00:00.000Z');
    defects = [];
    jobs = new AuditJobs({ now: () => nowMs, onDefect: (error) => void defects.push(error) });
  });
  const refused = (ask: () => unknown): unknown => {
    try {
      ask();
    } catch (error) {
      if (error instanceof ProblemError) return error.problem.code;
      throw error;
    }
    return 'answered';
  };
  const stateOf = (jobId: string): string => jobs.of(AUDITOR, jobId).state;
  const done = async (rows: number): Promise<string> => {
    const { jobId } = jobs.begin(AUDITOR, 'list', () => Promise.resolve(listOf(rows)));
    await eventually(() => {
      expect(stateOf(jobId)).toBe('done');
    });
    return jobId;
  };

  it('tell how far each has come, and how long it has left at the pace so far', () => {
    const { jobId } = jobs.begin(AUDITOR, 'list', ({ report }) => {
      report(25, 100);
      return new Promise(() => undefined);
    });
    nowMs += 10_000;
    expect(jobs.of(AUDITOR, jobId)).toEqual({
      ...{ jobId, kind: 'list', state: 'running', done: 25, total: 100, etaSeconds: 30 },
      startedAt: '2026-11-30T08:00:00.000Z',
    });
    expect(refused(() => jobs.result(AUDITOR, jobId, 'list'))).toBe('NotReady');
  });

  it('give what was made to whoever asked for it, as what it is', async () => {
    const jobId = await done(3);
    expect(jobs.result(AUDITOR, jobId, 'list')).toEqual(listOf(3));
    expect(refused(() => jobs.result(AUDITOR, jobId, 'bundle'))).toBe('NotFound');
    expect(refused(() => jobs.result(ANOTHER, jobId, 'list'))).toBe('NotFound');
    expect(refused(() => jobs.of(ANOTHER, jobId))).toBe('NotFound');
  });

  it('keep it a day, and no longer', async () => {
    const jobId = await done(3);
    expect(jobs.of(AUDITOR, jobId).expiresAt).toBe('2026-12-01T08:00:00.000Z');
    nowMs += JOB_KEPT_MS - 1;
    expect(stateOf(jobId)).toBe('done');
    nowMs += 1;
    expect(refused(() => jobs.of(AUDITOR, jobId))).toBe('NotFound');
  });

  it('tell why one failed, and of what no refusal explains only that it did', async () => {
    const known = jobs.begin(AUDITOR, 'list', () => Promise.reject(refusal('TooLarge')));
    const unknown = jobs.begin(AUDITOR, 'list', () => Promise.reject(new Error('about somebody')));
    await eventually(() => {
      expect([stateOf(known.jobId), stateOf(unknown.jobId)]).toEqual(['failed', 'failed']);
    });
    expect(jobs.of(AUDITOR, known.jobId).problem?.code).toBe('TooLarge');
    expect(jobs.of(AUDITOR, unknown.jobId).problem?.code).toBe('InternalError');
    expect(defects).toHaveLength(1);
    expect(refused(() => jobs.result(AUDITOR, known.jobId, 'list'))).toBe('NotFound');
  });

  it('end the one that is cancelled, and forget what it had made', async () => {
    let ended = false;
    const { jobId } = jobs.begin(AUDITOR, 'list', ({ signal }) => {
      signal.addEventListener('abort', () => (ended = true));
      return new Promise(() => undefined);
    });
    expect(jobs.cancel(AUDITOR, jobId).state).toBe('cancelled');
    expect(ended).toBe(true);
    const made = await done(3);
    expect(jobs.cancel(AUDITOR, made).state).toBe('cancelled');
    expect(refused(() => jobs.result(AUDITOR, made, 'list'))).toBe('NotFound');
    expect(defects).toEqual([]);
  });

  it('are worked on a few at once, and kept in a number that is bounded', async () => {
    const running = Array.from({ length: JOBS_RUNNING_MAX }, () =>
      jobs.begin(AUDITOR, 'list', () => new Promise(() => undefined)),
    );
    expect(refused(() => jobs.begin(AUDITOR, 'list', () => Promise.resolve(listOf(1))))).toBe('TooManyRequests');
    jobs.cancel(AUDITOR, running[0]!.jobId);
    const first = await done(1);
    for (let n = 0; n < JOBS_KEPT_MAX; n += 1) await done(1);
    expect(refused(() => jobs.of(AUDITOR, first))).toBe('NotFound');
    expect(stateOf(running[1]!.jobId)).toBe('running');
  });

  it('keep so many rows of lists together: the oldest list makes room, and the newest stays', async () => {
    const [first, second] = [await done(ROWS_KEPT_MAX / 2), await done(ROWS_KEPT_MAX / 2)];
    expect([stateOf(first), stateOf(second)]).toEqual(['done', 'done']);
    const third = await done(1);
    expect(refused(() => jobs.of(AUDITOR, first))).toBe('NotFound');
    expect([stateOf(second), stateOf(third)]).toEqual(['done', 'done']);
    const whole = await done(ROWS_KEPT_MAX);
    expect(stateOf(whole)).toBe('done');
    expect(refused(() => jobs.of(AUDITOR, third))).toBe('NotFound');
  });
});
