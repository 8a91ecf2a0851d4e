import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { consistencyProof, cosignatureLine, keyText, leafHash, logKey, rootAt, signCheckpoint } from '#proof';
import { treeInMemory } from '../../../test/proof-peer/tree-in-memory.js';
import { openFakeDoor, type FakeDoor } from '../../../test/support/fake-door.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { verify } from './verify.js';

const ORIGIN = 'hvb-hub/log/1/1';
const secret = generateKeyPairSync('ed25519').privateKey;
const another = generateKeyPairSync('ed25519').privateKey;

/** A log of so many events, of which one may be another than it was; what its hub answers. */
async function logOf(size: number, { changed = -1, by = secret } = {}) {
  const leaves = Array.from({ length: size }, (_, at) => leafHash(Buffer.from(at === changed ? 'another' : `${at}`)));
  const { read } = treeInMemory(leaves);
  const checkpoint = signCheckpoint({ origin: ORIGIN, size, root: await rootAt(size, read) }, by);
  const consistency = await Promise.all(
    Array.from({ length: size }, async (_, at) => ({
      proof: (await consistencyProof(at + 1, size, read)).map((hash) => Buffer.from(hash).toString('base64')),
      checkpoint,
    })),
  );
  return { checkpoint, consistency };
}
type Log = Awaited<ReturnType<typeof logOf>>;

