/** Where the person is registered (folkbokförd) over time, and which region is so the health-care principal (HSL 8:1, A-076, A-077). */
import { minDay } from '../calendar/index.js';
import { regionOf, partyCode, type Day, type KommunCode, type PartyId, type Said } from '../kernel/index.js';
import { type RegistrationTold } from '../placement/facts/placement.js';
import { type CaseFact } from '../saying/case.js';

export interface Registration {
  /** From this day; null: from the beginning. */
  readonly from: Day | null;
  /** null while unclear, and of one who by law is registered nowhere. */
  readonly kommun: KommunCode | null;
  readonly region: PartyId;
  readonly status: 'established' | 'default';
  /** Set of one who by law is never folkbokförd: the region is the one of stay (S-017). */
  readonly notRegistered?: 'byLaw';
  /** What tells it. */
  readonly said: OfType<'placement.registered' | 'placement.registrationEstablished' | 'placement.registrationChanged'>;
}

type OfType<T extends CaseFact['type']> = Extract<Said<CaseFact>, { readonly type: T }>;
type Registered = OfType<'placement.registered'>;

/** The region that owes care by what is told; null where nothing is. */
export function regionTold({ kommun, region }: RegistrationTold): PartyId | null {
  if (region !== undefined) return `region-${region}` as PartyId;
  return kommun === undefined ? null : regionOf(kommun);
}

/** Where one with skyddad folkbokföring stays permanently: he or she is owed care there (HSL 8:1). */
const staysIn = ({ data: { person } }: Registered): KommunCode | undefined =>
  person.protection === 'skyddadFolkbokforing' ? person.staysPermanentlyIn : undefined;

const fallbackOf = ({ meta }: Registered): PartyId => regionOf(partyCode(meta.party) as KommunCode);

/**
 * The registrations in the order they begin, the first from the beginning. What is established counts from the beginning,
 * whatever day it became clear; a change from its own day. While nothing is known the region is the placing kommun's, as
 * a default.
 */
export function registrationsOf(registered: Registered, facts: readonly Said<CaseFact>[]): readonly Registration[] {
  const entry = (from: Day | null, told: RegistrationTold, said: Registration['said']): Registration => {
    const stays = staysIn(registered);
    const owed = stays === undefined ? regionTold(told) : regionOf(stays);
    return {
      from,
      kommun: told.kommun ?? null,
      region: owed ?? fallbackOf(registered),
      status: owed === null ? 'default' : 'established',
      ...(told.notRegistered ? { notRegistered: told.notRegistered } : {}),
      said,
    };
  };
  const established = facts.findLast((fact) => fact.type === 'placement.registrationEstablished');
  const changes = facts.filter((fact) => fact.type === 'placement.registrationChanged');
  const { registeredKommun: kommun } = registered.data;
  return [
    established
      ? entry(null, established.data, established)
      : entry(null, kommun === null ? {} : { kommun }, registered),
    ...changes.map((changed) => entry(changed.data.from, changed.data, changed)),
  ];
}

/** The region that counts for want of a better one, on the days before this one; null where it still does. */
export interface DefaultRegion {
  readonly region: PartyId;
  readonly until: Day | null;
}

/**
 * H-002 "Så länge folkbokföringen är oklar räknas regionen i den placerande kommunens län": until the day it became clear, or
 * changed. null where it was clear from the beginning.
 */
export function defaultRegionOf(registered: Registered, facts: readonly Said<CaseFact>[]): DefaultRegion | null {
  if (registered.data.registeredKommun !== null || staysIn(registered) !== undefined) return null;
  let until: Day | null = null;
  for (const fact of facts) {
    if (fact.type === 'placement.registrationEstablished') until = minDay(until ?? fact.data.on, fact.data.on);
    if (fact.type === 'placement.registrationChanged') until = minDay(until ?? fact.data.from, fact.data.from);
  }
  return { region: fallbackOf(registered), until };
}
