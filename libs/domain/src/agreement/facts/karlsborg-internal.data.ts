/** Riktlinjen för samverkan i Karlsborgs socialförvaltning: its terms as data. It judges no placement between kommun and region. */
import { type Day } from '../../kernel/index.js';
import { type PackText } from './pack.js';

export const karlsborgInternalV1: PackText = {
  id: 'karlsborg-internal',
  version: 1,
  title_sv: 'Riktlinje för samverkan, socialförvaltningen, Karlsborg',
  releasedOn: '2023-01-01' as Day,
  judgesPlacements: false,
  terms: {
    retroactiveFrom: {
      value: 'placementDate',
      rule: null,
      note_sv: 'Riktlinjen fördelar inga placeringars kostnader.',
    },
    afterDeadline: { value: 'escalate', rule: null, note_sv: 'Riktlinjen fördelar inga placeringars kostnader.' },
    plannedRetroactive: {
      value: 'fromSignature',
      rule: null,
      note_sv: 'Riktlinjen fördelar inga placeringars kostnader.',
    },
    emergencyMonths: { value: 2, rule: null, note_sv: 'Riktlinjen sätter ingen tid för akuta placeringar.' },
    weekendRule: { value: false, rule: null, note_sv: 'Lag 1930:173 gäller tid enligt lag, inte avtalad tid.' },
    waitingDays: {
      value: 7,
      rule: null,
      note_sv: 'Hur länge ett meddelande väntar på vad en annan part har att säga.',
    },
    reminderDays: { value: [30, 14, 7, 1], rule: null, note_sv: 'Dagar före en frist då parterna påminns.' },
    handoverAnswerDays: { value: 30, rule: null, note_sv: 'Riktlinjen binder ingen region.' },
    adultFollowUpMonths: {
      value: null,
      rule: null,
      note_sv: 'Riktlinjen sätter ingen tid för uppföljning av en placering.',
    },
    consentMonthsMax: { value: 12, rule: null, note_sv: 'Riktlinjen säger inte hur länge ett samtycke gäller.' },
    // D-031 "olika typer av samtycke".
    consentForms: {
      value: ['written', 'oral', 'conclusive', 'presumed'],
      rule: 'D-031',
      note_sv: 'Uttryckligt, konkludent eller presumerat; de två senare omprövas regelbundet.',
    },
    harmTestDays: { value: 30, rule: null, note_sv: 'Riktlinjen säger inte hur länge en menprövning räcker.' },
    dischargePaymentDays: { value: null, rule: null, note_sv: 'Lagens dagar gäller.' },
    dischargePaymentOre: { value: null, rule: null, note_sv: 'Lagens belopp gäller.' },
  },
  course: {
    extensionMonths: { value: null, rule: null, note_sv: 'Riktlinjen säger inget om förlängning.' },
    revisionYears: { value: null, rule: null, note_sv: 'Riktlinjen säger inte när den ska revideras.' },
    localFollowUpMonths: { value: null, rule: null, note_sv: 'Riktlinjen säger inget om lokala överenskommelser.' },
    sipGuideline: { value: null, rule: null, note_sv: 'Riktlinjen hänvisar inte till någon riktlinje om SIP.' },
    // D-041 "trepart fyra gånger per år, socialjour och barnahus två gånger per år".
    meetings: [
      // D-036 "minst 9 gånger per år".
      {
        group: 'workplaceMeeting',
        perYear: 9,
        rule: 'D-036',
        note_sv: 'Arbetsplatsträff hålls minst nio gånger per år.',
      },
      { group: 'tripartite', perYear: 4, rule: 'D-041', note_sv: 'Trepartsmöte hålls fyra gånger per år.' },
      { group: 'socialEmergency', perYear: 2, rule: 'D-041', note_sv: 'Möte om socialjouren hålls två gånger per år.' },
      {
        ...{ group: 'barnahusReference', perYear: 2, rule: 'D-041' },
        note_sv: 'Barnahus referensgrupp träffas två gånger per år.',
      },
    ],
  },
  words: {
    // G-16 "En tid utan överenskommelse är en lucka: då gäller ingen överenskommelse".
    whomItIsFor: { rule: 'G-16', note_sv: 'Riktlinjen gäller inom en förvaltning; av en placering säger den inget.' },
    // D-013 "regelbundet eller vid behov".
    planFollowedUp: { rule: 'D-013', note_sv: 'Planen följs upp regelbundet eller vid behov.' },
  },
};
