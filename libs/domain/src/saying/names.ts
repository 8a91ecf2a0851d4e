/** What the facts of any stream name: an id is given once, what is named has been given, and what is named is not taken away. */
import { type Said } from '../kernel/index.js';
import { nameOf } from '../fact/names.js';
import { namesItsPaper, papersNamed } from './answers.js';
import { type Fact } from './case.js';
import { rejected, waiting, type Decision } from './decision.js';
import { type Standing } from './effective.js';
import { namesGivenBy, namesUsedBy, paperAnswered } from './fact-entries.js';

/** What stands in a stream, as far as names are asked of it. */
export interface Named<F extends Fact> {
  /** Those that stand. */
  readonly facts: readonly Said<F>[];
  /** Every message with what became of it. */
  readonly chains: readonly Standing<F>[];
  /** What was said and taken back, and has not been said again: nobody has yet to say it. */
  readonly takenBack: ReadonlySet<string>;
}

/** The names that were given by what has been taken back. */
export function namesTakenBack<F extends Fact>(chains: readonly Standing<F>[]): ReadonlySet<string> {
  const takenBack = new Set<string>();
  for (const { original, annulment } of chains)
    if (annulment) for (const given of namesGivenBy(original)) takenBack.add(nameOf(given));
  return takenBack;
}

/** True where one of the facts gives the name. */
const givesName = <F extends Fact>(facts: readonly Said<F>[], name: string): boolean =>
  facts.some((fact) => namesGivenBy(fact).some((given) => nameOf(given) === name));

/** An id names one thing: what was said under it is corrected, not said again. */
export function refusedAsSaid<F extends Fact>(fact: Said<F>, facts: readonly Said<F>[]): Decision | null {
  for (const given of namesGivenBy(fact)) {
    if (!givesName(facts, nameOf(given))) continue;
    return rejected({ code: 'AlreadySaid', pointer: given.pointer, names: given.id });
  }
  return null;
}

/**
 * What it names has been said. If not, it waits where that is another party's to say, since parties' messages are not
 * ordered among each other; it is refused where the sender itself should have, or where it was said and taken back.
 */
export function refusedAsUnknown<F extends Fact>(
  fact: Said<F>,
  { facts, takenBack }: Pick<Named<F>, 'facts' | 'takenBack'>,
): Decision | null {
  const isAnswer = paperAnswered(fact) !== undefined;
  for (const used of namesUsedBy(fact)) {
    if (givesName(facts, nameOf(used))) continue;
    // An answer to what is taken back is kept, and works nothing (H-004).
    if (isAnswer && takenBack.has(nameOf(used))) continue;
    if (used.waitsFor && !takenBack.has(nameOf(used))) return waiting(used.waitsFor);
    return rejected({ code: 'UnknownReference', pointer: used.pointer, names: used.id });
  }
  return null;
}

/** The event that an answer says it is to is one of what it answers: told before, so that nothing is waited for. */
export function refusedAsNoAnswer<F extends Fact>(fact: Said<F>, chains: readonly Standing<F>[]): Decision | null {
  const { answers } = fact.data as { readonly answers?: string };
  const name = paperAnswered(fact);
  if (answers === undefined || name === undefined) return null;
  if (namesItsPaper(fact, papersNamed(chains, name))) return null;
  return rejected({ code: 'UnknownReference', pointer: '/data/answers', names: answers });
}

/** The facts among those that stand that name what `before` gave a name and `after` no longer does. */
export function dependentsAmong<F extends Fact>(
  facts: readonly Said<F>[],
  before: Said<F>,
  after: Said<F> | null,
): readonly Said<F>[] {
  const kept = new Set([...facts, ...(after ? [after] : [])].flatMap(namesGivenBy).map(nameOf));
  const lost = new Set(
    namesGivenBy(before)
      .map(nameOf)
      .filter((name) => !kept.has(name)),
  );
  if (lost.size === 0) return [];
  // Another's answer that works has been told of as its signature; one that works nothing holds nothing up.
  const isOwn = (fact: Said<F>): boolean => paperAnswered(fact) === undefined || fact.meta.party === before.meta.party;
  return facts.filter((fact) => isOwn(fact) && namesUsedBy(fact).some((used) => lost.has(nameOf(used))));
}
