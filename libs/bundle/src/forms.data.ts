/** The forms of a bundle's files as JSON Schema: nothing else is read. */
import { FORMAT } from './format.js';

const HASH = { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' };
const BASE64 = { type: 'string', pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' };
const COUNT = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
/** Of a leaf's record: no line end may stand in it. */
const WORD = { type: 'string', minLength: 1, maxLength: 300, pattern: '^[^\\n\\r]*$' };
const TEXT = { type: 'string', maxLength: 300 };
/** As many as a path to the root of the largest tree has. */
const PROOF = { type: 'array', items: HASH, maxItems: 64 };

const object = (always: Readonly<Record<string, object>>, sometimes: Readonly<Record<string, object>> = {}) => ({
  type: 'object',
  properties: { ...always, ...sometimes },
  required: Object.keys(always),
  additionalProperties: false,
});
const list = (items: object) => ({ type: 'array', items });

export const EVENT_FORM = object(
  {
    index: COUNT,
    leaf: object({
      ...{ stream: WORD, revision: COUNT, type: WORD, eventId: WORD, recordedAt: WORD, bodySha256: HASH },
    }),
    proof: PROOF,
  },
  {
    body: BASE64,
    message: { type: 'object' },
    shown: object(
      {
        withheld: list({
          type: 'object',
          required: ['pointer', 'reason'],
          properties: { pointer: TEXT, reason: TEXT },
        }),
      },
      { data: { type: 'object' } },
    ),
  },
);

export const KEYS_FORM = list(object({ stream: WORD, controller: TEXT, compareKey: HASH }));
export const CONSISTENCY_FORM = list(object({ from: { ...COUNT, minimum: 1 }, proof: PROOF }));
export const LEDGER_FORM = object({ controller: TEXT, person: TEXT, access: { type: 'object' } });

export const MANIFEST_FORM = object(
  {
    format: { const: FORMAT },
    origin: WORD,
    size: COUNT,
    asked: { anyOf: [object({ of: TEXT }), object({ from: TEXT, to: TEXT })] },
    asOf: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
    ...{ madeAt: TEXT, codeVersion: TEXT, complete: { type: 'boolean' } },
    files: list(object({ name: TEXT, bytes: COUNT, sha256: HASH })),
  },
  {
    mandates: list(
      object({
        mandateId: TEXT,
        parties: { anyOf: [{ const: 'all' }, list(TEXT)] },
        ...{ classes: list(TEXT), statute: object({ act: TEXT, section: TEXT }), from: TEXT, to: TEXT },
      }),
    ),
  },
);
