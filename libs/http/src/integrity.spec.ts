import { Registry } from 'prom-client';
import { KeyMissing, SealBroken } from '#contracts';
import { CorruptEvent, FileUnusable, LogBroken, LogTaken, OfAnotherLog } from '#event-log';
import { Integrity, integrityCodeOf } from './integrity.js';

const sqlite = (code: string): Error => Object.assign(new Error('what happened'), { code });

describe('what a process has met of damage', () => {
  it.each([
    ['LogDamaged', new CorruptEvent(null, 'its checksum does not match')],
    ['KeysDamaged', new KeyMissing('no key')],
    ['KeysDamaged', new SealBroken('it does not open')],
    ['StateDamaged', sqlite('SQLITE_CORRUPT')],
    ['StateDamaged', new FileUnusable('rows.db', 'damaged', 'why')],
    ['DiskFailed', sqlite('SQLITE_FULL')],
    ['DiskFailed', sqlite('SQLITE_IOERR_FSYNC')],
    ['DiskFailed', new LogBroken('the disk')],
    ['LogTaken', new LogTaken('another')],
    ['OfAnotherLog', new OfAnotherLog('rows', 'it is further')],
  ] as const)('has the code %s of its own', (code, error) => {
    expect(integrityCodeOf(error)).toBe(code);
  });

  it('is nothing for a defect, or what is no error', () => {
    for (const thrown of [new TypeError('x'), 'text', null, undefined]) expect(integrityCodeOf(thrown)).toBeUndefined();
  });

  it('is counted once for each time, and keeps the process from being ready until it is started anew', async () => {
    const registry = new Registry();
    const integrity = new Integrity(registry);
    integrity.check();
    const error = new CorruptEvent(null, 'its checksum does not match');
    expect([integrity.met(error), integrity.met(error), integrity.isOfAnotherLog]).toEqual([
      'LogDamaged',
      'LogDamaged',
      false,
    ]);
    expect(() => {
      integrity.check();
    }).toThrow('LogDamaged');
    expect(await registry.metrics()).toContain('hvb_integrity_total{code="LogDamaged"} 1');
  });

  it.each(['SQLITE_FULL', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'])(
    'passes by itself where the disk was only full, or closed: %s',
    (code) => {
      const integrity = new Integrity(new Registry());
      expect(integrity.met(sqlite(code))).toBe('DiskFailed');
      integrity.check();
    },
  );

  it.each<Error>([sqlite('SQLITE_IOERR_FSYNC'), sqlite('SQLITE_IOERR_WRITE'), new LogBroken('disk I/O error')])(
    'stays where the disk answered with an error: nobody knows what was written (%s)',
    (error) => {
      const integrity = new Integrity(new Registry());
      expect(integrity.met(error)).toBe('DiskFailed');
      expect(() => {
        integrity.check();
      }).toThrow('DiskFailed');
    },
  );

  it('lets nothing more be taken where something is of another log', () => {
    const integrity = new Integrity(new Registry());
    integrity.met(new OfAnotherLog('rows', 'it is further'));
    expect(integrity.isOfAnotherLog).toBe(true);
  });
});
