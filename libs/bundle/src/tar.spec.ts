import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { always } from '../../../test/support/always.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { ArchiveRefused, FILES_MAX, readTar, writeTar } from './tar.js';

const files = (...sizes: readonly number[]): ReadonlyMap<string, Uint8Array> =>
  new Map(sizes.map((size, at) => [`file-${at}.txt`, Buffer.alloc(size, `${at}x`)]));
const refused = (archive: Uint8Array): boolean => {
  try {
    readTar(archive);
    return false;
  } catch (error) {
    if (error instanceof ArchiveRefused) return true;
    throw error;
  }
};

describe('an archive', () => {
  it('is read as it was written, whatever the length of its files, and whatever other tar reads it', () => {
    const written = files(0, 1, 511, 512, 513, 70_000);
    const archive = writeTar(written);
    expect(archive.length % 512).toBe(0);
    expect([...readTar(archive)].map(([name, bytes]) => [name, Buffer.from(bytes)])).toEqual([...written]);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.tar'), archive);
    execFileSync('tar', ['-xf', 'a.tar'], { cwd: folder });
    for (const [name, bytes] of written) expect(readFileSync(join(folder, name))).toEqual(bytes);
  });

  it.each(['../out.txt', '/out.txt', 'a/b.txt', '.hidden.txt', 'a', 'A.txt', 'a.b.txt', `${'a'.repeat(100)}.txt`, ''])(
    'holds no file called %j',
    (name) => {
      expect(() => writeTar(new Map([[name, new Uint8Array()]]))).toThrow(RangeError);
    },
  );

  it('is refused where any byte that is not of a file is another, or it is cut or goes on', () => {
    const archive = Buffer.from(writeTar(files(3, 600)));
    const isOfFile = (at: number): boolean => (at >= 512 && at < 515) || (at >= 1536 && at < 2136);
    for (let at = 0; at < archive.length; at += 1) {
      const other = Buffer.from(archive);
      other[at]! ^= 1;
      expect(refused(other)).toBe(!isOfFile(at));
    }
    for (const length of [0, 511, 512, 513, 1024, archive.length - 1, archive.length - 512])
      expect(refused(archive.subarray(0, length))).toBe(true);
    expect(refused(Buffer.concat([archive, Buffer.alloc(512)]))).toBe(true);
  });

  it('is refused with one name twice, or more files than any has', () => {
    const one = writeTar(files(1));
    expect(refused(Buffer.concat([one.subarray(0, 1024), one]))).toBe(true);
    expect(refused(writeTar(files(...Array.from({ length: FILES_MAX }, () => 1))))).toBe(false);
    expect(refused(writeTar(files(...Array.from({ length: FILES_MAX + 1 }, () => 1))))).toBe(true);
  });

  it('is read or refused, whatever the bytes', () => {
    always(
      fc.property(fc.uint8Array({ maxLength: 2_048 }), (bytes) => {
        expect(refused(bytes)).toBe(true);
      }),
    );
  });
});
