/** What a placement asks of the SIPs that bear on it: considered, drawn up before it, met in while it lasts, costs cleared before. */
import { addDays, earliest, maxDay } from '../calendar/index.js';
import { newestOf } from '../costs/negotiation.js';
import { isFixed, versionsOf, type Version } from '../costs/versions.js';
import { partyKind, type Day } from '../kernel/index.js';
import { type FindingTable } from '../making/finding-table.js';
import { dayOf } from '../saying/fact-entries.js';
import { consentStatusOn, endsByBirthday, lastDayOf, withdrawnOn, type Consent } from '../sip/consent.js';
import { type SipCourse } from '../sip/course.js';
import { sipFactsOf } from '../sip/reading.js';
import { sipDeadlines } from '../sip/sip-deadlines.js';
import { sipsOfCase, type SipOfCase } from '../sip/sips-of-case.js';
import { principalsOn } from '../story/parties.js';
import { factsOf, type FactOf } from '../story/story.js';
import { thePrincipals, endOf, type Judged, type Seen, type SeenBy } from './finding-rule.js';
import { SIP_OF_CASE_SAYS } from './sip-says.data.js';
import { hasPart, type SipOfBoth } from './sips-of-both.js';
import { allConcerned, told, type WaitsFor } from '../making/answering.js';

/** A-023 "behov av insatser från både socialtjänst och hälso- och sjukvård": measures of a kommun and of a region. */
const isOfBoth = ({ data }: FactOf<'placement.responsibilityClarified'>): boolean =>
  new Set(data.measures.flatMap(({ responsible }) => responsible.map(partyKind))).size > 1;

/** The SIP that was read, for the why. */
export const readFrom = ({ sip, revision }: SipOfCase): NonNullable<Seen['readFrom']> => [
  { stream: sip.stream, revision },
];

/** A-024 "ska, med den enskildes samtycke, initiera en SIP, samt informera": from the start, until one has been considered. */
const notConsidered: SeenBy = ({ course }) => {
  const { story, started } = course;
  const list = factsOf(story.facts, 'placement.responsibilityClarified').find(isOfBoth);
  if (!started || !list) return [];
  const raisedOn = maxDay(dayOf(list), started.data.startedOn);
  const first = sipsOfCase(story).find(({ on }) => on <= story.asOf);
  if (first && first.on <= raisedOn) return [];
  return [
    {
      key: 'sip',
      parties: [course.kommun, ...list.data.measures.flatMap(({ responsible }) => responsible)],
      raisedOn,
      resolvedOn: earliest(first?.on, endOf(course)),
      causedBy: [list, started, ...(first ? [first.said] : [])],
      ...(first ? { readFrom: readFrom(first) } : {}),
      duty: 'individualPlan',
      says: SIP_OF_CASE_SAYS.notConsidered,
    },
  ];
};

/** The first day on which a consent that was valid is no longer so: withdrawn, or over by its time or a birthday. */
const overOn = (consent: Consent): Day => withdrawnOn(consent) ?? addDays(lastDayOf(consent), 1);

/** The first SIP, still going on after a day, for which consent was there on the day before it; with the day from which it is not. */
function consentedBefore(sips: readonly SipOfBoth[], startedOn: Day) {
  const dayBefore = addDays(startedOn, -1);
  for (const { of, sip } of sips) {
    const valid = sip.consents.filter((consent) => consentStatusOn(consent, dayBefore) === 'valid');
    const last = valid.map(overOn).sort().at(-1);
    if (last === undefined || (sip.endedOn !== null && sip.endedOn <= startedOn)) continue;
    const endsOnBirthday = valid.some((one) => endsByBirthday(one) && overOn(one) === last);
    return { of, endedOn: sip.endedOn, given: valid.map(({ given }) => given), last, endsOnBirthday };
  }
  return undefined;
}

/**
 * A-068 "(SIP) ska upprättas när samtycke finns": before a planned placement, by its first day, where consent was there on the
 * day before; an emergency has no time before it. Until a plan is drawn up, or nobody consents to one any more.
 */
const notDrawnUp: SeenBy = ({ course, sipsOfBoth: sips }) => {
  const { story, started, registered } = course;
  if (!started || registered.data.mode === 'emergency') return [];
  const { startedOn } = started.data;
  const drawnUpOn = sips.flatMap(({ sip }) => sip.plans.map(({ data }) => data.establishedOn)).sort()[0];
  const consented = consentedBefore(sips, startedOn);
  if (!consented || (drawnUpOn !== undefined && drawnUpOn <= startedOn)) return [];
  const { of, endedOn, given, last, endsOnBirthday } = consented;
  const resolvedOn = earliest(drawnUpOn, endedOn, last, endOf(course));
  return [
    {
      key: 'plan',
      parties: principalsOn(story, startedOn),
      raisedOn: startedOn,
      resolvedOn,
      causedBy: [started, of.said, ...given],
      readFrom: readFrom(of),
      duty: 'individualPlan',
      says: SIP_OF_CASE_SAYS.notDrawnUp,
      fromBirthDate: resolvedOn === last && endsOnBirthday,
    },
  ];
};

