import { BadSetting } from '#engines';
import { processSettings } from './process-settings.js';

const LEAST = { HVB_EVENTSTORE_URL: 'esdb://es:2113', HVB_DATABASE_URL: 'postgres://db/hvb' };

describe('the settings of a process over the engines', () => {
  it('need say only where log and database are', () => {
    expect(processSettings(LEAST, '3001')).toEqual({
      port: 3001,
      accessDir: 'data/access',
      eventStoreUrl: 'esdb://es:2113',
      databaseUrl: 'postgres://db/hvb',
    });
  });

  it('say the rest where it is another than usual', () => {
    const more = {
      HVB_PORT: '0',
      HVB_HOST: '0.0.0.0',
      HVB_CONNECTIONS_MAX: '50',
      HVB_LOG_LEVEL: 'warn',
      HVB_ACCESS_DIR: '/run/secrets/access',
      HVB_MASTER_KEY: 'ab'.repeat(32),
      HVB_PKCS11_MODULE: '/p11.so',
      HVB_PKCS11_SERIAL: '0a1b',
      HVB_PKCS11_PIN_FILE: '/pin',
      HVB_SECOND_PKCS11_KEY: 'next',
      HVB_ERASURES_FILE: '/safe/erasures.jsonl',
      HVB_BACKUP_DAYS: '60',
      HVB_SIMULATION_FROM: '2026-01-15T09:00:00+01:00',
      HVB_PROXIES: '10.0.0.7,10.0.0.8',
      HVB_UNREGISTERED_PARTIES: 'refused',
    };
    expect(processSettings({ ...LEAST, ...more }, '3000')).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      connectionsMax: 50,
      logLevel: 'warn',
      proxies: ['10.0.0.7', '10.0.0.8'],
      unregistered: 'refused',
      accessDir: '/run/secrets/access',
      masterKey: 'ab'.repeat(32),
      token: { module: '/p11.so', serial: '0a1b', pinFile: '/pin', secondKey: 'next' },
      erasuresFile: '/safe/erasures.jsonl',
      backupDays: 60,
      simulationFrom: '2026-01-15T08:00:00.000Z',
    });
  });

  it('say another master key beside it', () => {
    const more = { HVB_MASTER_KEY: 'ab'.repeat(32), HVB_SECOND_MASTER_KEY: 'cd'.repeat(32) };
    expect(processSettings({ ...LEAST, ...more }, '3000').secondMasterKey).toBe('cd'.repeat(32));
  });

  it.each([
    ['HVB_EVENTSTORE_URL', ''],
    ['HVB_DATABASE_URL', ''],
    ['HVB_PORT', 'abc'],
    ['HVB_CONNECTIONS_MAX', '0'],
    ['HVB_CONNECTIONS_MAX', 'many'],
    ['HVB_LOG_LEVEL', 'loud'],
    ['HVB_SIMULATION_FROM', '2026-01-15'],
    ['HVB_UNREGISTERED_PARTIES', 'some'],
    ['HVB_ISSUERS', '/not/there.json'],
  ])('are refused by the name of the variable that cannot be: %s=%s', (name, text) => {
    const read = (): unknown => processSettings({ ...LEAST, [name]: text }, '3000');
    expect(read).toThrow(BadSetting);
    expect(read).toThrow(name);
  });
});
