import { truncateSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type PartyId } from '#domain';
import { FileUnusable, type LogId, type Position } from '#event-log';
import { feedIndexContract } from '../../../../test/contract/feed-index.contract.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { FeedIndexDamaged } from './feed-index.port.js';
import { inspectFeedIndex, sqliteFeedIndex } from './feed-index.sqlite.js';

const party = 'region-20' as PartyId;
const at = (n: number): Position => String(n) as Position;
const LOG = 'log-1' as LogId;

describe('the index of the feeds, in a file', () => {
  feedIndexContract(() => Promise.resolve(sqliteFeedIndex(temporaryFile('feed-index.db'))));
});

describe('the file of the feeds', () => {
  let path: string;
  beforeEach(async () => {
    path = temporaryFile('feed-index.db');
    const index = sqliteFeedIndex(path, { logId: LOG });
    await index.commit({
      ...{ before: null, after: at(0), next: at(3), version: 1, feeds: 0, begun: [{ party, after: at(0) }] },
      entries: [1, 2, 3].map((n) => ({ party, position: at(n), stream: 'case-1' as const, revision: n })),
    });
    await index.close();
  });

  const altered = (sql: string): void => {
    const db = new Database(path);
    db.exec('DROP TRIGGER entry_stays; DROP TRIGGER entry_is_kept;');
    db.exec(sql);
    db.close();
  };
  const refusal = (open: () => unknown): string => {
    try {
      open();
    } catch (error) {
      if (error instanceof FileUnusable) return error.damage;
      throw error;
    }
    return 'it was opened';
  };

  it('is opened again where it was left, and counts what is written to it', async () => {
    expect(inspectFeedIndex(path)).toEqual({ ofLog: { id: LOG, writes: 1 }, checkpoints: ['3'] });
    const index = sqliteFeedIndex(path, { logId: LOG });
    expect(index.writes()).toBe(1);
    expect(await index.checkpoint()).toBe('3');
    expect((await index.page(party, 1, 9)).map(({ sequence }) => sequence)).toEqual([2, 3]);
    await index.begin('region-21' as PartyId, at(0));
    expect(index.writes()).toBe(2);
    await index.close();
    expect(index.writes()).toBe(2);
  });

  it('is refused of another log, of a later version, cut, and with another checkpoint (ADR 35)', () => {
    expect(refusal(() => sqliteFeedIndex(path, { logId: 'log-2' as LogId }))).toBe('foreign');
    altered("INSERT INTO migration (name, sha256) VALUES ('2031-01 later', 'x')");
    expect(refusal(() => sqliteFeedIndex(path))).toBe('later');
    expect(refusal(() => inspectFeedIndex(path))).toBe('later');
  });

  it('is refused where its checkpoint is not what was kept', () => {
    altered("UPDATE checkpoint SET position = '9'");
    expect(refusal(() => sqliteFeedIndex(path))).toBe('damaged');
  });

  it('is refused where it is cut', () => {
    truncateSync(path, 10_000);
    expect(refusal(() => sqliteFeedIndex(path))).toBe('damaged');
  });

  it.each([
    ['an entry was altered', "UPDATE entry SET position = '8' WHERE sequence = 2", 2],
    ['an entry was taken away', 'DELETE FROM entry WHERE sequence = 2', 2],
    ['the last was taken away', 'DELETE FROM entry WHERE sequence = 3', 3],
    ['an entry has another number', 'UPDATE entry SET sequence = 9 WHERE sequence = 3', 9],
    ['its length was altered', 'UPDATE feed SET last = 2', 2],
  ] as const)('answers nothing of a feed of which %s, and renumbers nothing', async (_what, sql, sequence) => {
    altered(sql);
    const index = sqliteFeedIndex(path, { logId: LOG });
    await expect(index.page(party, 0, 9)).rejects.toThrow(new FeedIndexDamaged(party, sequence).message);
    await index.close();
  });

  it('does not let a number be changed or taken away by any program', () => {
    const db = new Database(path);
    expect(() => db.exec('UPDATE entry SET sequence = 7 WHERE sequence = 3')).toThrow('what has a number keeps it');
    expect(() => db.exec('DELETE FROM entry')).toThrow('what has a number keeps it');
    db.close();
  });
});
