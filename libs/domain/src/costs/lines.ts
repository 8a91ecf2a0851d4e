/** The lines of the costs view: who pays what from which day, as far as the parties or the rules have said. */
import { common, minDay, spanOf, stretchOf, without } from '../calendar/index.js';
import { type CostLine } from './costs-view.js';
import { placingOn, type Placing } from '../story/placings.js';
import { judgingOn, last, type Story } from '../story/story.js';
import { COST_CATEGORIES, type CostCategory } from '../cost-allocation/facts/cost-allocation.js';
import { type Day, type PartyId, type Span } from '../kernel/index.js';
import { whyOf, type Why } from '../rules/index.js';
import { type CostCourse } from './cost-course.js';
import { type Allocation, type Coverage } from './coverage.js';

/** All lines up to the end of the placement, the placing kommun's own first. */
export function linesOf(story: Story, course: CostCourse, allocation: Allocation): readonly CostLine[] {
  const lines = [
    ...placerLines(story, course, allocation),
    ...allocation.coverages.flatMap((c) => writtenLines(story, c)),
  ];
  const { endedOn } = course;
  return endedOn === null ? lines : lines.flatMap((line) => endingOn(endedOn, line));
}

function endingOn(endedOn: Day, line: CostLine): readonly CostLine[] {
  if (line.from > endedOn) return [];
  return [{ ...line, to: line.to === undefined ? endedOn : minDay(line.to, endedOn) }];
}

/**
 * A-100 "ligger kvar på placerande huvudman till dess…": every cost of an emergency placement, until an allocation
 * covers it.
 */
function placerLines(story: Story, course: CostCourse, allocation: Allocation): readonly CostLine[] {
  const { startsOn } = course;
  if (!course.isEmergency || startsOn === null || story.asOf < startsOn) return [];
  const whys = new Map<Placing, Why>();
  const whyFrom = (day: Day): Why => {
    const placing = placingOn(course.placings, day);
    const why = whys.get(placing) ?? placerWhy(story, allocation, { placing, day });
    whys.set(placing, why);
    return why;
  };
  return COST_CATEGORIES.flatMap((category) =>
    placerDays(category, startsOn, allocation).map(({ placer, ...days }): CostLine => {
      const shares = [{ party: placer, permille: 1000 }];
      return { category, shares, ...days, why: whyFrom(days.from) };
    }),
  );
}

/** The days from the start on which the placing kommun bears a category: those that no version which names it covers. */
function placerDays(
  category: CostCategory,
  startsOn: Day,
  { coverages, placerBears }: Allocation,
): readonly PlacerDays[] {
  const naming = coverages.filter(({ version }) =>
    version.proposed.data.lines.some((line) => line.category === category),
  );
  return placerBears.flatMap((stretch) =>
    common(stretch, { from: startsOn, until: null })
      .flatMap((days) => without(days, naming.map(stretchOf)))
      .map(({ from, until }) => ({ ...spanOf(from ?? startsOn, until), placer: stretch.placer })),
  );
}

interface PlacerDays extends Span {
  readonly placer: PartyId;
}

/**
 * A-100 "ligger kvar på placerande huvudman"; where a setting holds coverage back A-101 "det är ett val som parterna
 * gör".
 */
function placerWhy(
  story: Story,
  { isHeldBack }: Allocation,
  { placing, day }: { readonly placing: Placing; readonly day: Day },
): Why {
  const moved = placing.request === null ? null : placing.said;
  const sources = [story.registered, last(story.facts, 'placement.started'), moved].filter((fact) => fact !== null);
  return whyOf(judgingOn(story, day), isHeldBack ? 'A-101' : 'A-100', sources);
}

/** A-098 "ansvaret klart framgår av en skriftlig kostnadsfördelning": a line of the paper. */
function writtenLines(story: Story, { version, ...span }: Coverage): readonly CostLine[] {
  const why = whyOf(judgingOn(story, span.from), 'A-098', [version.proposed, ...version.signatures]);
  return version.proposed.data.lines.map(({ category, lineId, shares, ceilingOre }) => ({
    category,
    lineId,
    version: version.number,
    shares,
    ...(ceilingOre === undefined ? {} : { ceilingOre }),
    ...span,
    why,
  }));
}
