/** A list row whose dates are sealed, opened with its stream's key. */
import { type Keys, type StreamName } from '#contracts';
import { type Found, type Table } from '../lists/list.js';
import { sealContext, sealedColumns } from '../rows/row-columns.js';
import { findRowKey } from '../rows/row-key.js';
import { type ListRow } from '../rows/row-store.port.js';

/** Null where erasure has left no date to show. */
export async function opened(
  keys: Pick<Keys, 'of'>,
  table: Pick<Table<never>, 'columns' | 'sealing'>,
  { row, caseId, sealed }: ListRow,
): Promise<Found | null> {
  if (sealed === null || !table.sealing) return { row, caseId };
  const key = await findRowKey(keys, row['stream'] as StreamName);
  if (!key) return null;
  const id = String(row[table.sealing.id]);
  const dates = JSON.parse(Buffer.from(key.open(sealed, sealContext(id))).toString()) as unknown[];
  const columns = sealedColumns(table).map((name, n) => [name, dates[n]] as const);
  return { row: { ...row, ...Object.fromEntries(columns) }, caseId };
}
