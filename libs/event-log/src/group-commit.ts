/** Group commit: what is submitted in one turn of the event loop is written in one transaction and shares one fsync. */
import { LogUnavailable } from './event-log.port.js';

/** Items of one transaction: some 10 ms of writing, so that nobody waits long behind a burst. */
export const EVENTS_PER_COMMIT_MAX = 1_000;
export const BYTES_PER_COMMIT_MAX = 8 * 1024 * 1024;
/** Appends that may wait for their commit; beyond it the log answers that it is unavailable. */
export const APPENDS_WAITING_MAX = 10_000;

/** How one item fared; another's failure is none of its business. */
export type Outcome<Result> = { readonly done: Result } | { readonly failed: Error };

export interface Sized {
  readonly events: number;
  readonly bytes: number;
}

export interface GroupCommit<Item extends Sized, Result> {
  /** Resolves after the commit that holds the item has returned, never before. */
  submit(item: Item): Promise<Result>;
  /** Takes no more, and commits what waits. */
  close(): void;
}

interface Submitted<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/** What one who comes now is told, where nothing is taken: that it is closed, or that too much waits. */
export type TakesNothing = (why: string) => Error;

const unavailableLog: TakesNothing = (why) => new LogUnavailable(`the log takes nothing: ${why}`);

/** `commit` writes all items durably and answers for each in order, or throws: then none of them was written. */
export function groupCommit<Item extends Sized, Result>(
  commit: (items: readonly Item[]) => readonly Outcome<Result>[],
  unavailable: TakesNothing = unavailableLog,
): GroupCommit<Item, Result> {
  let waiting: Submitted<Item, Result>[] = [];
  let closed = false;

  const flush = (): void => {
    if (waiting.length === 0) return;
    const taken = groupLength(waiting);
    const group = waiting.slice(0, taken);
    waiting = waiting.slice(taken);
    if (waiting.length > 0) setImmediate(flush);
    settle(group, commit);
  };

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(unavailable('it is closed'));
          return;
        }
        if (waiting.length >= APPENDS_WAITING_MAX) {
          reject(unavailable(`${APPENDS_WAITING_MAX} writes wait already`));
          return;
        }
        waiting.push({ item, resolve, reject });
        if (waiting.length === 1) setImmediate(flush);
      }),
    close: () => {
      closed = true;
      while (waiting.length > 0) flush();
    },
  };
}

/** How many of the first belong in one transaction: always one, then as long as the bounds hold. */
export function groupLength(waiting: readonly { readonly item: Sized }[]): number {
  let events = 0;
  let bytes = 0;
  const end = waiting.findIndex(({ item }, index) => {
    events += item.events;
    bytes += item.bytes;
    return index > 0 && (events > EVENTS_PER_COMMIT_MAX || bytes > BYTES_PER_COMMIT_MAX);
  });
  return end === -1 ? waiting.length : end;
}

function settle<Item, Result>(
  group: readonly Submitted<Item, Result>[],
  commit: (items: readonly Item[]) => readonly Outcome<Result>[],
): void {
  let outcomes: readonly Outcome<Result>[];
  try {
    outcomes = commit(group.map(({ item }) => item));
  } catch (error) {
    for (const { reject } of group) reject(error as Error);
    return;
  }
  for (const [index, { resolve, reject }] of group.entries()) {
    const outcome = outcomes[index];
    if (outcome && 'done' in outcome) resolve(outcome.done);
    else reject(outcome?.failed ?? new Error('the commit gave no answer for an append'));
  }
}
