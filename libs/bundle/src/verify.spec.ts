import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { EMPTY, logKey, rootOf, signCheckpoint } from '#proof';
import { day } from '../../../test/support/case-builder.js';
import { always } from '../../../test/support/always.js';
import { filesOf } from './files.js';
import { FILES } from './format.js';
import { type Files } from './read.js';
import { BundleRefused, verifyBundle } from './verify.js';

const ORIGIN = 'hvb-hub/log/1/1';
const secret = generateKeyPairSync('ed25519').privateKey;
const key = logKey(ORIGIN, secret);

/** Of a log of nothing. */
const empty: ReadonlyMap<string, Buffer> = new Map(
  [
    ...filesOf({
      manifest: {
        ...{
          format: 'hvb-bundle/v1',
          origin: ORIGIN,
          size: 0,
          asked: { of: 'placement/none' },
          asOf: day('2026-01-15'),
        },
        ...{ madeAt: '2026-01-15T12:00:00.000Z', codeVersion: '0.1.0', complete: false },
      },
      checkpoint: signCheckpoint({ origin: ORIGIN, size: 0, root: rootOf(EMPTY) }, secret),
      ...{ consistency: [], events: [], keys: [], ledger: [] },
    }),
  ].map(([name, bytes]) => [name, Buffer.from(bytes)]),
);

/** What is said of files, whatever they are: refused, or the codes of what is wrong. */
function codesOf(files: Files): readonly string[] | 'refused' {
  try {
    return verifyBundle(files, { key, known: [] }).wrong.map(({ code }) => code);
  } catch (error) {
    if (error instanceof BundleRefused) return 'refused';
    throw error;
  }
}
const withFile = (name: string, bytes: Uint8Array | string): Files => new Map(empty).set(name, Buffer.from(bytes));

describe('a bundle from whoever', () => {
  it('is in order as it was made, of nothing too', () => {
    expect(codesOf(empty)).toEqual([]);
  });

  it('is refused without a manifest, or with none of ours', () => {
    for (const manifest of ['', '{}', '[]', 'null', '\ufeff{}', '{"format":"hvb-bundle/v2"}', '['.repeat(100_000)])
      expect(codesOf(withFile(FILES.manifest, manifest))).toBe('refused');
    const without = new Map(empty);
    without.delete(FILES.manifest);
    expect(codesOf(without)).toBe('refused');
    expect(codesOf(new Map())).toBe('refused');
  });

  it('lacks no file, has none that is of none, and each as it is named', () => {
    for (const name of Object.values(FILES).filter((one) => empty.has(one) && one !== FILES.manifest)) {
      const without = new Map(empty);
      without.delete(name);
      expect(codesOf(without)).toContain('fileMissing');
      expect(codesOf(withFile(name, Buffer.concat([empty.get(name)!, Buffer.from(' ')])))).toContain('fileChanged');
    }
    expect(codesOf(withFile('more.txt', ''))).toEqual(['fileUnknown']);
    expect(codesOf(withFile(FILES.entries, ''))).toEqual(['fileUnknown']);
  });

  it('is told of by another key, or of another log', () => {
    const another = generateKeyPairSync('ed25519').privateKey;
    const note = signCheckpoint({ origin: ORIGIN, size: 0, root: rootOf(EMPTY) }, another);
    expect(codesOf(withFile(FILES.checkpoint, note))).toContain('checkpointForged');
    const larger = signCheckpoint({ origin: ORIGIN, size: 1, root: rootOf(EMPTY) }, secret);
    expect(codesOf(withFile(FILES.checkpoint, larger))).toContain('otherCheckpoint');
  });

  it('is judged or refused whatever stands in it, and never ends the program', () => {
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(`${text}\n`)),
      fc.constantFrom('['.repeat(50_000), '{"a":'.repeat(50_000), '\n'.repeat(5_000)).map((text) => Buffer.from(text)),
    );
    always(
      fc.property(fc.constantFrom(...Object.values(FILES)), hostile, (name, bytes) => {
        const isAsItWas = empty.get(name)?.equals(bytes) === true;
        expect(codesOf(withFile(name, bytes)).length > 0).toBe(!isAsItWas);
      }),
      { numRuns: 300 },
    );
  });
});
