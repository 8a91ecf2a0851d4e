/** By which clocks, and which program, what is entered in the ledger is stamped (decisions B12, B22). */
import { CODE_VERSION, type Clock } from '#contracts';
import { type Instant } from '#domain/facts';
import { type AccessEntry } from './ledger-entry.js';

export interface Stamps {
  /** The real time. */
  readonly now: () => Instant;
  /** The hub's own, where a story has another (decision B22). */
  readonly hubTime?: (() => Instant) | undefined;
  readonly codeVersion: string;
}

/** Those of this program. `story`: the hub's clock, where that is not the real time. */
export const stampsBy = (real: Pick<Clock, 'now'>, story?: Pick<Clock, 'now'>): Stamps => ({
  now: () => real.now(),
  hubTime: story && (() => story.now()),
  codeVersion: CODE_VERSION,
});

/** What every entry says of when it was made and by what. */
export const stamped = ({
  now,
  hubTime,
  codeVersion,
}: Stamps): Pick<AccessEntry, 'readAt' | 'hubTime' | 'codeVersion'> => ({
  ...{ readAt: now(), codeVersion },
  ...(hubTime ? { hubTime: hubTime() } : {}),
});
