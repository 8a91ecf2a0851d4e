/**
 * Consent to a SIP as an instrument: who has given it, for which days, recipients and categories it permits that
 * something of the SIP is told, and when it ends.
 */
import { addDays, minDay } from '../calendar/index.js';
import { covers, speaksFor, type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type AreaKind } from '../placement/facts/placement.js';
import { type Giver, type GiverRole } from './facts/sip.js';
import { sipFactsOf, type SipFactOf, type SipReading } from './reading.js';

type Given = SipFactOf<'sip.consentGiven'>;
type StepFact = Given | SipFactOf<'sip.consentJoined' | 'sip.consentWithdrawn'>;

/** Whose word counts: of a child the guardians', of a grown person the own, of either a representative's (A-042). */
type Whose = 'guardians' | 'own' | 'representative';

const WHOSE: Readonly<Record<GiverRole, Whose>> = {
  self: 'own',
  child: 'own',
  guardian: 'guardians',
  representative: 'representative',
};

interface Step {
  readonly on: Day;
  readonly whose: Whose;
  readonly role: GiverRole;
  readonly ref: Uuid;
  readonly gives: boolean;
  readonly said: StepFact;
}

/** A decision that stands in for one guardian, for some measures. */
export type Replacement = SipFactOf<'sip.guardianConsentReplaced'>;

export interface Consent {
  readonly given: Given;
  readonly voided: SipFactOf<'sip.consentVoided'> | null;
  readonly steps: readonly Step[];
  readonly replacements: readonly Replacement[];
  /** False for a form that the agreement does not count. */
  readonly isShown: boolean;
  readonly ofAgeOn: Day | null;
}

export type ConsentStatus = 'valid' | 'partial' | 'withdrawn' | 'voided' | 'expired' | 'notYet';

/** The consents of a SIP, in the order in which they were given. */
export function consentsIn({ facts, sip, ofAgeOn }: Pick<SipReading, 'facts' | 'sip' | 'ofAgeOn'>): readonly Consent[] {
  const joined = sipFactsOf(facts, 'sip.consentJoined');
  const withdrawn = sipFactsOf(facts, 'sip.consentWithdrawn');
  const replaced = sipFactsOf(facts, 'sip.guardianConsentReplaced');
  const voided = sipFactsOf(facts, 'sip.consentVoided');
  return sipFactsOf(facts, 'sip.consentGiven').map((given) => {
    const { consentId, givers, form } = given.data;
    const isOfIt = ({ data }: { readonly data: { readonly consentId: Uuid } }): boolean => data.consentId === consentId;
    const steps: Step[] = [
      ...givers.map(({ role, ref, on }) => ({ on, whose: WHOSE[role], role, ref, gives: true, said: given })),
      ...joined.filter(isOfIt).map((said) => stepOf(said.data.giver, said.data.on, said)),
      ...withdrawn.filter(isOfIt).map((said) => stepOf(said.data.by, said.data.on, said)),
    ];
    return {
      given,
      voided: voided.find(isOfIt) ?? null,
      steps: steps.sort((a, b) => (a.on === b.on ? Number(b.gives) - Number(a.gives) : a.on < b.on ? -1 : 1)),
      replacements: replaced.filter(isOfIt),
      isShown: sip.settings.consentForms.includes(form),
      ofAgeOn,
    };
  });
}

const stepOf = ({ role, ref }: Giver, on: Day, said: StepFact): Step => ({
  on,
  whose: WHOSE[role],
  role,
  ref,
  gives: said.type !== 'sip.consentWithdrawn',
  said,
});

/** Those of one kind who have given and not withdrawn by a day: a withdrawal counts from its own day. One's own is one, whatever its reference. */
function givingOn({ steps }: Consent, whose: Whose, day: Day): readonly Step[] {
  const last = new Map<string, Step>();
  for (const step of steps) if (step.whose === whose && step.on <= day) last.set(whose === 'own' ? '' : step.ref, step);
  return [...last.values()].filter(({ gives }) => gives);
}

