/** What the rules find in how a SIP is followed up: a plan that goes on has its next day, and is followed up on it (B-013, D-013). */
import { type FollowUpRule } from '../agreement/facts/pack.js';
import { earliest } from '../calendar/index.js';
import { messageKeyOf, type Day } from '../kernel/index.js';
import { allConcerned, told } from '../making/answering.js';
import { type Sighting } from '../making/finding.js';
import { type FindingWay } from '../making/finding-table.js';
import { missedOf } from '../making/missed.js';
import { dayOf } from '../saying/fact-entries.js';
import { type Plan } from './course.js';
import { NOT_TOLD, type JudgedSip } from './plan-findings.js';
import { SIP_SAYS } from './sip-says.data.js';

type SeenBy = (judged: JudgedSip) => readonly Sighting[];

const planOn = ({ data }: Plan): Day => data.establishedOn;

const GOES_ON: ReadonlySet<string> = new Set(['continues', 'revised']);

/** A plan that goes on is followed up again. */
const noNextDay: SeenBy = ({ course }) =>
  course.followUps
    .filter(({ data }) => GOES_ON.has(data.outcome) && data.nextOn === undefined)
    .map((said) => ({
      key: `next ${messageKeyOf(said)}`,
      parties: [said.meta.party],
      raisedOn: said.data.on,
      resolvedOn: earliest(
        [...course.followUps.map(dayOf), ...course.plans.map(planOn)].sort().find((on) => on > said.data.on),
        course.endedOn ?? undefined,
      ),
      causedBy: [said],
      says: SIP_SAYS.noNextDay,
    }));

/** On the day set; missed from the day after. */
const followUpMissed: SeenBy = ({ course, deadlines }) =>
  missedOf(deadlines, 'sipFollowUp', course.reading.asOf).map((seen) => ({ ...seen, says: SIP_SAYS.followUpMissed }));

/** What is seen where the agreement that is read says it by a rule. */
const where =
  (rule: FollowUpRule, seenBy: SeenBy): SeenBy =>
  (judged) =>
    judged.course.reading.sip.words.planFollowedUp.rule === rule ? seenBy(judged) : [];

const followedUpBy = (rule: FollowUpRule): readonly FindingWay<JudgedSip>[] => [
  {
    seenBy: where(rule, noNextDay),
    answer: told(['sip.followedUp', 'sip.established'], allConcerned),
    discloses: 'case',
    severity: NOT_TOLD,
  },
  { seenBy: where(rule, followUpMissed), answer: told(['sip.followedUp'], allConcerned), discloses: 'case' },
];

/** The same is found by the rule that the agreement has for it, each in its own words. */
export const FOLLOW_UP_OF_SIP_FINDINGS = {
  // B-013 "I dokumentationen ska följande ingå: mål, insats/er, ansvar, tid".
  'B-013': followedUpBy('B-013'),
  // D-013 "regelbundet eller vid behov".
  'D-013': followedUpBy('D-013'),
} satisfies Readonly<Record<FollowUpRule, readonly FindingWay<JudgedSip>[]>>;
