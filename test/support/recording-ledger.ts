/** A ledger that only remembers: what doors enter, for specs of the doors. What may not stand in a ledger may not here. */
import { type AccessEntry, type LedgerEntry } from '#access';
import { type Instant } from '#domain/facts';
import { type EntryBook } from '../../apps/projector/src/views/entered.js';
import { halvesOf } from '../../libs/access/src/ledger/halves.js';

export interface RecordingLedger {
  readonly ledger: EntryBook['ledger'];
  readonly book: EntryBook;
  /** What has been entered, in order. */
  readonly entries: readonly AccessEntry[];
}

export function recordingLedger(): RecordingLedger {
  const entries: AccessEntry[] = [];
  const ledger: EntryBook['ledger'] = {
    write: (told: readonly LedgerEntry[]) => {
      halvesOf(told);
      entries.push(...told.filter((entry) => entry.is === 'access'));
      return Promise.resolve();
    },
    // What is read of a ledger is shown with a real one.
    page: () => Promise.resolve([]),
    ofPerson: () => Promise.resolve({ accesses: [], next: null }),
    draw: () => Promise.resolve([]),
  };
  const now = (): Instant => '2026-11-30T08:00:00.000Z' as Instant;
  return { ledger, book: { ledger, now, codeVersion: '0.1.0' }, entries };
}
