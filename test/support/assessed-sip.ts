/** Assesses a told SIP on a day and picks out what a spec asks about. */
import {
  assessSip,
  deadlineStatus,
  decideSip,
  findingStatus,
  standingSip,
  type Decision,
  type DeadlineKind,
  type RuleId,
  type SipAssessment,
  type Surroundings,
} from '#domain';
import { dalarna, day, name } from './case-builder.js';
import { submissionOf } from './decision-on-last.js';
import { type SipBuilder } from './sip-builder.js';

/** The SIP as of a day, by the Dalarna terms unless said. */
export const sipOn = (story: SipBuilder, asOf: string, surroundings: Surroundings = dalarna()): SipAssessment =>
  assessSip(standingSip(story.read, surroundings), day(asOf), name);

/** The findings of a rule, each with whether it is open on the day. */
export const foundIn = (story: SipBuilder, rule: RuleId, asOf: string, surroundings?: Surroundings) =>
  sipOn(story, asOf, surroundings)
    .findings.filter((one) => one.rule === rule)
    .map((one) => ({ ...one, status: findingStatus(one, day(asOf)) }));

/** The rules of which something is open on a day, in order. */
export const openRules = (story: SipBuilder, asOf: string, surroundings?: Surroundings): readonly RuleId[] => [
  ...new Set(
    sipOn(story, asOf, surroundings)
      .findings.filter((one) => findingStatus(one, day(asOf)) === 'open')
      .map(({ rule }) => rule)
      .sort(),
  ),
];

/** The deadlines of a kind, each with its status on the day. */
export const dueIn = (story: SipBuilder, kind: DeadlineKind, asOf: string, surroundings?: Surroundings) =>
  sipOn(story, asOf, surroundings)
    .deadlines.filter((one) => one.kind === kind)
    .map((one) => ({ ...one, status: deadlineStatus(one, day(asOf)) }));

/** The answer to the last message. `today` is the hub's day, else the day it was said. */
export function sipAnswer(story: SipBuilder, today?: string, surroundings: Surroundings = dalarna()): Decision {
  const last = story.facts.at(-1);
  if (!last) throw new Error('nothing was told');
  const before = { ...story.read, facts: story.facts.slice(0, -1) };
  return decideSip(submissionOf(last, today), before, surroundings);
}

/** The broken rule's code and facts; what is not refused as the law answers it. */
export function sipRefusal(story: SipBuilder, today?: string, surroundings?: Surroundings): unknown {
  const answer = sipAnswer(story, today, surroundings);
  return answer.outcome === 'rejected' ? answer.rejection : answer;
}
