/** Where it is entered that somebody was looked for. */
import { type Ledger } from '#access';
import { CODE_VERSION, type Clock } from '#contracts';
import { type Instant } from '#domain';
import { systemClock } from '#http';

export interface SearchBook {
  readonly ledger: Ledger;
  /** The real time. */
  readonly now: () => Instant;
  /** The hub's own, where a story has another (decision B22). */
  readonly hubTime?: (() => Instant) | undefined;
  readonly codeVersion: string;
}

/** The book of a process: in a story beside the real time the story's. */
export function searchBook(
  ledger: Ledger,
  time: { readonly clock: Clock } | { readonly simulation: Clock },
): SearchBook {
  const hubTime = 'simulation' in time ? () => time.simulation.now() : undefined;
  return { ledger, now: () => systemClock.now(), hubTime, codeVersion: CODE_VERSION };
}
