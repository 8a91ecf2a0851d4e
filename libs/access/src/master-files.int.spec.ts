import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import {
  beginNewMaster,
  endFormerMaster,
  entrySealer,
  formerMasterPath,
  masterKey,
  MasterKeyUnreadable,
  mastersInFiles,
  openMasters,
  readMasters,
} from '#access';
import { FileUnusable } from '#event-log';
import { temporaryFile } from '../../../test/support/temporary-folder.js';

const OLD = 'ab'.repeat(32);
const text = Buffer.from('Anna');
const hex = (id: Uint8Array | undefined): string => Buffer.from(id ?? []).toString('hex');

describe('the master key in a file', () => {
  let file: string;
  beforeEach(() => {
    file = temporaryFile('master.key');
    writeFileSync(file, `${OLD}\n`, { mode: 0o600 });
  });

  it('is followed by a new one, and lies beside it while keys are wrapped anew, each for its owner alone', () => {
    const old = mastersInFiles(file).current;
    expect(formerMasterPath(file)).toBe(file.replace('master.key', 'master.former.key'));
    expect(hex(beginNewMaster(file).id)).toBe(hex(old.id));
    expect(readFileSync(formerMasterPath(file), 'utf8')).toBe(`${OLD}\n`);
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(readFileSync(file, 'utf8')).not.toBe(`${OLD}\n`);
    for (const path of [file, formerMasterPath(file)]) expect(statSync(path).mode & 0o777).toBe(0o600);
    const masters = readMasters(file);
    expect(masters?.all).toHaveLength(2);
    expect(hex(masters?.all[1]?.id)).toBe(hex(old.id));
    expect(hex(masters?.current.id)).not.toBe(hex(old.id));
    endFormerMaster(file);
    expect(existsSync(formerMasterPath(file))).toBe(false);
    expect(readMasters(file)?.all).toHaveLength(1);
    endFormerMaster(file);
  });

  it('is replaced once, however often that is begun before it is ended; and again after that', () => {
    const old = beginNewMaster(file);
    const made = readFileSync(file, 'utf8');
    expect(hex(beginNewMaster(file).id)).toBe(hex(old.id));
    expect(readFileSync(file, 'utf8')).toBe(made);
    endFormerMaster(file);
    beginNewMaster(file);
    expect(readFileSync(file, 'utf8')).not.toBe(made);
    expect(readFileSync(formerMasterPath(file), 'utf8')).toBe(made);
  });

  it('is replaced also where the one before was broken off with the same key in both places', () => {
    writeFileSync(formerMasterPath(file), `${OLD}\n`);
    beginNewMaster(file);
    expect(readFileSync(file, 'utf8')).not.toBe(`${OLD}\n`);
    expect(readMasters(file)?.all).toHaveLength(2);
  });

  it('is taken up by who runs, who wraps with the new one from then on and opens what either has wrapped', () => {
    const running = entrySealer(mastersInFiles(file));
    const before = running.seal(text, 'c');
    beginNewMaster(file);
    const fresh = entrySealer(mastersInFiles(file));
    expect(Buffer.from(running.open(fresh.seal(text, 'c'), 'c'))).toEqual(text);
    expect(running.head()).toEqual(fresh.head());
    const after = running.seal(text, 'c');
    expect(Buffer.from(after.wrappedKey.subarray(0, 5))).toEqual(fresh.head());
    endFormerMaster(file);
    expect(Buffer.from(running.open(before, 'c'))).toEqual(text);
    expect(() => entrySealer(mastersInFiles(file)).open(before, 'c')).toThrow('is not given');
  });

  it('is known still to who runs while its file is damaged or away, and taken up when it is whole again', async () => {
    const running = mastersInFiles(file);
    const old = hex(running.current.id);
    writeFileSync(file, 'half');
    expect(hex(running.current.id)).toBe(old);
    rmSync(file);
    expect(hex(running.current.id)).toBe(old);
    await masterKey({ file });
    expect(hex(running.current.id)).toBe(hex(readMasters(file)?.current.id));
    expect(hex(running.current.id)).not.toBe(old);
    expect(running.all.map(({ id }) => hex(id))).toContain(old);
  });

  it('is not made by who only looks, nor replaced where there is none', () => {
    rmSync(file);
    expect(readMasters(file)).toBeUndefined();
    for (const look of [() => mastersInFiles(file), () => beginNewMaster(file)]) expect(look).toThrow(FileUnusable);
    expect(existsSync(file)).toBe(false);
  });
});

describe('the master keys of a process', () => {
  const file = (): string => temporaryFile('master.key');

  it('are those given, the second accepted beside the first', async () => {
    const where = { masterKeyGiven: OLD, secondMasterKeyGiven: 'cd'.repeat(32), masterKeyPath: file() };
    const masters = await openMasters(where);
    const alone = await openMasters({ masterKeyGiven: OLD });
    expect(masters.all).toHaveLength(2);
    expect(alone.all).toHaveLength(1);
    expect(hex(masters.current.id)).toBe(hex(alone.current.id));
    expect(existsSync(where.masterKeyPath)).toBe(false);
  });

  it('are else in its file, which is made', async () => {
    const masterKeyPath = file();
    const masters = await openMasters({ masterKeyPath });
    expect(hex(masters.current.id)).toBe(hex(readMasters(masterKeyPath)?.current.id));
  });

  it.each([
    ['half a key', { masterKeyGiven: 'abcd' }],
    ['half a second key', { masterKeyGiven: OLD, secondMasterKeyGiven: 'abcd' }],
    ['a second key without a first', { secondMasterKeyGiven: OLD, masterKeyPath: file() }],
    ['none, and no file', {}],
  ])('are not %s', async (_, where) => {
    await expect(openMasters(where)).rejects.toThrow(MasterKeyUnreadable);
  });
});
