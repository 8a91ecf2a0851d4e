/** A mutant: one small change of the law's code, named by its text so that it is found again where lines have moved. */

export interface Mutant {
  /** From the root, with `/`. */
  readonly file: string;
  /** The characters that are replaced: from, up to. */
  readonly start: number;
  readonly end: number;
  readonly by: string;
  readonly line: number;
  readonly kind: MutantKind;
  /** The lines it stands on, before and after, blanks made one. */
  readonly was: string;
  readonly is: string;
  /** Where the innermost function around it begins; null where it stands outside all: it is made when the module is loaded. */
  readonly within: number | null;
}

export type MutantKind =
  'boundary' | 'negated' | 'figure' | 'date' | 'condition' | 'choice' | 'row' | 'statement' | 'nothing';

/** What a mutant is known by wherever its file and lines go: the name of its file, and what it makes of what. */
export interface MutantKey {
  /** The file's own name, without folders. */
  readonly file: string;
  readonly was: string;
  readonly is: string;
}

/** Replaces the mutant's characters. */
export const mutated = (text: string, { start, end, by }: Pick<Mutant, 'start' | 'end' | 'by'>): string =>
  text.slice(0, start) + by + text.slice(end);

export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const isKeyOf = (key: MutantKey, mutant: Mutant): boolean =>
  key.file === fileName(mutant.file) && key.was === mutant.was && key.is === mutant.is;
