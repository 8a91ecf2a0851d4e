/** From what a door tells to what is kept: one row for each request and authority, each sees its half (decision A5). */
import { type Controller } from '#domain/facts';
import { type AccessEntry, type AccessItem, type Asker, type LedgerEntry, type Outcome } from './ledger-entry.js';
import { type RecordedItem } from './recorded.js';
import { refuseUnfit, UnfitForLedger } from './unfit.js';

/** A row, before it is numbered: whose it is, and what it tells of the entry. */
export interface LedgerHalf {
  readonly controller: Controller;
  readonly entry: LedgerEntry;
  readonly items: readonly RecordedItem[];
  /** What came of it for this authority. */
  readonly outcome: Outcome | null;
  /** Null where another authority asked: its staff are not this one's to see. */
  readonly who: Asker | null;
}

/**
 * Of all entries of one call, in order: of each authority whose data it is one, and one of the authority that asked. What a
 * request took from several stands in one row of who took it. Throws `UnfitForLedger`.
 */
export function halvesOf(entries: readonly LedgerEntry[]): readonly LedgerHalf[] {
  const halves = new Map<string, LedgerHalf>();
  for (const entry of entries) {
    refuseUnfit(entry);
    const name = nameOf(entry.request, entry.controller);
    if (halves.has(name)) throw new UnfitForLedger('request');
    halves.set(name, ofController(entry));
  }
  for (const entry of entries) {
    if (entry.is !== 'access' || entry.receiver === undefined) continue;
    const name = nameOf(entry.request, entry.receiver);
    halves.set(name, takenBy(entry.receiver, entry, halves.get(name)));
  }
  return [...halves.values()];
}

const nameOf = (request: string, controller: Controller): string => `${request} ${controller}`;

function ofController(entry: LedgerEntry): LedgerHalf {
  const { controller, who } = entry;
  if (entry.is === 'review') return { controller, entry, items: [], outcome: null, who };
  const { items, outcome, receiver } = entry;
  return { controller, entry, items, outcome, who: receiver === undefined ? who : null };
}

/** What is told once of a request (door, purpose, times) is the first entry's; outcomes that differ are `reduced` as one. */
function takenBy(receiver: Controller, entry: AccessEntry, before: LedgerHalf | undefined): LedgerHalf {
  const items = entry.items.map((item: AccessItem) => ({ ...item, of: entry.controller }));
  if (before === undefined) return { controller: receiver, entry, items, outcome: entry.outcome, who: entry.who };
  const outcome = before.outcome === entry.outcome ? entry.outcome : 'reduced';
  return { ...before, items: [...before.items, ...items], outcome };
}
