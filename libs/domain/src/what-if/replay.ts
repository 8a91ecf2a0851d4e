/** A history told twice, under its own terms and under others: fact by fact what the law answers, and day by day what is said. */
import { maxDay } from '../calendar/index.js';
import { type Day, type Said, type Uuid } from '../kernel/index.js';
import { type Fact } from '../saying/case.js';
import { accepted, type Decision } from '../saying/decision.js';
import { type SaidOn, type World } from './world.js';

/** How a fact was judged under both terms. */
export interface JudgedTwice {
  readonly fact: Said<Fact>;
  /** The day on which it was judged. */
  readonly on: Day;
  readonly other: Decision;
  /** Facts before it that were not taken under the other terms: it was judged without them. */
  readonly without: readonly Uuid[];
}

/** A history, told twice. */
export interface ToldTwice {
  readonly judged: readonly JudgedTwice[];
  readonly base: readonly SaidOn[];
  readonly other: readonly SaidOn[];
}

/** What is told to both. */
export interface Telling {
  /** In the order of the stream, all recorded by `until`. */
  readonly facts: readonly Said<Fact>[];
  /** The last day of the history. */
  readonly until: Day;
}

interface Both {
  readonly base: World;
  readonly other: World;
}

/** Lets every day come that brings anything, up to and with `until`. Yields after each. */
function* letDaysCome(world: World, until: Day): Generator<void, SaidOn[]> {
  const said: SaidOn[] = [];
  for (let next = world.next(); next !== null && next <= until; next = world.next()) {
    said.push(...world.look(next));
    yield;
  }
  return said;
}

/**
 * Tells both worlds the same. What the log has taken the base takes, since it was taken; the other takes what its law takes,
 * and what its law would refuse as the base's would: then it is not the terms that refuse it. A fact that is not taken is
 * not there for those after it. Yields between the judgements, so that whoever runs it may rest.
 */
export function* tellTwice({ base, other }: Both, { facts, until }: Telling): Generator<void, ToldTwice> {
  const judged: JudgedTwice[] = [];
  const said: { readonly base: SaidOn[]; readonly other: SaidOn[] } = { base: [], other: [] };
  const without: Uuid[] = [];
  let today: Day | null = null;
  for (const fact of facts) {
    // Time never goes back within a stream, whatever a machine's clock did.
    const on: Day = today === null ? fact.meta.recordedOn : maxDay(today, fact.meta.recordedOn);
    today = on;
    said.base.push(...(yield* letDaysCome(base, on)));
    said.other.push(...(yield* letDaysCome(other, on)));
    const answer = decidedByTerms({ base, other }, fact, on);
    judged.push({ fact, on, other: answer, without: [...without] });
    said.base.push(...base.take(fact, on));
    if (answer.outcome === 'accepted') said.other.push(...other.take(fact, on));
    else without.push(fact.meta.eventId);
    yield;
  }
  said.base.push(...(yield* letDaysCome(base, until)));
  said.other.push(...(yield* letDaysCome(other, until)));
  return { judged, ...said };
}

function decidedByTerms({ base, other }: Both, fact: Said<Fact>, on: Day): Decision {
  const answer = other.decide(fact, on);
  if (answer.outcome === 'accepted') return answer;
  return base.decide(fact, on).outcome === 'accepted' ? answer : accepted;
}
