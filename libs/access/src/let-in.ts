/** Whether somebody is let in at a door, by the table of doors, and for which purpose. */
import { DOORS, type DoorLaw, type DoorName } from './doors.data.js';
import { closedUnattended, isMachine, isOpaqueId, rolesOf, type Principal } from './principal.js';
import { reachOf } from './visibility.js';
import { isPurpose, type Purpose } from './purposes.js';

/** What a request says beside its credential. */
export interface SaidWith {
  /** `HVB-Purpose` as sent. */
  readonly purpose?: string | undefined;
  /** `HVB-User` as sent. */
  readonly user?: string | undefined;
}

/** Why somebody is not let in. */
export type ShutOut =
  | 'notOfItsRole'
  | 'noMandate'
  | 'purposeUnknown'
  | 'purposeMissing'
  | 'purposeNotOfDoor'
  | 'userMissing'
  | 'userNotOpaque'
  | 'userOfAPerson';

/** The entry of a door. */
export const lawOf = (door: DoorName): DoorLaw => DOORS[door];

/** True where one of the roles is let in at the door. */
export function opensTo(door: DoorName, principal: Principal): boolean {
  const { opensTo: roles } = lawOf(door);
  return roles === 'anyone' || rolesOf(principal).some((role) => roles.includes(role));
}

/**
 * Who asks at a door, with its purpose; or why it is shut. A person says what it asks for wherever the door reads of people;
 * of a machine that says nothing its client's purpose is taken, else the door's own, unless the door is for some alone. Whom a machine shows the answer to is
 * told by the machine, so a person, whom its issuer has named, tells nobody.
 */
export function letIn(door: DoorName, principal: Principal, said: SaidWith): Principal | ShutOut {
  if (!opensTo(door, principal)) return 'notOfItsRole';
  if (!isMandated(door, principal)) return 'noMandate';
  const purpose = purposeOf(door, principal, said.purpose);
  const shownTo = shownBy(principal, said.user);
  if (typeof purpose === 'string') return purpose;
  if (typeof shownTo === 'string') return shownTo;
  const asked = { ...principal, ...shownTo, ...purpose };
  const { tellsOnly } = lawOf(door);
  return tellsOnly !== undefined && closedUnattended(asked).includes(tellsOnly) ? 'userMissing' : asked;
}

/** An auditor of the register reads of people under a mandate; without one its numbers, and what tells of nobody. */
function isMandated(door: DoorName, principal: Principal): boolean {
  const { purpose, isOfNumbers = false } = lawOf(door);
  return principal.kind !== 'auditor' || purpose === undefined || isOfNumbers || reachOf(principal).length > 0;
}

type OfPurpose = Pick<Principal, 'purpose'> | 'purposeUnknown' | 'purposeMissing' | 'purposeNotOfDoor';

function purposeOf(door: DoorName, principal: Principal, said: string | undefined): OfPurpose {
  if (said !== undefined && !isPurpose(said)) return 'purposeUnknown';
  const { purpose: ofDoor, onlyFor } = lawOf(door);
  if (ofDoor === undefined) return {};
  if (onlyFor) return oneOf(onlyFor, said);
  if (said !== undefined) return { purpose: said };
  return isMachine(principal) ? { purpose: principal.purpose ?? ofDoor } : 'purposeMissing';
}

function oneOf(purposes: readonly Purpose[], said: Purpose | undefined): OfPurpose {
  if (said === undefined) return 'purposeMissing';
  return purposes.includes(said) ? { purpose: said } : 'purposeNotOfDoor';
}

function shownBy(
  principal: Principal,
  user: string | undefined,
): Pick<Principal, 'shownTo'> | 'userNotOpaque' | 'userOfAPerson' {
  if (user === undefined) return {};
  if (!isMachine(principal)) return 'userOfAPerson';
  return isOpaqueId(user) ? { shownTo: user } : 'userNotOpaque';
}
