/** The grounds that the individual gives: each consent to a SIP, for whom it names, of what it covers (B2; ). */
import { type Day, type PartyId } from '../kernel/index.js';
import { type AreaKind } from '../placement/facts/placement.js';
import { statuteNamed, statuteOn, whyOf } from '../rules/index.js';
import { consentFacts, consentsIn, consentStatusOn, lastDayOf, namesRecipient, type Consent } from '../sip/consent.js';
import { sipFactsOf, type SipReading } from '../sip/reading.js';
import { type RestingOn } from './decided.js';
import { GIVEN } from './ground-law.data.js';
import { type ConsentScope, type Ground, type GroundStatus } from './ground.js';

const STATUS = {
  valid: 'inForce',
  notYet: 'notYet',
  expired: 'expired',
  withdrawn: 'withdrawn',
  // Not all whose word counts have given it, or it is not shown: it permits nothing.
  partial: 'conditionNotShown',
  voided: 'withdrawn',
} as const satisfies Readonly<Record<ReturnType<typeof consentStatusOn>, GroundStatus>>;

/** The kinds of measure in every plan that the SIP has had. */
const kindsOfPlan = ({ facts }: SipReading): readonly AreaKind[] => [
  ...new Set(sipFactsOf(facts, 'sip.established').flatMap(({ data }) => data.measures.map(({ kind }) => kind))),
];

const scopeOf = (reading: SipReading, { given: { data } }: Consent): ConsentScope => ({
  consentId: data.consentId,
  categories: data.categories,
  excludedCategories: data.excludedCategories,
  ofPlan: kindsOfPlan(reading),
});

/**
 * A-039 "sprids till berörda aktörer så snart det inhämtats": each recipient that a consent names and does not exclude, while
 * it holds. What is told under it is within its scope alone.
 */
export function consentedGrounds(reading: SipReading, day: Day): readonly Ground[] {
  const { statute: section, strength, opens } = GIVEN.personConsents;
  const statute = section === null ? undefined : statuteOn(statuteNamed(section), day);
  return consentsIn(reading).flatMap((consent) =>
    consent.given.data.recipients
      .filter((recipient) => namesRecipient(consent, recipient))
      .map((recipient) => ({
        ground: 'personConsents' as const,
        ...{ groundId: null, recipient, discloser: null, strength },
        opens: { classes: opens, named: [], consent: scopeOf(reading, consent) },
        from: consent.given.data.validFrom,
        to: lastDayOf(consent),
        status: STATUS[consentStatusOn(consent, day)],
        ...(statute ? { statute } : {}),
        why: whyOf(reading, 'A-039', consentFacts(consent), statute),
      })),
  );
}

/** What a consent permits, for a ground that names it; null where the SIP has none of that id. */
export function consentOfSip(reading: SipReading, day: Day): (consentId: string) => RestingOn | null {
  const consents = consentsIn(reading);
  return (consentId) => {
    const consent = consents.find(({ given }) => given.data.consentId === consentId);
    if (!consent) return null;
    return {
      status: STATUS[consentStatusOn(consent, day)],
      scope: scopeOf(reading, consent),
      from: consent.given.data.validFrom,
      to: lastDayOf(consent),
      isTo: (recipient: PartyId) => namesRecipient(consent, recipient),
    };
  };
}
