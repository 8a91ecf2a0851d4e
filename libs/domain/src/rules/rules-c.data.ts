/** The Vetlanda agreement of 2015 to 2018, where it differs from the one of 2023 (C-001 to C-009). */
import { type RuleChapter } from './rule.js';

export const VETLANDA_2015 = {
  title_sv: 'Det som skilde 2015–2018',
  source: 'vetlanda-2015',
  rules: [
    {
      id: 'C-001',
      strength: 'D',
      sv: 'Överenskommelsen beslutades av socialnämnden 2015-03-18 § 106 och vård- och omsorgsnämnden 2015-03-26 § 54 och gäller från och med 2015-03-26.',
      en: 'Decided by socialnämnden 2015-03-18 § 106 and vård- och omsorgsnämnden 2015-03-26 § 54; valid from 2015-03-26.',
    },
    {
      id: 'C-002',
      strength: 'M',
      phrase: '"fyra gånger per år"',
      sv: 'Styrgruppen, där bara cheferna beslutar, träffas fyra gånger per år.',
      en: 'The steering group, where the heads alone decide, meets four times a year.',
    },
    {
      id: 'C-003',
      strength: 'M',
      phrase: '"Samordningsgruppen träffas fyra gånger per år"',
      sv: 'En samordningsgrupp föreslår handlingsplan, ser över rutiner årligen, stöder de operativa grupperna och träffas fyra gånger per år.',
      en: 'A coordination group proposes the action plan, reviews routines yearly, supports the operative groups and meets four times a year.',
    },
    {
      id: 'C-004',
      strength: 'M',
      phrase: '"vuxna samt våld i nära relationer"',
      sv: 'Det ska finnas två operativa grupper; våld i nära relationer hör till gruppen för vuxna.',
      en: 'There are two operative groups; violence belongs to the adult group.',
    },
    {
      id: 'C-005',
      strength: 'M',
      phrase: '"utses av samordningsgruppen"',
      sv: 'De operativa grupperna utses av samordningsgruppen.',
      en: 'Operative groups are appointed by the coordination group.',
    },
    {
      id: 'C-006',
      strength: 'M',
      sv: 'Samordning av insatser ska eftersträvas.',
      en: 'Coordination of measures is to be striven for.',
    },
    {
      id: 'C-007',
      strength: 'D',
      sv: 'Med placerade barn avses barn i familjehem, HVB och boende enligt LSS.',
      en: 'Placed children are those in familjehem, HVB and housing under LSS.',
    },
    {
      id: 'C-008',
      strength: 'D',
      sv: 'Överenskommelsen hänvisar till lagrum som sedan har ersatts; ett lagrum ska därför läsas med den tid det gällde.',
      en: 'The agreement cites sections since replaced: a statute reference is read with the time in which it held.',
    },
    { id: 'C-009', strength: 'P', sv: 'SIP kan bli aktuellt.', en: 'SIP may come into question.' },
  ],
} as const satisfies RuleChapter;
