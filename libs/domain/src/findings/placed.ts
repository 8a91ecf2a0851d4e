/** Whom a finding concerns where the case has moved between kommuner: those that placed while it stood, by the agreement of its day (S-019). */
import { type Judging } from '../rules/index.js';
import { type Sighting } from '../making/finding.js';
import { addDays } from '../calendar/index.js';
import { type Course } from '../story/course.js';
import { type JudgingAgreement } from '../story/in-force.js';
import { placingSpans, type PlacingSpan } from '../story/placings.js';
import { judgingOn } from '../story/story.js';

/** A kommun that places, until when, and the agreement that judges on the last of its days; null where none does. */
export interface Placer extends PlacingSpan {
  readonly agreement: JudgingAgreement | null;
}

/** All that place or have placed, in their order: looked up once for the rules that ask of their agreements. */
export const placersIn = ({ story }: Course): readonly Placer[] =>
  placingSpans(story.placings).map(({ from, party, said, request, until }) => {
    const { agreement } = judgingOn(story, until === null ? story.asOf : addDays(until, -1));
    return { from, party, said, request, until, agreement };
  });

/** How a sighting is judged, and whom it concerns. */
export type Placed = (seen: Sighting) => readonly [Judging, Sighting];

/**
 * S-019 "Ett ärende… får flyttas över till en annan kommun": what was found before that concerns the former, and the other too
 * where it still stands. undefined where only one has placed.
 */
export function placedSightings({ story, kommun }: Course): Placed | undefined {
  if (story.placings.length < 2) return undefined;
  const spans = placingSpans(story.placings);
  return (seen) => {
    const { raisedOn, resolvedOn } = seen;
    const stood = spans.filter(
      ({ from, until }) =>
        (until === null || raisedOn < until) && (from === null || resolvedOn === undefined || from < resolvedOn),
    );
    const placers = stood.map(({ party }) => party);
    const parties = seen.parties.flatMap((one) => (one === kommun && placers.length > 0 ? placers : [one]));
    return [judgingOn(story, raisedOn), { ...seen, parties }];
  };
}
