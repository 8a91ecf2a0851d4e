import fc from 'fast-check';
import { always } from '../../../test/support/always.js';
import { mth, path, proof as proofOf } from '../../../test/support/second-proofs.js';
import { isConsistent, isIncluded } from './check-proof.js';
import { EMPTY, grown, leafHash, rootOf, subtreesOf, type Hash, type Node } from './merkle.js';
import { consistencyProof, inclusionProof, rootAt } from './prove.js';
import { fromTiles, keptIn, tilePath, TileDamaged, type ReadTiles } from './tiles.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const record = (text: string): Uint8Array => Buffer.from(text, 'hex');
/** The records of the test vectors that implementations of RFC 6962 share. */
const RECORDS = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(record);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** A tree that has grown in steps, its hashes kept as tiles. */
function kept(records: readonly Uint8Array[], steps: readonly number[] = [records.length]) {
  const tiles = new Map<string, Uint8Array[]>();
  let [edge, at] = [EMPTY, 0];
  const made = (node: Node, hash: Hash): void => {
    const place = keptIn(node);
    if (place === undefined) return;
    const tile = tiles.get(tilePath(place)) ?? [];
    expect(tile).toHaveLength(place.at);
    tiles.set(tilePath(place), [...tile, hash]);
  };
  for (const step of [...steps, records.length]) {
    const next = Math.min(records.length, at + step);
    edge = grown(edge, records.slice(at, next).map(leafHash), made);
    at = next;
  }
  const readTiles: ReadTiles = (places) =>
    Promise.resolve(places.map((place) => Buffer.concat(tiles.get(tilePath(place)) ?? [])));
  return { edge, tiles, readTiles, read: fromTiles(readTiles) };
}
const many = (count: number): Uint8Array[] => Array.from({ length: count }, (_, at) => Buffer.from(`event ${at}`));

describe('the tree of the log', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))(
    'has the published root at %i leaves',
    async (size, root) => {
      const { edge, read } = kept(RECORDS.slice(0, size));
      expect([edge.size, hex(rootOf(edge)), hex(await rootAt(size, read))]).toEqual([size, root, root]);
    },
  );

  it('grows to the same tree in whichever steps, and needs of the old one only its right edge', async () => {
    await always(
      fc.asyncProperty(fc.nat(600), fc.array(fc.nat(300), { maxLength: 5 }), async (size, steps) => {
        const { edge, read } = kept(many(size), steps);
        expect(hex(rootOf(edge))).toBe(hex(mth(many(size))));
        expect(edge.subtrees).toHaveLength(subtreesOf(0, size).length);
        expect(hex(await rootAt(size, read))).toBe(hex(rootOf(edge)));
      }),
      { numRuns: 30 },
    );
  });

  it('completes two subtrees a leaf on the whole, so that each leaf costs the same', () => {
    let told = 0;
    grown(EMPTY, many(4096).map(leafHash), () => (told += 1));
    expect(told).toBe(2 * 4096 - 1);
  });

  it('does not grow on an edge that is not of its size', () => {
    expect(() => grown({ size: 1, subtrees: [] }, many(1).map(leafHash), () => undefined)).toThrow(RangeError);
  });
});

