/** The calls to a SIP, as what is found in them asks for them. */
import { speaksFor, type Day, type PartyId } from '../kernel/index.js';
import { consentStatusOn, excludes } from './consent.js';
import { type Call, type SipCourse } from './course.js';

/** Who opened the SIP. */
export const openerOf = ({ reading }: SipCourse): PartyId => reading.opening.meta.party;

/** A call to a party that is not the caller itself. */
export const calledParties = ({ calls }: SipCourse): readonly (Call & { readonly party: PartyId })[] =>
  calls.flatMap((call) =>
    call.party === null || speaksFor(call.party, call.invited.meta.party) ? [] : [{ ...call, party: call.party }],
  );

/** True where a consent that is valid on a day excludes a party. */
export const isExcludedOn = ({ consents }: SipCourse, party: PartyId, day: Day): boolean =>
  consents.some((consent) => consentStatusOn(consent, day) === 'valid' && excludes(consent, party));
