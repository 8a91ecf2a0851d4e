/** Which list an auditor asks as it was known, as it is written. */
import { DAY_SCHEMA, either, INSTANT_SCHEMA, POSITION_SCHEMA, type JsonSchema } from '#contracts';
import { refusal, refuseOtherForm } from '#http';
import { LIST_NAMES, listOf, type ListName } from '../lists/lists.js';
import { NARROWING_WORDS, type Narrowing } from '../lists/words.js';
import { formOf } from '../views/asked.js';

/** The words of the question, each in its form; the moment is not looked up yet. */
export interface PastListAsked {
  readonly list: ListName;
  /** The clock's day unless told. */
  readonly asOf?: string;
  /** A position, or an instant. */
  readonly knownAt: string;
  readonly narrowed: Readonly<Partial<Record<Narrowing, string>>>;
}

const FIELDS = ['list', 'asOf', 'knownAt', ...NARROWING_WORDS] as const;
export const PAST_LIST_FIELDS: readonly string[] = FIELDS;

const narrowingOf = (list: ListName): readonly Narrowing[] =>
  NARROWING_WORDS.filter((word) => Object.hasOwn(listOf(list).asked, word));

const questionOf = (list: ListName): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: ['list', 'knownAt'],
  properties: {
    list: { type: 'string', enum: [list] },
    ...{ asOf: DAY_SCHEMA, knownAt: either(POSITION_SCHEMA, INSTANT_SCHEMA) },
    ...Object.fromEntries(narrowingOf(list).map((word) => [word, formOf(list, word).schema])),
  },
});

/** A list, with the words that narrow it. */
export const PAST_LIST_SCHEMA: JsonSchema = { title: 'PastListQuestion', anyOf: LIST_NAMES.map(questionOf) };

type Fields = Readonly<Partial<Record<(typeof FIELDS)[number], unknown>>>;

/** Reads a question that has no other fields than these. Refuses with `MissingField`, `WrongType`, `InvalidValue`, `UnknownField`, and with `BadRequest` a word that is not in its form. */
export function readPastList(fields: Fields): PastListAsked {
  const list = LIST_NAMES.find((name) => name === fields.list);
  if (list === undefined)
    throw refusal(fields.list === undefined ? 'MissingField' : 'InvalidValue', {
      pointer: '/list',
      expected: LIST_NAMES.join(' | '),
    });
  const { list: _list, asOf, knownAt, ...words } = textsIn(fields);
  if (knownAt === undefined) throw refusal('MissingField', { pointer: '/knownAt', expected: 'position | RFC 3339' });
  const taken: readonly string[] = narrowingOf(list);
  for (const [word, text] of Object.entries(words)) {
    if (!taken.includes(word)) throw refusal('UnknownField', { pointer: `/${word}` });
    refuseOtherForm(word, text, formOf(list, word as Narrowing));
  }
  refuseOtherForm('asOf', asOf, formOf(list, 'asOf'));
  return { list, knownAt, narrowed: words, ...(asOf === undefined ? {} : { asOf }) };
}

function textsIn(fields: Fields): Readonly<Partial<Record<(typeof FIELDS)[number], string>>> {
  for (const [name, value] of Object.entries(fields))
    if (typeof value !== 'string') throw refusal('WrongType', { pointer: `/${name}`, expected: 'text' });
  return fields as Readonly<Partial<Record<(typeof FIELDS)[number], string>>>;
}
