/** An auditor's long works, under way and done: of one process, and told to whoever began each alone (decision B17). */
import { randomUUID } from 'node:crypto';
import { nameOf, type Principal } from '#access';
import { type Uuid } from '#domain';
import { type Problem } from '#contracts';
import { ProblemError, refusal } from '#http';
import { type Gathered } from '../export/gather.js';
import { type PastList } from '../past-lists/past-list.js';
import { type Progress } from './job-progress.js';

export const JOB_STATES = ['running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What a job makes, to be opened when it is fetched. */
export type JobResult =
  { readonly kind: 'bundle'; readonly gathered: Gathered } | { readonly kind: 'list'; readonly list: PastList };
export type JobKind = JobResult['kind'];
export const JOB_KINDS = ['bundle', 'list'] as const satisfies readonly JobKind[];

/** What is told of a job. */
export interface JobTold {
  readonly jobId: Uuid;
  readonly kind: JobKind;
  readonly state: JobState;
  /** Events that are done, and in all, 0 until it is known; of a list over a cluster streams. */
  readonly done: number;
  readonly total: number;
  /** Seconds until it is done, at the pace so far; absent while nothing can be said of it. */
  readonly etaSeconds?: number;
  readonly startedAt: string;
  /** Until when what is done may be fetched. */
  readonly expiresAt?: string;
  /** Why it failed. */
  readonly problem?: Problem;
}

/** Worked on at once; more are asked to come again. */
export const JOBS_RUNNING_MAX = 2;
/** Kept at once, done and failed among them; the oldest that is done makes room. */
export const JOBS_KEPT_MAX = 32;
/** Milliseconds for which what is done may be fetched. */
export const JOB_KEPT_MS = 24 * 60 * 60 * 1_000;
/** Rows of lists kept at once: some hundred megabytes. The oldest lists make room. */
export const ROWS_KEPT_MAX = 200_000;
const RETRY = { 'retry-after': '10' };

interface Job {
  readonly jobId: Uuid;
  readonly kind: JobKind;
  readonly owner: string;
  readonly startedAtMs: number;
  readonly cancelling: AbortController;
  state: JobState;
  done: number;
  total: number;
  endedAtMs?: number;
  result?: JobResult;
  problem?: Problem;
}

export interface AuditJobsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of what no refusal explains. */
  readonly onDefect: (error: unknown) => void;
}

/** The result of a kind. */
export type ResultOf<Kind extends JobKind> = Extract<JobResult, { readonly kind: Kind }>;

const rowsIn = (result: JobResult | undefined): number => (result?.kind === 'list' ? result.list.rows.length : 0);

/** Whoever asks, as a job is of. */
const ownerOf = (caller: Principal): string =>
  JSON.stringify([nameOf(caller), caller.kind === 'auditor' ? caller.auditor : '', caller.person ?? '']);

