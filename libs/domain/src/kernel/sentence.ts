/** Sentences shown to people, Swedish first: data with named holes, and the one function that fills them. */

/** A Swedish and an English sentence, or a word of one. A hole is a name in braces: `Version {number} …`. */
export interface Sentence {
  readonly sv: string;
  readonly en: string;
}

/** Sentences by the word for what each says. */
export type Sentences = Readonly<Record<string, Sentence>>;

/** What fills a hole: the same in both languages, or a word of each. */
export type Filling = string | number | Sentence;

const HOLE = /\{(\w+)\}/g;

/** A sentence with its holes filled. Throws `RangeError` where one is left open: a table and its rule do not fit. */
export function filled(sentence: Sentence, fillings: Readonly<Record<string, Filling>>): Sentence {
  const inLanguage = (language: keyof Sentence): string =>
    sentence[language].replace(HOLE, (_hole, name: string) => {
      const filling = fillings[name];
      if (filling === undefined) throw new RangeError(`nothing fills {${name}} of “${sentence.en}”`);
      return typeof filling === 'object' ? filling[language] : String(filling);
    });
  return { sv: inLanguage('sv'), en: inLanguage('en') };
}

/** The names of the holes in a text, in their order. */
export const holesOf = (text: string): readonly string[] => Array.from(text.matchAll(HOLE), ([, name]) => name ?? '');

/** Words in a row with commas between, in both languages. */
export const inARow = (words: readonly Sentence[]): Sentence => ({
  sv: words.map(({ sv }) => sv).join(', '),
  en: words.map(({ en }) => en).join(', '),
});
