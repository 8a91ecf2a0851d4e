import { BadSetting } from '#engines';
import { BackupRefused } from '#standalone';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { mastersThere, refuseEngines } from './over-a-folder.js';

describe('a command over a data folder', () => {
  afterEach(() => {
    for (const name of ['HVB_DATABASE_URL', 'HVB_EVENTSTORE_URL']) Reflect.deleteProperty(process.env, name);
  });

  it('is for a folder alone: over the engines it is refused, by the variable that names them', () => {
    expect(refuseEngines).not.toThrow();
    for (const name of ['HVB_DATABASE_URL', 'HVB_EVENTSTORE_URL']) {
      process.env[name] = 'somewhere';
      expect(refuseEngines).toThrow(BadSetting);
      expect(refuseEngines).toThrow(`${name}: över motorerna`);
      Reflect.deleteProperty(process.env, name);
    }
  });

  it('makes no master key where there is none, and takes the one that is given', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    await expect(mastersThere({ dataDir, port: 0 })).rejects.toThrow(BackupRefused);
    await expect(mastersThere({ dataDir, port: 0 })).rejects.toMatchObject({ code: 'NoHub', about: dataDir });
    expect(existsSync(dataDir)).toBe(false);
    const { all } = await mastersThere({ dataDir, port: 0, masterKey: 'ab'.repeat(32) });
    expect(all).toHaveLength(1);
  });
});
