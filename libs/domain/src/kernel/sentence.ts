/** Sentences shown to people, Swedish first: data with named holes, and the one function that fills them. */

/** A Swedish and an English sentence, or a word of one, as it is shown. */
export interface Sentence {
  readonly sv: string;
  readonly en: string;
  /** What has holes is not yet a sentence. */
  readonly holes?: never;
}

/** A sentence to be filled. A hole is a name in braces, `Version {number} …`; both languages have those that are listed. */
export interface Template<Hole extends string = string> {
  readonly holes: readonly Hole[];
  readonly sv: string;
  readonly en: string;
}

/** Sentences by the word for what each says. */
export type Sentences = Readonly<Record<string, Sentence | Template>>;

/** What fills a hole: the same in both languages, or a word of each. */
export type Filling = string | number | Sentence;

const HOLE = /\{(\w+)\}/g;

/** A text in parts: what stands between its holes, and after each the name of a hole. */
type Parts = readonly string[];

/** Templates are data, and as few as there are; each is taken apart once. */
const partsKnown = new WeakMap<object, { readonly sv: Parts; readonly en: Parts }>();

function partsOf(template: Pick<Template, 'sv' | 'en'>): { readonly sv: Parts; readonly en: Parts } {
  const known = partsKnown.get(template);
  if (known) return known;
  const parts = { sv: template.sv.split(HOLE), en: template.en.split(HOLE) };
  partsKnown.set(template, parts);
  return parts;
}

/** A template with its holes filled. Throws `RangeError` on a hole that it does not list. */
export function filled<Hole extends string>(
  template: Template<Hole>,
  fillings: Readonly<Record<Hole, Filling>>,
): Sentence {
  const parts = partsOf(template);
  const inLanguage = (language: 'sv' | 'en'): string => {
    let text = '';
    for (const [at, part] of parts[language].entries()) text += at % 2 === 0 ? part : fillingOf(part, language);
    return text;
  };
  const fillingOf = (name: string, language: 'sv' | 'en'): string => {
    const filling: Filling | undefined = (fillings as Readonly<Record<string, Filling>>)[name];
    if (filling === undefined) throw new RangeError(`nothing fills {${name}} of “${template.en}”`);
    return typeof filling === 'object' ? filling[language] : String(filling);
  };
  return { sv: inLanguage('sv'), en: inLanguage('en') };
}

/** The names of the holes in a text, in their order. */
export const holesOf = (text: string): readonly string[] => Array.from(text.matchAll(HOLE), ([, name]) => name ?? '');

/** Words in a row with commas between, in both languages. */
export const inARow = (words: readonly Sentence[]): Sentence => ({
  sv: words.map(({ sv }) => sv).join(', '),
  en: words.map(({ en }) => en).join(', '),
});

/** Things of which one is meant, in both languages: *2 eller 3*. */
export const oneOf = (words: readonly string[]): Sentence => ({ sv: words.join(' eller '), en: words.join(' or ') });
