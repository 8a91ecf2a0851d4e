/** The query of a request: only known words, each once, and how the API describes them. */
import {
  DAY_FORM,
  either,
  formed,
  INSTANT_SCHEMA,
  oneOfThese,
  patternWithin,
  POSITION_SCHEMA,
  UUID_SCHEMA,
  wholeNumber,
  type Form,
  type JsonSchema,
} from '#contracts';
import { SUBJECT_KINDS } from '#domain';
import { TakesQuery, wordsOfQuery } from '#http';
import { listOf, type ListName } from '../lists/lists.js';
import { NARROWING, NARROWING_WORDS, wordOf, type Narrowing } from '../lists/words.js';

const saysOf = (words: typeof NARROWING): Readonly<Record<Narrowing, string>> =>
  Object.fromEntries(Object.entries(words).map(([word, { says }]) => [word, says])) as Record<Narrowing, string>;

const WORDS = {
  asOf: "Dag, annars klockans (day, else the clock's)",
  waitFor: 'Vänta in en position (wait for a position)',
  knownAt: 'Vad som då var känt: position eller tidpunkt (what was known then: a position or an instant)',
  asOfPosition: 'Som `knownAt`, en position (as `knownAt`, a position)',
  of: 'Av vad: `placement/<uuid>`, `agreement/<uuid>`, `sip/<uuid>` (of what)',
  ...saysOf(NARROWING),
  limit: 'Rader per sida, 1–1000 (rows per page)',
  after: 'Där förra sidan slutade, ur dess `link` (where the page before ended, from its `link`)',
} as const;

export type Word = keyof typeof WORDS;
export type Asked = { readonly [W in Word]?: string };

export const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1_000;
const LIMIT = wholeNumber(1, LIMIT_MAX, LIMIT_DEFAULT);

/** Of what is checked where it is answered, by who knows what was given. */
const anyText = (schema: JsonSchema): Form => formed(schema, '', () => true);

const FORMS: { readonly [W in Exclude<Word, Narrowing | 'after'>]: Form } = {
  asOf: DAY_FORM,
  waitFor: anyText(POSITION_SCHEMA),
  knownAt: anyText(either(POSITION_SCHEMA, INSTANT_SCHEMA)),
  asOfPosition: anyText(POSITION_SCHEMA),
  of: anyText({ type: 'string', pattern: `^(${SUBJECT_KINDS.join('|')})/${patternWithin(UUID_SCHEMA)}$` }),
  limit: LIMIT,
};

/** The form of a list's word. */
export function formOf(list: ListName, word: Word): Form {
  if (word === 'after') return listOf(list).after;
  if (word === 'status') return oneOfThese(listOf(list).statuses);
  const narrowing = NARROWING_WORDS.find((one) => one === word);
  if (narrowing !== undefined) return wordOf(narrowing).form ?? anyText({ type: 'string' });
  return FORMS[word as keyof typeof FORMS];
}

/** What one thing is asked, whichever it is. */
export const OF_ONE = ['asOf', 'waitFor', 'knownAt', 'asOfPosition'] as const satisfies readonly Word[];
/** What every list is asked. A list as it was known earlier is no list row's to tell. */
const OF_LISTS = ['asOf', 'waitFor', 'party', 'status', 'limit', 'after'] as const satisfies readonly Word[];
/** What a list is asked. */
export function wordsOf(list: ListName): readonly Word[] {
  const own = Object.keys(listOf(list).asked) as Narrowing[];
  return [...new Set([...OF_LISTS, ...own])];
}

/** The query's words. Refuses with `BadRequest` one that the view does not take or that is given twice. */
export function asked(query: unknown, taken: readonly Word[]): Asked {
  return wordsOfQuery(query, taken);
}

type WordOfOne = keyof typeof FORMS;
const described = (word: WordOfOne) => ({ says: WORDS[word], schema: FORMS[word].schema });

/** Describes a word that must be given. */
export const MustTake = (word: WordOfOne): MethodDecorator =>
  TakesQuery({ [word]: { ...described(word), required: true } });

/** Describes the query of a view of one thing. */
export const Takes = (...words: readonly WordOfOne[]): MethodDecorator =>
  TakesQuery(Object.fromEntries(words.map((word) => [word, described(word)])));

/** Describes the query of a list. */
export const TakesOfList = (list: ListName): MethodDecorator =>
  TakesQuery(
    Object.fromEntries(wordsOf(list).map((word) => [word, { says: WORDS[word], schema: formOf(list, word).schema }])),
  );
