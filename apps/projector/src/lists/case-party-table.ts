/** Who may see what the lists tell, and how they stand to it. */
import { type PartyId } from '#domain';
import { BELONGING, SPAN } from './columns.js';
import { type Table } from './list.js';

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
    | 'concernParty';
}

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
        '`concernParty` (who reported a concern, and the nämnd that it is to)',
      value: ({ row }) => row.role,
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
