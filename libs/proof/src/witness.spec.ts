import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { treeInMemory } from '../../../test/proof-peer/tree-in-memory.js';
import { always } from '../../../test/support/always.js';
import { BadSetting } from '#engines';
import { addCheckpointText, readAddCheckpoint } from './add-checkpoint.js';
import { logKey, openCheckpoint, signCheckpoint, witnessedAt } from './checkpoint.js';
import { leafHash, type Hash } from './merkle.js';
import { keyText, NoteRefused, type NoteKey } from './note.js';
import { consistencyProof, rootAt } from './prove.js';
import { witnessesIn } from './witness-settings.js';
import { witnessOf, type WitnessAnswer } from './witness.js';

const ORIGIN = 'hub.example/log/1/1';
const [secret, another, own] = [1, 2, 3].map(() => generateKeyPairSync('ed25519').privateKey) as [never, never, never];
const WITNESS: NoteKey = { ...logKey('w.example/1', own), type: 'cosignature' };
const AT = 1_796_000_000;

/** A log of so many events, of which those from `forkedAt` on are others. */
function logOf(count: number, forkedAt = Infinity) {
  const { read } = treeInMemory(
    Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`${at >= forkedAt ? 'other' : 'event'} ${at}`))),
  );
  const signed = async (size: number, by = secret, origin = ORIGIN): Promise<string> =>
    signCheckpoint({ origin, size, root: await rootAt(size, read) }, by);
  const asks = async (old: number, size: number): Promise<string> =>
    addCheckpointText({
      old,
      proof: old > 0 && old < size ? await consistencyProof(old, size, read) : [],
      note: await signed(size),
    });
  return { signed, asks };
}

