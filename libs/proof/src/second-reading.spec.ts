import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { treeInMemory } from '../../../test/proof-peer/tree-in-memory.js';
import { always } from '../../../test/support/always.js';
import {
  leadsToBoth,
  leadsToRoot,
  mth,
  path,
  proof as proofOf,
  saidOf,
  tileBytes,
  vkey,
} from '../../../test/support/second-proofs.js';
import { isConsistent, isIncluded } from './check-proof.js';
import { cosignatureLine, logKey, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.js';
import { leafHash, rootOf, type Hash } from './merkle.js';
import { keyIdOf, keyText, readNote } from './note.js';
import { consistencyProof, inclusionProof, rootAt } from './prove.js';
import { tilePath, widthAt } from './tiles.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const unhex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const ORIGIN = 'hub.example/log/1';
const secret = generateKeyPairSync('ed25519').privateKey;
const witness = { name: 'witness.example/w1', secret: generateKeyPairSync('ed25519').privateKey };

/** The records of the vectors that implementations of RFC 6962 share, certificate-transparency's own. */
const RECORDS = [
  ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657'],
  '606162636465666768696a6b6c6d6e6f',
].map(unhex);
const A = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const B = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const C = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const D = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const E = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const F = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7';
const G = 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125';
const H = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
const I = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
const J = 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f';

describe('the published vectors', () => {
  const { read } = treeInMemory(RECORDS.map(leafHash));

  // Published as snapshots from 1; the index here is from 0.
  it.each([
    [0, 1, []],
    [0, 8, [A, B, C]],
    [5, 8, [D, E, F]],
    [2, 3, [G]],
    [1, 5, [H, B, D]],
  ] as const)('of inclusion hold: leaf %i of %i', async (index, size, published) => {
    expect((await inclusionProof(index, size, read)).map(hex)).toEqual(published);
    const claim = { leaf: leafHash(RECORDS[index]!), index, size, root: await rootAt(size, read) };
    expect(isIncluded({ ...claim, proof: published.map(unhex) })).toBe(true);
    expect(leadsToRoot(claim, published.map(unhex))).toBe(true);
    expect(path(index, RECORDS.slice(0, size)).map(hex)).toEqual(published);
  });

  it.each([
    [1, 1, []],
    [1, 8, [A, B, C]],
    [6, 8, [I, E, F]],
    [2, 5, [B, D]],
    [6, 7, [I, J, F]],
  ] as const)('of consistency hold: from %i to %i', async (first, size, published) => {
    expect((await consistencyProof(first, size, read)).map(hex)).toEqual(published);
    const [before, after] = [
      { size: first, root: await rootAt(first, read) },
      { size, root: await rootAt(size, read) },
    ];
    expect(isConsistent(before, after, published.map(unhex))).toBe(true);
    expect(leadsToBoth(before, after, published.map(unhex))).toBe(true);
    expect(proofOf(first, RECORDS.slice(0, size)).map(hex)).toEqual(published);
  });

  it('of a signed note is read: text with an empty line in it, and the key’s name and id', () => {
    const note =
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
      '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';
    const read = readNote(note);
    expect(read.text.split('\n')).toHaveLength(5);
    expect(read.text.endsWith('\n\ned è subito sera.\n')).toBe(true);
    expect(read.signatures.map(({ name, keyId, bytes }) => [name, hex(keyId), bytes.length])).toEqual([
      ['quasimodo.example/salvatore', '367ba04b', 64],
    ]);
  });

  it('of a checkpoint with a witness’s line is read: origin, size, root, and the second that the witness says', () => {
    const note =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
      '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';
    const { text, signatures } = readNote(note);
    const { origin, size, root } = parseCheckpoint(text);
    expect([origin, size, hex(root).slice(0, 8)]).toEqual(['example.com/behind-the-sofa', 20_852_163, '0ac5186a']);
    expect(signatures.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['example.com/behind-the-sofa', 64],
      ['witness.example.com/w1', 72],
    ]);
    // The second of the specification's own example of what is signed.
    expect(Buffer.from(signatures[1]!.bytes).readBigUInt64BE()).toBe(1_679_315_147n);
  });

  it('of tiles hold: 256 leaves are one whole tile and one of a single hash above it', () => {
    expect(widthAt({ level: 0, index: 0 }, 256)).toBe(256);
    expect(widthAt({ level: 0, index: 1 }, 256)).toBe(0);
    expect(widthAt({ level: 1, index: 0 }, 256)).toBe(1);
    expect(tilePath({ level: 0, index: 1_234_067 }, 256)).toBe('0/x001/x234/067');
  });
});

