/** Which mutants are judged: all, those of some files, a sample drawn by a seed, or those that have a name. */
import { fileName, isKeyOf, type Mutant, type MutantKey } from './mutant.js';
import { mutantsOf } from './mutations.js';
import { type NamedMutant } from './named.data.js';
import { type Sources } from './sources.js';

/** Every mutant of the law. */
export const allMutants = ({ law, texts }: Sources): readonly Mutant[] =>
  law.flatMap((path) => mutantsOf(path, texts.get(path) ?? ''));

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** A number of a text, the same everywhere (FNV-1a). */
function hashOf(text: string): number {
  let hash = BASIS;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 0;
}

/** So many of them, drawn by the seed: the same each time for the same mutants, others for another seed. */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: string): readonly Mutant[] {
  const drawn = mutants.map((mutant) => ({
    mutant,
    lot: hashOf(`${hashOf(`${seed} ${mutant.file} ${mutant.start} ${mutant.end} ${mutant.by}`)} ${mutant.was} ${seed}`),
  }));
  return drawn
    .sort((one, other) => one.lot - other.lot)
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** Mutants and what of the list was not found. */
export interface Found<Key> {
  readonly mutants: readonly Mutant[];
  readonly missing: readonly Key[];
}

/** The mutants that a list of keys names; a key whose code is no longer there is missing. */
export function keyed<Key extends MutantKey>(keys: readonly Key[], mutants: readonly Mutant[]): Found<Key> {
  const of = (key: Key): readonly Mutant[] => mutants.filter((mutant) => isKeyOf(key, mutant));
  return { mutants: keys.flatMap(of), missing: keys.filter((key) => of(key).length === 0) };
}

/** The named mutants, each made by its own words; one whose code does not stand exactly once in its file is missing. */
export function named(names: readonly NamedMutant[], { law, texts }: Sources): Found<NamedMutant> {
  const found = names.map((name) => ({ name, mutant: byItsWords(name, law, texts) }));
  return {
    mutants: found.flatMap(({ mutant }) => (mutant ? [mutant] : [])),
    missing: found.filter(({ mutant }) => !mutant).map(({ name }) => name),
  };
}

function byItsWords(name: NamedMutant, law: readonly string[], texts: ReadonlyMap<string, string>): Mutant | null {
  const blanks = name.was
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  const places = law
    .filter((path) => fileName(path) === name.file)
    .flatMap((path) =>
      Array.from((texts.get(path) ?? '').matchAll(new RegExp(blanks, 'g')), (match) => ({ path, match })),
    );
  const [only] = places;
  if (!only || places.length > 1) return null;
  const { path, match } = only;
  const change = { start: match.index, end: match.index + match[0].length, by: name.is };
  const text = texts.get(path) ?? '';
  return {
    ...{ file: path, ...change, kind: 'statement', line: text.slice(0, change.start).split('\n').length },
    ...{ was: name.was, is: name.is, within: null },
  };
}
