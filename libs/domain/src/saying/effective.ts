/**
 * The facts as they stand: corrections in their originals' places, annulled ones gone, in one order that does not
 * depend on the order of arrival.
 */
import { compareText, isSameSubject, type Said } from '../kernel/index.js';
import { type CaseFact, type Fact } from './case.js';
import { dayOf, ownDate } from './fact-entries.js';

/** True for what takes a message back; it stands for nothing by itself. */
export const isAnnulment = (fact: Said<Fact>): fact is Extract<Said<Fact>, { data: { annulsId: string } }> =>
  fact.type.endsWith('.annulled');

/** Whatever was said, by where and when. */
interface Placed {
  readonly meta: Said<Fact>['meta'];
}

function byTimeSourceId(a: Placed, b: Placed): number {
  return (
    compareText(a.meta.time, b.meta.time) ||
    compareText(a.meta.source, b.meta.source) ||
    compareText(a.meta.messageId, b.meta.messageId)
  );
}

/** The correction in its original's place: later data, the original's time, source and id. */
export function inPlaceOf<F extends Fact>(original: Said<F>, correction: Said<F>): Said<F> {
  const { time, saidOn, source, messageId } = original.meta;
  return { ...correction, meta: { ...correction.meta, time, saidOn, source, messageId } };
}

/**
 * The message that `by` corrects or takes back: the one with that id by the same party on the same subject. Where two of
 * the party's systems have used the id, the one of the same system, else the earliest.
 */
export function messageNamed<F extends Fact>(facts: readonly Said<F>[], by: Said<F>, id: string): Said<F> | undefined {
  let found: Said<F> | undefined;
  for (const fact of facts) {
    if (fact.meta.messageId !== id || fact === by || !isOfOneVoice(fact, by)) continue;
    if (fact.meta.source === by.meta.source) return fact;
    if (!found || byTimeSourceId(fact, found) < 0) found = fact;
  }
  return found;
}

const isOfOneVoice = (a: Said<Fact>, b: Said<Fact>): boolean =>
  a.meta.party === b.meta.party && isSameSubject(a.meta.subject, b.meta.subject);

/** A message with what has been said about it since. */
export interface Standing<F extends Fact> {
  readonly original: Said<F>;
  /** What has been said in its place, by time, source and id; those taken back among them. */
  readonly corrections: readonly Said<F>[];
  /** As it stands now; null when it has been annulled. */
  readonly current: Said<F> | null;
  /** The annulment that took it back. */
  readonly annulment?: Said<F>;
}

const NONE: readonly never[] = [];

/**
 * Every original message with what became of it. Of several corrections the last by time, source and id stands; an
 * annulled correction gives its place back; annulling the original takes its corrections along.
 */
export function standings<F extends Fact>(facts: readonly Said<F>[]): readonly Standing<F>[] {
  if (facts.every((fact) => fact.meta.corrects === undefined && !isAnnulment(fact))) {
    return facts.map((fact) => ({ original: fact, corrections: NONE, current: fact }));
  }
  const annulments = annulmentsOf(facts);
  return chainsOf(facts).map(({ original, corrections }) => {
    const annulment = annulments.get(original);
    if (annulment) return { original, corrections, current: null, annulment };
    const last = corrections.filter((fact) => !annulments.has(fact)).at(-1);
    return { original, corrections, current: last ? inPlaceOf(original, last) : original };
  });
}

/** Each message that was taken back, with what took it back. */
function annulmentsOf<F extends Fact>(facts: readonly Said<F>[]): ReadonlyMap<Said<F>, Said<F>> {
  const annulments = new Map<Said<F>, Said<F>>();
  for (const fact of facts) {
    const target = isAnnulment(fact) ? messageNamed(facts, fact, fact.data.annulsId) : undefined;
    const earlier = target && annulments.get(target);
    if (target && (!earlier || byTimeSourceId(fact, earlier) < 0)) annulments.set(target, fact);
  }
  return annulments;
}

interface Chain<F extends Fact> {
  readonly original: Said<F>;
  readonly corrections: Said<F>[];
}

/** Each original with its corrections, whichever of the chain a correction names. */
function chainsOf<F extends Fact>(facts: readonly Said<F>[]): readonly Chain<F>[] {
  const chains = new Map<Said<F>, Chain<F>>();
  const corrections: Said<F>[] = [];
  for (const fact of facts) {
    if (isAnnulment(fact)) continue;
    if (correctedBy(facts, fact)) corrections.push(fact);
    else chains.set(fact, { original: fact, corrections: [] });
  }
  for (const correction of corrections.sort((a, b) => byTimeSourceId(a, b))) {
    chains.get(originalOf(facts, correction))?.corrections.push(correction);
  }
  return [...chains.values()];
}

function correctedBy<F extends Fact>(facts: readonly Said<F>[], fact: Said<F>): Said<F> | undefined {
  return fact.meta.corrects === undefined ? undefined : messageNamed(facts, fact, fact.meta.corrects);
}

/** What a correction, or a correction of it, was first said as. A chain is no longer than the facts are many. */
function originalOf<F extends Fact>(facts: readonly Said<F>[], correction: Said<F>): Said<F> {
  let original = correction;
  for (let step = 0; step < facts.length; step += 1) {
    const named = correctedBy(facts, original);
    if (!named) return original;
    original = named;
  }
  return original;
}

interface Dated {
  readonly fact: Placed;
  readonly on: string;
}

const dated = (fact: Said<Fact>): Dated => ({ fact, on: dayOf(fact) });

/** Negative where `a` comes before `b`: by own day, or the day it was said, then time, source and id, never by position. */
export const byPoint = (a: Said<Fact>, b: Said<Fact>): number => byOwnDate(dated(a), dated(b));

const byOwnDate = (a: Dated, b: Dated): number => compareText(a.on, b.on) || byTimeSourceId(a.fact, b.fact);

/** Own date first, then time, source, id: where two facts of a kind contradict each other the later one wins. */
export function inCanonicalOrder<F extends Fact>(facts: readonly Said<F>[]): readonly Said<F>[] {
  const all = facts.map((fact) => ({ fact, on: ownDate(fact) ?? '' }));
  // Most are told in the order in which they happen.
  if (all.every((next, at) => at === 0 || byOwnDate(all[at - 1] ?? next, next) <= 0)) return facts;
  return all.sort(byOwnDate).map(({ fact }) => fact);
}

/** The facts that stand, in canonical order. */
export function effectiveFacts(facts: readonly Said<CaseFact>[]): readonly Said<CaseFact>[] {
  return inCanonicalOrder(standings(facts).flatMap(({ current }) => (current ? [current] : [])));
}
