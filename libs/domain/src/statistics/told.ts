/**
 * What may be told of the counts of one measure: numbers of which no difference or sum gives a count of 1 to 4 of one kommun.
 *
 * Every number that is told is a sum of what came in some months, in some cells, of one kommun or of the whole.
 *
 * *Within a kommun.* A level is told at a month end only where the level before is, and where in each of its cells nothing has
 * come since it was last told, or at least five. So the months at which a level is told are among those of the level before,
 * and between two of them each of its cells has 0 or at least 5. A set of months and cells whose count follows from numbers
 * that are told is put together of such pieces, which have nothing in common: its count is 0 or at least 5. What is not safe
 * in one cell withholds the whole level, so that no cell is left over to be subtracted from the level before.
 *
 * *Over kommuner.* Where the whole is told at a level, the kommuner withheld at it are none or at least two: of what is told
 * only their sum has anything of them. One alone has another withheld with it: the one with the smallest increase since it
 * was last told, then by its code. It must have one: that a kommun has nothing new is known where the level before is told,
 * and then hides nothing. Where no other has, the whole is withheld instead.
 */
import { type KommunCode } from '../kernel/index.js';
import { CELLS, LEVELS, sum, summedTo, type Month } from './cells.js';
import { TOLD_MIN } from './statistics.data.js';

/** So many things of one measure in a month: `cell` is a place in `CELLS`. */
export interface CellCount {
  readonly kommun: KommunCode;
  readonly cell: number;
  readonly month: Month;
  readonly count: number;
}

/** What is told of a kommun, or of the whole, at a month end. */
export interface ToldCounts {
  /** How many levels are told, from the total on: 0 where nothing is. */
  readonly levels: number;
  /** Cumulated counts by cell of the finest level, of which only sums to a told level may leave. */
  readonly counts: readonly number[];
}

/** By whom: the whole that one asker sees, and of it each kommun of which anything has been counted. */
export interface ToldOf {
  readonly whole: ToldCounts;
  readonly kommuner: ReadonlyMap<KommunCode, ToldCounts>;
}

interface Walking {
  levels: number;
  readonly counts: number[];
  /** By level, its cells as they were last told. */
  readonly lastTold: (readonly number[])[];
}

const ALL_LEVELS: readonly number[] = Array.from({ length: LEVELS }, (_, level) => level);
const NOTHING: readonly number[] = CELLS.map(() => 0);

/** Of a kommun of which nothing has been counted: all is told, and all is 0. */
export const NOTHING_COUNTED: ToldCounts = { levels: LEVELS, counts: NOTHING };

const start = (): Walking => ({
  levels: LEVELS,
  counts: [...NOTHING],
  lastTold: ALL_LEVELS.map((level) => summedTo(level, NOTHING)),
});

/**
 * What is told of these counts at the end of a month. It follows from what came until then alone, so that it is the same
 * whenever it is asked. A month in which nothing came leaves what is told as it was.
 */
export function toldAt(counts: readonly CellCount[], month: Month): ToldOf {
  const whole = start();
  const kommuner = new Map([...new Set(counts.map(({ kommun }) => kommun))].sort().map((code) => [code, start()]));
  const months = [...new Set(counts.map((one) => one.month))].filter((one) => one <= month).sort();
  for (const told of months) {
    for (const { kommun, cell, count } of counts.filter((one) => one.month === told)) {
      add(whole, cell, count);
      add(kommuner.get(kommun), cell, count);
    }
    tellMonth(whole, [...kommuner.values()]);
  }
  return { whole: toldOf(whole), kommuner: new Map([...kommuner].map(([code, one]) => [code, toldOf(one)])) };
}

const toldOf = ({ levels, counts }: Walking): ToldCounts => ({ levels, counts });

function add(walking: Walking | undefined, cell: number, count: number): void {
  if (walking) walking.counts[cell] = (walking.counts[cell] ?? 0) + count;
}

/** `kommuner` in the order of their codes. */
function tellMonth(whole: Walking, kommuner: readonly Walking[]): void {
  const all = [whole, ...kommuner];
  for (const one of all) one.levels = 0;
  for (const level of ALL_LEVELS) {
    for (const one of all) if (one.levels === level && isSafe(one, level)) one.levels += 1;
    if (whole.levels > level) leaveNoneAlone(whole, kommuner, level);
  }
  for (const one of all) tell(one);
}

function tell({ levels, counts, lastTold }: Walking): void {
  for (const level of ALL_LEVELS.slice(0, levels)) lastTold[level] = summedTo(level, counts);
}

const isSafe = ({ counts, lastTold }: Walking, level: number): boolean =>
  summedTo(level, counts).every((count, cell) => {
    const came = count - (lastTold[level]?.[cell] ?? 0);
    return came === 0 || came >= TOLD_MIN;
  });

/** A kommun withheld alone at a level would be what is left of the whole. */
function leaveNoneAlone(whole: Walking, kommuner: readonly Walking[], level: number): void {
  const withheld = kommuner.filter(({ levels }) => levels <= level);
  if (withheld.length !== 1) return;
  const told = kommuner
    .filter(({ levels }) => levels > level)
    .map((walking) => ({ walking, came: sum(walking.counts) - sum(walking.lastTold[level] ?? []) }))
    .filter(({ came }) => came > 0)
    .sort((a, b) => a.came - b.came);
  (told[0]?.walking ?? whole).levels = level;
}
