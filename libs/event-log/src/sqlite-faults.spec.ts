import { faultOf, sqliteCodeOf } from './sqlite-faults.js';

const sqliteError = (code: string): Error => Object.assign(new Error(code), { code });

describe('an error of SQLite', () => {
  it.each([
    ['SQLITE_FULL', 'LogUnavailable'],
    ['SQLITE_READONLY_DBMOVED', 'LogUnavailable'],
    ['SQLITE_CANTOPEN', 'LogUnavailable'],
    ['SQLITE_BUSY_SNAPSHOT', 'LogUnavailable'],
    ['SQLITE_CORRUPT_INDEX', 'CorruptEvent'],
    ['SQLITE_NOTADB', 'CorruptEvent'],
    ['SQLITE_IOERR_FSYNC', 'LogBroken'],
    ['SQLITE_IOERR_WRITE', 'LogBroken'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'Error'],
  ])('%s is told as %s', (code, name) => {
    expect(faultOf(sqliteError(code)).name).toBe(name);
  });

  it('is told by its code alone, whatever realm it comes from', () => {
    expect(faultOf({ code: 'SQLITE_FULL', message: 'database or disk is full' }).name).toBe('LogUnavailable');
    expect(sqliteCodeOf({ code: 'ENOENT' })).toBeUndefined();
    expect(sqliteCodeOf(null)).toBeUndefined();
  });

  it('leaves every other error as it is', () => {
    const error = new TypeError('a defect');
    expect(faultOf(error)).toBe(error);
  });
});
