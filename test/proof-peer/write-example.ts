/**
 * Writes what a hub would hand out of a log of 70 000 events, for an implementation that is not ours to check:
 * `node dist/test/proof-peer/write-example.js <folder>`.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  consistencyProof,
  cosignatureLine,
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
/** The second that the witness says, which main.go knows. */
const WITNESSED_AT = 1_679_315_147;
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
const witness = { name: 'witness.example/w1', secret: generateKeyPairSync('ed25519').privateKey };
write('witness-key', keyText({ ...logKey(witness.name, witness.secret), type: 'cosignature' }));
for (const size of SIZES) {
  const note = signCheckpoint({ origin: ORIGIN, size, root: await rootAt(size, read) }, secret);
  const line = cosignatureLine(note.slice(0, note.indexOf('\n\n') + 1), witness, WITNESSED_AT);
  write(`checkpoint/${size}`, `${note}${line}`);
  for (const { place, hashes } of tiles) {
    const width = widthAt(place, size);
    if (width > 0) write(`tile/${tilePath(place, width)}`, Buffer.concat(hashes.slice(0, width)));
  }
  for (const first of SIZES.filter((one) => one < size))
    write(`consistency/${first}-${size}`, Buffer.concat(await consistencyProof(first, size, read)));
  for (const index of LEAVES.filter((one) => one < size))
    write(`inclusion/${index}-${size}`, Buffer.concat(await inclusionProof(index, size, read)));
}
