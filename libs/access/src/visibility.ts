/**
 * To whom a case is there by a part in it: its principals at the log's head, a named third payer for its costs, an auditor where
 * it is for one of those it may read of. To everybody else it is there by a ground that names it, or it does not exist; what of
 * it each is shown is told by grounds.
 */
import { type PartyId, type PlacementSummary } from '#domain';
import { type Principal } from './principal.js';
import { type MandateInForce } from './register.js';

/** What a view of one placement says of who sees it. */
export interface SeenBy {
  /** True where third payers see it, who see nothing else of a case. */
  readonly toThirdPayers: boolean;
}

/** How much of a case somebody sees; `byGround`: what grounds open that name it, to one without a part. `nothing` is answered as if there were no such case (404). */
export type Sight = 'everything' | 'asPrincipal' | 'costsOnly' | 'byGround' | 'nothing';

type Parties = Pick<PlacementSummary, 'principals' | 'thirdPayers'>;

/** Of whom an auditor reads: of everybody, or of what these parties see, each once and in the order of their ids. */
export type Reach = 'all' | readonly PartyId[];

/** One who audits. */
export type Auditor = Extract<Principal, { readonly kind: 'auditor' }>;

/**
 * The mandates under which somebody reads; `null` of whom no mandate is asked: a party, which reads by its grounds, and the
 * hub's own auditor, which sees all.
 */
export const mandatesOf = (principal: Principal): readonly MandateInForce[] | null =>
  principal.kind !== 'auditor' || principal.auditor === undefined ? null : (principal.mandates ?? []);

/** Of whom an auditor reads: of everybody where it is the hub's own, else by its mandates of today (A16). */
export function reachOf(auditor: Auditor): Reach {
  const mandates = mandatesOf(auditor);
  if (mandates === null || mandates.some(({ parties }) => parties === 'all')) return 'all';
  return [...new Set(mandates.flatMap(({ parties }) => (parties === 'all' ? [] : parties)))].sort();
}

/** Whether it is there for whoever asks: for everybody by name who is told of by `isFor`, for an auditor where it is for one of those it may read of. */
export function sightAmong(principal: Principal, isFor: (party: PartyId) => boolean): Sight {
  switch (principal.kind) {
    case 'auditor': {
      const reach = reachOf(principal);
      return reach === 'all' || reach.some(isFor) ? 'everything' : 'nothing';
    }
    case 'party':
      return isFor(principal.party) ? 'asPrincipal' : 'nothing';
    case 'operator':
      return 'nothing';
  }
}

/**
 * What `principal` sees of a case, by its head: the summary of the newest position, on the clock's day, also where the
 * question is about the past. Ids are compared whole: one nämnd of a kommun does not see what is another's (D-026). An
 * auditor sees whole what one of those it may read of is principal of, and nothing of what one only pays for.
 */
export function sightOf(principal: Principal, head: Parties | null): Sight {
  const sight = sightAmong(principal, (party) => head?.principals.includes(party) === true);
  const isPayer = principal.kind === 'party' && head?.thirdPayers.includes(principal.party) === true;
  return sight === 'nothing' && isPayer ? 'costsOnly' : sight;
}

/**
 * What `principal` sees of a case that is erased in part or whole: its roles can no longer be told, so it exists to those
 * who have said something of it, and to their auditors.
 */
export function sightOfErased(principal: Principal, publishers: readonly PartyId[]): Sight {
  return sightAmong(principal, (party) => publishers.includes(party));
}

/** True where that view may be shown to one with this sight. */
export function maySeeView(sight: Sight, { toThirdPayers }: SeenBy): boolean {
  return sight === 'costsOnly' ? toThirdPayers : sight !== 'nothing';
}
