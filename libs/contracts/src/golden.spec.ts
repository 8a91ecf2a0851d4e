import { type Controller, SAYING_TYPES } from '#domain/facts';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixedKey } from '../test/fixed-key.js';
import { WHOLE_STREAM, type StreamKey, type StreamKeys } from './keys.port.js';
import { MESSAGE_TYPES, wireType } from './message-types.js';
import { readMessage } from './read-message.js';
import { STORED_VERSION } from './stored-body.js';
import { ERASED_TYPES } from './stored-derived.js';
import { type StoredEvent, type StoredFact } from './stored-form.js';
import { contentHashOf, decodeStored } from './stored.codec.js';

const GOLDEN = 'libs/contracts/test/golden';

interface Golden {
  readonly keyFill: number;
  /** Whose key; none in version 1. */
  readonly owner?: Controller;
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
    const { keyFill, owner = WHOLE_STREAM, row, body, assess, show, erased } = golden(path);
    const event = (): StoredEvent => ({ ...row, body: Buffer.from(body, 'utf8') });
    const under = (key: StreamKey | 'erased'): StreamKeys => new Map([[owner, key]]);
    const key = fixedKey(keyFill);
    expect(decodeStored(event(), under(key), 'assess')).toEqual(assess);
    expect(decodeStored(event(), under(key), 'show')).toEqual(show);
    expect(decodeStored(event(), under('erased'), 'show')).toEqual(erased);
  });

  it.each(files)('%s still is a duplicate of what was sent', (path) => {
    const { keyFill, sent, show } = golden(path);
    if (sent === undefined) return;
    const read = readMessage(sent);
    expect(read.ok && contentHashOf(read.message, fixedKey(keyFill))).toBe((show as StoredFact).contentHash);
  });

  it('has a file of the newest version for every type that is written today', () => {
    const newest = readdirSync(join(GOLDEN, `v${STORED_VERSION}`));
    const covered = new Set(
      newest.map((file) => {
        const { row, body } = golden(join(GOLDEN, `v${STORED_VERSION}`, file));
        return `${(JSON.parse(body) as { is: string }).is} ${row.type}`;
      }),
    );
    const said = [...SAYING_TYPES, ...ERASED_TYPES].map((type) => `saying ${wireType(type)}`);
    const written = [...MESSAGE_TYPES.map(({ type }) => `fact ${type}`), ...said];
    expect(written.filter((type) => !covered.has(type))).toEqual([]);
    for (const file of newest) {
      const { body } = golden(join(GOLDEN, `v${STORED_VERSION}`, file));
      expect([file, (JSON.parse(body) as { v: unknown }).v]).toEqual([file, STORED_VERSION]);
    }
  });
});
