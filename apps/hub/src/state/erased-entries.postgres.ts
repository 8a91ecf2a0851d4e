/** Erasing entries in the state that all hubs share. */
import { type EntrySealer } from '#access';
import { HELD_PER_PAGE, heldRows, isRowToErase, type HeldRow } from './erased-entries.js';
import { type IsToErase } from './held-entry.js';
import { ENTRY_TABLES } from './sealed-entries.js';
import { type SharedState } from './shared-state.postgres.js';

/** Gives how many. What the server keeps of what left: `openPostgresState`. Faults: the state's, the master's. */
export async function eraseEntries(state: SharedState, sealer: EntrySealer, isToErase: IsToErase): Promise<number> {
  let erased = 0;
  for (const table of ENTRY_TABLES) {
    for (let after: number | null = 0; after !== null;) {
      const rows: readonly HeldRow[] = await state.query<HeldRow>(heldRows(table), [after, HELD_PER_PAGE]);
      const found = rows.filter((row) => isRowToErase(sealer, table, row, isToErase)).map(({ sequence }) => sequence);
      const gone = await state.query(`DELETE FROM ${table.table} WHERE sequence = ANY($1) RETURNING sequence`, [found]);
      erased += gone.length;
      after = rows.length < HELD_PER_PAGE ? null : (rows.at(-1)?.sequence ?? null);
    }
  }
  return erased;
}
