/** Assesses a told story on a day and picks out what a spec asks about. */
import {
  actorOf,
  assess,
  deadlineStatus,
  findingStatus,
  metOnTime,
  type CaseAssessment,
  type Deadline,
  type DeadlineKind,
  type DeadlineStatus,
  type Finding,
  type ResponsibilityRow,
  type Surroundings,
  type RuleId,
  type Waiting,
  type WaitingKind,
} from '#domain';
import { dalarna, day, name, type CaseBuilder } from './case-builder.js';

/** Every part of an assessment, asked for: to be compared with another's, which no comparison of what is lazy does. */
export const whole = (assessment: CaseAssessment): CaseAssessment => ({
  category: assessment.category,
  asOf: assessment.asOf,
  reminderDays: assessment.reminderDays,
  placement: assessment.placement,
  responsibility: assessment.responsibility,
  costs: assessment.costs,
  fixed: assessment.fixed,
  deviations: assessment.deviations,
  handovers: assessment.handovers,
  deadlines: assessment.deadlines,
  findings: assessment.findings,
  waiting: assessment.waiting,
  turningDays: assessment.turningDays,
  turningDaysByBirth: assessment.turningDaysByBirth,
});

/** The story as of a day, by the Dalarna terms unless said. */
export const on = (story: CaseBuilder, asOf: string, surroundings: Surroundings = dalarna()): CaseAssessment =>
  whole(assess(story.theCase, surroundings, day(asOf), name));

/** What of one kind waits for somebody's word in it on a day. */
export const waitingIn = (story: CaseBuilder, what: WaitingKind, asOf: string): readonly Waiting[] =>
  on(story, asOf).waiting.filter((one) => one.what === what);

/** Whom it waits for, of each. */
export const whomItWaitsFor = (...asked: Parameters<typeof waitingIn>): readonly Waiting['waitsFor'][] =>
  waitingIn(...asked).map(({ waitsFor }) => waitsFor);

/** The findings of one rule. */
export const found = (assessment: CaseAssessment, rule: RuleId): readonly Finding[] =>
  assessment.findings.filter((one) => one.rule === rule);

/** The findings of one rule that are open. */
export const open = (assessment: CaseAssessment, rule: RuleId): readonly Finding[] =>
  found(assessment, rule).filter((one) => findingStatus(one, assessment.asOf) === 'open');

/** The deadlines of one kind, in order, each with its status on the assessment's day. */
export const due = (
  assessment: CaseAssessment,
  kind: DeadlineKind,
): readonly (Deadline & { readonly status: DeadlineStatus; readonly onTime?: boolean })[] =>
  assessment.deadlines
    .filter((one) => one.kind === kind)
    .map((one) => {
      const onTime = metOnTime(one);
      const actor = actorOf(one);
      return {
        ...{ ...one, status: deadlineStatus(one, assessment.asOf) },
        ...(onTime === undefined ? {} : { onTime }),
        ...(actor === undefined ? {} : { actor }),
      };
    });

/** The responsibility rows of one area or measure. */
export const area = (assessment: CaseAssessment, kind: ResponsibilityRow['kind']): readonly ResponsibilityRow[] =>
  (assessment.responsibility?.areas ?? []).filter((row) => row.kind === kind);

/** Where the first deadline of a kind stands on a day. */
export const statusOn = (story: CaseBuilder, kind: DeadlineKind, asOf: string): DeadlineStatus | undefined =>
  due(on(story, asOf), kind)[0]?.status;

/** The legal basis on a day. */
export const basisOf = (story: CaseBuilder, asOf: string) => on(story, asOf).responsibility?.legalBasis;

/** Whether the legal basis holds on each of some days. */
export const holdsOn = (story: CaseBuilder, ...days: readonly string[]): readonly (boolean | undefined)[] =>
  days.map((asOf) => basisOf(story, asOf)?.holds);
