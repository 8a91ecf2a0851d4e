/** Cuts a cost's period into the pieces on which one line, the placing kommun or whoever paid answers for it. */
import { addDays, daysBetween, maxDay, minDay, common, stretchOf, without, type Stretch } from '../calendar/index.js';
import { type AllocationLine, type CostAllocationData } from '../cost-allocation/facts/cost-allocation.js';
import { compareText, type Day, type PartyId } from '../kernel/index.js';
import { type Allocation, type Coverage } from './coverage.js';
import { type FixedVersion } from './versions.js';

type Cost = CostAllocationData['costRecorded'];

/** Why no line covers: nothing is fixed between the principals of the days, they lie before it covers, or it does not name the category. */
export type Uncovered = 'noAllocation' | 'beforeAllocation' | 'categoryNotNamed';

export type Ground =
  | { readonly by: 'line'; readonly line: AllocationLine; readonly version: FixedVersion }
  | { readonly by: 'placer'; readonly placer: PartyId; readonly because: Uncovered }
  | { readonly by: 'payer'; readonly because: Uncovered };

/** Some days, both ends included. */
interface Days {
  readonly from: Day;
  readonly to: Day;
}

export interface Piece extends Days {
  readonly ground: Ground;
}

/**
 * The pieces of a cost's period in order of days, without gap or overlap. A change that leaves the cost's own line as
 * it was is no change of the cost, and does not cut it.
 */
export function piecesOf(cost: Cost, { coverages, placerBears }: Allocation): readonly Piece[] {
  const { period } = cost;
  const pieces: Piece[] = [];
  let next = period.from;
  for (const coverage of coverages) {
    const from = maxDay(coverage.from, period.from);
    const to = coverage.to === undefined ? period.to : minDay(coverage.to, period.to);
    if (from > to) continue;
    if (next < from) {
      const because = coverage === coverages[0] ? 'beforeAllocation' : 'noAllocation';
      pieces.push(...uncovered({ from: next, to: addDays(from, -1) }, because, placerBears));
    }
    const line = lineFor(cost, coverage);
    if (line) add(pieces, { from, to, ground: { by: 'line', line, version: coverage.version } });
    else pieces.push(...uncovered({ from, to }, 'categoryNotNamed', placerBears));
    next = addDays(to, 1);
  }
  if (next <= period.to) pieces.push(...uncovered({ from: next, to: period.to }, left(period, coverages), placerBears));
  return pieces;
}

/** Why no line covers the last days: they lie before the first that one does, or none holds between the principals of the day. */
const left = ({ to }: Days, [first]: readonly Coverage[]): Uncovered =>
  first && to < first.from ? 'beforeAllocation' : 'noAllocation';

/** Days that no line covers: the placing kommun's as long as an emergency stays with it, else whoever paid. */
function uncovered({ from, to }: Days, because: Uncovered, placerBears: Allocation['placerBears']): readonly Piece[] {
  const whole = stretchOf({ from, to });
  const onPlacer = placerBears.flatMap((stretch) =>
    common(stretch, whole).map((days) => ({ ...days, placer: stretch.placer })),
  );
  const pieceOn = ({ from: first, until }: Stretch, ground: Ground): Piece => ({
    from: first ?? from,
    to: until === null ? to : addDays(until, -1),
    ground,
  });
  return [
    ...onPlacer.map((stretch) => pieceOn(stretch, { by: 'placer', placer: stretch.placer, because })),
    ...without(whole, onPlacer).map((stretch) => pieceOn(stretch, { by: 'payer', because })),
  ].sort((a, b) => compareText(a.from, b.from));
}

/**
 * The line that a cost falls under: the one it names; else of its category the line that names no measure, since the
 * cost names none; else the first of its category.
 */
export function lineFor(cost: Pick<Cost, 'lineId' | 'category'>, { version }: Coverage): AllocationLine | null {
  const { lines } = version.proposed.data;
  const named = cost.lineId === undefined ? undefined : lines.find(({ lineId }) => lineId === cost.lineId);
  if (named) return named;
  const ofCategory = lines.filter(({ category }) => category === cost.category);
  return ofCategory.find(({ measureId }) => measureId === undefined) ?? ofCategory[0] ?? null;
}

function add(pieces: Piece[], piece: Piece): void {
  const before = pieces.at(-1);
  if (before && isSame(before.ground, piece.ground)) pieces[pieces.length - 1] = { ...before, to: piece.to };
  else pieces.push(piece);
}

function isSame(a: Ground, b: Ground): boolean {
  return a.by === 'line' && b.by === 'line' && isSameLine(a.line, b.line);
}

function isSameLine(a: AllocationLine, b: AllocationLine): boolean {
  if (a === b) return true;
  if (a.lineId !== b.lineId || a.ceilingOre !== b.ceilingOre || a.shares.length !== b.shares.length) return false;
  return a.shares.every(({ party, permille }, i) => b.shares[i]?.party === party && b.shares[i].permille === permille);
}

/** The length of a span in days, both ends included. */
export function lengthOf({ from, to }: Days): number {
  return daysBetween(from, to) + 1;
}
