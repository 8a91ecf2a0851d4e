/** What a word of a question may be: its schema, what is expected in words, and the check itself. */
import { type JsonSchema } from './field-kind.js';

export interface Form {
  readonly schema: JsonSchema;
  /** In words, or as a list of values. */
  readonly expected: string;
  readonly holds: (text: string) => boolean;
}

/** A whole number within bounds, in decimal without leading zeros. */
export function wholeNumber(min: number, max: number, otherwise: number): Form {
  return {
    schema: { type: 'integer', minimum: min, maximum: max, default: otherwise },
    expected: `${min}–${max}`,
    holds: (text) => /^(0|[1-9]\d{0,15})$/.test(text) && Number(text) >= min && Number(text) <= max,
  };
}

/** One of these words. */
export function oneOfThese(words: readonly string[]): Form {
  const known = new Set(words);
  return {
    schema: { type: 'string', enum: [...words] },
    expected: words.join(' | '),
    holds: (text) => known.has(text),
  };
}

/** Text of a pattern. */
export function patterned(pattern: string, expected: string): Form {
  const form = new RegExp(pattern, 'u');
  return { schema: { type: 'string', pattern, description: expected }, expected, holds: (text) => form.test(text) };
}

/** A text that a kind of field may be. */
export const formed = (schema: JsonSchema, expected: string, holds: (text: string) => boolean): Form => ({
  schema,
  expected,
  holds,
});