const hasWithdrawn = ({ steps }: Consent, whose: readonly Whose[], day: Day): boolean =>
  steps.some((step) => !step.gives && step.on <= day && whose.includes(step.whose));

/** A-042 "barnets vårdnadshavare som ger samtycke": until eighteen; where no birth date is told, by who has given it. */
export function isOfAChild({ given, ofAgeOn }: Consent, day: Day): boolean {
  if (ofAgeOn !== null) return day < ofAgeOn;
  return given.data.custodyHolders > 0 && given.data.givers.some(({ role }) => WHOSE[role] === 'guardians');
}

interface Standing {
  /** How many have given of those whose word counts. */
  readonly giving: number;
  readonly needed: number;
  readonly isWithdrawn: boolean;
}

/** A-043 "Finns två vårdnadshavare måste båda ge sitt samtycke": how many have, and how many must. */
function standingOn(consent: Consent, day: Day): Standing {
  const { custodyHolders } = consent.given.data;
  const whose: readonly Whose[] = isOfAChild(consent, day)
    ? custodyHolders === 0
      ? ['guardians', 'representative']
      : ['guardians']
    : ['own', 'representative'];
  const giving = whose.flatMap((one) => givingOn(consent, one, day)).length;
  const needed = isOfAChild(consent, day) ? Math.max(custodyHolders, 1) : 1;
  return { giving, needed, isWithdrawn: giving === 0 && hasWithdrawn(consent, whose, day) };
}

/** Those whose word is part of the consent on a day: given by then and not withdrawn. */
export const giversOn = (consent: Consent, day: Day): readonly (Giver & { readonly on: Day })[] =>
  (['guardians', 'own', 'representative'] as const).flatMap((whose) =>
    givingOn(consent, whose, day).map(({ role, ref, on }) => ({ role, ref, on })),
  );

/** Of a child's consent whose other conditions hold: whether one of the guardians has yet to consent, or all; null where none has. */
export function isMissingGuardians(consent: Consent, day: Day): 'some' | 'all' | null {
  if (consent.voided || !isOfAChild(consent, day)) return null;
  const { giving, needed, isWithdrawn } = standingOn(consent, day);
  if (isWithdrawn || giving >= needed) return null;
  return giving === 0 ? 'all' : 'some';
}

/** True where a birthday ends what the guardians have given: nobody has given it for him- or herself by then. */
export function endsByBirthday(consent: Consent): boolean {
  const { ofAgeOn, given } = consent;
  if (ofAgeOn === null || ofAgeOn > given.data.validTo || ofAgeOn <= given.data.validFrom) return false;
  const { giving, needed } = standingOn(consent, ofAgeOn);
  return giving < needed;
}

/** The last day on which it can permit anything. A guardian's ends on the 18th birthday: the day before is its last. */
export const lastDayOf = (consent: Consent): Day =>
  endsByBirthday(consent) && consent.ofAgeOn !== null
    ? minDay(addDays(consent.ofAgeOn, -1), consent.given.data.validTo)
    : consent.given.data.validTo;

/** Where a consent stands on a day: what is missing, over, or not there yet permits nothing. */
export function consentStatusOn(consent: Consent, day: Day): ConsentStatus {
  const { given, voided, isShown } = consent;
  if (voided) return 'voided';
  const last = lastDayOf(consent);
  const { giving, needed, isWithdrawn } = standingOn(consent, minDay(day, last));
  if (isWithdrawn) return 'withdrawn';
  if (day > last) return 'expired';
  if (day < given.data.validFrom) return 'notYet';
  return giving >= needed && isShown ? 'valid' : 'partial';
}

/** What somebody is to be told. */
export interface Telling {
  readonly recipient: PartyId;
  readonly category: AreaKind;
  readonly on: Day;
}

