/** The law's answer about an agreement: whether it is in force, who has yet to approve, and what its record lacks. */
import { addDays, addMonths } from '../calendar/index.js';
import { deadline, inTimeThrough, type Deadline } from '../making/deadline.js';
import { reminderStages } from '../making/reminders.js';
import { type Sayable } from '../making/sayable.js';
import { agreementFindings } from './agreement-findings.js';
import { whyOf, type Causes, type Why } from '../rules/index.js';
import { validThrough, settingsIn } from '../story/in-force.js';
import { SETTINGS_WITHOUT_AGREEMENT } from './facts/packs.js';
import { waitingOf, type Waiting } from '../making/waiting.js';
import { daysOfCourse, notApprovedOn, overOn, readingOf, registrationOf, type AgreementReading } from './reading.js';
import { messageKeyOf, partyKind, subjectText, type Day, type NameUuid, type PartyId } from '../kernel/index.js';
import { type AgreementState } from '../saying/case.js';

/** An agreement as of a day. */
export interface AgreementAssessment extends Sayable {
  readonly category: 'agreement';
  readonly status: 'draft' | 'inForce' | 'expired' | 'superseded' | 'annulled';
  /** Parties that have not approved. */
  readonly missingApprovals: readonly PartyId[];
  /** Since its time would have been out it goes on, to another last day; null while it does not. */
  readonly extended: { readonly validTo: Day; readonly why: Why } | null;
}

/** An agreement as of a day. `state` is null where its registration has been taken back: then nothing is due. */
export function assessAgreement(state: AgreementState | null, asOf: Day, name: NameUuid): AgreementAssessment {
  if (!state) return { ...NOTHING, asOf };
  const reading = readingOf(state, asOf, name);
  const { reminderDays } = settingsIn(state);
  const deadlines = [expiryOf(reading), ...followUpDeadlines(reading)];
  const findings = agreementFindings({ ...reading, deadlines });
  return {
    category: 'agreement',
    asOf,
    status: statusOf(reading),
    missingApprovals: notApprovedOn(state, asOf),
    extended: extensionOf(reading),
    deadlines,
    findings: findings.filter(({ raisedOn }) => raisedOn <= asOf),
    waiting: unapproved(reading),
    turningDays: turningDaysOf(reading, { deadlines, findings, reminderDays }),
    turningDaysByBirth: [],
    reminderDays,
  };
}

const NOTHING: Omit<AgreementAssessment, 'asOf'> = {
  category: 'agreement',
  status: 'annulled',
  missingApprovals: [],
  extended: null,
  deadlines: [],
  findings: [],
  waiting: [],
  turningDays: [],
  turningDaysByBirth: [],
  reminderDays: SETTINGS_WITHOUT_AGREEMENT.reminderDays,
};

/** in force between those who have approved it: for a regional one, a region and at least one kommun. */
function statusOf({ state, asOf }: AgreementReading): AgreementAssessment['status'] {
  const { validFrom, kind } = state.registered;
  if (state.supersededBy && state.supersededBy.on <= asOf) return 'superseded';
  if (asOf > validThrough(state, asOf)) return 'expired';
  const approved = state.approvals.filter(({ on }) => on <= asOf).map(({ party }) => party);
  const kinds = new Set(approved.map(partyKind));
  const persons = new Set(approved);
  const isAgreed = kind === 'internal' ? persons.size > 0 : kinds.has('region') && kinds.has('kommun');
  return isAgreed && validFrom <= asOf ? 'inForce' : 'draft';
}

/** What an extension follows from: the registration, and the revision that had begun by its end. */
const causesOfTerm = (reading: AgreementReading): Causes =>
  reading.state.revisionStarted && isExtended(reading)
    ? [...registrationOf(reading), { meta: { eventId: reading.state.revisionStarted.eventId } }]
    : registrationOf(reading);

const isExtended = ({ state, asOf }: AgreementReading): boolean => validThrough(state, asOf) > state.registered.validTo;