describe('a proof', () => {
  it('is the one of the RFC, and is believed, for every leaf and every earlier size of small trees', async () => {
    for (let size = 1; size <= 40; size += 1) {
      const { edge, read } = kept(many(size));
      const root = rootOf(edge);
      for (let index = 0; index < size; index += 1) {
        const proof = await inclusionProof(index, size, read);
        expect(proof.map(hex)).toEqual(path(index, many(size)).map(hex));
        const claim = { leaf: leafHash(many(size)[index]!), index, size, root, proof };
        expect(isIncluded(claim)).toBe(true);
        expect(isIncluded({ ...claim, leaf: leafHash(Buffer.from('another')) })).toBe(false);
      }
      for (let first = 1; first <= size; first += 1) {
        const proof = await consistencyProof(first, size, read);
        expect(proof.map(hex)).toEqual(proofOf(first, many(size)).map(hex));
        expect(isConsistent({ size: first, root: mth(many(first)) }, { size, root }, proof)).toBe(true);
      }
    }
  });

  it('is made of tiles of every level, one read of each', async () => {
    const size = 70_000;
    const records = many(size);
    const { edge, readTiles } = kept(records);
    const asked: string[] = [];
    const read = fromTiles((places) => {
      asked.push(...places.map((place) => tilePath(place)));
      return readTiles(places);
    });
    const proof = await inclusionProof(65_537, size, read);
    expect(asked.sort()).toEqual(['0/256', '0/273', '1/001', '2/000']);
    const claim = { leaf: leafHash(records[65_537]!), index: 65_537, size, root: rootOf(edge), proof };
    expect(isIncluded(claim)).toBe(true);
    expect(isIncluded({ ...claim, index: 65_536 })).toBe(false);
  });

  it('is refused where anything of it is another’s: a byte, the order, the length, the index, the size, the root', async () => {
    await always(
      fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), async (size, which, at) => {
        const { edge, read } = kept(many(size));
        const [index, first] = [which % size, 1 + (which % (size - 1))];
        const proof = await inclusionProof(index, size, read);
        const root = rootOf(edge);
        const claim = { leaf: leafHash(many(size)[index]!), index, size, root, proof };
        const spoilt = spoil(proof, at);
        for (const each of spoilt) expect(isIncluded({ ...claim, proof: each })).toBe(false);
        for (const wrong of [index + 1, -1, size, Number.NaN])
          expect(isIncluded({ ...claim, index: wrong })).toBe(false);
        expect(isIncluded({ ...claim, root: claim.leaf })).toBe(size === 1);
        const consistent = await consistencyProof(first, size, read);
        const [before, after] = [
          { size: first, root: mth(many(first)) },
          { size, root },
        ];
        for (const each of spoil(consistent, at)) expect(isConsistent(before, after, each)).toBe(false);
        expect(isConsistent({ ...before, root: claim.leaf.map((byte) => byte ^ 1) }, after, consistent)).toBe(false);
        expect(isConsistent(before, { ...after, root: before.root }, consistent)).toBe(false);
        expect(isConsistent(after, before, consistent)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('of nothing does not exist: no leaf outside the tree, no tree that begins with an empty or a larger one', async () => {
    const { read, edge } = kept(many(3));
    await expect(inclusionProof(3, 3, read)).rejects.toThrow(RangeError);
    await expect(inclusionProof(-1, 3, read)).rejects.toThrow(RangeError);
    await expect(consistencyProof(0, 3, read)).rejects.toThrow(RangeError);
    await expect(consistencyProof(4, 3, read)).rejects.toThrow(RangeError);
    expect(await consistencyProof(3, 3, read)).toEqual([]);
    const head = { size: 3, root: rootOf(edge) };
    expect(isConsistent(head, head, [])).toBe(true);
    expect(isConsistent(head, head, [head.root])).toBe(false);
    expect(isConsistent({ size: 0, root: mth([]) }, head, [])).toBe(false);
  });

  it('is not made of a tile that is shorter than the tree: that is damage, and says where', async () => {
    const { readTiles } = kept(many(300));
    const cut: ReadTiles = async (places) => (await readTiles(places)).map((bytes) => bytes.subarray(0, 6 * 32 - 1));
    await expect(inclusionProof(298, 300, fromTiles(cut))).rejects.toThrow(new TileDamaged({ level: 0, index: 1 }));
  });
});

/** A proof with a byte changed, one hash fewer or more, and two changed about. */
function spoil(proof: readonly Hash[], at: number): readonly (readonly Hash[])[] {
  const which = at % Math.max(1, proof.length);
  const flipped = proof.map((each, index) =>
    index === which ? each.map((byte, i) => (i === at % 32 ? byte ^ 1 : byte)) : each,
  );
  const turned = proof.toSpliced(which, 2, ...proof.slice(which, which + 2).reverse());
  return [
    ...(proof.length > 0 ? [flipped, proof.slice(1), proof.slice(0, -1)] : []),
    [...proof, Buffer.alloc(32)],
    ...(which + 1 < proof.length && hex(proof[which]!) !== hex(proof[which + 1]!) ? [turned] : []),
  ];
}
