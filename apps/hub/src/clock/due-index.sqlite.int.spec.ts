import { existsSync, readFileSync, truncateSync } from 'node:fs';
import Database from 'better-sqlite3';
import { FileUnusable, type LogId, type Position } from '#event-log';
import { type StreamName } from '#contracts';
import { type Day, type PartyId } from '#domain';
import { type PutAside } from '#follow';
import { dueIndexContract } from '../../../../test/contract/due-index.contract.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { type Outlook } from '../judge/judge.js';
import { type DueIndex } from './due-index.port.js';
import { sqliteDueIndex } from './due-index.sqlite.js';

describe('the due index in SQLite', () => {
  dueIndexContract(() => Promise.resolve(sqliteDueIndex(temporaryFile('due.db'))));
});

const A = 'case-00000000-0000-4000-8000-00000000000a' as StreamName;
const LOG = '00000000-0000-4000-8000-000000000001' as LogId;
const LATER = '2026-03-01' as Day;

const outlook = (revision: number, nextOn: string): Outlook => ({
  ...{ stream: A, revision, nextOn: nextOn as Day, unsaid: true, placingParty: 'kommun-2080.socialnamnden' as PartyId },
  ...{ heeds: [], surroundedBy: '' },
});

const commit = (index: DueIndex): Promise<void> =>
  index.commit({ before: null, next: '1' as Position, outlooks: [outlook(3, '2026-02-01')], movedFor: [] });

function alter(path: string, statement: string): void {
  const db = new Database(path);
  db.exec(statement);
  db.close();
}

/** A file in which one case is due and queued. */
async function aDueFile(): Promise<string> {
  const path = temporaryFile('due.db');
  const index = sqliteDueIndex(path, { logId: LOG });
  await commit(index);
  await index.close();
  return path;
}

const ALTERED = [
  ['a day on which something is due', `UPDATE due SET next_on = '2029-02-01'`],
  ['a day that is gone', 'UPDATE due SET next_on = NULL'],
  ['how far a case was read', 'UPDATE due SET revision = 9'],
  ['whose case it is', `UPDATE due SET placing_kommun = 'kommun-2081'`],
  ['a place in the queue', 'UPDATE queued SET ticket = 9'],
  ['how far the log was read', `UPDATE checkpoint SET position = '9'`],
] as const;

type Harm = (path: string) => void;

describe('a due index of before no birthday was kept', () => {
  it('is had again from the log, and no byte of it tells one any more (ADR 48)', async () => {
    const path = await aDueFile();
    const index = sqliteDueIndex(path, { logId: LOG });
    await index.keep([outlook(4, '2030-03-04')]);
    await index.close();
    alter(path, `DELETE FROM migration WHERE name = '2026-11 no birthday'`);
    expect(readFileSync(path).includes('2030-03-04')).toBe(true);
    const again = sqliteDueIndex(path, { logId: LOG });
    expect([await again.checkpoint(), await again.sizes()]).toEqual([null, { due: 0, queued: 0 }]);
    await again.close();
    expect(readFileSync(path).includes('2030-03-04')).toBe(false);
  });
});

describe('a due index that is not what was written', () => {
  const harms: readonly (readonly [what: string, harm: Harm])[] = [
    ...ALTERED.map(([what, sql]): readonly [string, Harm] => [
      what,
      (path) => {
        alter(path, sql);
      },
    ]),
    [
      'half of the file',
      (path) => {
        truncateSync(path, 40_000);
      },
    ],
    [
      'its log',
      (path) => {
        alter(path, `UPDATE of_log SET id = 'another'`);
      },
    ],
  ];

  it.each(harms)('is put aside and made anew, and that is said once: %s', async (_what, harm) => {
    const path = await aDueFile();
    harm(path);
    const said: PutAside[] = [];
    const options = { logId: LOG, onAside: (aside: PutAside) => void said.push(aside) };
    const index = sqliteDueIndex(path, options);
    expect([await index.checkpoint(), await index.sizes()]).toEqual([null, { due: 0, queued: 0 }]);
    await commit(index);
    await index.close();
    const again = sqliteDueIndex(path, options);
    expect(await again.dueBy(LATER, 10)).toEqual([A]);
    await again.close();
    expect(said.map(({ path: of, aside }) => [of, existsSync(aside)])).toEqual([[path, true]]);
  });

  it('stays as it is where nothing is wrong with it, and nothing is said', async () => {
    const said: PutAside[] = [];
    const index = sqliteDueIndex(await aDueFile(), { logId: LOG, onAside: (aside: PutAside) => void said.push(aside) });
    expect([await index.dueBy(LATER, 10), await index.queued(10), said]).toEqual([[A], [{ stream: A, ticket: 1 }], []]);
    await index.close();
  });

  it.each([
    ['what is due', 'UPDATE due SET revision = 9', (index: DueIndex) => index.dueBy(LATER, 10)],
    ['the next day', 'UPDATE due SET revision = 9', (index: DueIndex) => index.firstDayAfter('2026-01-01' as Day)],
    ['the queue', 'UPDATE queued SET ticket = 9', (index: DueIndex) => index.queued(10)],
    [
      'what is known of a case',
      `UPDATE due SET next_on = '2029-02-01'`,
      (index: DueIndex) => index.keep([outlook(4, '2026-02-02')]),
    ],
  ])('is refused also when it is altered while it is open: %s', async (_what, sql, ask) => {
    const path = await aDueFile();
    const index = sqliteDueIndex(path, { logId: LOG });
    alter(path, sql);
    await expect(ask(index)).rejects.toThrow(FileUnusable);
    await index.close();
  });
});
