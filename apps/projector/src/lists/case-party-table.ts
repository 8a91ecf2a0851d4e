/** Who may see what the lists tell, and how they stand to it. */
import { controllerOf, type PartyId, type Uuid } from '#domain';
import { BELONGING, SPAN } from './columns.js';
import { type Dialect, type Table } from './list.js';

/** A party of a case, an agreement, a SIP, a discharge, a report of concern, or a deviation with a stream of its own, on the days of a span. */
export interface PartyRow {
  readonly party: PartyId;
  readonly role:
    | 'principal'
    | 'thirdPayer'
    | 'agreementParty'
    | 'sipOpener'
    | 'sipParty'
    | 'sipExcluded'
    | 'deviationParty'
    | 'dischargeParty'
    | 'concernParty'
    | 'keeper';
  /** Whom the stream is about, where that is known: of its keeper alone. */
  readonly person?: Uuid | null;
}

/** Whose a stream is, and whom it is about. */
export const keeper = (party: PartyId, person: Uuid | null): readonly PartyRow[] => [
  { party: controllerOf(party), role: 'keeper', person },
];

export const CASE_PARTY: Table<PartyRow> = {
  name: 'case_party',
  about:
    'Who is a party of the case, the agreement, the SIP, the discharge, the report of concern, or a deviation that concerns no placement, over a span of days: one row per party and role.',
  columns: {
    ...BELONGING,
    party: { type: 'text', meaning: 'The party', value: ({ row }) => row.party },
    role: {
      type: 'text',
      meaning:
        '`principal` (*huvudman*), `thirdPayer` (named in the shares), `agreementParty` (of an agreement, with its nämnder), ' +
        '`sipOpener`, `sipParty` (of a SIP, a region with its units), `sipExcluded` (by the individual, with all its parts), ' +
        '`deviationParty` (whom it concerns, and who reported it), `dischargeParty` (of a discharge, a kommun with its nämnder, a region with its units), ' +
        '`concernParty` (who reported a concern, and the nämnd that it is to), `keeper` (the authority whose what the hub says of it is)',
      value: ({ row }) => row.role,
    },
    person: {
      type: 'text',
      meaning: 'Whom it is about, by the uuid of who opened it: of the `keeper`; null of all others',
      optional: true,
      value: ({ row }) => row.person ?? null,
    },
    valid_from: { ...SPAN.valid_from, meaning: 'First day' },
    valid_to: { ...SPAN.valid_to, meaning: 'Last day' },
  },
  key: ['stream', 'party', 'role', 'valid_from'],
  owner: 'stream',
  lookedUpBy: ['party', 'stream'],
};

/**
 * The rows that `@reader` may see on `@today`: of the cases whose principal it is, of deviations that concern it, of the concerns that it has reported or is told of, of the agreements that it, or the legal
 * person that it is a nämnd of (`@readerPerson`), is a party of, of the discharges that concern it so, of the SIPs in which it, or the region that it is a unit of,
 * takes part and is not excluded. Ids of principals are compared whole (D-026).
 */
export const seenByReader = (owner: 'stream' | 'case_id'): string =>
  `t.${owner} IN (SELECT ${owner} FROM case_party WHERE party IN (@reader, @readerPerson)
    AND (role IN ('agreementParty', 'dischargeParty') OR (role IN ('principal', 'sipOpener', 'sipParty', 'deviationParty', 'concernParty') AND party = @reader)
      OR (role IN ('sipOpener', 'sipParty') AND party LIKE 'region-%')) AND @today BETWEEN valid_from AND valid_to)
    AND NOT EXISTS (SELECT 1 FROM case_party out WHERE out.${owner} = t.${owner} AND out.role = 'sipExcluded'
      AND out.party IN (@reader, @readerPerson) AND @today BETWEEN out.valid_from AND out.valid_to)`;

/** Of the rows of a page, whose each is on `@today`: `@owned` is a JSON list of streams, or of the uuids of cases. */
export const keepersSql = (owner: 'stream' | 'case_id', { members }: Pick<Dialect, 'members'>): string =>
  `SELECT t.* FROM case_party t WHERE t.role = 'keeper' AND @today BETWEEN t.valid_from AND t.valid_to
    AND t.${owner} IN (SELECT named.value FROM ${members('@owned')})`;
