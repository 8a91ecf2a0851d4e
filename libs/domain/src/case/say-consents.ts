/** What the hub says of consents to a SIP: that one has ended by itself. */
import { type SipAssessment } from '../sip/assess-sip.js';
import { type Derived } from './derived.js';
import { type ToldState } from './told.js';

/** Each consent that has ended, unless that has been said as it is. */
export const sayConsents = ({ expired: told }: ToldState, { expired }: SipAssessment): readonly Derived[] =>
  expired
    .filter(({ consentId, expiredOn }) => told.get(consentId) !== expiredOn)
    .map(({ consentId, expiredOn, why, fromBirthDate }) => ({
      type: 'sip.consentExpired',
      thing: consentId,
      data: { consentId, expiredOn },
      why,
      ...(fromBirthDate ? { fromBirthDate } : {}),
    }));
