/** Lists are answered when the rows hold everything that the log held when they were opened, or made anew, and when the question came. */
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

/** Milliseconds that a question waits for the rows to hold all that the log held when it came. */
const GROUNDS_WAIT_MS_MAX = 2_000;

/** The log holds more than the rows do, so that who may see what cannot be told now. Ask again. */
export class GroundsBehind extends Error {
  override readonly name = 'GroundsBehind';
  constructor(
    readonly at: Position,
    readonly upTo: Position,
  ) {
    super(`the rows are at ${at}, and the log at ${upTo}`);
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

/**
 * Resolves when the rows hold all that the log holds now. Who may see a row is told by the rows: whoever has been answered
 * that a consent is taken back, or a part given up, relies on it at every reading that begins after that (OSL 26:1), on any
 * process. Throws `GroundsBehind`; fault: `LogUnavailable`.
 */
export async function reachHead({ log, caughtUp, position }: Following): Promise<void> {
  const upTo = await log.head();
  if (!(await caughtUp(upTo, GROUNDS_WAIT_MS_MAX))) throw new GroundsBehind(await position(), upTo);
}

/** Throws `OfAnotherLog` where the follower has found that the rows are: told by name, as it may follow in a thread of its own. */
export function refuseOfAnotherLog(state: FollowerState): void {
  if (state.kind === 'defect' && state.error.name === 'OfAnotherLog')
    throw new OfAnotherLog(ROWS_FOLLOWER, state.error.message);
}
