/**
 * Who sees what of a case, until roles and grounds for disclosure are recorded: its principals at the log's head see it,
 * a named third payer its costs, the auditor everything, and to everybody else it does not exist.
 */
import { type PartyId, type PlacementSummary } from '#domain';
import { type Principal } from './principal.js';

/** What a view of one placement says of who sees it. */
export interface SeenBy {
  /** True where third payers see it, who see nothing else of a case. */
  readonly toThirdPayers: boolean;
}

/** How much of a case somebody sees. `nothing` is answered as if there were no such case (404). */
export type Sight = 'everything' | 'asPrincipal' | 'costsOnly' | 'nothing';

type Masked = Pick<PlacementSummary, 'placingParty'> & { readonly masked?: boolean };

type Parties = Pick<PlacementSummary, 'principals' | 'thirdPayers'>;

/**
 * What `principal` sees of a case, by its head: the summary of the newest position, on the clock's day, also where the
 * question is about the past. Ids are compared whole: one nämnd of a kommun does not see what is another's (D-026).
 */
export function sightOf(principal: Principal, head: Parties | null): Sight {
  if (principal.kind === 'auditor') return 'everything';
  if (principal.kind !== 'party' || head === null) return 'nothing';
  if (head.principals.includes(principal.party)) return 'asPrincipal';
  return head.thirdPayers.includes(principal.party) ? 'costsOnly' : 'nothing';
}

/**
 * What `principal` sees of a case that is erased in part or whole: its roles can no longer be told, so it exists to those
 * who have said something of it, and to the auditor.
 */
export function sightOfErased(principal: Principal, publishers: readonly PartyId[]): Sight {
  if (principal.kind === 'auditor') return 'everything';
  return principal.kind === 'party' && publishers.includes(principal.party) ? 'asPrincipal' : 'nothing';
}

/**
 * True where the person is protected and `principal` is not to be told where: it is for the placing nämnd and the auditor.
 * By the head, as sight is, also where the question is about the past.
 */
export function isMaskedFor(principal: Principal, head: Masked | null): boolean {
  if (principal.kind === 'auditor' || head === null) return false;
  return head.masked === true && !(principal.kind === 'party' && principal.party === head.placingParty);
}

/** True where that view may be shown to one with this sight. */
export function maySeeView(sight: Sight, { toThirdPayers }: SeenBy): boolean {
  return sight === 'costsOnly' ? toThirdPayers : sight !== 'nothing';
}
