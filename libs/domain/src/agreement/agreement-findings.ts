/** What the rules find in an agreement: what its record lacks, whom it does not bind yet, and that nobody has decided who may see what (B-001, A-128, A-018). */
import { foundBy, rulesOf, type FindingTable, type FindingWay } from '../making/finding-table.js';
import { type Finding, type Sighting } from '../making/finding.js';
import { missedOf } from '../making/missed.js';
import { type Deadline } from '../making/deadline.js';
import { addDays, addMonths, earliest, maxDay, minDay, yearOf } from '../calendar/index.js';
import { type RuleId } from '../rules/index.js';
import { type AgreementCourse, type AgreementState } from '../saying/case.js';
import { type MeetingGroup } from './facts/meeting-group.js';
import { VAIN_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { filled, inARow, partyKind, sameSide, type Day, type PartyKind } from '../kernel/index.js';
import { type AgreementHeader } from './facts/agreement.js';
import { AGREEMENT_SAYS, GROUP_WORDS, HEADER_ENTRIES } from './agreement-says.data.js';
import { notApprovedOn, overOn, registrationOf, type AgreementReading } from './reading.js';
import { corrected, theFirstConcerned, told, type WaitsFor } from '../making/answering.js';

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

/**
 * A-018 "ska rutiner upprättas när det gäller sekretess och dokumenthantering": from the first day on which its parties place
 * and see by it, until they have decided on the routine, or it is over. Of the agreement, once, and not of each case under it;
 * where there is none, nobody has promised a routine, and what a role opens is OSL 10:2 alone.
 */
function lacksSecrecyRoutine(reading: AgreementReading): readonly Sighting[] {
  const { registered } = reading.state;
  const raisedOn = judgesFrom(reading.state);
  if (raisedOn === null) return [];
  const over = overOn(reading);
  const resolvedOn = minDay(over, registered.secrecyRoutine?.decidedOn ?? over);
  if (resolvedOn <= raisedOn) return [];
  return [
    {
      parties: registered.parties,
      raisedOn,
      resolvedOn,
      causedBy: registrationOf(reading),
      says: AGREEMENT_SAYS.lacksSecrecyRoutine,
    },
  ];
}

/** The first day on which placements are judged by it: valid, and approved by a region and by a kommun; null while there is none. */
function judgesFrom({ pack, approvals, registered: { validFrom } }: AgreementState): Day | null {
  if (!pack.judgesPlacements) return null;
  const approvedOn = (kind: PartyKind) => approvals.find(({ party }) => partyKind(party) === kind)?.on;
  const [region, kommun] = [approvedOn('region'), approvedOn('kommun')];
  return region === undefined || kommun === undefined ? null : maxDay(validFrom, maxDay(region, kommun));
}

/** A-116 "bör följas upp årligen": not on the day set; missed from the day after. */
const notFollowedUp = ({ deadlines, asOf }: JudgedAgreement): readonly Sighting[] =>
  missedOf(deadlines, 'agreementFollowUp', asOf).map((seen) => ({ ...seen, says: AGREEMENT_SAYS.notFollowedUp }));

/** A-130 "revideras vart åttonde år från ikraftträdandet": its revision has not begun when those years are out, or it is. */
function notRevised(reading: JudgedAgreement): readonly Sighting[] {
  const { revisionStarted, supersededBy, registered } = reading.state;
  const raisedOn = toBeRevisedBefore(reading.state);
  const over = earliest(revisionStarted?.on, supersededBy?.on);
  if (raisedOn === null || (over !== undefined && over <= raisedOn)) return [];
  return [
    {
      parties: registered.parties,
      raisedOn,
      resolvedOn: over,
      causedBy: registrationOf(reading),
      says: AGREEMENT_SAYS.notRevised,
    },
  ];
}

/** The first day on which its revision is late; null of one that is not to be revised by its own terms. */
function toBeRevisedBefore({ pack, registered: { kind, validFrom, validTo } }: AgreementState): Day | null {
  const years = pack.course.revisionYears.value;
  if (years === null || kind !== 'regional') return null;
  return minDay(addMonths(validFrom, years * MONTHS_A_YEAR), addDays(validTo, 1));
}

const MONTHS_A_YEAR = 12;

type Meetings = AgreementCourse['meetings'];

/** The meetings of a group in a year that have been told. */
const heldIn = ({ state }: JudgedAgreement, group: MeetingGroup, year: number): Meetings =>
  (state.course?.meetings ?? []).filter(({ data }) => data.group === group && yearOf(data.on) === year);

/** How often a group meets, by the calendar years through which the agreement has lived: from the first day of the next. */
const tooFewMeetings =
  (rule: RuleId) =>
  (reading: JudgedAgreement): readonly Sighting[] => {
    const { registered, pack } = reading.state;
    const over = overOn(reading);
    const years = wholeYears(registered.validFrom, over);
    const counted = pack.course.meetings
      .filter((cadence) => cadence.rule === rule)
      .flatMap(({ group, perYear }) =>
        years.map((year) => ({ group, perYear, year, held: heldIn(reading, group, year) })),
      );
    return counted
      .filter(({ held, perYear }) => held.length < perYear)
      .map(({ group, perYear, year, held }) => ({
        key: `${group} ${year}`,
        parties: registered.parties,
        raisedOn: firstDayOf(year + 1),
        resolvedOn: over,
        causedBy: [...registrationOf(reading), ...held],
        says: filled(AGREEMENT_SAYS.tooFewMeetings, {
          ...{ year, held: held.length, perYear, group: GROUP_WORDS[group] },
        }),
      }));
  };

const firstDayOf = (year: number): Day => `${year}-01-01` as Day;

/** The calendar years that lie wholly between two days, the second excluded. */
function wholeYears(from: Day, until: Day): readonly number[] {
  const first = yearOf(from) + (from === firstDayOf(yearOf(from)) ? 0 : 1);
  return Array.from({ length: Math.max(0, yearOf(until) - first) }, (_, at) => first + at);
}

const TOO_FEW = {
  is: 'warning',
  because: 'that a meeting was not told of is no proof that it was not held',
} as const;

const theParties: WaitsFor<JudgedAgreement> = ({ state }) => state.registered.parties;

/** How often a group meets is found alike, by whichever rule of whichever agreement. */
const meetingsOf = (rule: RuleId): FindingWay<JudgedAgreement> => ({
  seenBy: tooFewMeetings(rule),
  answer: told(['agreement.meetingHeld'], theParties),
  discloses: 'routing',
  severity: TOO_FEW,
});

const AGREEMENT_FINDINGS: FindingTable<JudgedAgreement> = {
  'A-018': {
    seenBy: lacksSecrecyRoutine,
    // What has been approved is not corrected: another that has the routine takes its place.
    answer: told(['agreement.registered', 'agreement.superseded'], theParties),
    discloses: 'routing',
  },
  'A-116': { seenBy: notFollowedUp, answer: told(['agreement.followedUp'], theParties), discloses: 'routing' },
  'A-130': { seenBy: notRevised, answer: told(['agreement.revisionStarted'], theParties), discloses: 'routing' },
  // B-017 "träffas minst två gånger per år".
  'B-017': meetingsOf('B-017'),
  // C-002 "fyra gånger per år".
  'C-002': meetingsOf('C-002'),
  // C-003 "Samordningsgruppen träffas fyra gånger per år".
  'C-003': meetingsOf('C-003'),
  // D-036 "minst 9 gånger per år".
  'D-036': meetingsOf('D-036'),
  // D-041 "trepart fyra gånger per år, socialjour och barnahus två gånger per år".
  'D-041': meetingsOf('D-041'),
  'B-001': {
    seenBy: headerLacks,
    answer: corrected(['agreement.registered'], theParties),
    discloses: 'routing',
    readsStricter: { classes: ['sensitive'], because: 'it tells which entries are missing, never what one says' },
    severity: {
      is: 'warning',
      because: 'the rule is a definition of the record; a record without it holds all the same',
    },
  },
  'H-004': {
    seenBy: vainApproval,
    answer: told(['agreement.approvedByParty'], theFirstConcerned),
    discloses: 'routing',
    severity: VAIN_SEVERITY,
  },
  'A-128': {
    seenBy: notApproved,
    answer: told(['agreement.approvedByParty'], ({ state, asOf }) => notApprovedOn(state, asOf)),
    discloses: 'routing',
    severity: { is: 'info', because: 'nobody is bound to approve; whom it does not bind is to be seen' },
  },
};

/** The rules that an agreement is held against. */
export const AGREEMENT_RULES = rulesOf(AGREEMENT_FINDINGS);

/** What an agreement is judged by. */
export interface JudgedAgreement extends AgreementReading {
  readonly deadlines: readonly Deadline[];
}

/** All that is found in an agreement, also what will be so later. */
export const agreementFindings = (judged: JudgedAgreement): readonly Finding[] =>
  foundBy(judged, AGREEMENT_RULES, judged);
