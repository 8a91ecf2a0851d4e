/** Regional överenskommelse om samverkan vid placering i HVB, Dalarna, 2025-07-01–2033-06-30: its terms as data. */
import { type Day } from '../../kernel/index.js';
import { type PackText } from './pack.js';

export const dalarnaHvb2025v1: PackText = {
  id: 'dalarna-hvb-2025',
  version: 1,
  title_sv: 'Regional överenskommelse om samverkan vid placering i HVB, Dalarna 2025-07-01–2033-06-30',
  releasedOn: '2025-07-01' as Day,
  judgesPlacements: true,
  terms: {
    // A-101 "Undantag från detta är när placeringen sker akut".
    retroactiveFrom: {
      value: 'placementDate',
      rule: 'A-101',
      note_sv:
        'Överenskommelsen säger inte om fördelningen av en akut placerings kostnad verkar tillbaka till placeringsdagen.',
    },
    // A-101 "Undantag från detta är när placeringen sker akut".
    afterDeadline: {
      value: 'escalate',
      rule: 'A-101',
      note_sv: 'Överenskommelsen säger inte vad som händer när två månader har gått.',
    },
    // A-098 "Ingen part kan i efterhand åberopa kostnadstäckning".
    plannedRetroactive: {
      value: 'fromSignature',
      rule: 'A-098',
      note_sv: 'Överenskommelsen säger inte om parterna får underteckna en planerad fördelning med tidigare datum.',
    },
    // A-099 "bör vara klarlagd senast 2 månader efter placeringen".
    emergencyMonths: {
      value: 2,
      rule: 'A-099',
      note_sv: 'Bör vara klarlagd senast 2 månader efter placeringen.',
    },
    weekendRule: {
      value: false,
      rule: null,
      note_sv: 'Lag 1930:173 gäller tid enligt lag, inte överenskommelsens egna två månader.',
    },
    waitingDays: {
      value: 7,
      rule: null,
      note_sv: 'Hur länge ett meddelande väntar på vad en annan part har att säga.',
    },
    reminderDays: { value: [30, 14, 7, 1], rule: null, note_sv: 'Dagar före en frist då parterna påminns.' },
    // A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår".
    handoverAnswerDays: {
      value: 30,
      rule: 'A-075',
      note_sv: 'Överenskommelsen säger inte hur snart en region ska svara på en överlämning.',
    },
    // G-10 "för vuxna finns ingen lagstadgad sexmånadersprövning".
    adultFollowUpMonths: {
      value: 6,
      rule: 'G-10',
      note_sv: 'Tabellens sex månader; för vuxna enligt SoL följer de av överenskommelsen och inte av lagen.',
    },
    // A-040 "tidsbegränsat (gäller i max ett år)".
    consentMonthsMax: { value: 12, rule: 'A-040', note_sv: 'Ett samtycke gäller i högst ett år.' },
    // A-032 "skriftligen, muntligen eller genom att den enskilde på annat sätt visar".
    consentForms: {
      value: ['written', 'oral', 'conclusive'],
      rule: 'A-032',
      note_sv: 'Den enskilde visar sitt samtycke; ett presumerat samtycke räknas inte.',
    },
    // D-023 "Varje gång… måste det prövas (sk menprövning)".
    harmTestDays: {
      value: 30,
      rule: 'D-023',
      note_sv: 'Hur länge en menprövning räcker sägs inte; efter dagarna prövas på nytt.',
    },
    dischargePaymentDays: {
      value: null,
      rule: null,
      note_sv: 'Överenskommelsen säger inget om betalning efter utskrivningsklar; lagens dagar gäller.',
    },
    dischargePaymentOre: {
      value: null,
      rule: null,
      note_sv: 'Överenskommelsen säger inget om betalning efter utskrivningsklar; lagens belopp gäller.',
    },
  },
  course: {
    // A-127 "förlängs… automatiskt med 12 månader".
    extensionMonths: {
      value: 12,
      rule: 'A-127',
      note_sv: 'Förlängs en gång, om utvärdering och revidering har påbörjats; om förlängning på nytt sägs inget.',
    },
    // A-130 "revideras vart åttonde år".
    revisionYears: { value: 8, rule: 'A-130', note_sv: 'Revideras vart åttonde år från ikraftträdandet.' },
    // A-116 "bör följas upp årligen".
    localFollowUpMonths: { value: 12, rule: 'A-116', note_sv: 'En lokal överenskommelse bör följas upp årligen.' },
    // A-051 "Länsövergripande riktlinje om samordnad individuell plan".
    sipGuideline: {
      value: 'HSN 2022/3163',
      rule: 'A-051',
      note_sv: 'Länets riktlinje om SIP beaktas när överenskommelsen tillämpas.',
    },
    meetings: [],
  },
  words: {
    // A-001 "när kommunen beslutar om placering på hem för vård och boende (HVB)".
    whomItIsFor: { rule: 'A-001', note_sv: 'Överenskommelsen gäller placeringar som länets kommuner beslutar om.' },
    // D-013 "regelbundet eller vid behov".
    planFollowedUp: {
      rule: 'D-013',
      note_sv: 'Överenskommelsen säger inte när en plan följs upp; planens egen dag gäller.',
    },
  },
};
