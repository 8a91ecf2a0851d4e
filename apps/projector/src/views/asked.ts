/** The query of a request: only known words, each once. */
import { pointerToken } from '#contracts';
import { refusal } from '#http';

/** Words that every view takes. */
const EVERYWHERE = ['asOf', 'knownAt', 'asOfPosition', 'waitFor'] as const;

type Word = (typeof EVERYWHERE)[number] | 'of' | 'party' | 'status' | 'kind' | 'rule' | 'dueBefore' | 'limit' | 'after';

export type Asked = { readonly [W in Word]?: string };

/** The query's words. Refuses with `BadRequest` one that the view does not take or that is given twice. */
export function asked(query: unknown, further: readonly Word[]): Asked {
  const taken: readonly string[] = [...EVERYWHERE, ...further];
  const given = Object.entries(query ?? {});
  for (const [word, value] of given) {
    if (taken.includes(word) && typeof value === 'string') continue;
    throw refusal('BadRequest', { pointer: `/${pointerToken(word.slice(0, 64))}`, expected: taken.join(', ') });
  }
  return Object.fromEntries(given) as Asked;
}
