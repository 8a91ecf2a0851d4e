/** What was refused, in the state that all hubs share. */
import { randomUUID } from 'node:crypto';
import { type EntrySealer } from '#access';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { type Queries } from '#engines';
import { daysBefore } from './days-before.js';
import {
  QUARANTINE_DAYS,
  QUARANTINE_PER_PAGE_MAX,
  QUARANTINE_PER_PARTY_MAX,
  type Quarantine,
} from './quarantine.port.js';
import { sealRefused, type SealedRefused } from './sealed-entries.js';
import { countsByParty, type SharedState } from './shared-state.postgres.js';
import {
  quarantinedOf,
  REFUSED,
  REFUSED_HEAD,
  refusedHeadOf,
  type RefusedHeadRow,
  type RefusedRow,
} from './state-rows.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface ToKeep {
  readonly party: PartyId;
  readonly keptAt: Instant;
  readonly refused: SealedRefused;
}

/** Keeps a refused message, the oldest making room; to be called within a transaction that holds the party's lock. */
export async function keepRefused(tx: Queries, { party, keptAt, refused }: ToKeep): Promise<void> {
  const { id, code, wrappedKey, sealed } = refused;
  await tx.query(
    `INSERT INTO quarantine (quarantine_id, party, kept_at, code, wrapped_key, sealed) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (quarantine_id) DO NOTHING`,
    [id, party, keptAt, code, wrappedKey, sealed],
  );
  await tx.query(
    `DELETE FROM quarantine WHERE sequence IN
       (SELECT sequence FROM quarantine WHERE party = $1 ORDER BY sequence DESC OFFSET ${QUARANTINE_PER_PARTY_MAX})`,
    [party],
  );
}

export function postgresQuarantine(state: SharedState, sealer: EntrySealer): Quarantine {
  return {
    keep: ({ id = randomUUID() as Uuid, party, keptAt, problem, content }) => {
      const refused = { id, code: problem.code, ...sealRefused(sealer, id, { problem, content }) };
      return state.write({
        party,
        run: async (tx) => {
          await keepRefused(tx, { party, keptAt, refused });
          return id;
        },
      });
    },
    list: async (party, after, limit) => {
      const rows = await state.query<RefusedHeadRow>(
        `SELECT ${REFUSED_HEAD} FROM quarantine WHERE party = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
        [party, after, Math.min(limit, QUARANTINE_PER_PAGE_MAX)],
      );
      return rows.map(refusedHeadOf);
    },
    read: async (party, id) => {
      if (!UUID.test(id)) return undefined;
      const [row] = await state.query<RefusedRow>(
        `SELECT ${REFUSED} FROM quarantine WHERE party = $1 AND quarantine_id = $2`,
        [party, id],
      );
      return row && quarantinedOf(sealer, row);
    },
    standing: async () => {
      const [edges] = await state.query<{ oldest: Instant | null; newest: Instant | null }>(
        'SELECT min(kept_at) AS oldest, max(kept_at) AS newest FROM quarantine',
      );
      const byParty = await countsByParty(state, 'quarantine');
      return { byParty, oldestAt: edges?.oldest ?? null, newestAt: edges?.newest ?? null };
    },
    // Passes by what another writes at the moment: the next day's sweep takes it.
    sweep: async (now) => {
      const gone = await state.query(
        `DELETE FROM quarantine WHERE sequence IN
           (SELECT sequence FROM quarantine WHERE kept_at < $1 FOR UPDATE SKIP LOCKED) RETURNING sequence`,
        [daysBefore(now, QUARANTINE_DAYS)],
      );
      return gone.length;
    },
  };
}
