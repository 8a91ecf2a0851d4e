/** The rule packs by id. A released version never changes; what an agreement does not say is said by its pack. */
import { unreachable } from '../kernel/index.js';
import { dalarnaHvb2025 } from './dalarna-hvb-2025.data.js';
import { karlsborgInternal, vetlanda2015, vetlanda2023 } from './internal-packs.data.js';
import { type PackId, type RulePack } from './pack.js';

export const PACK_IDS = [
  'dalarna-hvb-2025',
  'vetlanda-2015',
  'vetlanda-2023',
  'karlsborg-internal',
] as const satisfies readonly PackId[];

/** The pack's newest released version. */
export function packOf(id: PackId): RulePack {
  switch (id) {
    case 'dalarna-hvb-2025':
      return dalarnaHvb2025;
    case 'vetlanda-2015':
      return vetlanda2015;
    case 'vetlanda-2023':
      return vetlanda2023;
    case 'karlsborg-internal':
      return karlsborgInternal;
    default:
      return unreachable(id);
  }
}
