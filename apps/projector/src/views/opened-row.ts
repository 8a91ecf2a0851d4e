/** A list row whose dates are sealed, opened with its stream's key. */
import { type Keys, type StreamName } from '#contracts';
import { type Found, type SealedPart, type Table } from '../lists/list.js';
import { sealContext, sealedColumns } from '../rows/row-columns.js';
import { openedRow } from '../rows/row-key.js';
import { type ListRow } from '../rows/row-store.port.js';

/** Null where erasure has left no date to show. */
export async function opened(
  keys: Pick<Keys, 'of'>,
  table: Pick<Table<never>, 'columns' | 'sealing'>,
  { row, caseId, sealed }: Pick<ListRow, 'row' | 'caseId' | 'sealed'>,
): Promise<Found | null> {
  if (sealed === null || !table.sealing) return { row, caseId };
  const context = sealContext(String(row[table.sealing.id]));
  const plain = await openedRow(keys, { stream: row['stream'] as StreamName, sealed, context });
  if (!plain) return null;
  const dates = JSON.parse(Buffer.from(plain).toString()) as unknown[];
  const columns = sealedColumns(table).map((name, n) => [name, dates[n]] as const);
  return { row: { ...row, ...Object.fromEntries(columns) }, caseId, sealed: partSealed(table, row) };
}

/** Where a date of which all is sealed stands open, only the end is. */
function partSealed({ columns }: Pick<Table<never>, 'columns'>, row: ListRow['row']): SealedPart {
  const isOpen = ([name, { sealed }]: [string, { readonly sealed?: SealedPart }]): boolean =>
    sealed === 'all' && row[name] !== null;
  return Object.entries(columns).some(isOpen) ? 'end' : 'all';
}
