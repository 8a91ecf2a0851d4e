import { BadSetting } from '#engines';
import { keyText } from '#proof';
import { optionsFrom } from './environment.js';

describe('the environment of a hub', () => {
  it('need not say anything: files under ./data, port 3000', () => {
    const EVERY_HOUR = { checkpointEveryMs: 3_600_000 };
    expect(optionsFrom({})).toEqual({ dataDir: 'data', port: 3000, ...EVERY_HOUR });
    expect(optionsFrom({ HVB_PORT: '', HVB_DATA_DIR: '', HVB_HOST: '' })).toEqual({
      ...{ dataDir: 'data', port: 3000, ...EVERY_HOUR },
    });
  });

  it('says where the files are, where the hub listens, what it logs, and with what its keys are wrapped', () => {
    const HVB_MASTER_KEY = 'ab'.repeat(32);
    const HVB_SECOND_MASTER_KEY = 'cd'.repeat(32);
    const where = { HVB_DATA_DIR: 'd', HVB_PORT: '0', HVB_HOST: '::', HVB_LOG_LEVEL: 'warn' };
    expect(optionsFrom({ ...where, HVB_MASTER_KEY, HVB_SECOND_MASTER_KEY })).toEqual({
      dataDir: 'd',
      port: 0,
      host: '::',
      logLevel: 'warn',
      masterKey: HVB_MASTER_KEY,
      secondMasterKey: HVB_SECOND_MASTER_KEY,
      checkpointEveryMs: 3_600_000,
    });
  });

  it('says where a master key in a token is', () => {
    const said = { HVB_PKCS11_MODULE: '/p11.so', HVB_PKCS11_TOKEN: 'hvb', HVB_PKCS11_PIN_FILE: '/pin' };
    expect(optionsFrom({ ...said, HVB_PKCS11_KEY: 'master' }).token).toEqual({
      ...{ module: '/p11.so', label: 'hvb', pinFile: '/pin', key: 'master' },
    });
    expect(optionsFrom(said)).not.toHaveProperty('token');
  });

  it('says where what has been erased is kept, and how long backups are', () => {
    expect(optionsFrom({ HVB_ERASURES_FILE: '/safe/erasures.jsonl', HVB_BACKUP_DAYS: '60' })).toMatchObject({
      ...{ erasuresFile: '/safe/erasures.jsonl', backupDays: 60 },
    });
  });

  it('says who witnesses the log, by key and address', () => {
    const key = keyText({ name: 'w.example', type: 'cosignature', publicKey: Buffer.alloc(32, 1) });
    expect(optionsFrom({ HVB_WITNESSES: `${key} https://w.example` }).witnesses).toMatchObject([
      { key: { name: 'w.example', type: 'cosignature' }, url: 'https://w.example' },
    ]);
  });

  it('says how often the parties are told what has been signed', () => {
    expect(optionsFrom({ HVB_CHECKPOINT_MINUTES: '5' }).checkpointEveryMs).toBe(300_000);
  });

  it('says where parties speak over Kafka, if they do', () => {
    expect(optionsFrom({ HVB_KAFKA_BROKERS: 'a:9092,b:9092' }).kafka).toMatchObject({ brokers: ['a:9092', 'b:9092'] });
  });

  it('says which files are gone for good, of those that may be', () => {
    expect(optionsFrom({ HVB_LOST: 'hub.db,signing-key.jwk.json' }).lost).toEqual(['hub.db', 'signing-key.jwk.json']);
    expect(optionsFrom({ HVB_LOST: 'ledger.db,feed-index.db' }).lost).toEqual(['ledger.db', 'feed-index.db']);
  });

  it.each([
    ['HVB_KAFKA_BROKERS', 'nowhere'],
    ['HVB_PORT', 'abc'],
    ['HVB_LOG_LEVEL', 'loud'],
    ['HVB_LOST', 'log.db'],
    ['HVB_WITNESSES', 'https://w.example'],
    ['HVB_CHECKPOINT_MINUTES', '1441'],
  ])('is refused by the name of the variable that cannot be: %s=%s', (name, text) => {
    expect(() => optionsFrom({ [name]: text })).toThrow(BadSetting);
    expect(() => optionsFrom({ [name]: text })).toThrow(name);
  });
});
