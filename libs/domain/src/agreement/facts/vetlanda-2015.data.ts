/** Överenskommelsen mellan två förvaltningar i Vetlanda, 2015–2018: its terms as data. It judges no placement between kommun and region. */
import { type Day } from '../../kernel/index.js';
import { type PackText } from './pack.js';

export const vetlanda2015v1: PackText = {
  id: 'vetlanda-2015',
  version: 1,
  title_sv:
    'Överenskommelse om samverkan mellan socialförvaltningen och vård- och omsorgsförvaltningen, Vetlanda 2015–2018',
  releasedOn: '2015-03-26' as Day,
  judgesPlacements: false,
  terms: {
    retroactiveFrom: {
      value: 'placementDate',
      rule: null,
      note_sv: 'Överenskommelsen fördelar inga placeringars kostnader.',
    },
    afterDeadline: { value: 'escalate', rule: null, note_sv: 'Överenskommelsen fördelar inga placeringars kostnader.' },
    plannedRetroactive: {
      value: 'fromSignature',
      rule: null,
      note_sv: 'Överenskommelsen fördelar inga placeringars kostnader.',
    },
    emergencyMonths: { value: 2, rule: null, note_sv: 'Överenskommelsen sätter ingen tid för akuta placeringar.' },
    weekendRule: { value: false, rule: null, note_sv: 'Lag 1930:173 gäller tid enligt lag, inte avtalad tid.' },
    waitingDays: {
      value: 7,
      rule: null,
      note_sv: 'Hur länge ett meddelande väntar på vad en annan part har att säga.',
    },
    reminderDays: { value: [30, 14, 7, 1], rule: null, note_sv: 'Dagar före en frist då parterna påminns.' },
    handoverAnswerDays: { value: 30, rule: null, note_sv: 'Överenskommelsen binder ingen region.' },
    adultFollowUpMonths: {
      value: null,
      rule: null,
      note_sv: 'Överenskommelsen sätter ingen tid för uppföljning av en placering.',
    },
    consentMonthsMax: { value: 12, rule: null, note_sv: 'Överenskommelsen säger inte hur länge ett samtycke gäller.' },
    consentForms: {
      value: ['written', 'oral', 'conclusive', 'presumed'],
      rule: null,
      note_sv: 'Överenskommelsen säger inte i vilken form ett samtycke räknas.',
    },
    harmTestDays: { value: 30, rule: null, note_sv: 'Överenskommelsen säger inte hur länge en menprövning räcker.' },
    dischargePaymentDays: { value: null, rule: null, note_sv: 'Lagens dagar gäller.' },
    dischargePaymentOre: { value: null, rule: null, note_sv: 'Lagens belopp gäller.' },
  },
  course: {
    extensionMonths: { value: null, rule: null, note_sv: 'Överenskommelsen säger inget om förlängning.' },
    revisionYears: { value: null, rule: null, note_sv: 'Överenskommelsen säger inte när den ska revideras.' },
    localFollowUpMonths: {
      value: null,
      rule: null,
      note_sv: 'Överenskommelsen säger inget om lokala överenskommelser.',
    },
    sipGuideline: { value: null, rule: null, note_sv: 'Överenskommelsen hänvisar inte till någon riktlinje om SIP.' },
    meetings: [
      // C-002 "fyra gånger per år".
      { group: 'steeringGroup', perYear: 4, rule: 'C-002', note_sv: 'Styrgruppen träffas fyra gånger per år.' },
      // C-003 "Samordningsgruppen träffas fyra gånger per år".
      {
        group: 'coordinationGroup',
        perYear: 4,
        rule: 'C-003',
        note_sv: 'Samordningsgruppen träffas fyra gånger per år.',
      },
    ],
  },
  words: {
    // B-003 "förekommer eller kan bli aktuella".
    whomItIsFor: {
      rule: 'B-003',
      note_sv: 'Överenskommelsen gäller den som behöver insatser från båda förvaltningarna.',
    },
    // B-013 "I dokumentationen ska följande ingå: mål, insats/er, ansvar, tid".
    planFollowedUp: { rule: 'B-013', note_sv: 'Samordnade insatser dokumenteras med den tid då de ska vara gjorda.' },
  },
};
