import { type Position } from '#event-log';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { openResultFile, type ResultFileOptions } from './result-file.sqlite.js';

const TABLE = { name: '1-rows', sql: 'CREATE TABLE rows (id INTEGER PRIMARY KEY) STRICT' };
const COLUMN = { name: '2-day', sql: 'ALTER TABLE rows ADD COLUMN day TEXT' };
const at = (position: string) => position as Position;

describe('a result file', () => {
  let options: ResultFileOptions;
  beforeEach(() => {
    options = { path: temporaryFile('rows.sqlite'), migrations: [TABLE] };
  });

  it('keeps the result and the checkpoint together, over a restart', () => {
    const file = openResultFile(options);
    expect(file.checkpoint('rows')).toBeNull();
    file.commit('rows', at('7'), (db) => db.exec('INSERT INTO rows VALUES (1)'));
    file.commit('due', at('3'), () => undefined);
    file.close();
    const again = openResultFile(options);
    expect([again.checkpoint('rows'), again.checkpoint('due')]).toEqual(['7', '3']);
    expect(again.db.prepare('SELECT id FROM rows').pluck().all()).toEqual([1]);
    again.close();
  });

  it('keeps neither when the result cannot be written', () => {
    const file = openResultFile(options);
    file.commit('rows', at('7'), (db) => db.exec('INSERT INTO rows VALUES (1)'));
    const doubled = () => {
      file.commit('rows', at('9'), (db) => db.exec('INSERT INTO rows VALUES (2), (1)'));
    };
    expect(doubled).toThrow('UNIQUE');
    expect(file.checkpoint('rows')).toBe('7');
    expect(file.db.prepare('SELECT id FROM rows').pluck().all()).toEqual([1]);
    file.close();
  });

  it('runs each migration once, and new ones on what is there', () => {
    const file = openResultFile(options);
    file.db.exec('INSERT INTO rows VALUES (1)');
    file.close();
    const migrated = openResultFile({ ...options, migrations: [TABLE, COLUMN] });
    expect(migrated.db.prepare('SELECT id, day FROM rows').raw().all()).toEqual([[1, null]]);
    migrated.close();
  });

  it('refuses a migration that has changed since it ran, and one that fails leaves nothing', () => {
    openResultFile(options).close();
    const changed = { ...options, migrations: [{ ...TABLE, sql: `${TABLE.sql} ` }] };
    expect(() => openResultFile(changed)).toThrow(expect.objectContaining({ name: 'ResultFileOutdated' }));
    const failing = { ...options, migrations: [TABLE, { name: '2', sql: 'CREATE TABLE b (a); SELECT nonsense' }] };
    expect(() => openResultFile(failing)).toThrow('nonsense');
    const file = openResultFile(options);
    expect(file.db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").pluck().get()).toBe(0);
    file.close();
  });

  it.each([
    ['rebuildable', 1],
    ['primary', 2],
  ] as const)('of %s content syncs accordingly', (durability, synchronous) => {
    const file = openResultFile({ ...options, durability });
    expect(file.db.pragma('synchronous', { simple: true })).toBe(synchronous);
    expect(file.db.pragma('journal_mode', { simple: true })).toBe('wal');
    file.close();
  });
});
