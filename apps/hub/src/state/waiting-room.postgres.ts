/** What waits, in the state that all hubs share. */
import { type EntrySealer } from '#access';
import { type StreamName } from '#contracts';
import { addDays, type Day, type Instant } from '#domain';
import { sharedAsking } from '#engines';
import { keepRefused } from './quarantine.postgres.js';
import { keepReceipt } from './receipts.postgres.js';
import { refusedOf, sealReceipt, sealWaiting } from './sealed-entries.js';
import { countsByParty, type SharedState } from './shared-state.postgres.js';
import {
  OLDEST_WAITING,
  WAITING_HEADS,
  waitingHeadOf,
  waitingOf,
  type WaitingHeadRow,
  type WaitingRow,
} from './state-rows.js';
import { WAITING_PER_PARTY_MAX, WAITING_PER_SUBJECT_MAX, type WaitingRoom } from './waiting-room.port.js';

/** Nothing where it is not known and there is no room; counted under the lock of its party. */
const PUT = `
  INSERT INTO waiting (party, stream, subject, source, message_id, until, wrapped_key, sealed, kept_at)
  SELECT $1, $2, $3, $4, $5, $6::date, $7, $8, $9
  WHERE EXISTS (SELECT 1 FROM waiting WHERE source = $4 AND subject = $3 AND message_id = $5)
     OR ((SELECT count(*) FROM waiting WHERE party = $1) < ${WAITING_PER_PARTY_MAX}
     AND (SELECT count(*) FROM waiting WHERE party = $1 AND subject = $3) < ${WAITING_PER_SUBJECT_MAX})
  ON CONFLICT (source, subject, message_id) DO UPDATE SET
    wrapped_key = excluded.wrapped_key, sealed = excluded.sealed, edition = waiting.edition + 1
  RETURNING until`;

export function postgresWaitingRoom(state: SharedState, sealer: EntrySealer): WaitingRoom {
  const streams = async (where: string, ...values: readonly unknown[]): Promise<readonly StreamName[]> => {
    const rows = await state.query<Pick<WaitingRow, 'stream'>>(`SELECT DISTINCT stream FROM waiting ${where}`, values);
    return rows.map(({ stream }) => stream);
  };
  return {
    ...writing(state, sealer),
    isWaitedOn: sharedAsking(async (asked: readonly StreamName[]) => {
      const waitedOn = new Set(await streams('WHERE stream = ANY($1)', [...new Set(asked)]));
      return asked.map((stream) => waitedOn.has(stream));
    }),
    of: async (stream) => {
      const rows = await state.query<WaitingRow>('SELECT * FROM waiting WHERE stream = $1 ORDER BY sequence', [stream]);
      return rows.map((row) => waitingOf(sealer, row));
    },
    ofParty: async (party) => (await state.query<WaitingHeadRow>(WAITING_HEADS, [party])).map(waitingHeadOf),
    streams: () => streams(''),
    streamsExpired: (today) => streams('WHERE until < $1', today),
    nextExpiryAfter: async (day) => {
      const [first] = await state.query<{ until: Day | null }>(
        'SELECT min(until) AS until FROM waiting WHERE until >= $1',
        [day],
      );
      return first?.until ? addDays(first.until, 1) : null;
    },
    size: async () => {
      const [counted] = await state.query<{ size: number }>('SELECT count(*) AS size FROM waiting');
      return counted?.size ?? 0;
    },
    standing: async () => {
      const [oldest] = await state.query<{ kept_at: Instant }>(OLDEST_WAITING);
      return { byParty: await countsByParty(state, 'waiting'), oldestAt: oldest?.kept_at ?? null };
    },
  };
}

function writing(state: SharedState, sealer: EntrySealer): Pick<WaitingRoom, 'put' | 'leave' | 'replaced'> {
  return {
    put: (entry) => {
      const { party, stream, subject, source, id, until, keptAt } = entry;
      const { wrappedKey, sealed } = sealWaiting(sealer, entry);
      const values = [party, stream, subject, source, id, until, wrappedKey, sealed, keptAt];
      return state.write({
        party,
        run: async (tx) => (await tx.query<Pick<WaitingRow, 'until'>>(PUT, values))[0]?.until ?? 'full',
      });
    },
    leave: ({ party, ...entry }, givenAt, receipt) => {
      const final = sealReceipt(sealer, party, receipt);
      const refused = refusedOf(sealer, { party, ...entry }, receipt);
      return state.write({
        party,
        run: async (tx) => {
          const left = await tx.query('DELETE FROM waiting WHERE sequence = $1 AND edition = $2 RETURNING sequence', [
            entry.sequence,
            entry.edition,
          ]);
          if (left.length === 0) return 'gone';
          await keepReceipt(tx, { party, givenAt, sealed: final });
          if (refused) await keepRefused(tx, { party, keptAt: givenAt, refused });
          return 'left';
        },
      });
    },
    replaced: (party, { source, subject, id }) =>
      state.write({
        party,
        run: async (tx) => {
          await tx.query('DELETE FROM waiting WHERE party = $1 AND source = $2 AND subject = $3 AND message_id = $4', [
            party,
            source,
            subject,
            id,
          ]);
        },
      }),
  };
}