/** Of one process. */
export class AuditJobs {
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly options: AuditJobsOptions) {}

  /** Begins. Refuses with `TooManyRequests` where as many are under way as may be. */
  begin<Kind extends JobKind>(
    caller: Principal,
    kind: Kind,
    work: (progress: Progress) => Promise<ResultOf<Kind>>,
  ): JobTold {
    this.forgetOld();
    const running = [...this.jobs.values()].filter(({ state }) => state === 'running');
    if (running.length >= JOBS_RUNNING_MAX) throw refusal('TooManyRequests', {}, RETRY);
    this.makeRoom();
    const job: Job = {
      ...{ jobId: randomUUID() as string as Uuid, kind, owner: ownerOf(caller), startedAtMs: this.options.now() },
      ...{ cancelling: new AbortController(), state: 'running' as const, done: 0, total: 0 },
    };
    this.jobs.set(job.jobId, job);
    const report: Progress['report'] = (done, total) => {
      Object.assign(job, { done, total });
    };
    void work({ report, signal: job.cancelling.signal }).then(
      (result) => {
        this.end(job, 'done', { result, done: job.total });
        this.makeRoomForRows();
      },
      (error: unknown) => {
        this.failed(job, error);
      },
    );
    return this.told(job);
  }

  /** Refuses with `NotFound` what there is not, is no longer kept, or another has begun. */
  of(caller: Principal, jobId: string): JobTold {
    return this.told(this.own(caller, jobId));
  }

  /** Ends it, and forgets what it had made. Refuses as `of`. */
  cancel(caller: Principal, jobId: string): JobTold {
    const job = this.own(caller, jobId);
    if (job.state === 'running' || job.state === 'done') this.end(job, 'cancelled', {});
    delete job.result;
    job.cancelling.abort();
    return this.told(job);
  }

  /** What it made. Refuses as `of`, where it is of another kind, too; with `NotReady` where it is not done yet, and `NotFound` where it never will be. */
  result<Kind extends JobKind>(caller: Principal, jobId: string, kind: Kind): ResultOf<Kind> {
    const job = this.own(caller, jobId);
    if (job.kind !== kind) throw refusal('NotFound');
    if (job.state === 'running') throw refusal('NotReady', {}, RETRY);
    if (job.result === undefined) throw refusal('NotFound');
    return job.result as ResultOf<Kind>;
  }

  /** Ends all that are under way. */
  stop(): void {
    for (const { cancelling } of this.jobs.values()) cancelling.abort();
  }

  private failed(job: Job, error: unknown): void {
    if (job.cancelling.signal.aborted) return;
    if (!(error instanceof ProblemError)) this.options.onDefect(error);
    const { problem } = error instanceof ProblemError ? error : refusal('InternalError');
    this.end(job, 'failed', { problem });
  }

  private end(job: Job, state: JobState, what: Partial<Pick<Job, 'result' | 'done' | 'problem'>>): void {
    if (job.state === 'cancelled') return;
    Object.assign(job, { state, endedAtMs: this.options.now(), ...what });
  }

  private own(caller: Principal, jobId: string): Job {
    this.forgetOld();
    const job = this.jobs.get(jobId);
    if (job?.owner !== ownerOf(caller)) throw refusal('NotFound');
    return job;
  }

  private forgetOld(): void {
    const now = this.options.now();
    for (const [id, { endedAtMs }] of this.jobs)
      if (endedAtMs !== undefined && now - endedAtMs >= JOB_KEPT_MS) this.jobs.delete(id);
  }

  private makeRoom(): void {
    while (this.jobs.size >= JOBS_KEPT_MAX) {
      const oldest = [...this.jobs.values()].find(({ state }) => state !== 'running');
      if (oldest === undefined) return;
      this.jobs.delete(oldest.jobId);
    }
  }

  private makeRoomForRows(): void {
    const lists = [...this.jobs.values()].filter(({ result }) => result?.kind === 'list');
    let rows = lists.reduce((sum, { result }) => sum + rowsIn(result), 0);
    // In the order in which they began: the newest stays.
    for (const { jobId, result } of lists.slice(0, -1)) {
      if (rows <= ROWS_KEPT_MAX) return;
      rows -= rowsIn(result);
      this.jobs.delete(jobId);
    }
  }

  private told({ jobId, kind, state, done, total, startedAtMs, endedAtMs, problem }: Job): JobTold {
    const elapsedMs = this.options.now() - startedAtMs;
    const isUnderWay = state === 'running' && done > 0 && total >= done;
    return {
      ...{ jobId, kind, state, done, total, startedAt: new Date(startedAtMs).toISOString() },
      ...(isUnderWay ? { etaSeconds: Math.ceil((elapsedMs * (total - done)) / done / 1_000) } : {}),
      ...(state === 'done' && endedAtMs !== undefined
        ? { expiresAt: new Date(endedAtMs + JOB_KEPT_MS).toISOString() }
        : {}),
      ...(problem === undefined ? {} : { problem }),
    };
  }
}