/**
 * A-034 "Samtycket kan aldrig vara generellt formulerat": whether it permits that this is told, of this kind, on this day.
 * Naming a region covers its units; what or who is excluded never.
 */
export function permits(consent: Consent, { recipient, category, on }: Telling): boolean {
  const { categories, excludedCategories } = consent.given.data;
  return (
    consentStatusOn(consent, on) === 'valid' &&
    categories.includes(category) &&
    !excludedCategories.includes(category) &&
    namesRecipient(consent, recipient)
  );
}

/** A-029 "Den enskilde lämnar samtycke om vilka aktörer som deltar": named, and not excluded. */
export function namesRecipient(consent: Consent, party: PartyId): boolean {
  return consent.given.data.recipients.some((one) => speaksFor(party, one)) && !excludes(consent, party);
}

/** True where the consents that are valid on a day name a party: of one that names it and one that excludes it the last counts. */
export const isNamedOn = (consents: readonly Consent[], party: PartyId, day: Day): boolean =>
  isNamedBy(
    consents.filter((consent) => consentStatusOn(consent, day) === 'valid'),
    party,
  );

/**
 * The same of what has been given by a day and not taken back, though its time may be out: when that is may be a birthday, which
 * nothing tells that stands in the lists.
 */
export const hasBeenNamedBy = (consents: readonly Consent[], party: PartyId, day: Day): boolean =>
  isNamedBy(
    consents.filter((consent) => consentStatusOn(consent, minDay(day, lastDayOf(consent))) === 'valid'),
    party,
  );

function isNamedBy(valid: readonly Consent[], party: PartyId): boolean {
  const word = valid.findLast((consent) => namesRecipient(consent, party) || excludes(consent, party));
  return word !== undefined && namesRecipient(word, party);
}

/** A-038 "gäller också personer/enheter som den enskilde inte samtycker till": with all that is a part of it. */
export const excludes = ({ given }: Pick<Consent, 'given'>, whom: PartyId | Uuid): boolean =>
  given.data.excludedRecipients.some((one) => covers(one as PartyId, whom as PartyId));

/** A-047 "när det saknas samtycke från den ena vårdnadshavaren": the measures for which a decision stands in, while the other guardian consents. */
export function measuresCoveredOn(consent: Consent, day: Day): readonly Uuid[] {
  if (consent.voided || day < consent.given.data.validFrom || day > lastDayOf(consent)) return [];
  const giving = givingOn(consent, 'guardians', day);
  return consent.replacements
    .filter(({ data }) => data.on <= day && giving.some(({ ref }) => ref !== data.guardianRef))
    .flatMap(({ data }) => data.covers);
}

/** The day from which it is withdrawn for good, by all whose word counts; undefined where it is not. */
export function withdrawnOn(consent: Consent): Day | undefined {
  const last = lastDayOf(consent);
  let from: Day | undefined;
  for (const day of [...consent.steps.map(({ on }) => on).filter((on) => on <= last), last].reverse()) {
    if (consentStatusOn(consent, day) !== 'withdrawn') break;
    if (day !== last || from === undefined) from = day;
  }
  return from;
}

/** The days on which it may begin to stand otherwise. */
export function consentTurns(consent: Consent): readonly Day[] {
  const { validFrom } = consent.given.data;
  return [
    validFrom,
    addDays(lastDayOf(consent), 1),
    ...consent.steps.map(({ on }) => on),
    ...consent.replacements.map(({ data }) => data.on),
    ...(consent.ofAgeOn === null ? [] : [consent.ofAgeOn]),
  ];
}

/** The facts that a consent is read from. */
export const consentFacts = (
  consent: Consent,
): readonly (StepFact | Replacement | SipFactOf<'sip.consentVoided'>)[] => [
  ...new Set([
    consent.given,
    ...consent.steps.map(({ said }) => said),
    ...consent.replacements,
    ...(consent.voided ? [consent.voided] : []),
  ]),
];
