/**
 * Writes what a hub would hand out of a log of 70 000 events, for an implementation that is not ours to check:
 * `node dist/test/proof-peer/write-example.js <folder>`.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  consistencyProof,
  inclusionProof,
  keyText,
  leafHash,
  logKey,
  rootAt,
  signCheckpoint,
  tilePath,
  widthAt,
} from '#proof';
import { treeInMemory } from './tree-in-memory.js';

const ORIGIN = 'hvb-hub/log/0a000000-0000-4000-8000-000000000001/1';
/** A tree within one tile, one of whole tiles, and one with tiles of three levels. */
const SIZES = [1, 300, 65_536, 70_000];
const LEAVES = [0, 1, 255, 256, 299, 65_535, 65_536, 69_999];

const [folder = ''] = process.argv.slice(2);
if (folder === '') throw new Error('which folder?');
const write = (path: string, content: string | Uint8Array): void => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};
const recordOf = (at: number): Uint8Array => Buffer.from(`record ${at}`);

const largest = Math.max(...SIZES);
const leaves = Array.from({ length: largest }, (_, at) => leafHash(recordOf(at)));
const { tiles, read } = treeInMemory(leaves);

const secret = generateKeyPairSync('ed25519').privateKey;
write('key', keyText(logKey(ORIGIN, secret)));
for (const size of SIZES) {
  write(`checkpoint/${size}`, signCheckpoint({ origin: ORIGIN, size, root: await rootAt(size, read) }, secret));
  for (const { place, hashes } of tiles) {
    const width = widthAt(place, size);
    if (width > 0) write(`tile/${tilePath(place, width)}`, Buffer.concat(hashes.slice(0, width)));
  }
  for (const first of SIZES.filter((one) => one < size))
    write(`consistency/${first}-${size}`, Buffer.concat(await consistencyProof(first, size, read)));
  for (const index of LEAVES.filter((one) => one < size))
    write(`inclusion/${index}-${size}`, Buffer.concat(await inclusionProof(index, size, read)));
}
