import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LogInUse } from '#event-log';
import { startHere } from '../../../../test/support/backup-trial.js';
import { copyOf, makeFolders, storyOf, tell, type Folders } from '../../../../test/support/data-folders.js';
import { missing, sql } from '../../../../test/support/file-harms.sqlite.js';
import { filesUnder } from '../folder/files.js';
import { compareFolder, rebuildFolder, type OfFolder } from './rebuild-folder.js';

const MS_MAX = 600_000;

/** Every file of a folder by its bytes. */
const fingerprintOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((file) => {
      const path = join(folder, file);
      return `${file} ${statSync(path).isFile() ? readFileSync(path).toString('base64') : 'folder'}`;
    });

describe('the list rows of a data folder', () => {
  let folders: Folders;
  beforeAll(async () => {
    folders = await makeFolders(startHere);
  }, MS_MAX);
  const seen: { done: number; total: number }[] = [];
  const of = (dataDir: string): OfFolder => {
    const files = filesUnder(dataDir);
    const onProgress: OfFolder['onProgress'] = (progress) => void seen.push(progress);
    return { files, masters: { masterKeyPath: files.masterKey }, onProgress };
  };
  /** A copy of the folder in which something was done to its rows. */
  const withRows = (statement: string): string => {
    const dataDir = copyOf(folders.now);
    sql(statement)(filesUnder(dataDir).rows, 'rows.db');
    return dataDir;
  };

  it('are found equal to those that the log gives, and nothing in the folder is written', async () => {
    const dataDir = copyOf(folders.now);
    const before = fingerprintOf(dataDir);
    const compared = await compareFolder(of(dataDir));
    expect(compared).toMatchObject({ equal: true, position: expect.stringMatching(/^\d+$/) });
    expect(compared.equal && compared.rows).toBeGreaterThan(10);
    expect(fingerprintOf(dataDir)).toEqual(before);
    expect(readdirSync(dirname(dataDir))).toEqual(['data']);
    const last = seen.at(-1);
    expect([last?.done, String(last?.total)]).toEqual([last?.total, compared.position]);
  });

  it('are found equal while their hub goes on', async () => {
    const dataDir = copyOf(folders.before);
    const hub = await startHere(dataDir);
    for (const event of storyOf('under tiden')) await tell(hub, event);
    expect(await compareFolder(of(dataDir))).toMatchObject({ equal: true });
    await hub.endCleanly();
  });

  it.each([
    ['altered', "UPDATE placement SET placing_party = 'kommun-2081'"],
    ['gone', 'DELETE FROM placement WHERE case_id = (SELECT max(case_id) FROM placement)'],
  ])('are different where one is %s behind the hub’s back, which their checksums tell', async (_what, statement) => {
    const compared = await compareFolder(of(withRows(statement)));
    expect(compared).toMatchObject({
      equal: false,
      live: null,
      anew: null,
      reason: expect.stringContaining('damaged'),
    });
  });

  it('cannot be compared where there are none', async () => {
    const dataDir = copyOf(folders.now);
    missing(filesUnder(dataDir).rows, 'rows.db');
    await expect(compareFolder(of(dataDir))).rejects.toMatchObject({ damage: 'missing' });
  });

  it('are made anew in place with the hub stopped, and never beside one that runs', async () => {
    const dataDir = withRows("UPDATE placement SET placing_party = 'kommun-2081'");
    const position = await rebuildFolder(of(dataDir));
    expect(await compareFolder(of(dataDir))).toMatchObject({ equal: true, position });
    const hub = await startHere(dataDir);
    await expect(rebuildFolder(of(dataDir))).rejects.toThrow(LogInUse);
    await hub.endCleanly();
    const empty = copyOf(folders.now);
    missing(filesUnder(empty).log, 'log.db');
    await expect(rebuildFolder(of(empty))).rejects.toMatchObject({ damage: 'missing' });
  });
});
