/** The lines of the costs view: who pays what from which day, as far as the parties or the rules have said. */
import { addDays, minDay } from '../calendar/day.js';
import { type CostLine } from './costs-view.js';
import { last, type Story } from '../story/story.js';
import { COST_CATEGORIES, type CostCategory } from '../cost-allocation/facts/cost-allocation.js';
import { type Day } from '../kernel/index.js';
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
  const { placing, startsOn } = course;
  if (!course.isEmergency || placing === null || startsOn === null || story.asOf < startsOn) return [];
  const shares = [{ party: placing, permille: 1000 }];
  const why = placerWhy(story, allocation);
  return COST_CATEGORIES.flatMap((category): readonly CostLine[] => {
    const until = placerUntil(category, allocation);
    if (until === null) return [{ category, shares, from: startsOn, why }];
    return until > startsOn ? [{ category, shares, from: startsOn, to: addDays(until, -1), why }] : [];
  });
}

function placerUntil(category: CostCategory, { coverages, placerBears }: Allocation): Day | null {
  const until = placerBears?.until ?? null;
  if (until === null) return null;
  const naming = coverages.find(({ version }) =>
    version.proposed.data.lines.some((line) => line.category === category),
  );
  return naming && naming.from < until ? naming.from : until;
}

/**
 * A-100 "ligger kvar på placerande huvudman"; where a setting holds coverage back A-101 "det är ett val som parterna
 * gör".
 */
function placerWhy(story: Story, { isHeldBack }: Allocation): Why {
  const sources = [story.registered, last(story.facts, 'placement.started')].filter((fact) => fact !== null);
  return whyOf(story, isHeldBack ? 'A-101' : 'A-100', sources);
}

/** A-098 "ansvaret klart framgår av en skriftlig kostnadsfördelning": a line of the paper. */
function writtenLines(story: Story, { version, ...span }: Coverage): readonly CostLine[] {
  const why = whyOf(story, 'A-098', [version.proposed, ...version.signatures]);
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
