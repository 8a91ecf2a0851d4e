/** What a registration must tell to be one: a kommun, or that there is none by law and the region of stay. */
import { rejected, type Decision } from '../saying/decision.js';
import { type RegistrationTold } from './facts/placement.js';

/** S-017 "vistelseortens region räknas" for one who by law is never folkbokförd; of all others the kommun is told. */
export function tellsARegistration({ data }: { readonly data: RegistrationTold }): Decision | null {
  const { kommun, notRegistered, region } = data;
  if (notRegistered === undefined) {
    if (region !== undefined) return notAllowed('/data/region', 'notRegistered: byLaw');
    return kommun === undefined ? required('/data/kommun', 'kommun | notRegistered, region') : null;
  }
  if (kommun !== undefined) return notAllowed('/data/kommun', 'notRegistered, region');
  return region === undefined ? required('/data/region', 'region') : null;
}

const notAllowed = (pointer: string, expected: string): Decision =>
  rejected({ code: 'FieldNotAllowedHere', pointer, expected });

const required = (pointer: string, expected: string): Decision =>
  rejected({ code: 'FieldRequiredHere', pointer, expected });
