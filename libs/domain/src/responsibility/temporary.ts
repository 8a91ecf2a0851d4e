/** Who answers for an area while a deviation is investigated, where those whom it concerns have agreed on it. */
import { addDays } from '../calendar/index.js';
import { type TemporaryArea } from '../deviation/temporary-area.js';
import { compareText, partyKind, type Day } from '../kernel/index.js';
import { type AreaKind } from '../placement/facts/placement.js';
import { type Course } from '../story/course.js';
import { isCareWithoutRegion } from './areas.js';
import { type ResponsibilityRow } from './responsibility-view.js';

/** The areas that are laid on somebody on a day; of two deviations' for one area, that which they agreed on last. */
function holdingOn(areas: readonly TemporaryArea[], day: Day): ReadonlyMap<AreaKind, readonly TemporaryArea[]> {
  const inForce = areas
    .filter(({ from, until }) => from <= day && (until === null || day < until))
    .sort((a, b) => compareText(a.from, b.from) || compareText(a.splitId, b.splitId));
  const holding = new Map<AreaKind, readonly TemporaryArea[]>();
  for (const one of inForce) {
    const before = holding.get(one.laid.kind) ?? [];
    holding.set(one.laid.kind, before[0]?.splitId === one.splitId ? [...before, one] : [one]);
  }
  return holding;
}

/** A-079 "inskränker således inte övriga huvudmäns ansvar": care that is laid on others for a time stays the region's beside them. */
const isLeft = ({ kind, responsible }: ResponsibilityRow, held: readonly TemporaryArea[]): boolean =>
  partyKind(responsible) === 'region' &&
  isCareWithoutRegion({ kind, responsible: held.map(({ laid }) => laid.responsible) });

/** A-108 "en tillfällig ansvarsfördelning": takes the place of what else holds for the area, while it is in force. */
export function withTemporary(
  { story }: Course,
  rows: readonly ResponsibilityRow[],
  areas: readonly TemporaryArea[],
): readonly ResponsibilityRow[] {
  const holding = holdingOn(areas, story.asOf);
  if (holding.size === 0) return rows;
  const temporary = [...holding.values()].flatMap((held) =>
    held.map(({ laid, from, until, why }): ResponsibilityRow => ({
      kind: laid.kind,
      responsible: laid.responsible,
      ...(held.length > 1 ? { joint: true } : {}),
      status: 'temporary',
      from,
      ...(until === null ? {} : { to: addDays(until, -1) }),
      why,
    })),
  );
  const beside = rows.filter((row) => {
    const held = holding.get(row.kind);
    return held === undefined || isLeft(row, held);
  });
  return [...beside, ...temporary];
}
