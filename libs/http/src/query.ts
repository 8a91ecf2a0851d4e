/** The query of a request: only known words, each once, each in its form. */
import { pointerToken, type Form } from '#contracts';
import { refusal } from './refusal.js';

const WORD_CHARS_SHOWN = 64;

/** The query's words. Refuses with `BadRequest` one that the door does not take or that is given twice. */
export function wordsOfQuery(query: unknown, taken: readonly string[]): Readonly<Record<string, string>> {
  const given = Object.entries(query ?? {});
  for (const [word, value] of given) {
    if (taken.includes(word) && typeof value === 'string') continue;
    throw refusal('BadRequest', {
      pointer: `/${pointerToken(word.slice(0, WORD_CHARS_SHOWN))}`,
      expected: taken.join(', '),
    });
  }
  return Object.fromEntries(given);
}

/** Refuses with `BadRequest` what is not in its form. */
export function refuseOtherForm(word: string, text: string | undefined, { holds, expected }: Form): void {
  if (text === undefined || holds(text)) return;
  throw refusal('BadRequest', { pointer: `/${word}`, expected });
}
