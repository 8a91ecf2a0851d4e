/** What an explanation calls a ground. */
import { type Sentence } from '../kernel/index.js';
import { type GroundName } from './ground.js';
import { GIVEN } from './ground-law.data.js';
import { DECIDED_IN_WORDS } from './ground-words.data.js';

/** Its name, Swedish first. */
export function groundInWords(ground: GroundName): Sentence {
  const { sv, en } = { ...GIVEN, ...DECIDED_IN_WORDS }[ground];
  return { sv, en };
}
