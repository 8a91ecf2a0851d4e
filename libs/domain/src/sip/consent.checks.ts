/** Conditions on consent to a SIP: never general, never over-long, and each party's own to take back (A-034, A-040, D-033). */
import { addMonths } from '../calendar/index.js';
import { covers, partyKind, type PartyId } from '../kernel/index.js';
import { rejected } from '../saying/decision.js';
import { sipFactsOf } from './reading.js';
import { type SipCheck } from './sip.checks.js';

/** A-034 "Samtycket kan aldrig vara generellt formulerat": it names recipients and categories, of which some are left. */
export const isNotGeneral: SipCheck<'sip.consentGiven'> = ({ data }) => {
  const { recipients, categories, excludedCategories } = data;
  if (recipients.length === 0)
    return rejected({ code: 'ConsentIsGeneral', pointer: '/data/recipients', rule: 'A-034' });
  const isScoped = categories.some((category) => !excludedCategories.includes(category));
  return isScoped ? null : rejected({ code: 'ConsentIsGeneral', pointer: '/data/categories', rule: 'A-034' });
};

/** D-033 "kan inte vara generellt utformat… vilka enheter som utbyter uppgifter": of those named somebody is left. */
export const leavesARecipient: SipCheck<'sip.consentGiven'> = ({ data: { recipients, excludedRecipients } }) => {
  const isLeft = (party: PartyId): boolean => !excludedRecipients.some((one) => covers(one as PartyId, party));
  return recipients.some(isLeft)
    ? null
    : rejected({ code: 'ConsentIsGeneral', pointer: '/data/excludedRecipients', rule: 'D-033' });
};

/** A-040 "tidsbegränsat (gäller i max ett år)": through the same day a year later, or as many months as the agreement has it. */
export const isNotTooLong: SipCheck<'sip.consentGiven'> = ({ data: { validFrom, validTo } }, { settings }) => {
  const latest = addMonths(validFrom, settings.consentMonthsMax);
  return validTo <= latest
    ? null
    : rejected({ code: 'ConsentTooLong', pointer: '/data/validTo', latest, rule: 'A-040' });
};

/**
 * By what a decision stands in for a guardian: A-047 "när samtycke saknas från den ena vårdnadshavaren"; of care by LVU
 * A-063 "kan socialtjänsten besluta i frågor som annars åligger vårdnadshavare".
 */
const RULE_OF_GROUND = { violence: 'A-047', lvu11: 'A-063' } as const;

/** By either it is a kommun's to decide, never a region's. */
export const isDecidedByAKommun: SipCheck<'sip.guardianConsentReplaced'> = ({ data, meta }) =>
  partyKind(meta.party) === 'kommun'
    ? null
    : rejected({
        code: 'NotYourFactToState',
        by: meta.party,
        allowed: [],
        rule: RULE_OF_GROUND[data.ground],
      });

/** What was recorded in error is its recorder's to say so. */
export const isVoidedByWhoRecordedIt: SipCheck<'sip.consentVoided'> = ({ data, meta }, { facts }) => {
  const given = sipFactsOf(facts, 'sip.consentGiven').find((one) => one.data.consentId === data.consentId);
  return !given || given.meta.party === meta.party
    ? null
    : rejected({ code: 'NotYourFactToState', by: meta.party, allowed: [given.meta.party] });
};