describe('hvb-hub verify', () => {
  const [token, key, kept] = [temporaryFile('t.token'), temporaryFile('log.key'), temporaryFile('kept')];
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let door: FakeDoor;
  let log: Log;
  let refused: [number, unknown] | null;
  beforeEach(async () => {
    [log, refused] = [await logOf(9), null];
    writeFileSync(token, 'token of region-20\n');
    writeFileSync(key, `${keyText(logKey(ORIGIN, secret))}\n`);
    door = await openFakeDoor(({ path }) => {
      if (refused !== null) return refused;
      if (path === '/v1/audit/checkpoint') return [200, log.checkpoint];
      return [200, log.consistency[Number(new URLSearchParams(path.split('?')[1]).get('from')) - 1]];
    });
    printed.mockClear();
    complained.mockClear();
  });
  afterEach(() => door.stop());
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });

  const known = async (of: Log | Promise<Log>): Promise<string> => {
    const file = temporaryFile('known');
    writeFileSync(file, (await of).checkpoint);
    return file;
  };
  const run = (more: Partial<Parameters<typeof verify>[0]> = {}) => verify({ token, key, url: door.url, ...more });
  const witnesses = ['w.example/1', 'w.example/2'].map((name) => {
    const file = temporaryFile('witness.key');
    const signs = generateKeyPairSync('ed25519').privateKey;
    writeFileSync(file, `${keyText({ ...logKey(name, signs), type: 'cosignature' })}\n`);
    const seen = (note: string, at: number): string =>
      cosignatureLine(note.slice(0, note.indexOf('\n\n') + 1), { name, secret: signs }, at);
    return { file, seen };
  });
  const said = (): string => printed.mock.calls.join('\n');
  const wrong = (): string => complained.mock.calls.join('\n');

  it('says, where no earlier checkpoint is given, that a log that was wholly rewritten cannot be excluded', async () => {
    expect(await run()).toBe(EXIT.ok);
    expect(said()).toContain(`${ORIGIN}: 9 händelser`);
    expect(said()).toContain('skrivits om och signerats på nytt går inte att utesluta');
    expect(said()).toContain('utan vittnen');
    expect(door.asked.map(({ who, path }) => [who, path])).toEqual([['region-20', '/v1/audit/checkpoint']]);
  });

  it('excludes it by what was kept, and keeps the newest, from which it goes on', async () => {
    const first = await known(logOf(5));
    expect(await run({ known: [first], keep: kept })).toBe(EXIT.ok);
    expect(said()).toContain(`${first}: de 5 händelser som fanns då är inte borttagna`);
    expect(said()).not.toContain('skrivits om');
    expect(said()).toContain('utan vittnen');
    expect(readFileSync(kept, 'utf8')).toBe(log.checkpoint);
    log = await logOf(20);
    expect(await run({ known: [kept, first], json: true })).toBe(EXIT.ok);
    expect(JSON.parse(String(printed.mock.calls.at(-1)))).toMatchObject({
      ...{ origin: ORIGIN, size: 20, cannotExclude: ['splitView'] },
      goesOnFrom: [
        { file: kept, size: 9 },
        { file: first, size: 5 },
      ],
    });
  });

  it('goes on from one of the same size, and learns nothing from an empty one', async () => {
    expect(await run({ known: [await known(logOf(9))] })).toBe(EXIT.ok);
    expect(said()).not.toContain('skrivits om');
    printed.mockClear();
    expect(await run({ known: [await known(logOf(0))] })).toBe(EXIT.ok);
    expect(said()).toContain('skrivits om');
  });

  it.each([0, 3, 4])(
    'finds that event %i of the log is another than it was, though its holder has signed it anew',
    async (changed) => {
      const before = await known(logOf(5));
      log = await logOf(9, { changed });
      expect(await run({ known: [before], keep: temporaryFile('never') })).toBe(EXIT.refused);
      expect(wrong()).toContain('något är borttaget, ändrat eller flyttat');
      expect(said()).toBe('');
    },
  );

  it('does not find it where it came after what was kept', async () => {
    const before = await known(logOf(5));
    log = await logOf(9, { changed: 5 });
    expect(await run({ known: [before] })).toBe(EXIT.ok);
  });

  it('finds that the log is shorter than it was, or of the same size and another', async () => {
    expect(await run({ known: [await known(logOf(10))] })).toBe(EXIT.refused);
    expect(wrong()).toContain('loggen hade 10 händelser och har nu 9');
    expect(await run({ known: [await known(logOf(9, { changed: 8 }))] })).toBe(EXIT.refused);
  });

  it('believes nothing that another key has signed, nor a checkpoint that was changed', async () => {
    expect(await run({ known: [await known(logOf(5, { by: another }))] })).toBe(EXIT.refused);
    expect(wrong()).toContain('är inte signerad av nyckeln');
    const file = temporaryFile('changed');
    writeFileSync(file, (await logOf(5)).checkpoint.replace('\n5\n', '\n4\n'));
    expect(await run({ known: [file] })).toBe(EXIT.refused);
    expect(wrong()).toContain('är ändrad efter att den signerades');
    log = await logOf(9, { by: another });
    expect(await run()).toBe(EXIT.refused);
  });

  it.each([null, {}, { proof: 'x', checkpoint: 7 }, { proof: [7, null], checkpoint: '' }])(
    'believes nothing of an answer that is none: %j',
    async (answer) => {
      const before = await known(logOf(5));
      log = { ...log, consistency: log.consistency.map(() => answer as never) };
      expect(await run({ known: [before] })).toBe(EXIT.refused);
    },
  );

  it('says how many of the witnesses have cosigned, when, and what that excludes', async () => {
    const [one, other] = witnesses;
    log = { ...log, checkpoint: `${log.checkpoint}${one!.seen(log.checkpoint, 1_796_000_000)}` };
    expect(await run({ witness: [one!.file, other!.file] })).toBe(EXIT.ok);
    expect(said()).toContain('1 av 2 vittnen har signerat kontrollpunkten');
    expect(said()).toContain('w.example/1: såg den 2026-11-30T00:53:20Z');
    expect(said()).toContain('w.example/2: har inte signerat den');
    expect(said()).toContain('uteslutet så långt som de vittnena är att lita på');
    expect(said()).not.toContain('går inte att utesluta utan vittnen');
    expect(await run({ witness: [one!.file, other!.file], json: true })).toBe(EXIT.ok);
    expect(JSON.parse(String(printed.mock.calls.at(-1)))).toMatchObject({
      cannotExclude: ['rewritten'],
      witnesses: [
        { name: 'w.example/1', at: '2026-11-30T00:53:20Z' },
        { name: 'w.example/2', at: null },
      ],
    });
    printed.mockClear();
    expect(await run({ witness: [other!.file] })).toBe(EXIT.ok);
    expect(said()).toContain('0 av 1 vittnen har signerat');
    expect(said()).toContain('går inte att utesluta utan vittnen');
  });

  it('looks for witnesses under the checkpoint that the log goes on to, and believes none of another', async () => {
    const before = await known(logOf(5));
    const [one] = witnesses;
    const line = one!.seen(log.checkpoint, 1_796_000_000);
    log = {
      ...log,
      consistency: log.consistency.map((each) => ({ ...each, checkpoint: `${each.checkpoint}${line}` })),
    };
    expect(await run({ known: [before], witness: [one!.file] })).toBe(EXIT.ok);
    expect(said()).toContain('1 av 1 vittnen');
    const { checkpoint } = await logOf(8);
    log = { ...log, checkpoint: `${log.checkpoint}${one!.seen(checkpoint, 1_796_000_000)}` };
    expect(await run({ witness: [one!.file] })).toBe(EXIT.refused);
    expect(wrong()).toContain('w.example/1: är ändrad efter att den signerades');
  });

  it('takes no log’s key for a witness’s, nor a witness’s for the log’s', async () => {
    expect(await run({ witness: [key] })).toBe(EXIT.usage);
    expect(wrong()).toContain('är inget vittnes nyckel');
    expect(await run({ key: witnesses[0]!.file })).toBe(EXIT.usage);
    expect(wrong()).toContain('är ingen nyckel till kontrollpunkter');
  });

  it('is of no use without a key, a token, or a checkpoint that can be read', async () => {
    writeFileSync(key, 'no key');
    expect(await run()).toBe(EXIT.usage);
    expect(wrong()).toContain('är ingen nyckel');
    expect(await verify({ token: 'nowhere', key, url: door.url })).toBe(EXIT.usage);
    writeFileSync(key, keyText(logKey(ORIGIN, secret)));
    expect(await verify({ token: 'nowhere', key, url: door.url })).toBe(EXIT.usage);
    expect(await run({ known: ['nowhere'] })).toBe(EXIT.usage);
  });

  it('tells a hub that refuses from one that is away', async () => {
    refused = [403, { code: 'Forbidden' }];
    expect(await run()).toBe(EXIT.refused);
    refused = [503, { code: 'LogUnavailable' }];
    expect(await run()).toBe(EXIT.unavailable);
    await door.stop();
    expect(await run()).toBe(EXIT.unavailable);
  });
});
