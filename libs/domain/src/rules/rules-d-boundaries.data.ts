/** The Karlsborg guideline (D-001 to D-010): boundaries and responsibility. */
import { type RuleChapter } from './rule.js';

export const KARLSBORG_BOUNDARIES = {
  title_sv: 'Gränser och ansvar',
  source: 'karlsborg',
  rules: [
    {
      id: 'D-001',
      strength: 'M',
      phrase: '"identifieras och kartläggas"',
      sv: 'Processer där samverkan behövs ska identifieras och kartläggas, och av processer och rutiner ska framgå hur samverkan sker internt och externt.',
      en: 'Processes that need collaboration are identified and mapped; processes and routines show how it is done, internally and externally.',
    },
    {
      id: 'D-002',
      strength: 'D',
      phrase: '"SCBs instruktioner"',
      sv: 'Gränserna mellan enheterna följer SCB:s instruktioner för driftsredovisning.',
      en: "Boundaries between units follow SCB's instructions for driftsredovisning.",
    },
    {
      id: 'D-003',
      strength: 'M',
      phrase: '"ska samtycke inhämtas först"',
      sv: 'Är det oklart vem som ska handlägga ett ärende ska enheterna tala med varandra; råder tvekan om den enskildes inställning ska samtycke inhämtas först.',
      en: "If it is unclear who handles a case the units communicate; in doubt about the individual's attitude consent is obtained first.",
    },
    {
      id: 'D-004',
      strength: 'D',
      readBy: ['G-08'],
      phrase: '"barn och ungdomar 0-20 år"; "(över 21)"',
      sv: 'Vård och omsorg gäller från 18 år, LSS korttidstillsyn över 12 år, barn- och ungdomsvården 0–20 år och missbruksvården vuxna personer.',
      en: 'Vård och omsorg is for 18 and over, LSS korttidstillsyn over 12, child and youth care 0–20, misuse care adults.',
    },
    {
      id: 'D-005',
      strength: 'D',
      phrase: '"HVB (stadigvarande dygnet-runtvistelse…)"',
      sv: 'HVB är stadigvarande dygnetruntvistelse enligt SoL eller LVU; familjehem omfattar jourhem; öppenvård är biståndsprövad medan öppna insatser ges utan utredning.',
      en: 'HVB is lasting round-the-clock stay under SoL or LVU; familjehem includes jourhem; öppenvård is individually assessed, öppna insatser are not.',
      statutes: ['SoL 2025:400 9:4'],
    },
    {
      id: 'D-006',
      strength: 'D',
      phrase: '"institutionsvård"',
      sv: 'Institutionsvård för vuxna enligt SoL och LVM är utredningshem, motivationshem och behandlingshem; därtill finns familjehem och bistånd som avser boende.',
      en: 'Institution care of adults under SoL and LVM: homes for investigation, motivation and treatment; besides familjehem and housing.',
    },
    {
      id: 'D-007',
      strength: 'D',
      sv: 'Vuxna med psykisk funktionsnedsättning utan eget missbruk, eller med annan varaktig funktionsnedsättning, hör till vård och omsorg och inte till individ- och familjeomsorgen.',
      en: 'Adults with psykisk funktionsnedsättning without own misuse, or another lasting disability, belong to vård och omsorg, not IFO.',
    },
    {
      id: 'D-008',
      strength: 'D',
      phrase: '"Psykiatrisk diagnos innan 65 år krävs"',
      sv: 'Psykiatrisk diagnos före 65 års ålder krävs för att behålla vissa insatser efter 65.',
      en: 'A psychiatric diagnosis before 65 is required to keep certain measures after 65.',
    },
    {
      id: 'D-009',
      strength: 'D',
      phrase: '"Regionens ansvar. Insatsen ges ej av kommunen"',
      sv: 'LSS har tio insatser; råd och stöd är regionens ansvar och ges inte av kommunen.',
      en: "LSS has ten measures; råd och stöd is the region's responsibility.",
    },
    {
      id: 'D-010',
      strength: 'D',
      phrase: '"ska alltid föregås av en planering"',
      sv: 'Hemsjukvård avser varaktiga behov oavsett ålder och ska alltid föregås av planering; kommunen svarar för sjuksköterska, fysioterapeut och arbetsterapeut, regionen för läkare och akut vård.',
      en: 'Home health care is for lasting need at any age and always preceded by planning; kommun: nurses, physio, OT; region: physicians and acute care.',
    },
  ],
} as const satisfies RuleChapter;
