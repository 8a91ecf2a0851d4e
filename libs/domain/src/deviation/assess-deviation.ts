/** The law's answer about a deviation that has a stream of its own, and what it gives to the case of one that has not. */
import { SETTINGS_WITHOUT_AGREEMENT } from '../agreement/facts/packs.js';
import { type Day } from '../kernel/index.js';
import { type Deadline } from '../making/deadline.js';
import { groundReviews } from '../making/ground-reviews.js';
import { type Finding } from '../making/finding.js';
import { type Waiting } from '../making/waiting.js';
import { type Sayable } from '../making/sayable.js';
import { turnsAfter, turnsOfDeadline, turnsOfFindings, type Turns } from '../making/turning-days.js';
import { deviationDeadlines } from './deviation-deadlines.js';
import { deviationFindings } from './deviation-findings.js';
import { ownDeviation, type DeviationSaid, type DeviationStory } from './deviation-story.js';
import { summaryOfDeviation, type DeviationSummary } from './deviation-view.js';
import { deviationReading } from './reading.js';
import { waitingInDeviation } from './waiting-deviation.js';
import { temporaryAreas, type TemporaryArea } from './temporary-area.js';

/** A deviation as of a day. */
export interface DeviationAssessment extends Sayable {
  readonly category: 'deviation';
  /** null before it has occurred, as far as anybody has reported. */
  readonly deviation: DeviationSummary | null;
}

/** What holds of a deviation, wherever it stands. */
export interface JudgedDeviation {
  readonly summary: DeviationSummary;
  readonly deadlines: readonly Deadline[];
  /** Also those that will be raised later. */
  readonly findings: readonly Finding[];
  readonly waiting: readonly Waiting[];
  /** The areas laid on somebody for a time, with the days on which they are. */
  readonly temporary: readonly TemporaryArea[];
}

/** What holds of a deviation as it is read. */
export function judgeDeviation(story: DeviationStory): JudgedDeviation {
  const reading = deviationReading(story);
  return {
    summary: summaryOfDeviation(reading),
    deadlines: deviationDeadlines(reading),
    findings: deviationFindings(reading),
    waiting: waitingInDeviation(reading),
    temporary: story.isAnnulled ? [] : reading.splits.flatMap((split) => temporaryAreas(story.judging, split)),
  };
}

/** One that concerns no placement, as of a day: by the terms without an agreement. */
export function assessDeviation(said: DeviationSaid, asOf: Day): DeviationAssessment {
  const { story, later } = ownDeviation(said, asOf);
  const { reminderDays } = SETTINGS_WITHOUT_AGREEMENT;
  const { summary: deviation, findings, waiting, ...judged } = story ? judgeDeviation(story) : NOTHING;
  // Of one that concerns a placement, the case has them with all other grounds in its stream.
  const reviews = story && !story.isAnnulled ? groundReviews(story.judging, story.facts) : [];
  const deadlines = [...judged.deadlines, ...reviews];
  return {
    category: 'deviation',
    asOf,
    deviation,
    deadlines,
    findings: findings.filter(({ raisedOn }) => raisedOn <= asOf),
    waiting,
    ...turnsOf({ asOf, later, findings, deadlines, reminderDays }),
    reminderDays,
  };
}

const NOTHING = { summary: null, deadlines: [], findings: [], waiting: [] };

type Turning = Pick<DeviationAssessment, 'asOf' | 'findings' | 'deadlines' | 'reminderDays'> & {
  readonly later: readonly Day[];
};

/** When more facts begin to count, a finding is raised or resolved, or a division runs out. */
const turnsOf = ({ asOf, later, findings, deadlines, reminderDays }: Turning): Turns =>
  turnsAfter(asOf, (add) => {
    for (const day of later) add(day);
    turnsOfFindings(findings, add);
    for (const term of deadlines) turnsOfDeadline(term, reminderDays, asOf, add);
  });
