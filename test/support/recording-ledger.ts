/** A ledger that only remembers: what doors enter, for specs of the doors. What may not stand in a ledger may not here. */
import { type AccessEntry, type Ledger, type LedgerEntry } from '#access';
import { type Instant } from '#domain/facts';
import { type EntryBook } from '../../apps/projector/src/views/entered.js';
import { halvesOf } from '../../libs/access/src/ledger/halves.js';

export interface RecordingLedger {
  readonly ledger: Ledger;
  readonly book: EntryBook;
  /** What has been entered, in order. */
  readonly entries: readonly AccessEntry[];
}

export function recordingLedger(): RecordingLedger {
  const entries: AccessEntry[] = [];
  const ledger: Ledger = {
    write: (told: readonly LedgerEntry[]) => {
      halvesOf(told);
      entries.push(...told.filter((entry) => entry.is === 'access'));
      return Promise.resolve();
    },
  };
  const now = (): Instant => '2026-11-30T08:00:00.000Z' as Instant;
  // What is read of a ledger is shown with a real one.
  const nothing = { page: () => Promise.resolve([]), ofPerson: () => Promise.resolve({ accesses: [], next: null }) };
  return { ledger, book: { ledger, store: nothing, now, codeVersion: '0.1.0' }, entries };
}
