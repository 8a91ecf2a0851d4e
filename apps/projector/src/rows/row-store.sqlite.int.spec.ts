import { readFileSync } from 'node:fs';
import { birthday, type Day } from '#domain';
import { openResultFile } from '#follow';
import { anyRowStore } from '../../../../test/contract/row-store.contract.js';
import { aCase, aRegistration } from '../../../../test/support/case-builder.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { writtenRows } from '../../../../test/support/written-rows.js';
import { sqliteRowQueries } from './row-queries.sqlite.js';
import { openSqliteRows } from './row-store.sqlite.js';
import { ROW_MIGRATIONS } from './row-schema.sqlite.js';

anyRowStore('a SQLite file', () => Promise.resolve(openSqliteRows(temporaryFile('rows.db'))));

describe('the rows in a SQLite file', () => {
  it('have no byte in it that tells a birth date', async () => {
    const born = '2009-05-06' as Day;
    const path = temporaryFile('rows.db');
    const rows = writtenRows(openSqliteRows(path));
    const story = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: born } })
      .started('2027-01-15');
    await rows.write(story.theCase);
    await rows.store.close();
    const bytes = readFileSync(path);
    expect(bytes.includes(story.placementId)).toBe(true);
    expect(bytes.includes(birthday(born, 18))).toBe(false);
  });

  it('are found page by page by an index, not by sorting everything, and counted from one of what may count', async () => {
    const file = openResultFile({ path: temporaryFile('rows.db'), migrations: ROW_MIGRATIONS });
    const plans: string[] = [];
    const explaining = new Proxy(file.db, {
      get: (db, key) =>
        key === 'prepare'
          ? (sql: string) => {
              const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
              return {
                all: (asked: object) => {
                  plans.push((plan.all(asked) as { detail: string }[]).map(({ detail }) => detail).join('; '));
                  return [];
                },
              };
            }
          : Reflect.get(db, key),
    });
    const { queries: ask, count } = sqliteRowQueries(explaining);
    const asked = { asOf: '2026-02-01', today: '2026-02-01', limit: 10, after: 'x', status: 'open' };
    for (const list of ['placements', 'deadlines', 'findings'] as const) await ask[list](asked);
    expect(plans).toHaveLength(3);
    expect(plans.filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([]);
    await count('2026-02-01');
    const byIndex = /^SEARCH t USING COVERING INDEX (deadline|finding)_counted \(valid_to>\?\); USE TEMP B-TREE/;
    expect(plans.slice(3)).toEqual([expect.stringMatching(byIndex), expect.stringMatching(byIndex)]);
    file.close();
  });
});
