/** From who a token speaks for to who asked, as the ledger keeps it. */
import { closedUnattended, isMachine, nameOf, type Principal } from '../principal.js';
import { type Asker } from './ledger-entry.js';
import { staffIdOf, type AskingParty } from './staff-id.js';

/** Who asked. Of an auditor or an operator that is no party's, the role stands for it. */
export function askerOf(principal: Principal): Asker {
  const party = nameOf(principal) as AskingParty;
  const { person, shownTo } = principal;
  const unit = principal.kind === 'party' && principal.unit !== undefined ? { unit: principal.unit } : {};
  if (person !== undefined && !isMachine(principal)) return { party, ...unit, person: staffIdOf(party, person) };
  const shown = shownTo === undefined ? {} : { shownTo: staffIdOf(party, shownTo) };
  const unattended = closedUnattended(principal).length > 0 ? { unattended: true as const } : {};
  return { party, ...unit, machine: true, ...shown, ...unattended };
}
