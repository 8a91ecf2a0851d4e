/** The law's answer about a concern: what stands of it, and whether whom it was reported to has opened it. */
import { SETTINGS_WITHOUT_AGREEMENT } from '../agreement/facts/packs.js';
import { type Day, type NameUuid, type PartyId } from '../kernel/index.js';
import { groundReviews } from '../making/ground-reviews.js';
import { foundBy } from '../making/finding-table.js';
import { type Sayable } from '../making/sayable.js';
import { turnsAfter, turnsOfDeadline, turnsOfFindings } from '../making/turning-days.js';
import { endsIn } from '../saying/disclosing.js';
import { CONCERN_RULES } from './concern-findings.js';
import { concernView, type ConcernView } from './concern-view.js';
import { concernOn, standingConcern, type ConcernSaid, type StandingConcern } from './reading.js';

/** A concern as of a day. */
export interface ConcernAssessment extends Sayable {
  readonly category: 'concern';
  /** null before it is reported. */
  readonly concern: ConcernView | null;
  /** Who reported it and whom it is to: nobody else sees it or hears of it. */
  readonly concerned: readonly PartyId[];
}

/** A concern as of a day, from the facts whose own date is no later; by no agreement. Never throws on accepted facts. */
export function assessConcern(said: ConcernSaid, asOf: Day, name: NameUuid): ConcernAssessment {
  const standing = standingConcern(said.facts);
  const { reminderDays } = SETTINGS_WITHOUT_AGREEMENT;
  const reading = concernOn(said, standing, { asOf, name });
  const isAnnulled = standing.annulled !== null;
  const concern = reading && concernView(reading, isAnnulled);
  const findings = reading && !isAnnulled ? foundBy(reading, CONCERN_RULES, reading) : [];
  const deadlines = reading && !isAnnulled ? groundReviews(reading, standingFacts(standing)) : [];
  return {
    ...{ category: 'concern', asOf, concern, reminderDays, deadlines, waiting: [] },
    concerned: concern ? [concern.reportedBy, concern.to] : [],
    findings: findings.filter(({ raisedOn }) => raisedOn <= asOf),
    ...turnsAfter(asOf, (add) => {
      for (const day of daysIn(standing)) add(day);
      turnsOfFindings(findings, add);
      for (const term of deadlines) turnsOfDeadline(term, reminderDays, asOf, add);
    }),
  };
}

/** The days on which more of a concern counts, ascending: from each a span of rows begins. */
export const daysOfConcern = ({ facts }: Pick<ConcernSaid, 'facts'>): readonly Day[] => daysIn(standingConcern(facts));

const daysIn = (standing: StandingConcern): readonly Day[] => {
  const { reported, annulled, opened } = standing;
  const report = reported ?? annulled;
  const ended = reported ? endsIn(standingFacts(standing)) : [];
  return [...new Set([...(report ? [report] : []), ...opened, ...ended].map(({ data }) => data.on))].sort();
};

const standingFacts = ({ chains }: StandingConcern) => chains.flatMap(({ current }) => current ?? []);
