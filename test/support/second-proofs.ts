/**
 * A second reading of RFC 9162 (2.1), C2SP signed-note, tlog-checkpoint, tlog-cosignature and tlog-tiles, made from their
 * words alone: it shares no code with what it is held against, and goes another way where there is one.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

/** SHA-256 of these parts, one after the other. */
export const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((all, part) => all.update(part), createHash('sha256')).digest();

const leafOf = (record: Uint8Array): Buffer => sha256(Buffer.of(0), record);
const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** The largest power of two smaller than `n`, which is 2 or more. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** `MTH(D[n])`: the root over records. */
export function mth(d: readonly Uint8Array[]): Buffer {
  if (d.length === 0) return sha256();
  if (d.length === 1) return leafOf(d[0]!);
  const k = splitOf(d.length);
  return nodeOf(mth(d.slice(0, k)), mth(d.slice(k)));
}

/** `PATH(m, D[n])`: the inclusion proof of record `m`. */
export function path(m: number, d: readonly Uint8Array[]): Buffer[] {
  if (d.length === 1) return [];
  const k = splitOf(d.length);
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}

/** `PROOF(m, D[n])`: the consistency proof from the first `m` records. */
export const proof = (m: number, d: readonly Uint8Array[]): Buffer[] => subproof(m, d, true);

function subproof(m: number, d: readonly Uint8Array[], isWhole: boolean): Buffer[] {
  if (m === d.length) return isWhole ? [] : [mth(d)];
  const k = splitOf(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), isWhole), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

const same = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && Buffer.compare(one, other) === 0;

/** Whether the path leads from a leaf's hash to the root, by the definition of `PATH` read backwards. */
export function leadsToRoot(
  claim: { readonly leaf: Uint8Array; readonly index: number; readonly size: number; readonly root: Uint8Array },
  given: readonly Uint8Array[],
): boolean {
  if (!Number.isInteger(claim.index) || claim.index < 0 || claim.index >= claim.size) return false;
  const left = [...given];
  const up = (m: number, n: number): Uint8Array | undefined => {
    if (n === 1) return claim.leaf;
    const [k, top] = [splitOf(n), left.pop()];
    const below = m < k ? up(m, k) : up(m - k, n - k);
    if (top === undefined || below === undefined) return undefined;
    return m < k ? nodeOf(below, top) : nodeOf(top, below);
  };
  const reached = up(claim.index, claim.size);
  return left.length === 0 && same(reached, claim.root);
}

/** Whether the proof leads to both roots, by the definition of `SUBPROOF` read backwards. */
export function leadsToBoth(
  first: { readonly size: number; readonly root: Uint8Array },
  second: { readonly size: number; readonly root: Uint8Array },
  given: readonly Uint8Array[],
): boolean {
  if (first.size < 1 || first.size > second.size) return false;
  const left = [...given];
  const up = (m: number, n: number, isWhole: boolean): readonly [Uint8Array, Uint8Array] | undefined => {
    if (m === n) {
      const hash = isWhole ? first.root : left.pop();
      return hash && [hash, hash];
    }
    const [k, top] = [splitOf(n), left.pop()];
    const below = m <= k ? up(m, k, isWhole) : up(m - k, n - k, false);
    if (top === undefined || below === undefined) return undefined;
    const [older, newer] = below;
    return m <= k ? [older, nodeOf(newer, top)] : [nodeOf(top, older), nodeOf(top, newer)];
  };
  const both = up(first.size, second.size, true);
  return both !== undefined && left.length === 0 && same(both[0], first.root) && same(both[1], second.root);
}

/** The bytes of the tile at a level and an index, `width` hashes of it: `MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l])`. */
export function tileBytes(
  { level, index, width }: { readonly level: number; readonly index: number; readonly width: number },
  d: readonly Uint8Array[],
): Buffer {
  const span = 256 ** level;
  return Buffer.concat(
    Array.from({ length: width }, (_, i) => mth(d.slice((index * 256 + i) * span, (index * 256 + i + 1) * span))),
  );
}

/** A verifier key: `<name>+<hex key id>+<base64 of type and public key>`. */
interface Vkey {
  readonly name: string;
  readonly id: string;
  readonly type: number;
  readonly key: Buffer;
}

/** Throws where the key's id is not of its name, type and bytes. */
export function vkey(text: string): Vkey {
  const [name = '', id = '', ...rest] = text.split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const reckoned = sha256(Buffer.from(name), Buffer.of(0x0a), bytes).subarray(0, 4).toString('hex');
  if (reckoned !== id) throw new Error(`the id of ${name} is ${reckoned}, not ${id}`);
  return { name, id, type: bytes[0]!, key: bytes.subarray(1) };
}

/**
 * What a key says of a note: `true` for a log's signature that holds, the second for a witness's, `false` for one that
 * does not hold, undefined where the key has not signed.
 */
export function saidOf(note: string, { name, id, type, key }: Vkey): boolean | bigint | undefined {
  const at = note.lastIndexOf('\n\n');
  const [text, lines] = [
    note.slice(0, at + 1),
    note
      .slice(at + 2)
      .trimEnd()
      .split('\n'),
  ];
  const mine = lines
    .map((line) => line.split(' '))
    .map(([, by, encoded = '']) => ({ by, bytes: Buffer.from(encoded, 'base64') }))
    .find(({ by, bytes }) => by === name && bytes.subarray(0, 4).toString('hex') === id);
  if (mine === undefined) return undefined;
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') },
    format: 'jwk',
  });
  const signature = mine.bytes.subarray(4);
  if (type === 0x01) return verify(null, Buffer.from(text), publicKey, signature);
  const time = signature.subarray(0, 8).readBigUInt64BE();
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  return verify(null, message, publicKey, signature.subarray(8)) && time;
}
