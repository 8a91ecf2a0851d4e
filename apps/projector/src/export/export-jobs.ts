/** Exports that are under way and those that are done: of one process, and told to whoever began each alone (decision B17). */
import { randomUUID } from 'node:crypto';
import { nameOf, type Principal } from '#access';
import { type Uuid } from '#domain';
import { type Problem } from '#contracts';
import { ProblemError, refusal } from '#http';
import { type Gathered, type Progress } from './gather.js';

export const JOB_STATES = ['running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What is told of a job. */
export interface JobTold {
  readonly jobId: Uuid;
  readonly state: JobState;
  /** Events that are done, and in all: 0 until it is known. */
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
const RETRY = { 'retry-after': '10' };

interface Job {
  readonly jobId: Uuid;
  readonly owner: string;
  readonly startedAtMs: number;
  readonly cancelling: AbortController;
  state: JobState;
  done: number;
  total: number;
  endedAtMs?: number;
  gathered?: Gathered;
  problem?: Problem;
}

export interface ExportJobsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of what no refusal explains. */
  readonly onDefect: (error: unknown) => void;
}

/** Whoever asks, as a job is of. */
const ownerOf = (caller: Principal): string =>
  JSON.stringify([nameOf(caller), caller.kind === 'auditor' ? caller.auditor : '', caller.person ?? '']);

export class ExportJobs {
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly options: ExportJobsOptions) {}

  /** Begins. Refuses with `TooManyRequests` where as many are under way as may be. */
  begin(caller: Principal, work: (progress: Progress) => Promise<Gathered>): JobTold {
    this.forgetOld();
    const running = [...this.jobs.values()].filter(({ state }) => state === 'running');
    if (running.length >= JOBS_RUNNING_MAX) throw refusal('TooManyRequests', {}, RETRY);
    this.makeRoom();
    const job: Job = {
      ...{ jobId: randomUUID() as string as Uuid, owner: ownerOf(caller), startedAtMs: this.options.now() },
      ...{ cancelling: new AbortController(), state: 'running' as const, done: 0, total: 0 },
    };
    this.jobs.set(job.jobId, job);
    const report: Progress['report'] = (done, total) => {
      Object.assign(job, { done, total });
    };
    void work({ report, signal: job.cancelling.signal }).then(
      (gathered) => {
        this.end(job, 'done', { gathered, done: job.total });
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

  /** Ends it, and forgets what it had gathered. Refuses as `of`. */
  cancel(caller: Principal, jobId: string): JobTold {
    const job = this.own(caller, jobId);
    if (job.state === 'running' || job.state === 'done') this.end(job, 'cancelled', {});
    delete job.gathered;
    job.cancelling.abort();
    return this.told(job);
  }

  /** What was gathered. Refuses as `of`; with `NotReady` where it is not done yet, and `NotFound` where it never will be. */
  gathered(caller: Principal, jobId: string): Gathered {
    const { state, gathered } = this.own(caller, jobId);
    if (state === 'running') throw refusal('NotReady', {}, RETRY);
    if (gathered === undefined) throw refusal('NotFound');
    return gathered;
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

  private end(job: Job, state: JobState, what: Partial<Pick<Job, 'gathered' | 'done' | 'problem'>>): void {
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

  private told({ jobId, state, done, total, startedAtMs, endedAtMs, problem }: Job): JobTold {
    const elapsedMs = this.options.now() - startedAtMs;
    const isUnderWay = state === 'running' && done > 0 && total >= done;
    return {
      ...{ jobId, state, done, total, startedAt: new Date(startedAtMs).toISOString() },
      ...(isUnderWay ? { etaSeconds: Math.ceil((elapsedMs * (total - done)) / done / 1_000) } : {}),
      ...(state === 'done' && endedAtMs !== undefined
        ? { expiresAt: new Date(endedAtMs + JOB_KEPT_MS).toISOString() }
        : {}),
      ...(problem === undefined ? {} : { problem }),
    };
  }
}
