/** The law's answer about a SIP: how far it has come, what its consents permit, what is due and what is found. */
import { openedViews } from '../fact/opened.js';
import { addDays } from '../calendar/index.js';
import { type Deadline } from '../making/deadline.js';
import { type Finding } from '../making/finding.js';
import { type Sayable } from '../making/sayable.js';
import { turnsAfter, turnsOfDeadline, turnsOfFindings, type Add, type Turns } from '../making/turning-days.js';
import { type Day, type NameUuid, type Uuid } from '../kernel/index.js';
import { statuteOn, whyOf, type Why } from '../rules/index.js';
import {
  consentsIn,
  consentStatusOn,
  consentTurns,
  endsByBirthday,
  giversOn,
  lastDayOf,
  measuresCoveredOn,
  type Consent,
} from './consent.js';
import { followUpsDue, sipCourseOf, type Call, type Plan, type SipCourse } from './course.js';
import { placementNamedBy, readingOn, sipFactsOf, type SipReading, type StandingSip } from './reading.js';
import { sipDeadlines } from './sip-deadlines.js';
import { sipFindings } from './sip-findings.js';
import { NOBODY, takingPartOn, type TakingPart } from './taking-part.js';
import { type ConsentView, type InvitationView, type SipView } from './sip-view.js';
import { waitingCalls } from './waiting-calls.js';
import { whyConsent, whyEnded } from './why-consent.js';

/** A consent that has ended by itself: by its own time, or on a birthday. */
export interface ExpiredConsent {
  readonly consentId: Uuid;
  readonly expiredOn: Day;
  readonly why: Why;
  readonly fromBirthDate?: true;
}

/** A SIP as of a day. `sip` is null before it is opened. */
export interface SipAssessment extends Sayable {
  readonly category: 'sip';
  readonly sip: SipView | null;
  readonly expired: readonly ExpiredConsent[];
  /** Who takes part on the day, and whom the individual has excluded: who may see it, and who hears of it. */
  readonly takingPart: TakingPart;
}

/** A SIP as of a day, from the facts whose own date is no later. Never throws on accepted facts. */
export function assessSip(sip: StandingSip, asOf: Day, name: NameUuid): SipAssessment {
  const reading = readingOn(sip, asOf, name);
  if (!reading) return unread(sip, asOf, name);
  const course = sipCourseOf(reading);
  const deadlines = sipDeadlines(course);
  const foreseen = sipFindings(course, deadlines);
  const { reminderDays } = sip.settings;
  return {
    category: 'sip',
    asOf,
    sip: viewOf(course),
    expired: expiredIn(course),
    takingPart: takingPartOn(course),
    deadlines,
    findings: foreseen.filter(({ raisedOn }) => raisedOn <= asOf),
    waiting: waitingCalls(course),
    ...turnsOf(course, { deadlines, foreseen, reminderDays }),
    reminderDays,
  };
}

/** Not opened by the day: only when it will be is known. Taken back: what it was about is shown, and nothing is due. */
function unread(sip: StandingSip, asOf: Day, name: NameUuid): SipAssessment {
  const { settings, annulled, opening } = sip;
  const closed = annulled && closedReading(sip, annulled, { asOf, name });
  const opensOn = annulled || !opening ? [] : [opening.meta.saidOn];
  return {
    category: 'sip',
    asOf,
    sip: closed && { ...viewOf(sipCourseOf(closed)), status: 'annulled' },
    expired: [],
    takingPart: closed ? takingPartOn(sipCourseOf(closed)) : NOBODY,
    deadlines: [],
    findings: [],
    waiting: [],
    turningDays: opensOn.filter((day) => day > asOf),
    turningDaysByBirth: [],
    reminderDays: settings.reminderDays,
  };
}

function closedReading(
  sip: StandingSip,
  { opening }: NonNullable<StandingSip['annulled']>,
  { asOf, name }: Pick<SipReading, 'asOf' | 'name'>,
): SipReading | null {
  return readingOn({ ...sip, annulled: null, opening, facts: [opening] }, asOf, name);
}

function viewOf(course: SipCourse): SipView {
  const { reading, plan, status, calls, consents } = course;
  const { need, opening } = reading;
  return {
    sipId: reading.sip.sipId,
    kind: need?.data.kind ?? 'sip',
    status,
    personId: reading.personId,
    ...placementOf(reading),
    ...planOf(plan),
    invitations: [...calls.map(invitationOf), ...callsTakenBack(reading)],
    consents: consents.map((consent) => consentView(reading, consent)),
    nextFollowUpOn: nextFollowUpOf(course),
    why: whyGoesOn(
      reading,
      [...new Set([opening, need, plan])].filter((one) => one !== null),
    ),
  };
}

/**
 * A-023 "om kommunen eller regionen bedömer att den behövs… och personen samtycker", by law; D-016 "Intern SIP kan
 * användas…", of which the law says nothing.
 */
const whyGoesOn = (reading: SipReading, causes: Parameters<typeof whyOf>[2]): Why =>
  reading.need?.data.kind === 'internal'
    ? whyOf(reading, 'D-016', causes)
    : whyOf(reading, 'A-023', causes, statuteOn('individualPlan', reading.asOf));

