/** What an auditor asks to take away, as it is written. */
import { DAY_SCHEMA, INSTANT_SCHEMA, isOpenUuid, readInstant, YES_NO_SCHEMA, type JsonSchema } from '#contracts';
import { isDay, SUBJECT_KINDS, type Day, type Instant } from '#domain';
import { refusal } from '#http';

/** Of one thing, with what bears on it; or of all of which something was recorded from an instant until before another. */
export type ExportOf = { readonly of: string } | { readonly from: Instant; readonly to: Instant };

export interface ExportAsked {
  readonly asked: ExportOf;
  /** The views are as of this day; else the clock's. */
  readonly asOf?: Day;
  /** With every leaf of the log, so that a cut end of a stream is seen. */
  readonly complete: boolean;
  /** Sizes of checkpoints that were kept: that the log goes on from them is then shown. */
  readonly known: readonly number[];
}

/** Checkpoints of one question. */
export const KNOWN_MAX = 100;
const SUBJECT_PATTERN = `^(${SUBJECT_KINDS.join('|')})/[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`;
const FIELDS = ['of', 'from', 'to', 'asOf', 'complete', 'known'] as const;
const SIZE: JsonSchema = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };

/** The form of the question: of a thing, or of a time. */
export const EXPORT_SCHEMA: JsonSchema = {
  title: 'ExportQuestion',
  type: 'object',
  additionalProperties: false,
  properties: {
    of: { type: 'string', pattern: SUBJECT_PATTERN },
    from: INSTANT_SCHEMA,
    to: INSTANT_SCHEMA,
    asOf: DAY_SCHEMA,
    complete: YES_NO_SCHEMA,
    known: { type: 'array', items: SIZE, maxItems: KNOWN_MAX },
  },
  oneOf: [
    { required: ['of'], properties: { of: {} } },
    { required: ['from', 'to'], properties: { from: {}, to: {} } },
  ],
};

type Fields = Readonly<Partial<Record<(typeof FIELDS)[number], unknown>>>;

export const EXPORT_FIELDS: readonly string[] = FIELDS;

/** Reads a question that has no other fields than these. Throws the problem that it has. */
export function readExport(fields: Fields): ExportAsked {
  const { asOf, complete = false, known = [] } = fields;
  if (typeof complete !== 'boolean') throw refusal('WrongType', { pointer: '/complete', expected: 'boolean' });
  if (asOf !== undefined && !(typeof asOf === 'string' && isDay(asOf)))
    throw refusal('InvalidValue', { pointer: '/asOf', expected: 'YYYY-MM-DD' });
  return {
    asked: askedIn(fields),
    ...(asOf === undefined ? {} : { asOf }),
    ...{ complete, known: sizesIn(known) },
  };
}

function askedIn({ of, from, to }: Fields): ExportOf {
  if (of !== undefined) {
    if (from !== undefined || to !== undefined)
      throw refusal('InvalidValue', { pointer: '/of', expected: 'of | from, to' });
    return { of: subjectIn(of) };
  }
  if (from === undefined && to === undefined)
    throw refusal('MissingField', { pointer: '/of', expected: 'of | from, to' });
  const [first, last] = [instantIn('/from', from), instantIn('/to', to)];
  if (first >= last) throw refusal('InvalidValue', { pointer: '/to', expected: '> from' });
  return { from: first, to: last };
}

function subjectIn(value: unknown): string {
  const [kind = '', id = '', ...more] = typeof value === 'string' ? value.split('/') : [];
  if (more.length > 0 || !(SUBJECT_KINDS as readonly string[]).includes(kind) || !isOpenUuid(id))
    throw refusal('InvalidValue', { pointer: '/of', expected: '<kind>/<uuid>' });
  return `${kind}/${id.toLowerCase()}`;
}

function instantIn(pointer: string, value: unknown): Instant {
  if (value === undefined) throw refusal('MissingField', { pointer, expected: 'RFC 3339' });
  const instant = typeof value === 'string' ? readInstant(value) : undefined;
  if (instant === undefined) throw refusal('InvalidValue', { pointer, expected: 'RFC 3339' });
  return instant;
}

function sizesIn(value: unknown): readonly number[] {
  if (!Array.isArray(value)) throw refusal('WrongType', { pointer: '/known', expected: '[1, …]' });
  const sizes = value as readonly unknown[];
  if (sizes.length > KNOWN_MAX) throw refusal('InvalidValue', { pointer: '/known', expected: `≤ ${KNOWN_MAX}` });
  const wrong = sizes.findIndex((size) => !Number.isSafeInteger(size) || Number(size) < 1);
  if (wrong >= 0) throw refusal('InvalidValue', { pointer: `/known/${wrong}`, expected: '≥ 1' });
  return [...new Set(sizes as readonly number[])].sort((a, b) => a - b);
}
