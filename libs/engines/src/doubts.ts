/** Places that could not be read and may be another time: how long they are tried, and when they are passed by. */
import { type UnreadableReason } from './broker.port.js';

/** What may have come about under way; all else is the same however often it is asked for. */
const MAY_BE_READ_AGAIN: ReadonlySet<UnreadableReason> = new Set([
  ...(['CutShort', 'WrongChecksum', 'OutOfPlace', 'UnknownFormat', 'DamagedOnBroker'] as const),
]);
/** Pauses of 500, 1 000, 2 000 and twice 4 000 ms between them: some twelve seconds in all. */
export const TRIES_MAX = 6;
const PAUSE_MS_FIRST = 500;
const PAUSE_MS_MAX = 4_000;

export interface Doubts {
  /** Counts a try at a place of a partition; another place of it begins anew. */
  tried(partition: string, offset: number): { readonly tries: number; readonly againInMs: number };
  /** Something of the partition was read. */
  settled(partition: string): void;
}

export function doubts(): Doubts {
  const open = new Map<string, { readonly offset: number; readonly tries: number }>();
  return {
    tried: (partition, offset) => {
      const before = open.get(partition);
      const tries = before?.offset === offset ? before.tries + 1 : 1;
      open.set(partition, { offset, tries });
      return { tries, againInMs: Math.min(PAUSE_MS_MAX, PAUSE_MS_FIRST * 2 ** Math.min(tries - 1, 10)) };
    },
    settled: (partition) => void open.delete(partition),
  };
}

/** True where another answer may be whole. */
export const mayBeReadAgain = (reason: UnreadableReason): boolean => MAY_BE_READ_AGAIN.has(reason);
