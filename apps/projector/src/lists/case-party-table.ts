/** Who may see what the lists tell, and how they stand to it. */
import { type PartyId } from '#domain';
import { BELONGING, SPAN } from './columns.js';
import { type Table } from './list.js';

/** A party of a case, or of an agreement, on the days of a span. */
export interface PartyRow {
  readonly party: PartyId;
  readonly role: 'principal' | 'thirdPayer' | 'agreementParty';
}

export const CASE_PARTY: Table<PartyRow> = {
  name: 'case_party',
  about: 'Who is a party of the case, or of the agreement, over a span of days: one row per party and role.',
  columns: {
    ...BELONGING,
    party: { type: 'text', meaning: 'The party', value: ({ row }) => row.party },
    role: {
      type: 'text',
      meaning:
        '`principal` (*huvudman*), `thirdPayer` (named in the shares), `agreementParty` (of an agreement, with its nämnder)',
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
 * The rows that `@reader` may see on `@today`: of the cases whose principal it is, of the agreements that it, or the legal
 * person that it is a nämnd of (`@readerPerson`), is a party of. Ids of principals are compared whole (D-026).
 */
export const seenByReader = (owner: 'stream' | 'case_id'): string =>
  `t.${owner} IN (SELECT ${owner} FROM case_party WHERE party IN (@reader, @readerPerson)
    AND (role = 'agreementParty' OR (role = 'principal' AND party = @reader)) AND @today BETWEEN valid_from AND valid_to)`;