describe('a second reading of the specifications', () => {
  const records = fc
    .integer({ min: 1, max: 400 })
    .map((size) => Array.from({ length: size }, (_, at) => Buffer.from(`record ${at} of ${size}`)));

  it('makes the same roots, proofs and tiles', async () => {
    await always(
      fc.asyncProperty(records, fc.nat(), fc.nat(), async (d, which, from) => {
        const { edge, read, tiles } = treeInMemory(d.map(leafHash));
        const [index, first] = [which % d.length, 1 + (from % d.length)];
        expect(hex(rootOf(edge))).toBe(hex(mth(d)));
        expect((await inclusionProof(index, d.length, read)).map(hex)).toEqual(path(index, d).map(hex));
        expect((await consistencyProof(first, d.length, read)).map(hex)).toEqual(proofOf(first, d).map(hex));
        for (const { place, hashes } of tiles) {
          const width = widthAt(place, d.length);
          expect(hashes).toHaveLength(width);
          expect(hex(Buffer.concat(hashes))).toBe(hex(tileBytes({ ...place, width }, d)));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('believes the same proofs and refuses the same, whatever is done to them', async () => {
    const told = { taken: 0, refused: 0 };
    const spoilt = fc.record({ what: fc.nat(6), at: fc.nat(), by: fc.integer({ min: -2, max: 2 }) });
    await always(
      fc.asyncProperty(records, fc.nat(), fc.nat(), spoilt, async (d, which, from, { what, at, by }) => {
        const { read } = treeInMemory(d.map(leafHash));
        const [index, first] = [which % d.length, 1 + (from % d.length)];
        const change = (given: readonly Hash[]): readonly Hash[] => changed(given, what, at);
        const root = mth(d);
        const included = { leaf: leafHash(d[index]!), index: index + (what === 5 ? by : 0), size: d.length, root };
        const path = change(await inclusionProof(index, d.length, read));
        expect(isIncluded({ ...included, proof: path })).toBe(leadsToRoot(included, path));
        const before = { size: first + (what === 6 ? by : 0), root: mth(d.slice(0, first)) };
        const grown = change(await consistencyProof(first, d.length, read));
        const believed = isConsistent(before, { size: d.length, root }, grown);
        expect(believed).toBe(leadsToBoth(before, { size: d.length, root }, grown));
        told[believed ? 'taken' : 'refused'] += 1;
      }),
      { numRuns: 120 },
    );
    expect(Math.min(told.taken, told.refused)).toBeGreaterThan(12);
  });

  it('believes our checkpoints and our witnesses’ lines, and neither when a byte is another', () => {
    always(
      fc.property(
        fc.nat(2 ** 40),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.nat(2 ** 33),
        (size, root, at) => {
          const signed = signCheckpoint({ origin: ORIGIN, size, root }, secret);
          const seen = `${signed}${cosignatureLine(readNote(signed).text, witness, at)}`;
          const ours = {
            log: logKey(ORIGIN, secret),
            by: { ...logKey(witness.name, witness.secret), type: 'cosignature' },
          } as const;
          const [log, by] = [vkey(keyText(ours.log)), vkey(keyText(ours.by))];
          expect([saidOf(seen, log), saidOf(seen, by), saidOf(signed, by)]).toEqual([true, BigInt(at), undefined]);
          const another = seen.replace(`\n${size}\n`, `\n${size + 1}\n`);
          expect([saidOf(another, log), saidOf(another, by)]).toEqual([false, false]);
          expect(openCheckpoint(seen, ours.log)).toMatchObject({ origin: ORIGIN, size });
          expect([log.id, by.id]).toEqual([hex(keyIdOf(ours.log)), hex(keyIdOf(ours.by))]);
          expect([log.type, by.type]).toEqual([0x01, 0x04]);
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** What may be done to a proof: nothing, a byte, one fewer at either end, one more, or what it is told to be of. */
function changed(given: readonly Hash[], what: number, at: number): readonly Hash[] {
  const which = at % Math.max(1, given.length);
  switch (what) {
    case 1:
      return given.map((hash, index) => (index === which ? hash.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) : hash));
    case 2:
      return given.slice(1);
    case 3:
      return given.slice(0, -1);
    case 4:
      return [...given, Buffer.alloc(32, at)];
    default:
      return given;
  }
}
