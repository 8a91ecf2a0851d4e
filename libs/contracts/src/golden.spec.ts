import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixedKey } from '../test/fixed-key.js';
import { MESSAGE_TYPES, wireType } from './message-types.js';
import { readMessage } from './read-message.js';
import { DERIVED_TYPES } from './stored-derived.js';
import { type StoredEvent, type StoredFact, contentHashOf, decodeStored } from './stored.codec.js';

const GOLDEN = 'libs/contracts/test/golden';

interface Golden {
  readonly keyFill: number;
  readonly sent?: unknown;
  readonly row: Omit<StoredEvent, 'body'>;
  readonly body: string;
  readonly assess: unknown;
  readonly show: unknown;
  readonly erased: unknown;
}

const golden = (path: string): Golden => JSON.parse(readFileSync(path, 'utf8')) as Golden;
const files = readdirSync(GOLDEN).flatMap((version) =>
  readdirSync(join(GOLDEN, version)).map((file) => join(GOLDEN, version, file)),
);

describe('every stored version ever written', () => {
  it.each(files)('%s still decodes to the same facts', (path) => {
    const { keyFill, row, body, assess, show, erased } = golden(path);
    const event = (): StoredEvent => ({ ...row, body: Buffer.from(body, 'utf8') });
    const key = fixedKey(keyFill);
    expect(decodeStored(event(), key, 'assess')).toEqual(assess);
    expect(decodeStored(event(), key, 'show')).toEqual(show);
    expect(decodeStored(event(), 'erased', 'show')).toEqual(erased);
  });

  it.each(files)('%s still is a duplicate of what was sent', (path) => {
    const { keyFill, sent, show } = golden(path);
    if (sent === undefined) return;
    const read = readMessage(sent);
    expect(read.ok && contentHashOf(read.message, fixedKey(keyFill))).toBe((show as StoredFact).contentHash);
  });

  it('has a file for every type that is written today', () => {
    const covered = new Set(files.map((path) => golden(path).row.type));
    const written = [...MESSAGE_TYPES.map(({ type }) => type), ...DERIVED_TYPES.map((type) => wireType(type))];
    expect(written.filter((type) => !covered.has(type))).toEqual([]);
  });
});