/** A-127 "förlängs… automatiskt med 12 månader": from the day after its end, where nothing has superseded it by then. */
function extensionOf(reading: AgreementReading): AgreementAssessment['extended'] {
  const { state, asOf } = reading;
  const { validTo } = state.registered;
  if (!isExtended(reading) || asOf <= validTo || endsBy(state, validTo)) return null;
  return { validTo: validThrough(state, asOf), why: whyOf(reading, 'A-127', causesOfTerm(reading)) };
}

const endsBy = ({ supersededBy }: AgreementState, day: Day): boolean =>
  supersededBy !== undefined && supersededBy.on <= day;

/** the last day of validity. No act is due, and no weekend moves it. */
function expiryOf(reading: AgreementReading): Deadline {
  const { validFrom, parties } = reading.state.registered;
  const lastDay = validThrough(reading.state, reading.asOf);
  return deadline(reading, {
    kind: 'agreementExpiry',
    startsOn: validFrom,
    dueOn: lastDay,
    cancelledOn: endsBy(reading.state, lastDay) ? reading.state.supersededBy?.on : undefined,
    lapsedOn: addDays(lastDay, 1),
    responsible: parties,
    causedBy: causesOfTerm(reading),
  });
}

/** A-116 "bör följas upp årligen": a local agreement, counted from its first day and then from each follow-up, while it lives. */
function followUpDeadlines(reading: AgreementReading): readonly Deadline[] {
  const { state, asOf } = reading;
  const { kind, validFrom, parties } = state.registered;
  const months = state.pack.course.localFollowUpMonths.value;
  if (kind !== 'local' || months === null) return [];
  const over = overOn(reading);
  const done = (state.course?.followUps ?? []).filter(({ data: { on } }) => on >= validFrom && on < over && on <= asOf);
  return [null, ...done].map((before, at) => {
    const startsOn = before?.data.on ?? validFrom;
    return deadline(reading, {
      kind: 'agreementFollowUp',
      key: before ? messageKeyOf(before) : 'start',
      startsOn,
      dueOn: addMonths(startsOn, months),
      rolls: settingsIn(state).weekendRule,
      metOn: done[at]?.data.on,
      cancelledOn: over,
      responsible: parties,
      causedBy: before ? [before] : registrationOf(reading),
    });
  });
}

/** A-128 "godkännas av parternas respektive beslutande organ": while it lives, each party that has not approved it. */
function unapproved(reading: AgreementReading): readonly Waiting[] {
  const { state, asOf } = reading;
  const { agreementId, registeredOn, registered } = state;
  const since = registeredOn ?? registered.validFrom;
  if (since > asOf || asOf >= overOn(reading)) return [];
  return waitingOf(reading, {
    what: 'agreementApproval',
    subject: subjectText({ kind: 'agreement', id: agreementId }),
    waitsFor: notApprovedOn(state, asOf),
    since,
  });
}

type Turning = Pick<AgreementAssessment, 'deadlines' | 'findings' | 'reminderDays'>;

function turningDaysOf(
  { state, asOf }: AgreementReading,
  { deadlines, findings, reminderDays }: Turning,
): readonly Day[] {
  const { registered, supersededBy, registeredOn, approvals } = state;
  const { validFrom, validTo } = registered;
  const running = deadlines.filter(({ metOn, cancelledOn }) => metOn === undefined && cancelledOn === undefined);
  const days = [
    ...[registeredOn ?? validFrom, validFrom, addDays(validTo, 1), addDays(validThrough(state, asOf), 1)],
    ...running.flatMap((one) => reminderStages(one, reminderDays).map(({ on }) => on)),
    ...deadlines.flatMap((one) => [one.metOn, one.cancelledOn, one.ceasedOn, addDays(inTimeThrough(one), 1)]),
    ...findings.flatMap(({ raisedOn, resolvedOn }) => [raisedOn, resolvedOn]),
    ...[supersededBy?.on, ...approvals.map(({ on }) => on), ...daysOfCourse(state)],
  ];
  return [...new Set(days.filter((day) => day !== undefined && day > asOf))].sort() as readonly Day[];
}
