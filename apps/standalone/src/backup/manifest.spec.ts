import { generateKeyPairSync } from 'node:crypto';
import { type LogId, type Position } from '#event-log';
import { type Instant } from '#domain';
import { ALWAYS_THERE, BACKED_UP } from './backed-up.js';
import { BackupRefused } from './backup-refused.js';
import { manifestText, parseManifest, refuseUnsigned, signManifest, type Manifest } from './manifest.js';

const MANIFEST: Manifest = {
  ...{ version: 1, program: '0.1.0', takenAt: '2026-03-02T01:00:00.000Z' as Instant },
  log: { id: 'a' as LogId, head: '17' as Position, events: 17, root: 'cm9vdA==' },
  ...{ signed: null, master: '01020304', erasures: { lines: 0, sha256: 'e3' } },
  files: BACKED_UP.map((name, at) => ({ name, bytes: at, sha256: `${at}` })),
};
const codeOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error instanceof BackupRefused ? error.code : error;
  }
};
const reading = (change: object): unknown => codeOf(() => parseManifest(manifestText({ ...MANIFEST, ...change })));

describe('the manifest of a backup', () => {
  it('is read as it was written, with and without what need not be there', () => {
    expect(parseManifest(manifestText(MANIFEST))).toEqual(MANIFEST);
    const files = MANIFEST.files.filter(({ name }) => ALWAYS_THERE.includes(name));
    expect(files).toHaveLength(4);
    expect(reading({ files, signed: 'a note\n' })).toEqual({ ...MANIFEST, files, signed: 'a note\n' });
  });

  it('of a later version is that version’s to read, whatever else stands in it', () => {
    expect(reading({ version: 2, files: 'otherwise' })).toBe('LaterBackup');
  });

  const [first, ...rest] = MANIFEST.files;
  it.each<[string, object]>([
    ['of no version', { version: 0 }],
    ['of half a version', { version: 0.5 }],
    ['without a program', { program: undefined }],
    ['without a time', { takenAt: 7 }],
    ['without a master', { master: null }],
    ['without a log', { log: null }],
    ['of a log without an id', { log: { ...MANIFEST.log, id: 3 } }],
    ['of a log without a head', { log: { ...MANIFEST.log, head: 17 } }],
    ['of a log without a root', { log: { ...MANIFEST.log, root: undefined } }],
    ['of less than no events', { log: { ...MANIFEST.log, events: -1 } }],
    ['of a log that tells more', { log: { ...MANIFEST.log, more: 1 } }],
    ['with a checkpoint that is no text', { signed: 1 }],
    ['without erasures', { erasures: undefined }],
    ['of erasures that are not counted', { erasures: { lines: '1', sha256: '' } }],
    ['of erasures without a hash', { erasures: { lines: 1 } }],
    ['without files', { files: {} }],
    ['without the log’s file', { files: MANIFEST.files.filter(({ name }) => name !== 'log.db') }],
    ['of files in another order', { files: [...rest, first] }],
    ['of a file twice', { files: [first, first, ...rest] }],
    ['of a file that is none', { files: [null, ...rest] }],
    ['of a file without a size', { files: [{ ...first, bytes: '1' }, ...rest] }],
    ['of a file without a hash', { files: [{ ...first, sha256: 1 }, ...rest] }],
    ['of a file elsewhere', { files: [{ ...first, name: '../hub.db' }, ...rest] }],
    ['that tells more', { more: 1 }],
  ])('%s is refused', (_what, change) => {
    expect(reading(change)).toBe('ManifestDamaged');
  });

  it.each(['', 'null', '[]', '7', '{', '{"format":"other"}'])('is not %j', (text) => {
    expect(codeOf(() => parseManifest(text))).toBe('ManifestDamaged');
  });

  it('is believed by the key that signed it, and as it was signed', () => {
    const secret = generateKeyPairSync('ed25519').privateKey;
    const text = manifestText(MANIFEST);
    const signature = signManifest(text, secret);
    expect(
      codeOf(() => {
        refuseUnsigned(text, signature, secret);
      }),
    ).toBeUndefined();
    const another = generateKeyPairSync('ed25519').privateKey;
    const changed = manifestText({ ...MANIFEST, takenAt: '2026-03-03T01:00:00.000Z' as Instant });
    for (const [signed, by, key] of [
      [changed, signature, secret],
      [text, signature, another],
      [text, signManifest(text, another), secret],
      [text, '', secret],
    ] as const)
      expect(
        codeOf(() => {
          refuseUnsigned(signed, by, key);
        }),
      ).toBe('ManifestNotSigned');
  });
});
