/** What the rules find on the way out of a hospital: steps of lag 2017:612 not taken, or late (D-014, D-015, H-008, H-009). */
import { addDays, addHours, earliest, maxDay, stockholmDay } from '../calendar/index.js';
import { legalPerson, messageKeyOf, areOneLegalPerson, type Instant } from '../kernel/index.js';
import { type Deadline } from '../making/deadline.js';
import { missedSighting } from '../making/missed.js';
import { foundBy, rulesOf, type FindingTable } from '../making/finding-table.js';
import { type Finding, type Sighting } from '../making/finding.js';
import { valueOn } from '../rules/index.js';
import { DISCHARGE_SAYS } from './discharge-says.data.js';
import { leftOn, needsOpenCareToKnow, needsTheKommun, toldOn, type DischargeReading } from './reading.js';
import { allConcerned, corrected, nothing, theFirstConcerned, told } from '../making/answering.js';

/** What a discharge is judged by. */
export interface JudgedDischarge {
  readonly reading: DischargeReading;
  readonly deadlines: readonly Deadline[];
}

type SeenBy = (judged: JudgedDischarge) => readonly Sighting[];

/** Lag 2017:612 2:3 "senast 24 timmar efter det att patienten har skrivits in": as time passes, and no weekend moves it. */
function noticeDueBy({ admitted: { data } }: DischargeReading): Instant {
  return addHours(data.admittedAt, valueOn('admissionNotice', stockholmDay(data.admittedAt)) ?? 0);
}

/** H-008 "Att ett inskrivningsmeddelande kom senare än lagen (2017:612) anger": flagged, for the need may have been seen later. */
const noticeSentLate: SeenBy = ({ reading }) => {
  const { admitted, admissionNoticeOn, kommun, region } = reading;
  const { noticeSentAt } = admitted.data;
  if (admissionNoticeOn === null || noticeSentAt === null || noticeSentAt <= noticeDueBy(reading)) return [];
  return [{ parties: [region, kommun], raisedOn: admissionNoticeOn, causedBy: [admitted], duty: 'admissionNotice' }];
};

/** D-014 "Processen börjar med en vårdbegäran…": those concerned are told, where something is expected to be needed of them. */
const noticeNotSent: SeenBy = ({ reading }) => {
  const { admitted, admissionNoticeOn, region } = reading;
  if (admitted.data.expectedNeeds.length === 0) return [];
  return [
    {
      key: 'notice',
      parties: [region],
      raisedOn: addDays(stockholmDay(noticeDueBy(reading)), 1),
      resolvedOn: admissionNoticeOn ?? undefined,
      causedBy: [admitted],
      says: DISCHARGE_SAYS.noticeNotSent,
      duty: 'admissionNotice',
    },
  ];
};

/** D-014 "fast vårdkontakt": named before the patient is discharged, by the open care that has been told of the admission. */
const noContactAtDischarge: SeenBy = ({ reading }) => {
  const { admissionNoticeOn, contact, discharged, homeRegion } = reading;
  const left = leftOn(reading);
  if (!discharged || left === undefined || admissionNoticeOn === null || !needsOpenCareToKnow(reading)) return [];
  if (contact && contact.data.on <= left) return [];
  return [
    {
      key: 'contact',
      parties: [homeRegion],
      raisedOn: left,
      resolvedOn: contact?.data.on,
      causedBy: [discharged],
      says: DISCHARGE_SAYS.noContact,
      duty: 'lastingContact',
    },
  ];
};

/** D-014 "utskrivningsklar": those concerned are told before the patient is discharged. */
const notToldOfReadiness: SeenBy = ({ reading }) => {
  const { discharged, admitted, readiness, region, kommun } = reading;
  const left = leftOn(reading);
  if (!discharged || left === undefined || admitted.data.expectedNeeds.length === 0) return [];
  const [ready] = readiness;
  if (ready && toldOn(ready) <= left) return [];
  return [
    {
      key: 'readiness',
      parties: [region, kommun],
      raisedOn: left,
      resolvedOn: ready && toldOn(ready),
      causedBy: [discharged],
      says: DISCHARGE_SAYS.notTold,
      duty: 'noticeOfReadiness',
    },
  ];
};

