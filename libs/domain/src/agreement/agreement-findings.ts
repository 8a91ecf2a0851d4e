/** What the rules find in an agreement: what its record lacks, and whom it does not bind yet (B-001, A-128). */
import { foundBy, rulesOf, type FindingTable } from '../making/finding-table.js';
import { type Sighting } from '../making/finding.js';
import { type Finding } from '../making/finding.js';
import { maxDay } from '../calendar/index.js';
import { VAIN_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { filled, inARow, sameSide } from '../kernel/index.js';
import { type AgreementHeader } from './facts/agreement.js';
import { AGREEMENT_SAYS, HEADER_ENTRIES } from './agreement-says.data.js';
import { notApprovedOn, registrationOf, type AgreementReading } from './reading.js';

const ENTRIES = Object.keys(HEADER_ENTRIES) as readonly (keyof AgreementHeader)[];

/**
 * B-001 "En överenskommelse ska ange dokumenttyp, vem som beslutat, vad den gäller för, giltig från och med,
 * dokumentansvarig, senast reviderad och senast granskad": all seven.
 */
function headerLacks(reading: AgreementReading): readonly Sighting[] {
  const { registered, registeredOn } = reading.state;
  const missing = ENTRIES.filter((entry) => registered.header[entry] === undefined);
  if (missing.length === 0) return [];
  const entries = inARow(missing.map((entry) => HEADER_ENTRIES[entry]));
  return [
    {
      parties: registered.parties,
      raisedOn: registeredOn ?? registered.validFrom,
      causedBy: registrationOf(reading),
      says: filled(AGREEMENT_SAYS.lacksEntries, { entries }),
    },
  ];
}

/**
 * A-128 "godkännas av parternas respektive beslutande organ": it binds a party from that party's own approval; who has
 * not approved when it should begin is to be seen.
 */
function notApproved(reading: AgreementReading): readonly Sighting[] {
  const { state, asOf } = reading;
  const { validFrom } = state.registered;
  const missing = notApprovedOn(state, validFrom);
  if (missing.length === 0) return [];
  const completeOn = state.approvals.find(
    ({ on }) => on > validFrom && on <= asOf && notApprovedOn(state, on).length === 0,
  )?.on;
  return [
    {
      parties: missing,
      raisedOn: validFrom,
      resolvedOn: completeOn,
      causedBy: registrationOf(reading),
      says: filled(AGREEMENT_SAYS.notApproved, { parties: missing.join(', ') }),
    },
  ];
}

/**
 * H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan": an approval of terms that have
 * been corrected since, until the party approves those that stand.
 */
function vainApproval({ state }: AgreementReading): readonly Sighting[] {
  return (state.vain ?? []).map(({ party, on, eventId, key, undone }) => {
    const raisedOn = maxDay(on, undone.on);
    const mended = state.approvals.find((approval) => sameSide(approval.party, party) && approval.on >= raisedOn)?.on;
    return {
      key: `answer ${key}`,
      parties: [party, undone.by],
      raisedOn,
      resolvedOn: mended,
      causedBy: [{ meta: { eventId } }, { meta: { eventId: undone.eventId } }],
      says: WHY_SAYS[undone.because],
    };
  });
}

const AGREEMENT_FINDINGS: FindingTable<AgreementReading> = {
  'B-001': {
    seenBy: headerLacks,
    discloses: 'routing',
    readsStricter: { classes: ['sensitive'], because: 'it tells which entries are missing, never what one says' },
    severity: {
      is: 'warning',
      because: 'the rule is a definition of the record; a record without it holds all the same',
    },
  },
  'H-004': { seenBy: vainApproval, discloses: 'routing', severity: VAIN_SEVERITY },
  'A-128': {
    seenBy: notApproved,
    discloses: 'routing',
    severity: { is: 'info', because: 'nobody is bound to approve; whom it does not bind is to be seen' },
  },
};

/** The rules that an agreement is held against. */
export const AGREEMENT_RULES = rulesOf(AGREEMENT_FINDINGS);

/** All that is found in an agreement, also what will be so later. */
export const agreementFindings = (reading: AgreementReading): readonly Finding[] =>
  foundBy(reading, AGREEMENT_RULES, reading);
