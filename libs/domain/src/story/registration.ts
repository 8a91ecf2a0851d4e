/** Where the person is registered (folkbokförd) over time, and which region is so the health-care principal (HSL 8:1, A-076, A-077). */
import { addDays, minDay } from '../calendar/index.js';
import {
  compareText,
  regionOf,
  partyCode,
  type Day,
  type KommunCode,
  type PartyId,
  type Said,
} from '../kernel/index.js';
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
  readonly said: OfType<
    | 'placement.registered'
    | 'placement.registrationEstablished'
    | 'placement.registrationChanged'
    | 'placement.protectionChanged'
  >;
}

type OfType<T extends CaseFact['type']> = Extract<Said<CaseFact>, { readonly type: T }>;
type Registered = OfType<'placement.registered'>;

/** The region that owes care by what is told; null where nothing is. */
export function regionTold({ kommun, region }: RegistrationTold): PartyId | null {
  if (region !== undefined) return `region-${region}` as PartyId;
  return kommun === undefined ? null : regionOf(kommun);
}

type Protected = Pick<Registered['data']['person'], 'protection' | 'staysPermanentlyIn'>;

/** Where one with skyddad folkbokföring stays permanently: he or she is owed care there (HSL 8:1). */
const staysIn = ({ protection, staysPermanentlyIn }: Protected): KommunCode | undefined =>
  protection === 'skyddadFolkbokforing' ? staysPermanentlyIn : undefined;

const fallbackOf = ({ meta }: Registered): PartyId => regionOf(partyCode(meta.party) as KommunCode);

/** What is told of a registration, and where one stays permanently on its days. */
interface Telling {
  readonly from: Day | null;
  readonly told: RegistrationTold;
  readonly said: Registration['said'];
  readonly stays: KommunCode | undefined;
}

/**
 * The registrations in the order they begin, the first from the beginning. What is established counts from the beginning,
 * whatever day it became clear; a change from its own day. While nothing is known the region is the placing kommun's, as
 * a default.
 */
export function registrationsOf(registered: Registered, facts: readonly Said<CaseFact>[]): readonly Registration[] {
  const entry = ({ from, told, said, stays }: Telling): Registration => {
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
  const { registeredKommun: kommun, person } = registered.data;
  const stays = staysIn(person);
  const tellings: readonly Telling[] = [
    established
      ? { from: null, told: established.data, said: established, stays }
      : { from: null, told: kommun === null ? {} : { kommun }, said: registered, stays },
    ...changes.map((changed) => ({ from: changed.data.from, told: changed.data, said: changed, stays })),
  ];
  const protections = facts.filter((fact) => fact.type === 'placement.protectionChanged');
  return (protections.length === 0 ? tellings : asProtected(tellings, protections)).map(entry);
}

const holdsBy =
  (day: Day) =>
  ({ from }: { readonly from: Day | null }): boolean =>
    from === null || from <= day;

/** The same where the protection changes on the way: from its day on one is owed care where one stays, or no longer is. */
function asProtected(
  tellings: readonly Telling[],
  protections: readonly OfType<'placement.protectionChanged'>[],
): readonly Telling[] {
  const before = tellings[0]?.stays;
  const staysOn = (from: Day | null): KommunCode | undefined => {
    const holding = from === null ? undefined : protections.findLast(({ data }) => data.from <= from);
    return holding ? staysIn(holding.data) : before;
  };
  const turns = protections.flatMap((said): readonly Telling[] => {
    const { from } = said.data;
    const holding = tellings.findLast(holdsBy(from));
    if (!holding || holding.from === from || staysOn(from) === staysOn(addDays(from, -1))) return [];
    return [{ from, told: holding.told, said, stays: staysOn(from) }];
  });
  const all = [...tellings.map((telling) => ({ ...telling, stays: staysOn(telling.from) })), ...turns];
  return all.sort((a, b) => compareText(a.from ?? '', b.from ?? ''));
}

/** The region that counts for want of a better one, on the days before this one; null where it still does. */
export interface DefaultRegion {
  readonly region: PartyId;
  readonly until: Day | null;
}

/** From when a fact makes clear which region owes care; null where it tells nothing of that. */
function clearFrom(fact: Said<CaseFact>): Day | null {
  if (fact.type === 'placement.registrationEstablished') return fact.data.on;
  if (fact.type === 'placement.registrationChanged') return fact.data.from;
  const isStay = fact.type === 'placement.protectionChanged' && staysIn(fact.data) !== undefined;
  return isStay ? fact.data.from : null;
}

/**
 * H-002 "Så länge folkbokföringen är oklar räknas regionen i den placerande kommunens län": until the day it became clear, or
 * changed. null where it was clear from the beginning.
 */
export function defaultRegionOf(registered: Registered, facts: readonly Said<CaseFact>[]): DefaultRegion | null {
  if (registered.data.registeredKommun !== null || staysIn(registered.data.person) !== undefined) return null;
  let until: Day | null = null;
  for (const fact of facts) {
    const on = clearFrom(fact);
    if (on !== null) until = minDay(until ?? on, on);
  }
  return { region: fallbackOf(registered), until };
}
