import { existsSync, statSync, truncateSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type LogId, type Position } from '#event-log';
import { type PutAside } from '#follow';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { feedCheckpointContract } from '../../../../test/contract/feed-checkpoint.contract.js';
import { sqliteFeedCheckpoint } from './feed-checkpoint.sqlite.js';

describe("the feeds' checkpoint in a file", () => {
  let path: string;
  beforeEach(() => {
    path = temporaryFile('feeds.db');
  });
  feedCheckpointContract(() => Promise.resolve(sqliteFeedCheckpoint(path)));
});

describe("a file of the feeds' checkpoint", () => {
  let path: string;
  beforeEach(() => {
    path = temporaryFile('feeds.db');
  });
  const [logId, another] = ['log-one', 'log-another'] as unknown as readonly [LogId, LogId];
  const kept = async (): Promise<void> => {
    const checkpoint = sqliteFeedCheckpoint(path, { logId });
    await checkpoint.move(null, '7' as Position);
    await checkpoint.close();
  };
  const readOf = async (log: LogId): Promise<{ position: Position | null; said: PutAside[] }> => {
    const said: PutAside[] = [];
    const checkpoint = sqliteFeedCheckpoint(path, { logId: log, onAside: (one) => void said.push(one) });
    const position = await checkpoint.read();
    await checkpoint.close();
    return { position, said };
  };

  it('stays as it is where nothing is wrong with it, and nothing is said', async () => {
    await kept();
    expect(await readOf(logId)).toEqual({ position: '7', said: [] });
  });

  it.each([
    ['it was altered', `UPDATE checkpoint SET position = '9'`, logId],
    ['it is of another log', 'SELECT 1', another],
  ])(
    'is put aside and begun anew, and that is said once, where %s: the feeds are published again',
    async (_what, sql, log) => {
      await kept();
      const db = new Database(path);
      db.exec(sql);
      db.close();
      const { position, said } = await readOf(log);
      expect([position, said.map(({ aside }) => existsSync(aside))]).toEqual([null, [true]]);
      expect((await readOf(log)).said).toEqual([]);
    },
  );

  it('is so where it was cut', async () => {
    await kept();
    truncateSync(path, statSync(path).size / 2);
    expect(await readOf(logId)).toMatchObject({ position: null, said: [{ path }] });
  });
});
