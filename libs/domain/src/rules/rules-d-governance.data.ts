/** The Karlsborg guideline (D-036 to D-043): governance and meetings. */
import { type RuleChapter } from './rule.js';

export const KARLSBORG_GOVERNANCE = {
  title_sv: 'Styrning och möten',
  source: 'karlsborg',
  rules: [
    {
      id: 'D-036',
      strength: 'M',
      phrase: '"minst 9 gånger per år"',
      sv: 'APT hålls minst 9 gånger per år, med dagordning och minnesanteckningar.',
      en: 'APT is held at least nine times a year, with agenda and notes.',
    },
    {
      id: 'D-037',
      strength: 'M',
      phrase: '"minst en vecka innan mötet"',
      sv: 'Kallelse till FSG sänds minst en vecka innan mötet, och protokollet justeras av alla deltagare; FSG är också skyddskommitté.',
      en: 'The call to FSG is sent at least one week before; minutes are adjusted by all participants; it is also the safety committee.',
    },
    {
      id: 'D-038',
      strength: 'M',
      phrase: '"minst en uppdragsdialog per år"',
      sv: 'Varje medarbetare har minst en uppdragsdialog per år.',
      en: 'Each employee has at least one uppdragsdialog a year.',
    },
    {
      id: 'D-039',
      strength: 'M',
      phrase: '"varannan vecka"',
      sv: 'Ledningsmötet hålls varannan vecka; dagordning och förhinder anmäls senast dagen före.',
      en: 'The management meeting is held every second week; agenda and absence are told at latest the day before.',
    },
    {
      id: 'D-040',
      strength: 'M',
      phrase: '"Vissa ärende (ofta individärende) stannar i arbetsutskottet"',
      sv: 'Ärenden går från beredning över arbetsutskott till socialnämnd; vissa ärenden, ofta individärenden, stannar i arbetsutskottet enligt delegationsordningen.',
      en: 'Cases go from beredning over arbetsutskott to socialnämnd; some, often of individuals, end in arbetsutskottet by delegation.',
      statutes: ['SoL 2025:400 30:6'],
    },
    {
      id: 'D-041',
      strength: 'D',
      sv: 'Mötesfrekvenser: elevhälsa och IFO var åttonde vecka, polis var sjätte till åttonde vecka, ungdomsmottagning och uppföljning med Närhälsan en gång per termin, trepart fyra gånger per år, socialjour och barnahus två gånger per år.',
      en: 'Cadences: elevhälsa and IFO every 8th week, police every 6th to 8th, ungdomsmottagning and Närhälsan once a term, trepart four times and socialjour and barnahus twice a year.',
    },
    {
      id: 'D-042',
      strength: 'M',
      phrase: '"hela förvaltningen ska kunna utvecklas"',
      sv: 'Lärdomar av klagomål, avvikelser, lex Sarah, lex Maria, tillsyn, egenkontroll och riskanalyser ska delas så att hela förvaltningen kan utvecklas.',
      en: 'Lessons from complaints, deviations, lex Sarah, lex Maria, supervision, self-control and risk analyses are shared in the whole administration.',
      statutes: ['SoL 2025:400 27:1'],
    },
    {
      id: 'D-043',
      strength: 'P',
      phrase: '"i största möjliga mån"',
      sv: 'Gemensamma resurser bokas i största möjliga mån i elektronisk kalender.',
      en: 'Shared resources are booked in the electronic calendar as far as possible.',
    },
  ],
} as const satisfies RuleChapter;