describe('a witness', () => {
  let kept: Map<string, string>;
  let answer: (body: string) => WitnessAnswer;
  const log = logOf(60);
  beforeEach(() => {
    kept = new Map();
    answer = witnessOf({
      ...{ name: WITNESS.name, secret: own, logs: [logKey(ORIGIN, secret)], now: () => AT },
      kept: { last: (origin) => kept.get(origin), keep: (origin, note) => void kept.set(origin, note) },
    });
  });
  const keptSize = (): number => openCheckpoint(kept.get(ORIGIN)!, logKey(ORIGIN, secret)).size;

  it('cosigns the first checkpoint that it sees, keeps it, and then what goes on from it', async () => {
    for (const [old, size] of [
      [0, 7],
      [7, 7],
      [7, 8],
      [8, 60],
    ] as const) {
      const answered = answer(await log.asks(old, size));
      if (answered.kind !== 'cosigned') throw new Error(answered.kind);
      expect(witnessedAt(`${await log.signed(size)}${answered.line}`, WITNESS)).toBe(AT);
      expect(keptSize()).toBe(size);
    }
  });

  it('says what it has seen to whoever has another size in mind, and cosigns nothing', async () => {
    answer(await log.asks(0, 7));
    expect(answer(await log.asks(0, 9))).toEqual({ kind: 'otherSize', size: 7 });
    expect(answer(await log.asks(6, 9))).toEqual({ kind: 'otherSize', size: 7 });
    expect(answer(await log.asks(5, 6))).toEqual({ kind: 'otherSize', size: 7 });
    kept.clear();
    expect(answer(await log.asks(3, 9))).toEqual({ kind: 'otherSize', size: 0 });
    expect(kept.size).toBe(0);
  });

  it('cosigns no fork: another log of the same size, one that has grown, nor one without a proof', async () => {
    answer(await log.asks(0, 7));
    const fork = logOf(60, 6);
    expect(answer(await fork.asks(7, 7))).toMatchObject({ kind: 'fork', status: 409, shown: { size: 7 } });
    expect(answer(await fork.asks(7, 9))).toMatchObject({ kind: 'fork', status: 422, kept: { size: 7 } });
    const note = await log.signed(9);
    expect(answer(addCheckpointText({ old: 7, proof: [], note }))).toMatchObject({ kind: 'fork', status: 422 });
    expect(keptSize()).toBe(7);
    expect(answer(await log.asks(7, 9))).toMatchObject({ kind: 'cosigned' });
  });

  it('takes of a log it has not seen no proof, and of an empty one no root but that of nothing', async () => {
    const proof = [Buffer.alloc(32)];
    expect(answer(addCheckpointText({ old: 0, proof, note: await log.signed(4) }))).toMatchObject({ status: 422 });
    const root = Buffer.alloc(32);
    const note = signCheckpoint({ origin: ORIGIN, size: 0, root }, secret);
    expect(answer(addCheckpointText({ old: 0, proof: [], note }))).toMatchObject({ kind: 'fork', status: 409 });
    expect(answer(await log.asks(0, 0))).toMatchObject({ kind: 'cosigned' });
    expect(answer(await log.asks(0, 4))).toMatchObject({ kind: 'cosigned' });
  });

  it('knows its logs alone, and believes their keys alone', async () => {
    const asks = (note: string, old = 0): WitnessAnswer => answer(addCheckpointText({ old, proof: [], note }));
    expect(asks(await log.signed(4, secret, 'hub.example/log/2/1'))).toEqual({ kind: 'refused', status: 404 });
    expect(asks(await log.signed(4, another))).toEqual({ kind: 'refused', status: 403 });
    expect(asks((await log.signed(4)).replace('\n4\n', '\n5\n'))).toEqual({ kind: 'refused', status: 403 });
    expect(asks(await log.signed(4), 5)).toEqual({ kind: 'refused', status: 400 });
    expect(asks((await log.signed(4)).replace('\n4\n', '\n04\n'))).toMatchObject({ kind: 'refused' });
    for (const body of ['', 'old 0', 'old 0\n\n', 'old 0\n\nno note', `new 0\n\n${await log.signed(4)}`])
      expect(answer(body)).toEqual({ kind: 'refused', status: 400 });
    expect(kept.size).toBe(0);
  });

  it('never cosigns two logs, whatever it is asked in whichever order', async () => {
    const logs = [logOf(40), logOf(40, 5), logOf(40, 20)];
    const asked = fc.array(fc.tuple(fc.nat(2), fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 30 });
    await always(
      fc.asyncProperty(asked, async (each) => {
        kept.clear();
        const cosigned: string[] = [];
        for (const [which, old, size] of each) {
          const answered = answer(await logs[which]!.asks(Math.min(old, size), size));
          if (answered.kind === 'cosigned') cosigned.push(await logs[which]!.signed(size));
        }
        const heads = cosigned.map((note) => openCheckpoint(note, logKey(ORIGIN, secret)));
        const sizes = heads.map(({ size }) => size);
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
        // Some one of the logs is all of what was cosigned.
        const is = await Promise.all(
          logs.map(
            async ({ signed }) => (await Promise.all(sizes.map((size) => signed(size)))).join() === cosigned.join(),
          ),
        );
        expect(is.some((one) => one)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is asked of a witness', () => {
  const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 });
  it('is written as the specification has it, and read back', () => {
    const note = signCheckpoint({ origin: ORIGIN, size: 9, root: Buffer.alloc(32) }, secret);
    const body = addCheckpointText({ old: 8, proof: [Buffer.alloc(32, 1)], note });
    expect(body).toBe(`old 8\n${Buffer.alloc(32, 1).toString('base64')}\n\n${note}`);
    always(
      fc.property(fc.nat(), hashes, (old, proof) => {
        const read = readAddCheckpoint(addCheckpointText({ old, proof, note }));
        expect([read.old, read.note]).toEqual([old, note]);
        expect(read.proof.map((hash: Hash) => [...hash])).toEqual(proof.map((hash) => [...hash]));
      }),
    );
  });

  it.each([
    ['no size', '8\n\nnote'],
    ['a leading zero', 'old 08\n\nnote'],
    ['a size below nothing', 'old -1\n\nnote'],
    ['a size beyond all counting', 'old 9007199254740992\n\nnote'],
    ['a short hash', 'old 8\nAAAA\n\nnote'],
    ['a hash written in two ways', `old 8\n${'A'.repeat(42)}B=\n\nnote`],
    ['more hashes than any proof has', `old 8\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\nnote`],
    ['no end', 'old 8\nnote'],
  ])('is refused with %s', (_what, body) => {
    expect(() => readAddCheckpoint(body)).toThrow(new NoteRefused('malformed'));
  });

  it('is not looked at where it is larger than any', () => {
    expect(() => readAddCheckpoint('x'.repeat(68_404))).toThrow(new NoteRefused('tooLarge'));
    expect(() => readAddCheckpoint('x'.repeat(68_403))).toThrow(new NoteRefused('malformed'));
  });
});

describe('the witnesses of a log', () => {
  const [one, other] = [keyText(WITNESS), keyText({ ...WITNESS, name: 'w.example/2' })];

  it('are named by key and address', () => {
    expect(witnessesIn(undefined)).toEqual([]);
    expect(witnessesIn(`${one} https://w.example/; ${other}  http://127.0.0.1:3002/a/ ;`)).toEqual([
      { key: WITNESS, url: 'https://w.example' },
      { key: { ...WITNESS, name: 'w.example/2' }, url: 'http://127.0.0.1:3002/a' },
    ]);
  });

  it.each([
    'https://w.example',
    `${keyText(logKey(ORIGIN, secret))} https://w.example`,
    `${one} w.example`,
    `${one} ftp://w.example`,
    one,
    `${one} https://w.example more`,
    `${one} https://a.example; ${one} https://b.example`,
    Array.from({ length: 16 }, (_, at) => `${keyText({ ...WITNESS, name: `w${at}` })} https://w.example`).join(';'),
  ])('are not %s', (text) => {
    expect(() => witnessesIn(text)).toThrow(BadSetting);
  });

  it('are fifteen at most', () => {
    const all = Array.from({ length: 15 }, (_, at) => `${keyText({ ...WITNESS, name: `w${at}` })} https://w.example`);
    expect(witnessesIn(all.join(';'))).toHaveLength(15);
  });
});
