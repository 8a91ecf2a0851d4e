/** Decisions A11 and B10: what is cut, altered, foreign or behind is refused by its code, and nothing is left of it. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { signCheckpoint } from '#proof';
import {
  backupOf,
  backupTrial,
  mastersIn,
  newFolder,
  type BackupTrial,
} from '../../../../test/support/backup-trial.js';
import { copyOf } from '../../../../test/support/data-folders.js';
import { cut, empty, flipped, missing, noFile, type Harm } from '../../../../test/support/file-harms.sqlite.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { filesUnder } from '../folder/files.js';
import { manifestText, parseManifest, signManifest, type Manifest } from './manifest.js';

const manifestIn = (backup: string): Manifest => parseManifest(readFileSync(join(backup, 'manifest.json'), 'utf8'));
const keyOf = (dataDir: string): KeyObject => createPrivateKey(readFileSync(filesUnder(dataDir).checkpointKey, 'utf8'));
const DATABASES = ['hub.db', 'feed-index.db', 'proofs.db', 'log.db', 'keys.db', 'ledger.db'];
const linked: Harm = (path) => {
  renameSync(path, `${path}.elsewhere`);
  symlinkSync(`${path}.elsewhere`, path);
};
const longer: Harm = (path) => {
  appendFileSync(path, 'x');
};
const HARMS: readonly (readonly [string, Harm, string])[] = [
  ['missing', missing, 'FileMissing'],
  ['empty', empty, 'FileAltered'],
  ['cut', cut, 'FileAltered'],
  ['longer', longer, 'FileAltered'],
  ['changed by a bit', flipped(0.7), 'FileAltered'],
  ['no file', noFile, 'FileAltered'],
  ['a link to elsewhere', linked, 'FileAltered'],
];

describe('a backup is not put back', () => {
  let trial: BackupTrial;
  beforeAll(async () => {
    trial = await backupTrial();
  });

  it.each(HARMS.flatMap(([what, harm, code]) => DATABASES.map((name) => [name, what, harm, code] as const)))(
    'where %s is %s',
    async (name, _what, harm, code) => {
      expect(await trial.refusal(trial.harmed(name, harm))).toBe(`${code} ${name}`);
    },
  );

  it.each<[string, Harm, string]>([
    ['missing', missing, 'FileMissing'],
    ['cut', cut, 'MasterKeyOther'],
    ['changed by a bit', flipped(0.7), 'MasterKeyOther'],
    ['a link to elsewhere', linked, 'FileAltered'],
    [
      'longer than any key',
      (path) => {
        appendFileSync(path, Buffer.alloc(64 * 1024));
      },
      'FileAltered',
    ],
  ])('where the key of checkpoints is %s', async (_what, harm, code) => {
    expect(await trial.refusal(trial.harmed('checkpoint-key.sealed', harm))).toBe(`${code} checkpoint-key.sealed`);
  });

  it.each<[string, string, Harm, string]>([
    ['manifest.json', 'missing', missing, 'NoBackup manifest.json'],
    ['manifest.json', 'empty', empty, 'ManifestDamaged manifest.json (it is no JSON object)'],
    ['manifest.json', 'a link to elsewhere', linked, 'FileAltered manifest.json'],
    [
      'manifest.json',
      'longer than any',
      (path) => {
        appendFileSync(path, ' '.repeat(64 * 1024));
      },
      'FileAltered manifest.json',
    ],
    ['manifest.json.sig', 'missing', missing, 'FileMissing manifest.json.sig'],
    ['manifest.json.sig', 'changed', flipped(0.5), 'ManifestNotSigned manifest.json'],
  ])('where %s is %s', async (name, _what, harm, said) => {
    expect(await trial.refusal(trial.harmed(name, harm))).toBe(said);
  });

  /** By one who has the log's key: what is then found is found in the files themselves. */
  const forged = (change: (manifest: Manifest) => Manifest, secret = keyOf(trial.folders.now)): string =>
    trial.harmed('manifest.json', (path) => {
      const text = manifestText(change(parseManifest(readFileSync(path, 'utf8'))));
      writeFileSync(path, text);
      writeFileSync(`${path}.sig`, signManifest(text, secret));
    });
  const withLog = (log: Partial<Manifest['log']>) => (manifest: Manifest) => ({
    ...manifest,
    log: { ...manifest.log, ...log },
  });

  it('where it is signed by another key, or says of its log what that is not', async () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    expect(await trial.refusal(forged((same) => same))).toBe('put back');
    expect(await trial.refusal(forged((same) => same, other))).toBe('ManifestNotSigned manifest.json');
    expect(await trial.refusal(forged(withLog({ events: 1 })))).toBe('LogAltered log.db');
    expect(await trial.refusal(forged(withLog({ head: '1' as Manifest['log']['head'] })))).toBe('LogAltered log.db');
    expect(await trial.refusal(forged(withLog({ root: 'AAAA' })))).toBe('LogAltered log.db');
    expect(await trial.refusal(forged(withLog({ id: 'another' as Manifest['log']['id'] })))).toBe('OtherLog log.db');
    expect(await trial.refusal(forged((same) => ({ ...same, version: 2 })))).toBe('LaterBackup version 2');
  });

  it('into a folder that is not empty', async () => {
    const dataDir = newFolder();
    mkdirSync(join(dataDir, 'x'), { recursive: true });
    await expect(trial.put(trial.backup, { dataDir })).rejects.toMatchObject({ code: 'FolderNotEmpty' });
    expect(readdirSync(dataDir)).toEqual(['x']);
  });

  it('with another master key, whether it is to lie in the folder or is given', async () => {
    const others = mastersIn(trial.folders.other);
    expect(await trial.refusal(trial.backup, others)).toBe('MasterKeyOther checkpoint-key.sealed');
    expect(await trial.refusal(trial.backup, { ...others, masterKeyText: undefined })).toBe(
      'MasterKeyOther checkpoint-key.sealed',
    );
    expect(await trial.refusal(trial.backup, { masterKeyText: undefined })).toBe('put back');
  });

  it('with a file of another backup of the same log', async () => {
    const before = await backupOf(trial.folders.before);
    for (const name of DATABASES.filter((one) => one !== 'ledger.db'))
      expect(
        await trial.refusal(
          trial.harmed(name, (path) => {
            cpSync(join(before, name), path);
          }),
        ),
      ).toBe(`FileAltered ${name}`);
  });

  it('where a checkpoint that others hold is of another log, of more events, or of others', async () => {
    const { log } = manifestIn(trial.backup);
    const origin = `hvb-hub/log/${log.id}/1`;
    const secret = keyOf(trial.folders.now);
    const root = Buffer.from(log.root, 'base64');
    const known = (of: Partial<{ origin: string; size: number; root: Uint8Array }>, by = secret) => ({
      known: [{ note: signCheckpoint({ origin, size: log.events, root, ...of }, by), from: 'kept' }],
    });
    expect(await trial.refusal(trial.backup, known({}))).toBe('put back');
    expect(await trial.refusal(trial.backup, known({ size: 0, root: new Uint8Array(32) }))).toBe('put back');
    expect(await trial.refusal(trial.backup, known({ size: log.events + 1 }))).toBe(
      `BehindKnown kept (${log.events + 1} > ${log.events})`,
    );
    expect(await trial.refusal(trial.backup, known({ size: log.events - 1 }))).toBe('LogAltered kept');
    expect(await trial.refusal(trial.backup, known({ root: new Uint8Array(32) }))).toBe('LogAltered kept');
    expect(await trial.refusal(trial.backup, known({ origin: 'hvb-hub/log/another/1' }))).toBe('OtherLog kept');
    expect(await trial.refusal(trial.backup, known({}, generateKeyPairSync('ed25519').privateKey))).toBe(
      'LogAltered kept',
    );
  });

  it('with a list of erasures from before the trial.backup, or none where there had been any', async () => {
    const dataDir = copyOf(trial.folders.now);
    const { erasures } = filesUnder(dataDir);
    writeFileSync(erasures, 'one\ntwo\n');
    const later = await backupOf(dataDir);
    expect(manifestIn(later).erasures.lines).toBe(2);
    const list = (text: string) => {
      const path = join(temporaryFolder(), 'list');
      writeFileSync(path, text);
      return { erasuresFile: path };
    };
    expect(await trial.refusal(later)).toBe('ErasuresOlder --no-erasures (2)');
    expect(await trial.refusal(later, list('one\n'))).toBe('ErasuresOlder list (2)');
    expect(await trial.refusal(later, list('one\nother\n'))).toBe('ErasuresOlder list (2)');
    expect(await trial.refusal(trial.backup, { erasuresFile: join(temporaryFolder(), 'none') })).toBe(
      'ErasuresNotGiven none',
    );
    // It goes on from what it was; that its lines are no erasures is another fault.
    expect(await trial.refusal(later, list('one\ntwo\nthree\n'))).toBe('FileUnusable');
  });
});
