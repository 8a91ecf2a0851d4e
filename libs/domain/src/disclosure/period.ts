/** How long a ground holds that a party has decided on: by its own days, by what the law lets it last, and until it is ended. */
import { addDays, minDay } from '../calendar/index.js';
import { GROUNDS, type DisclosureGround } from '../fact/ground.js';
import { type Day } from '../kernel/index.js';
import { reaches } from '../rules/index.js';
import { statusOn, type GroundStatus } from './ground.js';

/** What a period is reckoned from. */
export interface Decided {
  readonly ground: DisclosureGround;
  readonly from: Day;
  readonly to?: Day | undefined;
  readonly reviewOn?: Day | undefined;
  /** The first day on which it holds no longer, by its party's word. */
  readonly endedOn?: Day | undefined;
}

/** What a period depends on beside its own words. */
export interface Conditions {
  /** Days that a trial of harm or an emergency holds, the first included. */
  readonly harmTestDays: number;
  /** null where none is told or it is erased. */
  readonly birthDate: Day | null;
}

export interface Period {
  readonly from: Day;
  readonly to: Day | null;
  readonly status: GroundStatus;
}

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null ? b : b === null ? a : minDay(a, b));

/** The last day that the law lets it hold; null where it sets none. `notShown`: where what it depends on cannot be seen. */
function latestOf(
  { ground, from, reviewOn }: Decided,
  { harmTestDays, birthDate }: Conditions,
): Day | null | 'notShown' {
  const { ofMessagesOnly, isReviewed } = GROUNDS[ground];
  const ofATrial = addDays(from, harmTestDays - 1);
  if (ground === 'under18') {
    const ofAgeOn = birthDate === null ? null : reaches('ofAge', birthDate);
    return ofAgeOn === null ? 'notShown' : addDays(ofAgeOn, -1);
  }
  // It has been tried as far as the day on which it is to be tried again; where nobody has said which, as a trial of harm.
  if (isReviewed) return reviewOn ?? ofATrial;
  return ofMessagesOnly ? ofATrial : null;
}

/**
 * D-023 "Varje gång… måste det prövas (sk menprövning)": a trial of harm, or an emergency, holds for so many days as the
 * agreement says; D-024 "Exempel på sekretessbrytande regler": what is necessary for somebody's care, through the day on which
 * that is to be tried again, for no longer has it been tried; what is for one under eighteen ends with the day before the
 * birthday; all else as its party has said.
 */
export function periodOf(decided: Decided, conditions: Conditions, day: Day): Period {
  const { from, to = null, endedOn } = decided;
  const latest = latestOf(decided, conditions);
  if (latest === 'notShown') return { from, to: earlier(to, lastOf(endedOn)), status: 'conditionNotShown' };
  const last = earlier(to, latest);
  // One that was over by itself before it was ended has expired.
  const ended = endedOn !== undefined && (last === null || endedOn <= last) ? endedOn : undefined;
  return { from, to: earlier(last, lastOf(ended)), status: statusOn({ from, to: last, endedOn: ended }, day) };
}

const lastOf = (endedOn: Day | undefined): Day | null => (endedOn === undefined ? null : addDays(endedOn, -1));
