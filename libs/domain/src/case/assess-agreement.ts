/** The law's answer about an agreement: whether it is in force, who has yet to approve, and what its record lacks. */
import { addDays } from '../calendar/index.js';
import { deadline } from '../deadlines/deadline.js';
import { reminderStages } from '../deadlines/reminders.js';
import { finding, type Sighting } from '../findings/finding.js';
import { settingsIn } from '../agreement/in-force.js';
import { SETTINGS_WITHOUT_AGREEMENT } from '../agreement/packs.js';
import { type AgreementHeader } from '../agreement/agreement.js';
import { covers, legalPerson, partyKind, type Day, type NameUuid, type PartyId } from '../kernel/index.js';
import { type Judging } from '../rules/index.js';
import { type AgreementAssessment, type Deadline, type Finding } from './assessment.js';
import { type AgreementState } from './case.js';

/** The seven entries that an agreement's record needs (B-001). */
const HEADER_ENTRIES: Readonly<Record<keyof AgreementHeader, string>> = {
  documentType: 'dokumenttyp',
  decidedBy: 'beslutad av',
  appliesTo: 'gäller för',
  validFrom: 'giltig från och med',
  responsible: 'dokumentansvarig',
  lastRevisedOn: 'senast reviderad',
  lastReviewedOn: 'senast granskad',
};

/** An agreement as of a day. `state` is null where its registration has been taken back: then nothing is due. */
export function assessAgreement(state: AgreementState | null, asOf: Day, name: NameUuid): AgreementAssessment {
  if (!state) return { ...NOTHING, asOf };
  const reading = readingOf(state, asOf, name);
  const { reminderDays } = settingsIn(state);
  const expiry = expiryOf(reading);
  return {
    asOf,
    status: statusOf(reading),
    missingApprovals: missingOn(state, asOf),
    deadlines: [expiry],
    findings: findingsOf(reading).filter(({ raisedOn }) => raisedOn <= asOf),
    turningDays: turningDaysOf(reading, expiry, reminderDays),
    reminderDays,
  };
}

const NOTHING: Omit<AgreementAssessment, 'asOf'> = {
  status: 'annulled',
  missingApprovals: [],
  deadlines: [],
  findings: [],
  turningDays: [],
  reminderDays: SETTINGS_WITHOUT_AGREEMENT.reminderDays,
};

/** An agreement is judged by its own pack; its stream is the one that is read, so no other is told of. */
interface Reading extends Judging {
  readonly state: AgreementState;
}

function readingOf(state: AgreementState, asOf: Day, name: NameUuid): Reading {
  const { pack } = state;
  const judgedBy = { agreement: state.agreementId, rulePackVersion: `${pack.id}@${pack.version}` };
  return { stream: state.stream, asOf, name, judgedBy, state };
}

/** What every why about an agreement was read from: its registration. */
const registration = ({ state }: Reading) => [{ meta: { eventId: state.registeredBy } }];

/** in force between those who have approved it: for a regional one, a region and at least one kommun. */
function statusOf({ state, asOf }: Reading): AgreementAssessment['status'] {
  const { validFrom, validTo, kind } = state.registered;
  if (state.supersededBy && state.supersededBy.on <= asOf) return 'superseded';
  if (asOf > validTo) return 'expired';
  const approved = state.approvals.filter(({ on }) => on <= asOf).map(({ party }) => party);
  const kinds = new Set(approved.map(partyKind));
  const persons = new Set(approved);
  const isAgreed = kind === 'internal' ? persons.size > 0 : kinds.has('region') && kinds.has('kommun');
  return isAgreed && validFrom <= asOf ? 'inForce' : 'draft';
}

/** Parties of which neither they nor the legal person they belong to has approved by the day. */
function missingOn(state: AgreementState, day: Day): readonly PartyId[] {
  const approved = state.approvals.filter(({ on }) => on <= day).map(({ party }) => party);
  return state.registered.parties.filter(
    (party) => !approved.some((one) => covers(one, party) || legalPerson(one) === party),
  );
}

/** the last day of validity. No act is due, and no weekend moves it. */
function expiryOf(reading: Reading): Deadline {
  const { validFrom, validTo, parties } = reading.state.registered;
  const superseded = reading.state.supersededBy?.on;
  return deadline(reading, {
    kind: 'agreementExpiry',
    startsOn: validFrom,
    dueOn: validTo,
    rolls: false,
    cancelledOn: superseded && superseded <= validTo ? superseded : undefined,
    lapsedOn: addDays(validTo, 1),
    responsible: parties,
    rule: 'A-126',
    causedBy: registration(reading),
  });
}

function findingsOf(reading: Reading): readonly Finding[] {
  return [
    ...headerLacks(reading).map((seen) => finding(reading, 'B-001', seen)),
    ...notApproved(reading).map((seen) => finding(reading, 'A-128', seen)),
  ];
}

/** B-001: an agreement's record needs all seven entries. */
function headerLacks(reading: Reading): readonly Sighting[] {
  const { registered, registeredOn } = reading.state;
  const entries = Object.keys(HEADER_ENTRIES) as (keyof AgreementHeader)[];
  const missing = entries.filter((entry) => registered.header[entry] === undefined);
  if (missing.length === 0) return [];
  return [
    {
      severity: 'warning',
      parties: registered.parties,
      raisedOn: registeredOn ?? registered.validFrom,
      causedBy: registration(reading),
      detail: {
        sv: `Det saknas: ${missing.map((entry) => HEADER_ENTRIES[entry]).join(', ')}.`,
        en: `Missing: ${missing.join(', ')}.`,
      },
    },
  ];
}

/** it binds a party from that party's own approval; who has not approved when it should begin is to be seen. */
function notApproved(reading: Reading): readonly Sighting[] {
  const { state, asOf } = reading;
  const { validFrom } = state.registered;
  const missing = missingOn(state, validFrom);
  if (missing.length === 0) return [];
  const completeOn = state.approvals.find(
    ({ on }) => on > validFrom && on <= asOf && missingOn(state, on).length === 0,
  )?.on;
  return [
    {
      severity: 'info',
      parties: missing,
      raisedOn: validFrom,
      resolvedOn: completeOn,
      causedBy: registration(reading),
      detail: {
        sv: `Den gäller inte för ${missing.join(', ')} förrän de har godkänt den.`,
        en: `It does not bind ${missing.join(', ')} until they have approved it.`,
      },
    },
  ];
}

function turningDaysOf({ state, asOf }: Reading, expiry: Deadline, reminderDays: readonly number[]): readonly Day[] {
  const { validFrom, validTo } = state.registered;
  const superseded = state.supersededBy ? [state.supersededBy.on] : [];
  const stages = expiry.cancelledOn ? [] : reminderStages(expiry, reminderDays).map(({ on }) => on);
  const told = state.registeredOn ?? validFrom;
  const days = [told, validFrom, ...stages, addDays(validTo, 1), ...superseded, ...state.approvals.map(({ on }) => on)];
  return [...new Set(days.filter((day) => day > asOf))].sort();
}
