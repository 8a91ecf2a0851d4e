/** The form in which the law says what may be said: small conditions, each of which answers only where it is broken. */
import { type Day } from '../kernel/index.js';
import { accepted, rejected, type Decision } from './decision.js';

/** Null where the condition holds for the fact, given what stands so far; else the answer that refuses it or has it wait. */
export type Check<F, SoFar> = (fact: F, soFar: SoFar) => Decision | null;

/** The first answer of checks in their order: accepted where none is broken. */
export function judgedBy<F, SoFar>(checks: readonly Check<F, SoFar>[], fact: F, soFar: SoFar): Decision {
  for (const check of checks) {
    const answer = check(fact, soFar);
    if (answer) return answer;
  }
  return accepted;
}

/** Days of a fact by their pointers; those left out are undefined. */
export type DaysByPointer = Readonly<Record<string, Day | undefined>>;

/** What is told as done has been done: none of its days lies after the hub's today. */
export function hasHappened<F extends { readonly data: unknown }>(
  daysOf: (data: F['data']) => DaysByPointer,
): Check<F, { readonly today: Day }> {
  return ({ data }, { today }) => {
    for (const [pointer, on] of Object.entries(daysOf(data))) {
      if (on !== undefined && on > today) return rejected({ code: 'DateInTheFuture', pointer, on, today });
    }
    return null;
  };
}

/** A period with both ends included lasts one day at least. */
export function endsNoEarlierThanItBegins<F extends { readonly data: unknown }>(
  pointer: string,
  periodOf: (data: F['data']) => { readonly from: Day; readonly to?: Day | undefined },
): Check<F, unknown> {
  return ({ data }) => {
    const { from, to } = periodOf(data);
    if (to === undefined || from <= to) return null;
    return rejected({ code: 'PeriodEndsBeforeItBegins', pointer, from, to });
  };
}
