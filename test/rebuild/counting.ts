/** A rebuild's module for specs: counts each stream's events into a new result file, slowly where it is asked to. */
import { openSqliteLogReader } from '#event-log';
import { openResultFile, type RebuildJob, type RebuildModule } from '#follow';

export interface Counting {
  readonly logPath: string;
  /** Milliseconds to dwell on each stream, so that there is time to kill it. */
  readonly dwellMs: number;
  /** Throws at this stream. */
  readonly failAt?: string;
}

export const COUNTS = [
  { name: 'counts', sql: 'CREATE TABLE counts (stream TEXT PRIMARY KEY, events INTEGER NOT NULL) STRICT' },
];

export const rebuild: RebuildModule<Counting>['rebuild'] = async (job: RebuildJob<Counting>) => {
  const { logPath, dwellMs, failAt } = job.data;
  const log = openSqliteLogReader(logPath);
  const upTo = log.head();
  const file = openResultFile({ path: job.into, migrations: COUNTS });
  let done = 0;
  for (const { stream, events } of log.readStreams({ upTo })) {
    if (stream === failAt) throw new Error(`cannot fold ${stream}`);
    file.db.prepare('INSERT INTO counts (stream, events) VALUES (?, ?)').run(stream, events.length);
    done += 1;
    job.progress({ done, total: 0 });
    await new Promise((resolve) => setTimeout(resolve, dwellMs));
  }
  file.commit('counts', upTo, () => undefined);
  file.close();
  log.close();
  return upTo;
};
