/** Entries for the ledger, as a door would tell them: a region reads of a nämnd's case, unless a spec says otherwise. */
import { randomUUID } from 'node:crypto';
import {
  LEDGER_PAGE_MAX,
  staffIdOf,
  type AccessEntry,
  type AccessItem,
  type LedgerCursor,
  type LedgerLeaf,
  type LedgerStore,
  type OfPerson,
  type PersonAccesses,
  type Recorded,
  type ReviewEntry,
  type StaffId,
} from '#access';
import { type Controller, type Instant, type Uuid } from '#domain/facts';
import { type Position } from '#event-log';
import { eventually } from './eventually.js';

export const NAMND = 'kommun-2080.socialnamnden' as Controller & AccessEntry['who']['party'];
export const OTHER_NAMND = 'kommun-2081.socialnamnden' as Controller & AccessEntry['who']['party'];
export const REGION = 'region-20' as Controller & AccessEntry['who']['party'];
export const ANNA = '0a000000-0000-4000-8000-000000000001' as Uuid;
export const BO = '0b000000-0000-4000-8000-000000000002' as Uuid;
export const NURSE = staffIdOf(REGION, 'nurse-17');
export const CLERK = '5c000000-0000-4000-8000-00000000c1e4' as StaffId;
export const READ_AT = '2026-11-30T08:00:00.000Z' as Instant;

export const item = (given: Partial<AccessItem> = {}): AccessItem => ({
  subject: { kind: 'placement', id: 'ca5e0000-0000-4000-8000-000000000001' as Uuid },
  person: ANNA,
  classes: ['routing', 'case'],
  ground: { kind: 'principalRole', statute: { act: 'OSL 2009:400', section: '10:2' } },
  withheld: 0,
  extractTo: 'guardian',
  ...given,
});

/** A nämnd's clerk reads a case of its own. */
export const ownRead = (given: Partial<AccessEntry> = {}): AccessEntry => ({
  is: 'access',
  request: randomUUID() as string as Uuid,
  controller: NAMND,
  who: { party: NAMND, unit: 'kommun-2080.socialnamnden', person: CLERK },
  purpose: 'caseHandling',
  door: 'responsibility',
  items: [item()],
  outcome: 'disclosed',
  readAt: READ_AT,
  position: '17' as Position,
  codeVersion: '0.1.0',
  ...given,
});

/** A nurse of the region reads what the nämnd lets it. */
export const readByRegion = (given: Partial<AccessEntry> = {}): AccessEntry =>
  ownRead({
    receiver: REGION,
    who: { party: REGION, unit: 'region-20.bup', person: NURSE },
    items: [item({ withheld: 3 })],
    outcome: 'reduced',
    ...given,
  });

export const reviewed = (given: Partial<ReviewEntry> = {}): ReviewEntry => ({
  is: 'review',
  request: randomUUID() as string as Uuid,
  controller: NAMND,
  who: { party: NAMND, person: CLERK },
  readAt: READ_AT,
  drawn: { from: '2026-11-01T00:00:00.000Z' as Instant, to: '2026-12-01T00:00:00.000Z' as Instant, seed: 'november' },
  found: [{ seq: 1, finding: 'inOrder' }],
  codeVersion: '0.1.0',
  ...given,
});

/** All of an authority's entries, in their order. */
export const all = (ledger: LedgerStore, controller: Controller): Promise<readonly Recorded[]> =>
  ledger.page({ controller, after: 0, limit: LEDGER_PAGE_MAX });

/** What the nämnd may extract to Anna herself, unless a spec says otherwise. */
export const extractOf = (ledger: LedgerStore, given: Partial<OfPerson>): Promise<PersonAccesses> =>
  ledger.ofPerson({ controller: NAMND, person: ANNA, extractTo: 'self', after: 0, limit: 100, ...given });

/** What follows `after` once it is so many: a shared ledger holds a leaf back while anything is under way in its server, other specs' too. */
export const leavesOnceGiven = (
  ledger: LedgerStore,
  after: LedgerCursor | null,
  many: number,
): Promise<readonly LedgerLeaf[]> =>
  eventually(async () => {
    const leaves = await ledger.leaves(after, 100);
    if (leaves.length < many) throw new Error(`${leaves.length} of ${many} leaves`);
    return leaves;
  });

export const seqsOf = (entries: readonly { readonly seq: number }[]): readonly number[] =>
  entries.map(({ seq }) => seq);
export const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
export const at = (instant: string): Instant => instant as Instant;
