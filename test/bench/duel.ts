/**
 * A duel: what is ours against a limit or a peer, measured in turn in the same run, the order rotated from round to round.
 * Its figure is a ratio, because the machine is shared and noisy.
 */

/** One side: a figure per call, operations a second or milliseconds, as the duel says. */
export type Side = () => Promise<number> | number;

export interface Duel {
  readonly what: string;
  readonly against: string;
  /** `atLeast`: ours per peer, higher is better. `atMost`: lower is better. */
  readonly sense: 'atLeast' | 'atMost';
  /** Absent where the figure is only told. */
  readonly goal?: number;
  readonly stretch?: number;
  readonly unit: string;
  readonly ours: Side;
  readonly peer: Side;
  /** Rounds other than the usual five: more where one is short, one where nothing can vary. */
  readonly rounds?: number;
  /** No further round begins after so long; three are taken all the same. */
  readonly msMax?: number;
  /** False where one round is long enough to warm up by itself. */
  readonly warmUp?: boolean;
  /** What a reader must know of how it was measured, or what was counted. */
  readonly note?: string;
  /** Called once after the last round. */
  readonly finish?: () => Promise<void> | void;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface DuelResult {
  readonly what: string;
  readonly against: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly peer: Spread;
  readonly ratio: Spread;
  readonly sense: Duel['sense'];
  readonly goal?: number;
  readonly stretch?: number;
  /** Absent without a goal. */
  readonly reached?: 'stretch' | 'goal' | 'no';
  readonly rounds: number;
  readonly note?: string;
}

export const ROUNDS = 5;
/** As many as a median needs. */
const ROUNDS_AT_LEAST = 3;

/** Median, least and greatest of some figures. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? Number.NaN);
  return { median: (lower + upper) / 2, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}

/** Whether a ratio is as good as `limit` asks. */
function reaches(sense: Duel['sense'], ratio: number, limit: number): boolean {
  return sense === 'atLeast' ? ratio >= limit : ratio <= limit;
}

function reachedOf(duel: Duel, ratio: number): Pick<DuelResult, 'goal' | 'reached'> {
  const { goal } = duel;
  if (goal === undefined) return {};
  return { goal, reached: isReached({ ...duel, goal }, ratio) };
}

function isReached(duel: Duel & { readonly goal: number }, ratio: number): 'stretch' | 'goal' | 'no' {
  if (duel.stretch !== undefined && reaches(duel.sense, ratio, duel.stretch)) return 'stretch';
  return reaches(duel.sense, ratio, duel.goal) ? 'goal' : 'no';
}

/**
 * Runs a duel: one round to warm up, not counted, then the rounds; the ratio is taken round by round. Garbage of one side
 * is not left for the other to clear away, where the process was started with `--expose-gc`.
 */
export async function run(duel: Duel): Promise<DuelResult> {
  const rounds = duel.rounds ?? ROUNDS;
  if (duel.warmUp !== false) {
    await duel.ours();
    await duel.peer();
  }
  const figures = await measured(duel, rounds);
  await duel.finish?.();
  return resultOf(duel, figures);
}

interface Figures {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

async function measured(duel: Duel, rounds: number): Promise<Figures> {
  const ours: number[] = [];
  const peer: number[] = [];
  const until = duel.msMax === undefined ? Infinity : nowMs() + duel.msMax;
  for (let round = 0; round < rounds && (round < ROUNDS_AT_LEAST || nowMs() < until); round += 1) {
    const sides = [
      { of: ours, side: duel.ours },
      { of: peer, side: duel.peer },
    ];
    if (round % 2 === 1) sides.reverse();
    for (const { of, side } of sides) {
      globalThis.gc?.();
      of.push(await side());
    }
  }
  return { ours, peer };
}

function resultOf(duel: Duel, { ours, peer }: Figures): DuelResult {
  const ratio = spreadOf(ours.map((figure, round) => figure / (peer[round] ?? Number.NaN)));
  const { what, against, unit, sense, stretch, note } = duel;
  return {
    ...{ what, against, unit, sense, rounds: ours.length },
    ...(stretch === undefined ? {} : { stretch }),
    ...(note === undefined ? {} : { note }),
    ...{ ours: spreadOf(ours), peer: spreadOf(peer), ratio, ...reachedOf(duel, ratio.median) },
  };
}

/** Operations a second of `work`, which says how many it did. */
export async function perSecond(work: () => Promise<number> | number): Promise<number> {
  const begun = process.hrtime.bigint();
  const done = await work();
  return done / (Number(process.hrtime.bigint() - begun) / 1e9);
}

/** The value below which the share `part` of the figures lies: `0.5` for the median, `0.99` for all but the worst of a hundred. */
export function quantileOf(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/**
 * Several figures of the same work: the n-th call of each side has its figure of the n-th time that it was done, so that
 * duels which share it measure it once.
 */
export function readings<Reading>(work: () => Promise<Reading>): (figureOf: (reading: Reading) => number) => Side {
  const done: Promise<Reading>[] = [];
  return (figureOf) => {
    let calls = 0;
    return async () => figureOf(await (done[calls++] ??= work()));
  };
}

/** Milliseconds on a clock that never goes back. */
export const nowMs = (): number => performance.now();