/** The days on which those of a SIP have met or followed the plan up, from a day on. */
const heldFrom = ({ reading, followUps }: SipCourse, from: Day): readonly Day[] =>
  [...sipFactsOf(reading.facts, 'sip.meetingHeld'), ...followUps]
    .map(dayOf)
    .filter((day) => day >= from)
    .sort();

/**
 * A-089 "regelbundna möten och uppföljningar i upprättad SIP process": the agreement sets no time, so by the first day that the
 * plan itself has set within the placement; missed from the day after, until there is one.
 */
const neverMet: SeenBy = ({ course, sipsOfBoth }) => {
  const { story, started } = course;
  if (!started) return [];
  const { startedOn } = started.data;
  return sipsOfBoth.flatMap(({ of, sip }) => {
    const [held] = heldFrom(sip, startedOn);
    const due = sipDeadlines(sip)
      .filter(({ kind, cancelledOn }) => kind === 'sipFollowUp' && cancelledOn === undefined)
      .filter(({ dueOn, metOn = dueOn }) => dueOn >= startedOn && metOn >= startedOn)
      .map(({ dueOn }) => dueOn)
      .sort()[0];
    if (due === undefined || (held !== undefined && held <= due)) return [];
    return [
      {
        key: `met ${of.sip.sipId}`,
        parties: principalsOn(story, startedOn),
        raisedOn: addDays(due, 1),
        resolvedOn: earliest(held, sip.endedOn, endOf(course)),
        causedBy: [started, ...sip.plans],
        readFrom: readFrom(of),
        says: SIP_OF_CASE_SAYS.neverMet,
      },
    ];
  });
};

/** The first meeting of a SIP at which the individual was there. */
function firstWithIndividual(sips: readonly SipOfBoth[]) {
  const meetings = sips.flatMap(({ of, sip }) =>
    sipFactsOf(sip.reading.facts, 'sip.meetingHeld')
      .filter(({ data }) => data.individualPresent)
      .map((meeting) => ({ of, meeting })),
  );
  return meetings.sort((a, b) => (a.meeting.data.heldOn < b.meeting.data.heldOn ? -1 : 1))[0];
}

/** The day on which there is nothing to clear any more: some version is fixed, or all are withdrawn. */
function clearOn(versions: readonly Version[]): Day | undefined {
  const [fixedOn] = versions
    .filter(isFixed)
    .map((version) => version.fixedOn)
    .sort();
  if (fixedOn !== undefined || newestOf(versions)) return fixedOn;
  return versions
    .flatMap(({ withdrawn }) => (withdrawn ? [withdrawn.meta.saidOn] : []))
    .sort()
    .at(-1);
}

/**
 * A-095 "i det förberedande delen… innan SIP mötet": a cost allocation that somebody has proposed is fixed no later than the day
 * of the first meeting with the individual. Where each bears what the law makes its own none is asked for; of an emergency A-099
 * sets another time.
 */
const clearedAfterMeeting: SeenBy = ({ course, sipsOfBoth }) => {
  const { story, registered } = course;
  if (registered.data.mode === 'emergency') return [];
  const first = firstWithIndividual(sipsOfBoth);
  const versions = first ? versionsOf(story) : [];
  const [proposed] = versions.map((version) => version.proposed).sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
  if (!first || !proposed) return [];
  const { heldOn } = first.meeting.data;
  const cleared = clearOn(versions);
  if (cleared !== undefined && cleared <= heldOn) return [];
  const raisedOn = maxDay(heldOn, dayOf(proposed));
  return [
    {
      key: 'meeting',
      parties: principalsOn(story, raisedOn),
      raisedOn,
      resolvedOn: earliest(cleared, endOf(course)),
      causedBy: [first.meeting, proposed],
      readFrom: readFrom(first.of),
      says: SIP_OF_CASE_SAYS.clearedAfterMeeting,
    },
  ];
};

/** The principals of the day asked that have a part in the SIP of which something was seen: what is to be told of it is theirs. */
const thePartakers: WaitsFor<Judged> = ({ course: { story }, sipsOfBoth: sips }, { readFrom = [] }) =>
  principalsOn(story, story.asOf).filter((one) =>
    sips.some(({ sip }) => readFrom.some(({ stream }) => stream === sip.reading.stream) && hasPart(sip, one)),
  );

export const SIP_OF_CASE_FINDINGS: FindingTable<Judged> = {
  'A-024': {
    seenBy: notConsidered,
    answer: told(['sip.considered', 'sip.needIdentified'], allConcerned),
    discloses: 'case',
    severity: {
      is: 'warning',
      because: 'what is seen is that none has been told of; one may have been considered in the parties’ own systems',
    },
  },
  'A-068': { seenBy: notDrawnUp, answer: told(['sip.established'], thePartakers), discloses: 'case' },
  'A-089': {
    seenBy: neverMet,
    answer: told(['sip.meetingHeld', 'sip.followedUp'], thePartakers),
    discloses: 'case',
    severity: { is: 'warning', because: 'what is seen is that none has been told of; one may have been held' },
  },
  'A-095': {
    seenBy: clearedAfterMeeting,
    answer: told(['costAllocation.proposed', 'costAllocation.approved'], thePrincipals),
    discloses: 'case',
    readsStricter: { classes: ['cost'], because: 'it tells that an allocation was not fixed, never who pays what' },
  },
};
