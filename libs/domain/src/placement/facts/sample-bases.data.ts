/** Legal bases as decisions name them, for the samples of facts. */
import { type LegalBasis } from './placement.js';

export const SAMPLE_BASES: readonly LegalBasis[] = [
  { act: 'SoL', interim: false },
  { act: 'LVU', sections: ['6'], interim: true },
  { act: 'LVU', sections: ['2'], interim: false },
  { act: 'LVU', sections: ['2', '3'], interim: false },
  { act: 'LVM', interim: false },
];
