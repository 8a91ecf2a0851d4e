/** What the hub goes by where no agreement is in force: its own choices, shown as such. */
import { type PackTerms, type PackWords } from './pack.js';

export const TERMS_WITHOUT_AGREEMENT: PackTerms = {
  // A-101 "Undantag från detta är när placeringen sker akut".
  retroactiveFrom: {
    value: 'placementDate',
    rule: 'A-101',
    note_sv: 'Utan överenskommelse räknas en akut placerings fördelning från placeringsdagen.',
  },
  // A-101 "Undantag från detta är när placeringen sker akut".
  afterDeadline: {
    value: 'escalate',
    rule: 'A-101',
    note_sv: 'Utan överenskommelse är de två månaderna ingens villkor: inget kan vara för sent.',
  },
  // A-098 "Ingen part kan i efterhand åberopa kostnadstäckning".
  plannedRetroactive: {
    value: 'fromSignature',
    rule: 'A-098',
    note_sv: 'Utan överenskommelse verkar en planerad fördelning inte bakåt.',
  },
  emergencyMonths: {
    value: 2,
    rule: null,
    note_sv: 'Ingen lag sätter de två månaderna; utan överenskommelse sätts ingen frist av dem.',
  },
  weekendRule: { value: false, rule: null, note_sv: 'Bara lagens egna frister flyttas till nästa vardag.' },
  waitingDays: {
    value: 7,
    rule: null,
    note_sv: 'Hur länge ett meddelande väntar på vad en annan part har att säga.',
  },
  reminderDays: {
    value: [30, 14, 7, 1],
    rule: null,
    note_sv: 'Om lagens frister påminns parterna också utan överenskommelse.',
  },
  handoverAnswerDays: {
    value: 30,
    rule: null,
    note_sv: 'Ingen lag säger hur snart en region ska svara på en överlämning.',
  },
  // G-10 "för vuxna finns ingen lagstadgad sexmånadersprövning".
  adultFollowUpMonths: {
    value: null,
    rule: 'G-10',
    note_sv: 'För vuxna finns ingen lagstadgad sexmånadersprövning.',
  },
  consentMonthsMax: { value: 12, rule: null, note_sv: 'Ingen lag säger hur länge ett samtycke gäller.' },
  consentForms: {
    value: ['written', 'oral', 'conclusive', 'presumed'],
    rule: null,
    note_sv: 'Ingen lag säger i vilken form ett samtycke till en SIP lämnas.',
  },
  // D-023 "Varje gång… måste det prövas (sk menprövning)".
  harmTestDays: {
    value: 30,
    rule: 'D-023',
    note_sv: 'Hur länge en menprövning räcker sägs inte; efter dagarna prövas på nytt.',
  },
  dischargePaymentDays: { value: null, rule: null, note_sv: 'Lagens dagar gäller.' },
  dischargePaymentOre: { value: null, rule: null, note_sv: 'Lagens belopp gäller.' },
};

export const WORDS_WITHOUT_AGREEMENT: PackWords = {
  // A-001 "när kommunen beslutar om placering på hem för vård och boende (HVB)".
  whomItIsFor: { rule: 'A-001', note_sv: 'Den enda överenskommelse om placeringar som hubben har läst är Dalarnas.' },
  // D-013 "regelbundet eller vid behov".
  planFollowedUp: { rule: 'D-013', note_sv: 'Lagen säger inte när en plan följs upp; planens egen dag gäller.' },
};
