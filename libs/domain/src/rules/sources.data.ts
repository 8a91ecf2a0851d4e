/** The documents that the rule catalogue was read from. */
import { type RuleSource, type SourceId } from './rule.js';
import { asDay } from '../calendar/index.js';

export const SOURCES: Readonly<Record<SourceId, RuleSource>> = {
  'dalarna-hvb-2025': {
    title_sv: 'Regional överenskommelse om samverkan vid placering på HVB, Region Dalarna och länets 15 kommuner',
    validFrom: asDay('2025-07-01'),
    validTo: asDay('2033-06-30'),
  },
  'vetlanda-2023': {
    title_sv: 'Samverkansöverenskommelse socialförvaltningen och vård- och omsorgsförvaltningen, Vetlanda 2023–2026',
    validFrom: asDay('2023-01-01'),
  },
  'vetlanda-2015': {
    title_sv: 'Samverkansöverenskommelse socialförvaltningen och vård- och omsorgsförvaltningen, Vetlanda 2015–2018',
    validFrom: asDay('2015-03-26'),
  },
  karlsborg: { title_sv: 'Riktlinje för samverkan, socialförvaltningen i Karlsborg' },
  'sol-2025-slides': { title_sv: 'Presentation om samverkan enligt socialtjänstlagen (2025:400), 2025-10-20' },
};
