/** The largest bodies that one party may post, each of another kind: refused for their count, for their values, or all taken. */
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX } from '#contracts';
import { caseOf } from './cases.js';

export const LARGE_BODIES = {
  'lists of nothing': (_seed) => filled('[', '[],'),
  'objects of very many members': (_seed) => `[{${Array.from({ length: 900_000 }, (_, at) => `"k${at}":1`).join()}}]`,
  'a thousand events of many values, each refused': (_seed) =>
    filled('[', `{"a":[${'0,'.repeat(5_000)}0]},`, BATCH_EVENTS_MAX),
  'a thousand events, all taken': (seed) => takenBatch(seed),
} as const satisfies Record<string, (seed: number) => string>;

export type LargeBody = keyof typeof LARGE_BODIES;

/** A piece over and over, to the largest size that is taken or so often. */
function filled(begin: string, piece: string, timesMax = Number.POSITIVE_INFINITY): string {
  const times = Math.min(timesMax, Math.floor((BATCH_BYTES_MAX - begin.length - 1) / piece.length));
  return `${begin}${piece.repeat(times).slice(0, -1)}]`;
}

const BYTES_EACH = Math.floor(BATCH_BYTES_MAX / BATCH_EVENTS_MAX);
const GOAL_CHARS = 2_000;
/** Room for what an event holds beside its goals. */
const BYTES_BESIDE = 1_600;

/** Openings of cases, each of another seed, their goals as long as there is room for. */
function takenBatch(seed: number): string {
  const goals = Array.from({ length: Math.floor((BYTES_EACH - BYTES_BESIDE) / GOAL_CHARS) }, () =>
    'x'.repeat(GOAL_CHARS - 3),
  );
  const events = Array.from({ length: BATCH_EVENTS_MAX }, (_, at) => {
    const [event] = caseOf(seed + at).acts[0] ?? [];
    return JSON.stringify({ ...event, data: { ...event?.data, goals } });
  });
  return `[${events.join()}]`;
}