/** D-014 "den fasta vårdkontakten kallar till SIP": from the day after the last in time, until the call. */
const notCalledInTime: SeenBy = ({ deadlines }) =>
  deadlines
    .filter(({ kind, cancelledOn }) => kind === 'sipCall' && cancelledOn === undefined)
    .map((term) => ({ ...missedSighting(term), says: DISCHARGE_SAYS.notCalled, statute: term.why.statute }));

/**
 * D-015 "indikation på att förvaltningen behöver ta kontakt": that the notice is opened is what the hub can see of it. Found
 * when the next comes, for which the kommun should be prepared, until it opens either, or the person has left.
 */
const noticeNotOpened: SeenBy = ({ reading }) => {
  const { kommun, readiness, opened, admissionNoticeOn } = reading;
  const [ready] = readiness;
  if (!ready || admissionNoticeOn === null || !needsTheKommun(reading)) return [];
  const byKommun = opened.filter(
    ({ meta }) => legalPerson(meta.party) === kommun || areOneLegalPerson([meta.party, kommun]),
  );
  const [openedOn] = byKommun.map(({ data }) => data.on).sort();
  const seenOn = maxDay(toldOn(ready), admissionNoticeOn);
  if (openedOn !== undefined && openedOn <= seenOn) return [];
  return [
    {
      key: messageKeyOf(ready),
      parties: [kommun],
      raisedOn: seenOn,
      resolvedOn: earliest(openedOn, leftOn(reading)),
      causedBy: [reading.admitted, ready],
      says: DISCHARGE_SAYS.notOpened,
      duty: 'planningOnNotice',
    },
  ];
};

/** H-009 "Att information överfördes efter utskrivningsdagen": flagged, the day after being one. */
const informationLate: SeenBy = ({ reading }) => {
  const { discharged, region, kommun, asOf } = reading;
  const left = leftOn(reading);
  if (!discharged || left === undefined) return [];
  const on = discharged.data.informationTransferredOn;
  if (on <= left || on > asOf) return [];
  return [{ parties: [region, kommun], raisedOn: on, causedBy: [discharged], duty: 'informationAtDischarge' }];
};

const DISCHARGE_FINDINGS: FindingTable<JudgedDischarge> = {
  'D-014': [
    {
      seenBy: noticeNotSent,
      answer: corrected(['discharge.admitted'], ({ reading }) => [reading.admitted.meta.party]),
      discloses: 'case',
      severity: {
        is: 'warning',
        because: 'the need may have been seen later in the stay, and then the hours run from that (lag 2017:612 2:3)',
      },
    },
    { seenBy: noContactAtDischarge, answer: told(['discharge.contactAppointed'], allConcerned), discloses: 'case' },
    { seenBy: notToldOfReadiness, answer: told(['discharge.readyForDischarge'], theFirstConcerned), discloses: 'case' },
    { seenBy: notCalledInTime, answer: told(['discharge.sipCalled'], allConcerned), discloses: 'case' },
  ],
  'D-015': {
    seenBy: noticeNotOpened,
    answer: told(['discharge.opened'], allConcerned),
    discloses: 'case',
    severity: {
      is: 'info',
      because: 'the hub sees that a notice is opened, not that anybody is contacted or prepared',
    },
  },
  'H-008': { seenBy: noticeSentLate, answer: nothing('it was sent when it was'), discloses: 'case' },
  'H-009': { seenBy: informationLate, answer: nothing('it was handed on when it was'), discloses: 'case' },
};

/** The rules that a discharge is held against. */
export const DISCHARGE_RULES = rulesOf(DISCHARGE_FINDINGS);

/** All that is found on the way out, also what will be so later; each by the agreement of its day. */
export const dischargeFindings = (reading: DischargeReading, deadlines: readonly Deadline[]): readonly Finding[] =>
  foundBy(reading, DISCHARGE_RULES, { reading, deadlines }, (seen) => [reading.judgingOn(seen.raisedOn), seen]);
