/** Where the person is registered (folkbokförd) over time, and which region is so the health-care principal (HSL 8:1, A-076, A-077). */
import { regionOf, partyCode, type Day, type KommunCode, type PartyId, type Said, type Uuid } from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';

export interface Registration {
  /** From this day; null: from the beginning. */
  readonly from: Day | null;
  /** null while unclear. */
  readonly kommun: KommunCode | null;
  readonly region: PartyId;
  readonly status: 'established' | 'default';
  readonly eventId: Uuid;
}

type Registered = Extract<Said<CaseFact>, { readonly type: 'placement.registered' }>;

/**
 * The registrations in the order they begin, the first from the beginning. While the registration is unclear the region
 * is the placing kommun's, as a default. One with skyddad folkbokföring is owed care where he or she stays permanently.
 */
export function registrationsOf(registered: Registered, facts: readonly Said<CaseFact>[]): readonly Registration[] {
  const { person, registeredKommun } = registered.data;
  const stays = person.protection === 'skyddadFolkbokforing' ? person.staysPermanentlyIn : undefined;
  const entry = (from: Day | null, kommun: KommunCode | null, eventId: Uuid): Registration => {
    const owed = stays ?? kommun;
    const fallback = partyCode(registered.meta.party) as KommunCode;
    return { from, kommun, region: regionOf(owed ?? fallback), status: owed ? 'established' : 'default', eventId };
  };
  const spans = [entry(null, registeredKommun, registered.meta.eventId)];
  for (const fact of facts) {
    if (fact.type === 'placement.registrationEstablished') {
      spans.push(entry(fact.data.on, fact.data.kommun, fact.meta.eventId));
    } else if (fact.type === 'placement.registrationChanged') {
      spans.push(entry(fact.data.from, fact.data.kommun, fact.meta.eventId));
    }
  }
  return spans;
}
