/** By which agreement something is due that begins under one kommun and falls under another: that of the day on which it falls. */
import { maxDay } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { type JudgingAgreement } from '../story/in-force.js';
import { placingSpans, type PlacingSpan } from '../story/placings.js';
import { judgingOn, type Story } from '../story/story.js';

/** The agreement that something is due by. */
export interface DueByAgreement {
  readonly agreement: JudgingAgreement;
  /** The day on which the case came to a kommun that no agreement binds: then it is due no more. */
  readonly until?: Day | undefined;
}

/**
 * The agreement by which something that starts on a day is due, where an agreement gives its due day: S-019 "får flyttas över
 * till en annan kommun" says what fell before stays under the former's. null where no agreement has ever said that it is due.
 */
export function judgingFrom(story: Story, startsOn: Day, dueBy: DueBy): DueByAgreement | null {
  if (story.placings.length < 2) return story.agreement && { agreement: story.agreement };
  const spans = placingSpans(story.placings).filter((span) => !isOver(span, startsOn));
  let found: DueByAgreement | null = null;
  for (const span of spans) {
    const under = dueUnder(story, span, { startsOn, dueBy });
    if (!under) return found && endedBy(found, span);
    found = { agreement: under.agreement };
    // Due on the first day of the next, it is the next one's.
    if (span.until !== null && under.dueOn < span.until) return found;
  }
  return found;
}

/** By the agreement of one kommun that places; null where none binds it, or that one asks for nothing. */
function dueUnder(
  story: Story,
  { from }: PlacingSpan,
  { startsOn, dueBy }: { readonly startsOn: Day; readonly dueBy: DueBy },
): { readonly agreement: JudgingAgreement; readonly dueOn: Day } | null {
  const { agreement } = judgingOn(story, from === null ? startsOn : maxDay(from, startsOn));
  const dueOn = agreement && dueBy(agreement);
  return agreement && dueOn !== null ? { agreement, dueOn } : null;
}

type DueBy = (agreement: JudgingAgreement) => Day | null;

/** True of days that are over by another. */
const isOver = ({ until }: PlacingSpan, day: Day): boolean => until !== null && until <= day;

/** Under the one before it was due; the case has come to a kommun that is not bound. */
const endedBy = (found: DueByAgreement, { from }: PlacingSpan): DueByAgreement =>
  from === null ? found : { ...found, until: from };
