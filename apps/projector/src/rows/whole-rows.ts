/** Lists are answered when the rows hold everything that the log held when they were opened, or made anew. */
import { OfAnotherLog, type EventLog, type Position } from '#event-log';
import { type FollowerState } from '#follow';
import { ROWS_FOLLOWER } from './row-store.port.js';

/** Milliseconds that a question waits for rows that are about to be whole: after a start they mostly are at once. */
const WHOLE_MS_MAX = 2_000;

/** The rows are being made anew, or caught up after a start: fewer stand in them than are to be told of. Ask again. */
export class RowsIncomplete extends Error {
  override readonly name = 'RowsIncomplete';
  constructor(
    readonly at: Position,
    readonly upTo: Position,
  ) {
    super(`the rows are at ${at}, and are whole at ${upTo}`);
  }
}

export interface WholeRows {
  /** The rows have been thrown away. */
  anew(): void;
  /** Resolves when they are whole. Throws `RowsIncomplete`; fault: `LogUnavailable`. */
  wait(): Promise<void>;
  /** False once they have been thrown away since. */
  areWhole(): boolean;
}

export interface Following {
  readonly log: Pick<EventLog, 'head'>;
  readonly caughtUp: (position: Position, timeoutMs: number) => Promise<boolean>;
  readonly position: () => Promise<Position>;
}

export function wholeRows({ log, caughtUp, position }: Following): WholeRows {
  /** Null once they are whole: from then on what is told with a list, its position, says how new it is. */
  let aim: Position | 'head' | null = 'head';
  return {
    anew: () => {
      aim = 'head';
    },
    wait: async () => {
      if (aim === 'head') aim = await log.head();
      const upTo = aim;
      if (upTo === null) return;
      if (!(await caughtUp(upTo, WHOLE_MS_MAX))) throw new RowsIncomplete(await position(), upTo);
      if (aim === upTo) aim = null;
    },
    areWhole: () => aim === null,
  };
}

/** Throws `OfAnotherLog` where the follower has found that the rows are: told by name, as it may follow in a thread of its own. */
export function refuseOfAnotherLog(state: FollowerState): void {
  if (state.kind === 'defect' && state.error.name === 'OfAnotherLog')
    throw new OfAnotherLog(ROWS_FOLLOWER, state.error.message);
}
