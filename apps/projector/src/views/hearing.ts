/** Whether what the hub says on a timeline is told to the one who asks. */
import { type Principal } from '#access';
import { controllerOf, disclosedBy, isTo, type Derived } from '#domain';

/**
 * All but what it says of a ground: that is for the recipient whom the ground names and for whose words it opens; of a consent, for
 * all who see the SIP (B4).
 */
export const hearing =
  (caller: Principal) =>
  (derived: Derived): boolean => {
    const disclosed = disclosedBy(derived);
    if (disclosed?.discloser === undefined || caller.kind !== 'party') return true;
    const { recipient, discloser } = disclosed;
    return isTo({ recipient }, caller.party) || controllerOf(caller.party) === discloser;
  };

/** Whether it is said of a ground to the party that this names, or to what that is a part of. */
export const isSaidTo =
  (caller: Principal) =>
  (derived: Derived): boolean => {
    const disclosed = disclosedBy(derived);
    return disclosed !== null && caller.kind === 'party' && isTo({ recipient: disclosed.recipient }, caller.party);
  };
