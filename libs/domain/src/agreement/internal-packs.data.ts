/** Agreements between authorities of one kommun: on record, but none of them judges a placement between kommun and region. */
import { type Day } from '../kernel/index.js';
import { dalarnaHvb2025 } from './dalarna-hvb-2025.data.js';
import { type PackId, type RulePack } from './pack.js';

const internalPack = (id: PackId, title_sv: string, releasedOn: string): RulePack => ({
  ...dalarnaHvb2025,
  id,
  version: 1,
  title_sv,
  releasedOn: releasedOn as Day,
  judgesPlacements: false,
});

export const vetlanda2015 = internalPack(
  'vetlanda-2015',
  'Överenskommelse om samverkan mellan socialförvaltningen och vård- och omsorgsförvaltningen, Vetlanda 2015–2018',
  '2015-03-26',
);

export const vetlanda2023 = internalPack(
  'vetlanda-2023',
  'Överenskommelse om samverkan mellan socialförvaltningen och vård- och omsorgsförvaltningen, Vetlanda 2023–2026',
  '2023-01-01',
);

export const karlsborgInternal = internalPack(
  'karlsborg-internal',
  'Riktlinje för samverkan, socialförvaltningen, Karlsborg',
  '2023-01-01',
);
