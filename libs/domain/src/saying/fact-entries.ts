/** What is read of one fact from its entry. */
import { type FactEntry } from '../fact/entry.js';
import { type Name, type Used } from '../fact/names.js';
import { isSameSubject, type Day, type Said } from '../kernel/index.js';
import { type Fact } from './case.js';
import { FACT_ENTRIES } from './fact-kinds.js';

/** As asked of a fact whose type is not known: its own type's entry is looked up, so that it always fits. */
type Entry = FactEntry<{ readonly type: string; readonly data: object }>;

const entryOf = (type: Fact['type']): Entry => FACT_ENTRIES[type] as unknown as Entry;

/**
 * The day a fact counts from: its own date, which may lie before it was told; the day it was said where it carries
 * none; null for what describes its subject and counts always.
 */
export const ownDate = (fact: Said<Fact>): Day | null => entryOf(fact.type).ownDate(fact);

/** True of what stands as it was said: nobody corrects it or takes it back. */
export const isForEver = ({ type }: Fact): boolean => entryOf(type).isForEver === true;

/** The day on which a fact stands among others: its own date, or the day it was said. */
export const dayOf = (fact: Said<Fact>): Day => ownDate(fact) ?? fact.meta.saidOn;

const NONE: readonly never[] = [];

/** What `fact` gives others to name. */
export const namesGivenBy = ({ type, data }: Fact): readonly Name[] => entryOf(type).gives?.(data) ?? NONE;

/** What must stand for `fact` to have a meaning. */
export const namesUsedBy = ({ type, data }: Fact): readonly Used[] => entryOf(type).uses?.(data) ?? NONE;

/** The signatures among the facts that stand under a paper, on its own subject; none where it is no paper. */
export function signaturesUnder<F extends Fact>(fact: Said<F>, facts: readonly Said<F>[]): readonly Said<F>[] {
  const paper = paperOf(fact);
  if (paper === undefined) return NONE;
  return facts.filter(
    (other) => paperAnswered(other) === paper && isSameSubject(other.meta.subject, fact.meta.subject),
  );
}

/** The paper that a fact is; undefined where it is none. */
export const paperOf = ({ type, data }: Fact): string | undefined => entryOf(type).paper?.(data);

/** The paper that a fact answers; undefined where it is no answer. */
export const paperAnswered = ({ type, data }: Fact): string | undefined => entryOf(type).signs?.(data);

/** Whether an answer consents to its paper: one that refuses is no signature under it. */
export const isConsent = ({ type, data }: Fact): boolean => entryOf(type).consents?.(data) ?? true;

/** The paper that a fact takes back without an annulment; undefined where it does not. */
export const paperWithdrawn = ({ type, data }: Fact): string | undefined => entryOf(type).withdraws?.(data);

/** Whether a later paper of the same author takes the place of an earlier one. Of two types, never. */
export const isReplacedBy = (earlier: Fact, later: Fact): boolean =>
  earlier.type === later.type && (entryOf(earlier.type).replacedBy?.(earlier.data, later.data) ?? false);

/**
 * The day a fact counts from among others: a paper that was signed was there to be signed, whenever it was told. `works`: which
 * of the signatures under it do.
 */
export function countsFrom<F extends Fact>(
  fact: Said<F>,
  among: readonly Said<F>[],
  works: (signature: Said<F>) => boolean,
): Day | null {
  const own = ownDate(fact);
  if (own === null) return null;
  return signaturesUnder(fact, among).reduce((earliest, signature) => {
    const signedOn = ownDate(signature);
    return signedOn !== null && signedOn < earliest && works(signature) ? signedOn : earliest;
  }, own);
}
