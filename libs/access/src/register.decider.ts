/** What may be said of parties: a fact that cannot hold beside those that there are is refused, with what is wrong. */
import { hasPartyIdForm, isPartyId, legalPerson, type PartyId } from '#domain/facts';
import {
  type MandateData,
  type PartyData,
  type RegisteredKind,
  type RegisterData,
  type RegisterFact,
} from './register.facts.js';
import { pinnedTo, standingOf, type Register } from './register.js';

/** Why a fact is refused. `pointer`: into its data. */
export interface RegisterRefusal {
  readonly pointer: string;
  readonly expected: string;
}

const SLUG = '[a-z0-9][a-z0-9-]{0,39}';
const BESIDE: Readonly<Record<'hvb' | 'auditor' | 'operator', RegExp>> = {
  hvb: new RegExp(`^hvb-${SLUG}$`),
  auditor: new RegExp(`^auditor-${SLUG}$`),
  operator: new RegExp(`^operator-${SLUG}$`),
};

const refuse = (pointer: string, expected: string): RegisterRefusal => ({ pointer, expected });

/** True where an id has the form of its kind: a nämnd `kommun-2080.socialnamnden`, an auditor `auditor-ivo`. */
export function isIdOf(kind: RegisteredKind, partyId: string): boolean {
  if (kind === 'hvb' || kind === 'auditor' || kind === 'operator') return BESIDE[kind].test(partyId);
  return isPartyId(partyId) && FORMS[kind].test(partyId);
}

const FORMS: Readonly<Record<Exclude<RegisteredKind, keyof typeof BESIDE>, RegExp>> = {
  kommun: /^kommun-[^.]+$/,
  namnd: /^kommun-[^.]+\./,
  region: /^region-[^.]+$/,
  unit: /^region-[^.]+\./,
};

/** What is wrong with a fact beside the register; undefined where it may be said. */
export function refusalOf(register: Register, fact: RegisterFact): RegisterRefusal | undefined {
  switch (fact.type) {
    case 'hub.partyRegistered':
      return ofRegistered(register, fact.data);
    case 'hub.partyChanged':
      return ofChanged(register, fact.data);
    case 'hub.partyClosed':
      return standingOf(register, fact.data.partyId) === 'open' ? undefined : NOT_OPEN;
    case 'hub.mandateGranted':
      return ofMandate(register, fact.data);
    case 'hub.mandateEnded':
      return ofMandateEnded(register, fact.data);
  }
}

const NOT_OPEN = refuse('/partyId', 'en part som finns och inte är stängd / a party that is there and not closed');

function ofRegistered(register: Register, data: PartyData): RegisterRefusal | undefined {
  if (!isIdOf(data.kind, data.partyId)) return refuse('/partyId', `ett id av slaget / an id of the kind: ${data.kind}`);
  // One that was closed is registered anew; a kommun or region that only is there gets its data.
  if (register.parties.get(data.partyId)?.isClosed === false)
    return refuse('/partyId', 'oregistrerad / not registered');
  return parentOf(data) ?? pinsOf(register, data);
}

function ofChanged(register: Register, data: RegisterData['partyChanged']): RegisterRefusal | undefined {
  if (standingOf(register, data.partyId) !== 'open') return NOT_OPEN;
  return parentOf(data) ?? pinsOf(register, data);
}

/** A nämnd is of its kommun and a unit of its region, whatever is said. */
function parentOf({ partyId, parent }: Pick<PartyData, 'partyId' | 'parent'>): RegisterRefusal | undefined {
  if (parent === undefined) return undefined;
  const whole = hasPartyIdForm(partyId) ? legalPerson(partyId as PartyId) : undefined;
  if (whole === parent && whole !== partyId) return undefined;
  return refuse('/parent', 'den kommun eller region som id:t nämner / the kommun or region that the id names');
}

/** One claim and value names one party, and one certificate is one party's. */
function pinsOf(register: Register, data: RegisterData['partyChanged']): RegisterRefusal | undefined {
  const { partyId, issuers = [], certificates = [] } = data;
  const isOthers = (owner: string | undefined): boolean => owner !== undefined && owner !== partyId;
  const pin = issuers.findIndex((one) => isOthers(pinnedTo(register, one)));
  if (pin >= 0) return refuse(`/issuers/${pin}`, 'ingen annan parts / of no other party');
  const others = [...register.parties.values()].filter((one) => !one.isClosed && one.partyId !== partyId);
  const taken = certificates.findIndex((one) => others.some((other) => other.certificates.includes(one)));
  return taken < 0 ? undefined : refuse(`/certificates/${taken}`, 'ingen annan parts / of no other party');
}

function ofMandate(register: Register, data: MandateData): RegisterRefusal | undefined {
  const { mandateId, auditor, parties, from, to } = data;
  if (register.parties.get(auditor)?.kind !== 'auditor' || standingOf(register, auditor) !== 'open')
    return refuse('/auditor', 'en registrerad granskare / a registered auditor');
  if (register.mandates.has(mandateId)) return refuse('/mandateId', 'nytt / new');
  if (from > to) return refuse('/to', `≥ ${from}`);
  const unknown = parties === 'all' ? -1 : parties.findIndex((one) => standingOf(register, one) === 'unknown');
  return unknown < 0 ? undefined : refuse(`/parties/${unknown}`, 'en part som finns / a party that is there');
}

function ofMandateEnded(
  { mandates }: Register,
  { mandateId, auditor }: RegisterData['mandateEnded'],
): RegisterRefusal | undefined {
  const granted = mandates.get(mandateId);
  if (granted === undefined || granted.isEnded) return refuse('/mandateId', 'ett som gäller / one in force');
  return granted.auditor === auditor ? undefined : refuse('/auditor', granted.auditor);
}
