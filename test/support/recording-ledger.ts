/** A ledger that only remembers: what doors enter, for specs of the doors. What may not stand in a ledger may not here. */
import { type AccessEntry, type LedgerEntry, type RecordedAccess } from '#access';
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
  const halves: RecordedAccess[] = [];
  const ledger: EntryBook['ledger'] = {
    write: (told: readonly LedgerEntry[]) => {
      for (const half of halvesOf(told)) {
        const { controller, entry, items } = half;
        const seq = halves.filter((one) => one.controller === controller).length + 1;
        if (entry.is === 'access') halves.push({ ...entry, controller, seq, items });
      }
      entries.push(...told.filter((entry) => entry.is === 'access'));
      return Promise.resolve();
    },
    // What is read of a ledger is shown with a real one.
    readsOf: ({ controller, person, after, limit }) => {
      const reads = halves.filter(
        (one) => one.controller === controller && one.seq > after && one.items.some((item) => item.person === person),
      );
      return Promise.resolve({
        reads: reads.slice(0, limit),
        next: reads[limit] ? (reads[limit - 1]?.seq ?? null) : null,
      });
    },
    page: () => Promise.resolve([]),
    ofPerson: () => Promise.resolve({ accesses: [], next: null }),
    draw: () => Promise.resolve([]),
  };
  const now = (): Instant => '2026-11-30T08:00:00.000Z' as Instant;
  return { ledger, book: { ledger, now, codeVersion: '0.1.0' }, entries };
}
