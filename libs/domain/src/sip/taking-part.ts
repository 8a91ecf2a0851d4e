/** Who takes part in a SIP on a day, and whom the individual has excluded: who may see it, and who hears of it. */
import { covers, hasPartyIdForm, speaksFor, type PartyId } from '../kernel/index.js';
import { consentStatusOn, namesRecipient } from './consent.js';
import { type SipCourse } from './course.js';
import { partiesIn } from './reading.js';

export interface TakingPart {
  /** null before it is opened. */
  readonly opener: PartyId | null;
  /** Who opened it, is called, sent on to or named in the plan. Ids are parties and units: naming a region covers its units. */
  readonly parties: readonly PartyId[];
  /** Whom a consent names, while it holds. */
  readonly recipients: readonly PartyId[];
  /** Told of nothing, with all that is a part of them; never who opened it. */
  readonly excluded: readonly PartyId[];
}

export const NOBODY: TakingPart = { opener: null, parties: [], recipients: [], excluded: [] };

/** A-039 "sprids till berörda aktörer så snart det inhämtats": to those who take part, and those whom a consent names. */
export function takingPartOn({ reading, consents }: SipCourse): TakingPart {
  const { facts, opening, asOf } = reading;
  const opener = opening.meta.party;
  const valid = consents.filter((consent) => consentStatusOn(consent, asOf) === 'valid');
  const parties = partiesIn(facts.filter((fact) => fact.type !== 'sip.consentGiven'));
  const recipients = new Set(valid.flatMap(({ given }) => given.data.recipients));
  const standing = consents.filter(({ voided }) => !voided);
  const newest = standing.at(-1);
  const excluded = standing
    .flatMap(({ given }) => given.data.excludedRecipients)
    .filter((one): one is PartyId => hasPartyIdForm(one))
    // What the individual has said last counts.
    .filter((one) => !covers(one, opener) && !(newest && namesRecipient(newest, one)));
  return {
    opener,
    parties: [...parties].sort(),
    recipients: [...recipients].sort(),
    excluded: [...new Set(excluded)].sort(),
  };
}

/** A-038 "gäller också personer/enheter som den enskilde inte samtycker till": one that takes part and is not excluded. */
export const takesPart = ({ parties, recipients, excluded }: TakingPart, party: PartyId): boolean =>
  [...parties, ...recipients].some((one) => speaksFor(party, one)) && !excluded.some((one) => covers(one, party));
