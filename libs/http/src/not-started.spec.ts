import { notStarted } from './not-started.js';
import { TokenUnusable } from '#access';
import { BadSetting } from '#engines';
import { FileUnusable, openingFile } from '#event-log';

const failure = (fields: object): Error => Object.assign(new Error('what happened'), fields);

describe('why a hub did not start', () => {
  it.each([
    ['settings', 'HVB_PORT', new BadSetting('HVB_PORT: a number')],
    ['unavailable', 'data/log.db', failure({ name: 'LogInUse', path: 'data/log.db' })],
    ['unavailable', 'HVB_DATABASE_URL', failure({ name: 'DatabaseUnavailable' })],
    ['unavailable', 'HVB_EVENTSTORE_URL', failure({ name: 'LogUnavailable' })],
    ['unavailable', 'HVB_KAFKA_BROKERS', failure({ name: 'BrokerUnavailable' })],
    ['settings', 'hvb_hub', failure({ name: 'SchemaOutdated', message: 'hvb_hub: migration 1' })],
    ['settings', '64', failure({ name: 'MasterKeyUnreadable' })],
    ['settings', 'HVB_MASTER_KEY', failure({ name: 'MasterKeyDoesNotFit' })],
    ...(
      [
        ['settings', 'npm ci', 'noClient'],
        ['settings', 'HVB_PKCS11_MODULE', 'noLibrary'],
        ['unavailable', 'HVB_PKCS11_TOKEN', 'noToken'],
        ['settings', 'HVB_PKCS11_SERIAL', 'manyTokens'],
        ['settings', 'HVB_PKCS11_PIN_FILE', 'noPinFile'],
        ['settings', 'HVB_PKCS11_PIN_FILE', 'pinRefused'],
        ['unavailable', 'locked', 'pinLocked'],
        ['settings', 'keys make', 'noKey'],
        ['settings', 'HVB_PKCS11_KEY', 'manyKeys'],
        ['unavailable', 'HVB_PKCS11_KEY', 'keyExists'],
        ['settings', 'AES-256', 'keyNotSafe'],
        ['settings', 'another', 'otherKey'],
        ['unavailable', 'CKR_DEVICE_ERROR', 'notAnswering'],
      ] as const
    ).map(([told, named, reason]) => [told, named, new TokenUnusable(reason, 'CKR_DEVICE_ERROR')] as const),
    ['unavailable', '3000', failure({ code: 'EADDRINUSE', port: 3000 })],
    ['settings', '80', failure({ code: 'EACCES', port: 80 })],
    ['unavailable', '/srv/hub', failure({ code: 'EACCES', path: '/srv/hub' })],
    ['unavailable', '/srv/hub', failure({ code: 'EROFS', path: '/srv/hub' })],
    ['unavailable', 'needs 2024', failure({ name: 'TooFewDescriptors', message: 'needs 2024' })],
    ['unavailable', 'ulimit', failure({ code: 'EMFILE' })],
    ['unavailable', 'ulimit', failure({ code: 'ENFILE' })],
    ['unavailable', 'what happened', failure({ code: 'SQLITE_CANTOPEN' })],
    ['unavailable', 'full', failure({ code: 'SQLITE_FULL' })],
    ['unavailable', 'fails', failure({ code: 'SQLITE_IOERR_FSYNC' })],
    ['unavailable', 'what happened', failure({ code: 'SQLITE_CORRUPT_INDEX' })],
    ['unavailable', 'full', failure({ code: 'ENOSPC' })],
    [
      'unavailable',
      'data/seen.json går inte att skriva: disken är full',
      failure({ code: 'ENOSPC', path: 'data/seen.json' }),
    ],
    ['unavailable', 'data/seen.json', failure({ code: 'EDQUOT', path: 'data/seen.json' })],
    [
      'unavailable',
      'data/seen.json går inte att läsa eller skriva: disken',
      failure({ code: 'EIO', path: 'data/seen.json' }),
    ],
    ['unavailable', 'fails', failure({ code: 'EIO' })],
    ['unavailable', 'log.db', failure({ name: 'CorruptEvent' })],
    ['unavailable', 'keys.db', failure({ name: 'KeyMissing' })],
    ['unavailable', 'keys.db', failure({ name: 'SealBroken' })],
    ['unavailable', 'hub.db', failure({ name: 'StateDamaged' })],
    ['unavailable', 'rows', failure({ name: 'OfAnotherLog', message: 'rows is of another log' })],
    ...(['missing', 'older', 'foreign', 'damaged', 'later', 'notAFile', 'closed'] as const).map(
      (damage) => ['unavailable', 'data/keys.db', new FileUnusable('data/keys.db', damage, 'why')] as const,
    ),
    ...(['inUse', 'diskFull', 'diskFails'] as const).map(
      (damage) => ['unavailable', 'data/log.db', new FileUnusable('data/log.db', damage, 'why')] as const,
    ),
    ['unavailable', 'HVB_LOST=hub.db', new FileUnusable('data/hub.db', 'missing', 'why')],
  ] as const)('is told as %s, and names %s', (reason, named, error) => {
    const told = notStarted(error);
    expect(told?.reason).toBe(reason);
    expect(told?.sentence).toContain(named);
  });

  it.each([
    'SQLITE_CORRUPT',
    'SQLITE_FULL',
    'SQLITE_IOERR_WRITE',
    'SQLITE_IOERR_FSYNC',
    'SQLITE_NOTADB',
    'SQLITE_BUSY',
  ])('is told with the file whose opening it was, whichever of SQLite’s errors that met: %s', (code) => {
    const opening = (): unknown =>
      openingFile('data/keys.db', () => {
        throw failure({ code });
      });
    let thrown: unknown;
    try {
      opening();
    } catch (error) {
      thrown = error;
    }
    expect(notStarted(thrown)?.reason).toBe('unavailable');
    expect(notStarted(thrown)?.sentence).toMatch(/^data\/keys\.db /);
  });

  it('is left to its stack where it is a defect', () => {
    expect(notStarted(new TypeError('x is undefined'))).toBeUndefined();
    expect(notStarted(failure({ code: 'EWHATEVER' }))).toBeUndefined();
    expect(notStarted('a text')).toBeUndefined();
  });
});
