import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { writeTar } from '#bundle';
import { keyText, logKey, logKeyPath, openLogKey } from '#proof';
import { aCase } from '../../../test/support/case-builder.js';
import { bundlesOf } from '../../../test/support/exported-bundles.js';
import { openSpecHub } from '../../../test/support/open-hub.js';
import { eventsIn, linesOf, manifestOf, sealedAnew, text, type Made } from '../../../test/support/tampering.js';
import { temporaryFile, temporaryFolder } from '../../../test/support/temporary-folder.js';
import { dalarnaEvents, eventsOf } from '../../../test/support/wire-events.js';
import { EXIT } from './exit-codes.js';
import { verifyBundle, type VerifyBundleOptions } from './verify-bundle.js';
import { verifyEither } from './verify-either.js';

describe('hvb-hub verify of a bundle', () => {
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const key = temporaryFile('log.key');
  let partial: Made;
  let whole: Made;
  beforeAll(async () => {
    const hub = await openSpecHub();
    await hub.tell([...dalarnaEvents(), ...eventsOf(aCase('P1').emergency().started('2026-01-15'))]);
    ({ partial, whole } = await bundlesOf(hub));
    const secret = await openLogKey(logKeyPath(hub.folder));
    writeFileSync(key, `${keyText(logKey(manifestOf(partial).origin, secret))}\n`);
    await hub.close();
  });
  beforeEach(() => {
    printed.mockClear();
    complained.mockClear();
  });
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });

  const archive = (files: Made): string => {
    const path = temporaryFile('bundle.tar');
    writeFileSync(path, writeTar(files));
    return path;
  };
  const folder = (files: Made): string => {
    const path = join(temporaryFolder(), 'bundle');
    mkdirSync(path);
    for (const [name, bytes] of files) writeFileSync(join(path, name), bytes);
    return path;
  };
  const kept = (): string => {
    const path = temporaryFile('kept');
    writeFileSync(path, text(whole, 'checkpoint.txt'));
    return path;
  };
  const run = (path: string, more: Partial<VerifyBundleOptions> = {}) => verifyBundle(path, { key, ...more });
  const said = (): string => printed.mock.calls.join('\n');
  const wrong = (): string => complained.mock.calls.join('\n');

  it('says of one in order, as a file or a folder, what was tried and what cannot be excluded', async () => {
    for (const path of [archive(partial), folder(partial)]) {
      printed.mockClear();
      expect([await run(path), wrong()]).toEqual([EXIT.ok, '']);
      expect(said()).toContain('signerade av nyckeln (events, signed by the key)');
      expect(said()).toContain('skrivits om och signerats p\u00e5 nytt');
      expect(said()).toContain('fler h\u00e4ndelser p\u00e5 slutet');
    }
  });

  it('says of one with all leaves, held against what was kept, that neither can be', async () => {
    const known = kept();
    expect(await run(archive(whole), { known: [known], complete: true })).toBe(EXIT.ok);
    expect(said()).not.toContain('skrivits om');
    expect(said()).not.toContain('p\u00e5 slutet');
    expect(said()).toContain(known);
    printed.mockClear();
    expect(await run(archive(whole), { known: [known], json: true })).toBe(EXIT.ok);
    expect(JSON.parse(said())).toMatchObject({ wrong: [], cannotExclude: ['splitView'], isComplete: true });
  });

  it('cannot tell of all leaves where they are not there, which is no wrong of the bundle', async () => {
    expect(await run(archive(partial), { complete: true })).toBe(EXIT.usage);
    expect(wrong()).toContain('--complete');
  });

  it('names what is wrong by its event and its bytes', async () => {
    const events = eventsIn(partial);
    const [first] = events;
    const lines = linesOf(
      events.with(0, { ...first!, leaf: { ...first!.leaf, recordedAt: '2020-01-01T00:00:00.000Z' } }),
    );
    expect(await run(archive(sealedAnew(partial, lines)))).toBe(EXIT.refused);
    expect(wrong()).toContain(`h\u00e4ndelse (event) ${first!.index + 1}, ${first!.leaf.stream} @0`);
    expect(wrong()).toContain(`byte (bytes) 0\u2013${lines.indexOf(10)}`);
    expect(said()).toBe('');
  });

  it('refuses what is cut or no bundle at all, and asks for what is missing', async () => {
    const cut = temporaryFile('cut.tar');
    writeFileSync(cut, writeTar(partial).subarray(0, 3_000));
    expect(await run(cut)).toBe(EXIT.refused);
    expect(await run(folder(new Map()))).toBe(EXIT.refused);
    expect(await run('nowhere')).toBe(EXIT.usage);
    const none = temporaryFile('none.key');
    writeFileSync(none, 'no key');
    expect(await run(archive(partial), { key: none })).toBe(EXIT.usage);
    expect(await run(archive(partial), { key: 'nowhere' })).toBe(EXIT.usage);
    expect(await run(archive(partial), { known: ['nowhere'] })).toBe(EXIT.usage);
  });

  it('is of a bundle or of a hub, and of nothing else', async () => {
    expect(await verifyEither(archive(partial), { key })).toBe(EXIT.ok);
    expect(await verifyEither(archive(partial), { key, token: 't' })).toBe(EXIT.usage);
    expect(await verifyEither(undefined, { key })).toBe(EXIT.usage);
    expect(await verifyEither(undefined, { key, token: 't', complete: true })).toBe(EXIT.usage);
  });
});
