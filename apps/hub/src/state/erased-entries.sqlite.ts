/** Erasing entries in the hub's own file. */
import { type EntrySealer } from '#access';
import { HELD_PER_PAGE, heldRows, isRowToErase, type HeldRow } from './erased-entries.js';
import { type IsToErase } from './held-entry.js';
import { ENTRY_TABLES, type EntryTable } from './sealed-entries.js';
import { type StateFile } from './state-file.sqlite.js';

/** What left is overwritten, in the file and in its journal, when it resolves. Gives how many. Faults: the state's, the master's. */
export async function eraseEntries(file: StateFile, sealer: EntrySealer, isToErase: IsToErase): Promise<number> {
  let erased = 0;
  for (const table of ENTRY_TABLES) {
    const found = await file.read(() => sequencesIn(file, sealer, { table, isToErase }));
    if (found.length === 0) continue;
    const remove = file.db.prepare<[number]>(`DELETE FROM ${table.table} WHERE sequence = ?`);
    erased += await file.write(() => found.reduce((count, sequence) => count + remove.run(sequence).changes, 0));
  }
  if (erased > 0) file.forget();
  return erased;
}

interface Looking {
  readonly table: EntryTable;
  readonly isToErase: IsToErase;
}

function sequencesIn({ db }: StateFile, sealer: EntrySealer, { table, isToErase }: Looking): readonly number[] {
  const page = db.prepare<[number, number], HeldRow>(heldRows(table).replace(/\$\d/g, '?'));
  const found: number[] = [];
  for (let after = 0; ;) {
    const rows = page.all(after, HELD_PER_PAGE);
    for (const row of rows) if (isRowToErase(sealer, table, row, isToErase)) found.push(row.sequence);
    const last = rows.at(-1);
    if (last === undefined || rows.length < HELD_PER_PAGE) return found;
    after = last.sequence;
  }
}
