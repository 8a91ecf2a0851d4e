/** What a finding of a placement is seen in: its course and its deadlines; and what such rules have in common. */
import { type Course } from '../story/course.js';
import { type Deadline, type DeadlineKind } from '../making/deadline.js';
import { type Day } from '../kernel/index.js';
import { type ConsentGap } from '../responsibility/consents.js';
import { type Sighting } from '../making/finding.js';
import { type WaitsFor } from '../making/answering.js';
import { principalsOn } from '../story/parties.js';
import { type Placer } from './placed.js';
import { type SipOfBoth } from './sips-of-both.js';

/** What a placement is judged by. */
export interface Judged {
  readonly course: Course;
  readonly deadlines: readonly Deadline[];
  /** Those of them that were missed by the story's day, by kind. */
  readonly missed: ReadonlyMap<DeadlineKind, readonly Deadline[]>;
  /** Each kommun that places, with the agreement that judges on the last of its days. */
  readonly placers: readonly Placer[];
  readonly consentGaps: readonly ConsentGap[];
  readonly sipsOfBoth: readonly SipOfBoth[];
}

/** What a rule has seen; its id is the table's. */
export type Seen = Sighting;

export type SeenBy = (judged: Judged) => readonly Seen[];

const NOTHING: readonly never[] = [];

/** The sighting where `holds`, else none. */
export const when = (holds: boolean, seen: () => Seen): readonly Seen[] => (holds ? [seen()] : NOTHING);

/** What is seen in some of many things, each by itself. */
export function inEach<Thing>(
  things: readonly Thing[],
  seenIn: (thing: Thing, at: number) => Seen | null,
): readonly Seen[] {
  let all: Seen[] | null = null;
  let at = 0;
  for (const thing of things) {
    const seen = seenIn(thing, at++);
    if (seen) (all ??= []).push(seen);
  }
  return all ?? NOTHING;
}

/** The kommun that places on the day asked: what is to be told now is its to tell. */
export const thePlacer: WaitsFor<Pick<Judged, 'course'>> = ({ course }) => [course.kommun];

/** Kommun and region side on the day asked. */
export const thePrincipals: WaitsFor<Pick<Judged, 'course'>> = ({ course }) =>
  principalsOn(course.story, course.story.asOf);

/** The day the placement ended, if it has: a shortcoming of the placement itself ends with it. */
export const endOf = ({ ended }: Course): Day | undefined => ended?.data.endedOn;
