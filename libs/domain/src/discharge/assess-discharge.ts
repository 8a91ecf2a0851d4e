/** The law's answer about a discharge: how far it has come, what is due, what is found and when the kommun begins to pay. */
import { distinctParties } from '../making/finding.js';
import { type Day, type NameUuid, type PartyId } from '../kernel/index.js';
import { type Sayable } from '../making/sayable.js';
import { turnsAfter, turnsOfDeadline, turnsOfFindings } from '../making/turning-days.js';
import { groundReviews } from '../making/ground-reviews.js';
import { settingsUnder } from '../agreement/facts/packs.js';
import { type Surroundings } from '../saying/case.js';
import { stockholmDay } from '../calendar/index.js';
import { ownDate } from '../saying/fact-entries.js';
import { dischargeDeadlines } from './discharge-deadlines.js';
import { dischargeFindings } from './discharge-findings.js';
import { dischargeView, type DischargeView } from './discharge-view.js';
import {
  dischargeOn,
  standingDischarge,
  type DischargeReading,
  type DischargeSaid,
  type StandingDischarge,
} from './reading.js';

/** A discharge as of a day. */
export interface DischargeAssessment extends Sayable {
  readonly category: 'discharge';
  /** null before anybody is admitted. */
  readonly discharge: DischargeView | null;
  /** The kommun that may come to pay, whose agreements judge; null before anybody is admitted. */
  readonly kommun: PartyId | null;
  /** The region whose hospital it is. */
  readonly region: PartyId | null;
  /** Who sees it and hears of it, each with its nämnder or units. */
  readonly concerned: readonly PartyId[];
}

/** A discharge as of a day, from the facts whose own date is no later. Never throws on accepted facts. */
export function assessDischarge(
  said: DischargeSaid,
  surroundings: Surroundings,
  asOf: Day,
  name: NameUuid,
): DischargeAssessment {
  const standing = standingDischarge(said.facts);
  const asked = { surroundings, asOf, name };
  const { annulled } = standing;
  const reading = dischargeOn(said, annulled ? { ...standing, facts: [annulled] } : standing, asked);
  if (!reading) return notYet(standing, asOf);
  const { kommun, region } = reading;
  return {
    category: 'discharge',
    asOf,
    discharge: dischargeView(reading, annulled !== null),
    kommun,
    region,
    concerned: distinctParties([kommun, region, reading.homeRegion]),
    ...(annulled ? NOTHING_DUE : whatIsDue(reading)),
  };
}

type Due = Pick<
  DischargeAssessment,
  'deadlines' | 'findings' | 'waiting' | 'reminderDays' | 'turningDays' | 'turningDaysByBirth'
>;

/** Nothing is reminded of where nothing is due. */
/** A notice that is sent waits for nobody's word: that it was not opened is found (D-015). */
const NONE: readonly never[] = [];
const NOTHING_DUE: Due = {
  deadlines: [],
  findings: [],
  waiting: NONE,
  reminderDays: [],
  turningDays: [],
  turningDaysByBirth: [],
};

/** By the terms of the day of the admission as far as reminding goes. */
function whatIsDue(reading: DischargeReading): Due {
  const { asOf, admitted, later } = reading;
  const standing = reading.chains.flatMap(({ current }) => current ?? []);
  const deadlines = [...dischargeDeadlines(reading), ...groundReviews(reading, standing)];
  const findings = dischargeFindings(reading, deadlines);
  const { reminderDays } = settingsUnder(reading.agreementOn(stockholmDay(admitted.data.admittedAt)));
  const turns = turnsAfter(asOf, (add) => {
    for (const day of later) add(day);
    for (const term of deadlines) turnsOfDeadline(term, reminderDays, asOf, add);
    turnsOfFindings(findings, add);
  });
  return {
    deadlines,
    findings: findings.filter(({ raisedOn }) => raisedOn <= asOf),
    waiting: NONE,
    reminderDays,
    ...turns,
  };
}

/** Only when it will be is known. */
function notYet({ admitted, annulled }: StandingDischarge, asOf: Day): DischargeAssessment {
  const opening = admitted ?? annulled;
  const opensOn = opening && ownDate(opening);
  const turningDays = opensOn !== null && opensOn > asOf ? [opensOn] : [];
  return {
    ...{ category: 'discharge', asOf, discharge: null, kommun: null, region: null, concerned: [] },
    ...{ ...NOTHING_DUE, turningDays },
  };
}
