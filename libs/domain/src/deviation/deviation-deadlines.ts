/** When a temporary division of responsibility runs out. */
import { addDays, minDay } from '../calendar/index.js';
import { deadline, type Deadline } from '../making/deadline.js';
import { type DeviationReading } from './reading.js';
import { type Split } from './splits.js';

/** One for each division that is in force, or was, and has a last day; no act is due: time ends it. */
export const deviationDeadlines = (reading: DeviationReading): readonly Deadline[] =>
  reading.story.isAnnulled ? [] : reading.splits.flatMap((split) => lastDayOf(reading, split));

/** A-108 "en tillfällig ansvarsfördelning": ended before by the closure, or by another that they have agreed on since. */
function lastDayOf({ story }: DeviationReading, split: Split): readonly Deadline[] {
  const { proposed, confirmedBy, inForceOn, endsOn } = split;
  const { splitId, until } = proposed.data;
  if (inForceOn === null || until === undefined) return [];
  const over = addDays(until, 1);
  const endedOn = endsOn === null ? over : minDay(endsOn, over);
  return [
    deadline(story.judgingOn(inForceOn), {
      kind: 'temporaryResponsibility',
      key: `${story.deviationId} ${splitId}`,
      startsOn: inForceOn,
      dueOn: until,
      cancelledOn: endedOn < over ? endedOn : undefined,
      lapsedOn: over,
      responsible: story.sides,
      causedBy: [proposed, ...confirmedBy],
    }),
  ];
}
