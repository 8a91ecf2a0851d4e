/** What the rule catalogue was read from: the documents, the law, the hub itself. */
import { type RuleSource, type SourceId } from './rule.js';
import { type Day } from '../kernel/index.js';

export const SOURCES: Readonly<Record<SourceId, RuleSource>> = {
  'dalarna-hvb-2025': {
    title_sv: 'Regional överenskommelse om samverkan vid placering på HVB, Region Dalarna och länets 15 kommuner',
    validFrom: '2025-07-01' as Day,
    validTo: '2033-06-30' as Day,
  },
  'vetlanda-2023': {
    title_sv: 'Samverkansöverenskommelse socialförvaltningen och vård- och omsorgsförvaltningen, Vetlanda 2023–2026',
    validFrom: '2023-01-01' as Day,
  },
  'vetlanda-2015': {
    title_sv: 'Samverkansöverenskommelse socialförvaltningen och vård- och omsorgsförvaltningen, Vetlanda 2015–2018',
    validFrom: '2015-03-26' as Day,
  },
  karlsborg: { title_sv: 'Riktlinje för samverkan, socialförvaltningen i Karlsborg' },
  'sol-2025-slides': { title_sv: 'Presentation om samverkan enligt socialtjänstlagen (2025:400), 2025-10-20' },
  statute: { title_sv: 'Lag som gäller för samma placeringar vid sidan av dokumenten' },
  hub: { title_sv: 'Hubbens egna läsningar' },
};
