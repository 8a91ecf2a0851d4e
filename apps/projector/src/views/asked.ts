/** The query of a request: only known words, each once, and how the API describes them. */
import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { pointerToken } from '#contracts';
import { refusal } from '#http';
import { listOf, type ListName } from '../lists/lists.js';
import { NARROWING, type Narrowing } from '../lists/words.js';

const saysOf = (words: typeof NARROWING): Readonly<Record<Narrowing, string>> =>
  Object.fromEntries(Object.entries(words).map(([word, { says }]) => [word, says])) as Record<Narrowing, string>;

const WORDS = {
  asOf: "Dag, annars klockans (day, else the clock's)",
  waitFor: 'Vänta in en position (wait for a position)',
  knownAt: 'Vad som då var känt: position eller tidpunkt (what was known then: a position or an instant)',
  asOfPosition: 'Som `knownAt`, en position (as `knownAt`, a position)',
  of: 'Av vad: `placement/<uuid>`, `agreement/<uuid>` (of what)',
  ...saysOf(NARROWING),
  limit: 'Rader per sida, 1–1000 (rows per page)',
  after: 'Där förra sidan slutade, ur dess `link` (where the page before ended, from its `link`)',
} as const;

export type Word = keyof typeof WORDS;
export type Asked = { readonly [W in Word]?: string };

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
  const given = Object.entries(query ?? {});
  for (const [word, value] of given) {
    if ((taken as readonly string[]).includes(word) && typeof value === 'string') continue;
    throw refusal('BadRequest', { pointer: `/${pointerToken(word.slice(0, 64))}`, expected: taken.join(', ') });
  }
  return Object.fromEntries(given);
}

/** Describes a route's query. */
export const Takes = (...words: readonly Word[]): MethodDecorator =>
  applyDecorators(...words.map((name) => ApiQuery({ name, required: false, type: String, description: WORDS[name] })));
