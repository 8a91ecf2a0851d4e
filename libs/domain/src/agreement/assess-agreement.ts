/** The law's answer about an agreement: whether it is in force, who has yet to approve, and what its record lacks. */
import { addDays } from '../calendar/index.js';
import { deadline, type Deadline } from '../making/deadline.js';
import { reminderStages } from '../making/reminders.js';
import { type Sayable } from '../making/sayable.js';
import { agreementFindings } from './agreement-findings.js';
import { settingsIn } from '../story/in-force.js';
import { SETTINGS_WITHOUT_AGREEMENT } from './facts/packs.js';
import { notApprovedOn, readingOf, registrationOf, type AgreementReading } from './reading.js';
import { partyKind, type Day, type NameUuid, type PartyId } from '../kernel/index.js';
import { type AgreementState } from '../saying/case.js';

/** An agreement as of a day. */
export interface AgreementAssessment extends Sayable {
  readonly category: 'agreement';
  readonly status: 'draft' | 'inForce' | 'expired' | 'superseded' | 'annulled';
  /** Parties that have not approved. */
  readonly missingApprovals: readonly PartyId[];
}

/** An agreement as of a day. `state` is null where its registration has been taken back: then nothing is due. */
export function assessAgreement(state: AgreementState | null, asOf: Day, name: NameUuid): AgreementAssessment {
  if (!state) return { ...NOTHING, asOf };
  const reading = readingOf(state, asOf, name);
  const { reminderDays } = settingsIn(state);
  const expiry = expiryOf(reading);
  return {
    category: 'agreement',
    asOf,
    status: statusOf(reading),
    missingApprovals: notApprovedOn(state, asOf),
    deadlines: [expiry],
    findings: agreementFindings(reading).filter(({ raisedOn }) => raisedOn <= asOf),
    turningDays: turningDaysOf(reading, expiry, reminderDays),
    turningDaysByBirth: [],
    reminderDays,
  };
}

const NOTHING: Omit<AgreementAssessment, 'asOf'> = {
  category: 'agreement',
  status: 'annulled',
  missingApprovals: [],
  deadlines: [],
  findings: [],
  turningDays: [],
  turningDaysByBirth: [],
  reminderDays: SETTINGS_WITHOUT_AGREEMENT.reminderDays,
};

/** in force between those who have approved it: for a regional one, a region and at least one kommun. */
function statusOf({ state, asOf }: AgreementReading): AgreementAssessment['status'] {
  const { validFrom, validTo, kind } = state.registered;
  if (state.supersededBy && state.supersededBy.on <= asOf) return 'superseded';
  if (asOf > validTo) return 'expired';
  const approved = state.approvals.filter(({ on }) => on <= asOf).map(({ party }) => party);
  const kinds = new Set(approved.map(partyKind));
  const persons = new Set(approved);
  const isAgreed = kind === 'internal' ? persons.size > 0 : kinds.has('region') && kinds.has('kommun');
  return isAgreed && validFrom <= asOf ? 'inForce' : 'draft';
}

/** the last day of validity. No act is due, and no weekend moves it. */
function expiryOf(reading: AgreementReading): Deadline {
  const { validFrom, validTo, parties } = reading.state.registered;
  const superseded = reading.state.supersededBy?.on;
  return deadline(reading, {
    kind: 'agreementExpiry',
    startsOn: validFrom,
    dueOn: validTo,
    cancelledOn: superseded && superseded <= validTo ? superseded : undefined,
    lapsedOn: addDays(validTo, 1),
    responsible: parties,
    causedBy: registrationOf(reading),
  });
}

function turningDaysOf(
  { state, asOf }: AgreementReading,
  expiry: Deadline,
  reminderDays: readonly number[],
): readonly Day[] {
  const { validFrom, validTo } = state.registered;
  const superseded = state.supersededBy ? [state.supersededBy.on] : [];
  const stages = expiry.cancelledOn ? [] : reminderStages(expiry, reminderDays).map(({ on }) => on);
  const told = state.registeredOn ?? validFrom;
  const days = [told, validFrom, ...stages, addDays(validTo, 1), ...superseded, ...state.approvals.map(({ on }) => on)];
  return [...new Set(days.filter((day) => day > asOf))].sort();
}
