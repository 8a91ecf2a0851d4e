/** The scenes in which a party of a case lets another see what it has told, and no longer does. */
import { type CaseFact } from '#domain';
import { PLACING_PARTY, REGION, type CaseBuilder } from './case-builder.js';
import { endOf, groundOf } from './grounds.js';
import { type Scene } from './scene.js';

type Disclosing = Extract<CaseFact['type'], `${string}.disclosureDecided` | `${string}.disclosureEnded`>;
type Before = () => CaseBuilder;

const on = (again: boolean): string => (again ? '2026-01-16' : '2026-01-17');
const BEFORE = '2026-01-16';
const TO_KOMMUN = { recipient: PLACING_PARTY };
const BY_REGION = { by: REGION };

/** By the placing nämnd to the region, of a handover by the region to the nämnd. */
export const disclosingScenes = (befores: {
  readonly underWay: Before;
  readonly deviating: Before;
  readonly handedOver: Before;
}): { readonly [T in Disclosing]: Scene } => ({
  'placement.disclosureDecided': {
    tell: (told, how, again) => told.said('placement.disclosureDecided', groundOf(on(again)), how),
  },
  'placement.disclosureEnded': {
    before: () => befores.underWay().said('placement.disclosureDecided', groundOf(BEFORE)),
    tell: (told, how, again) => told.said('placement.disclosureEnded', endOf(on(again)), how),
  },
  'costAllocation.disclosureDecided': {
    tell: (told, how, again) => told.said('costAllocation.disclosureDecided', groundOf(on(again)), how),
  },
  'costAllocation.disclosureEnded': {
    before: () => befores.underWay().said('costAllocation.disclosureDecided', groundOf(BEFORE)),
    tell: (told, how, again) => told.said('costAllocation.disclosureEnded', endOf(on(again)), how),
  },
  'deviation.disclosureDecided': {
    before: befores.deviating,
    tell: (told, how, again) => told.said('deviation.disclosureDecided', groundOf(on(again)), how),
  },
  'deviation.disclosureEnded': {
    before: () => befores.deviating().said('deviation.disclosureDecided', groundOf(BEFORE)),
    tell: (told, how, again) => told.said('deviation.disclosureEnded', endOf(on(again)), how),
  },
  'handover.disclosureDecided': {
    before: befores.handedOver,
    tell: (told, how, again) =>
      told.said('handover.disclosureDecided', groundOf(on(again), TO_KOMMUN), { ...BY_REGION, ...how }),
  },
  'handover.disclosureEnded': {
    before: () => befores.handedOver().said('handover.disclosureDecided', groundOf(BEFORE, TO_KOMMUN), BY_REGION),
    tell: (told, how, again) => told.said('handover.disclosureEnded', endOf(on(again)), { ...BY_REGION, ...how }),
  },
});