function placementOf(reading: SipReading): Pick<SipView, 'placementId'> {
  const placementId = placementNamedBy(reading);
  return placementId === undefined ? {} : { placementId };
}

function planOf(plan: Plan | null): Pick<SipView, 'measures' | 'overallResponsible'> {
  if (!plan) return { measures: [], overallResponsible: null };
  const { measures, overallResponsible } = plan.data;
  return {
    measures: measures.map(({ measureId, kind, responsible }) => ({ measureId, kind, responsible })),
    overallResponsible,
  };
}

function invitationOf({ invited, status, answers, opened }: Call): InvitationView {
  const { invitationId, invitee, meetingOn } = invited.data;
  const redirectTo = answers.findLast(({ data }) => data.redirectTo !== undefined)?.data.redirectTo;
  return {
    ...{ invitationId, invitee, status, meetingOn },
    ...(redirectTo === undefined ? {} : { redirectTo }),
    opened: openedViews(opened),
  };
}

/** A call that has been taken back is shown as such, unless its id is used again. */
function callsTakenBack({ sip, facts, asOf }: SipReading): readonly InvitationView[] {
  const standing = new Set(sipFactsOf(facts, 'sip.invited').map(({ data }) => data.invitationId));
  return sip.chains.flatMap(({ original, annulment }) => {
    if (original.type !== 'sip.invited' || !annulment || original.meta.saidOn > asOf) return [];
    const { invitationId, invitee, meetingOn } = original.data;
    return standing.has(invitationId) ? [] : [{ invitationId, invitee, meetingOn, status: 'annulled', opened: [] }];
  });
}

/** The day of the follow-up that nobody has made yet, whether it has passed or not; null where none is due. */
function nextFollowUpOf(course: SipCourse): Day | null {
  const next = followUpsDue(course).at(-1);
  if (!next || course.endedOn !== null) return null;
  return course.followUps.some(({ data }) => data.on > next.startsOn) ? null : next.dueOn;
}

/** What a consent covers, and whether it holds. */
function consentView(reading: SipReading, consent: Consent): ConsentView {
  const { consentId, custodyHolders, form, documentedIn, recipients, categories, ...terms } = consent.given.data;
  const { excludedCategories, excludedRecipients, validFrom, validTo, reviewOn } = terms;
  return {
    consentId,
    status: consentStatusOn(consent, reading.asOf),
    validFrom,
    validTo,
    form,
    documentedIn,
    givers: giversOn(consent, reading.asOf),
    custodyHolders,
    recipients,
    categories,
    excludedCategories,
    excludedRecipients,
    ...(reviewOn === undefined ? {} : { reviewOn }),
    coveredMeasures: measuresCoveredOn(consent, reading.asOf),
    why: whyConsent(reading, consent),
  };
}

/** A consent of a SIP as of a day, also one that is given later: then it is not there yet. */
export function consentOn(sip: StandingSip, consentId: Uuid, asOf: Day, name: NameUuid): ConsentView | null {
  const later = sip.opening && sip.opening.meta.saidOn > asOf ? sip.opening.meta.saidOn : asOf;
  const reading = readingOn(sip, later, name);
  if (!reading) return null;
  const all = { ...reading, facts: sip.facts };
  const consent = consentsIn(all).find(({ given }) => given.data.consentId === consentId);
  return consent ? consentView({ ...all, asOf }, consent) : null;
}

/** The consents that are over by the day. */
function expiredIn({ reading, consents }: SipCourse): readonly ExpiredConsent[] {
  return consents
    .filter((consent) => consentStatusOn(consent, reading.asOf) === 'expired')
    .map((consent) => ({
      consentId: consent.given.data.consentId,
      expiredOn: addDays(lastDayOf(consent), 1),
      why: whyEnded(reading, consent, [consent.given]),
      ...(endsByBirthday(consent) ? { fromBirthDate: true } : {}),
    }));
}

interface Answer {
  readonly deadlines: readonly Deadline[];
  readonly foreseen: readonly Finding[];
  readonly reminderDays: readonly number[];
}

function turnsOf({ reading, consents, calls }: SipCourse, answer: Answer): Turns {
  const { asOf, later, ofAgeOn } = reading;
  return turnsAfter(asOf, (add) => {
    add(ofAgeOn, true);
    for (const day of later) add(day);
    for (const term of answer.deadlines) turnsOfDeadline(term, answer.reminderDays, asOf, add);
    turnsOfFindings(answer.foreseen, add);
    for (const consent of consents) addTurnsOfConsent(consent, add);
    for (const { invited } of calls) add(addDays(invited.data.meetingOn, 1));
  });
}

/** The work begins at once (E-013): that it has not is seen the day after a consent has come to hold. */
function addTurnsOfConsent(consent: Consent, add: Add): void {
  for (const day of consentTurns(consent)) {
    add(day, day === consent.ofAgeOn);
    add(addDays(day, 1), day === consent.ofAgeOn);
  }
}
