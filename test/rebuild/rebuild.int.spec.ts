import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { NO_STREAM, openSqliteLog, type SqliteEventLog } from '#event-log';
import { builtFile, follow, openResultFile, rebuild, type ResultFile } from '#follow';
import { temporaryFile } from '../support/temporary-folder.js';
import { COUNTS, type Counting } from './counting.js';

const MODULE = new URL('./counting.js', import.meta.url);
const WAIT_MS = 60_000;

function event(n: number) {
  const eventId = '0d4ac8a2-7a5a-5e0c-8d38-1f5c6d5b7f10' as Uuid;
  const recordedAt = '2026-01-15T08:00:00.000Z' as Instant;
  return { eventId, type: 'se.hvbhub.placement.started.v1', recordedAt, body: Buffer.from(`{"n":${n}}`) };
}

const countsIn = (file: ResultFile): unknown =>
  file.db.prepare('SELECT stream, events FROM counts ORDER BY stream').raw().all();

describe('a rebuild', () => {
  let log: SqliteEventLog;
  let livePath: string;
  beforeEach(async () => {
    log = openSqliteLog({ path: temporaryFile('events.sqlite') });
    for (const stream of ['case-1', 'case-2', 'case-3'] as StreamName[]) {
      await log.append(stream, [event(1), event(2)], NO_STREAM);
    }
    livePath = temporaryFile('rows.sqlite');
    const live = openResultFile({ path: livePath, migrations: COUNTS });
    live.commit('counts', log.start, (db) => db.exec("INSERT INTO counts VALUES ('case-1', 77)"));
    live.close();
  });
  afterEach(async () => {
    await log.close();
  });
  const data = (more: Partial<Counting> = {}): Counting => ({ logPath: log.path, dwellMs: 0, ...more });
  const neverSwap = (): void => {
    throw new Error('it swapped');
  };
  const liveCounts = (): unknown => {
    const live = openResultFile({ path: livePath, migrations: COUNTS });
    try {
      return countsIn(live);
    } finally {
      live.close();
    }
  };
  const filesBeside = (): string[] => readdirSync(dirname(livePath)).sort();

  it('builds beside the live file, tells how far it is, and takes its place at once', async () => {
    const live = openResultFile({ path: livePath, migrations: COUNTS });
    const seen: unknown[] = [];
    const progress: number[] = [];
    const checkpoint = await rebuild<Counting>({
      livePath,
      module: MODULE,
      data: data(),
      onProgress: ({ done }) => {
        progress.push(done);
        seen.push(countsIn(live));
      },
      onSwap: (replace) => {
        live.close();
        replace();
      },
    });
    expect(progress).toEqual([1, 2, 3]);
    // The live file answered as before until the swap.
    expect(seen).toEqual(Array(3).fill([['case-1', 77]]));
    expect(checkpoint).toBe(await log.head());
    expect(liveCounts()).toEqual([
      ['case-1', 2],
      ['case-2', 2],
      ['case-3', 2],
    ]);
    expect(filesBeside()).toEqual(['rows.sqlite']);
  });

  it('lets the follower go on from the new file, so that what came meanwhile is counted once', async () => {
    await rebuild<Counting>({
      livePath,
      module: MODULE,
      data: data(),
      onSwap: async (replace) => {
        await log.append('case-3', [event(3)], 1);
        replace();
      },
    });
    const file = openResultFile({ path: livePath, migrations: COUNTS });
    const count = file.db.prepare('UPDATE counts SET events = events + 1 WHERE stream = ?');
    const follower = follow({
      log,
      target: {
        name: 'counts',
        checkpoint: () => file.checkpoint('counts'),
        apply: (events, next) => {
          file.commit('counts', next, () => {
            for (const { stream } of events) count.run(stream);
          });
        },
      },
    });
    expect(await follower.caughtUp(await log.head(), WAIT_MS)).toBe(true);
    await follower.stop();
    expect(countsIn(file)).toEqual([
      ['case-1', 2],
      ['case-2', 2],
      ['case-3', 3],
    ]);
    file.close();
  });

  it('leaves the live file as it was when its module fails, and nothing behind', async () => {
    const failing = { livePath, module: MODULE, data: data({ failAt: 'case-2' }), onSwap: neverSwap };
    await expect(rebuild<Counting>(failing)).rejects.toMatchObject({ message: 'cannot fold case-2' });
    expect(liveCounts()).toEqual([['case-1', 77]]);
    expect(filesBeside()).toEqual(['rows.sqlite']);
  });

  it('can be ended, and leaves the live file as it was', async () => {
    const ending = new AbortController();
    const ended = rebuild<Counting>({
      livePath,
      module: MODULE,
      data: data({ dwellMs: 60_000 }),
      onProgress: () => {
        ending.abort();
      },
      onSwap: neverSwap,
      signal: ending.signal,
    });
    await expect(ended).rejects.toThrow('ended before it was done');
    expect(liveCounts()).toEqual([['case-1', 77]]);
    expect(filesBeside()).toEqual(['rows.sqlite']);
  });

  it('refuses to replace a file that is still open', async () => {
    const live = openResultFile({ path: livePath, migrations: COUNTS });
    live.commit('counts', log.start, () => undefined);
    const swapping = rebuild<Counting>({
      livePath,
      module: MODULE,
      data: data(),
      onSwap: (replace) => {
        replace();
      },
    });
    await expect(swapping).rejects.toThrow('is still open');
    expect(countsIn(live)).toEqual([['case-1', 77]]);
    live.close();
  });

  it('that is killed leaves the live rows untouched; the next start removes what it left', async () => {
    const program = `
      import { rebuild } from ${JSON.stringify(builtFile(new URL('../../libs/follow/src/index.js', import.meta.url)).href)};
      await rebuild({
        livePath: ${JSON.stringify(livePath)},
        module: new URL(${JSON.stringify(builtFile(MODULE).href)}),
        data: ${JSON.stringify(data({ dwellMs: 60_000 }))},
        onProgress: () => console.log('building'),
        onSwap: () => { throw new Error('it swapped'); },
      });`;
    const programPath = temporaryFile('rebuild.mjs');
    writeFileSync(programPath, program);
    const child = spawn(process.execPath, [programPath], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    await Promise.race([once(child.stdout, 'data'), closed]);
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await closed;
    expect(existsSync(`${livePath}.rebuild`)).toBe(true);
    writeFileSync(`${livePath}.rebuild-journal`, 'left behind');
    expect(liveCounts()).toEqual([['case-1', 77]]);
    expect(filesBeside()).toEqual(['rows.sqlite']);
  });
});
