/** The rows of a stream as values, column by column: reckoned once, written alike by every store. */
import { placementIdOf, type StreamName, type Uuid } from '#domain';
import { type Column, type ColumnType, type Dated, type Placed, type SealedPart, type Table } from '../lists/list.js';
import { TABLE_NAMES, TABLES, type RowOf, type StreamRows, type TableName } from '../lists/lists.js';
import { type FoldedStream } from './row-store.port.js';

/** A row's values in the order of its table's columns. */
export type Values = readonly (string | Uint8Array | null)[];

/** A column as a store makes it. */
export interface StoredColumn {
  readonly name: string;
  readonly type: ColumnType | 'bytea';
  readonly meaning: string;
  readonly optional: boolean;
}

/** All columns of a table: those of its entry, and last what is sealed. */
export function storedColumns({ columns, sealing }: Table<never>): readonly StoredColumn[] {
  return [
    ...Object.entries(columns).map(([name, { type, meaning, optional = false }]) => ({
      ...{ name, type, meaning, optional },
    })),
    ...(sealing ? [{ name: 'sealed', type: 'bytea', meaning: sealing.meaning, optional: true } as const] : []),
  ];
}

/** The columns that a seal may stand for, in the order in which it holds them. */
export function sealedColumns({ columns }: Pick<Table<never>, 'columns'>): readonly string[] {
  return Object.entries(columns).flatMap(([name, { sealed }]) => (sealed ? [name] : []));
}

/** What stands in a table's owner column in the rows of a stream; null where the table holds none of such a stream. */
export function ownerOf({ owner }: Pick<Table<never>, 'owner'>, stream: StreamName): string | null {
  return owner === 'stream' ? stream : placementIdOf(stream);
}

/** What is bound to the seal of a row. */
export const sealContext = (id: string): string => `row ${id}`;

const isClosed = (sealed: SealedPart | undefined, part: SealedPart): boolean =>
  sealed === 'end' || (sealed === 'all' && part === 'all');

type Of = Pick<FoldedStream, 'stream' | 'key'> & { readonly caseId: Uuid | null };

/** A table's entry as each of its rows asks for it. */
interface Columns<Row> {
  readonly all: readonly Column<Row>[];
  /** Those that a seal may stand for, in the order in which it holds them. */
  readonly sealable: readonly Column<Row>[];
  readonly sealing: (NonNullable<Table<Row>['sealing']> & { readonly idColumn: Column<Row> | undefined }) | null;
}

function columnsOf<Row>({ columns, sealing }: Table<Row>): Columns<Row> {
  const all = Object.values<Column<Row>>(columns);
  return {
    all,
    sealable: all.filter((column) => column.sealed),
    sealing: sealing ? { ...sealing, idColumn: columns[sealing.id] } : null,
  };
}

const COLUMNS = Object.fromEntries(TABLE_NAMES.map((name) => [name, columnsOf(TABLES[name] as Table<never>)])) as {
  readonly [Name in TableName]: Columns<RowOf[Name]>;
};

/** After erasure nothing is left of a row's dates where any tells a birth date. */
function rowValues<Row>(
  { all, sealable, sealing }: Columns<Row>,
  { stream, key, caseId }: Of,
  dated: Dated<Row>,
): Values {
  const placed: Placed<Row> = { ...dated, stream, caseId };
  const part = sealing?.part(dated.row) ?? null;
  const closed = part && (key ? part : 'all');
  const values: (string | Uint8Array | null)[] = all.map((column) =>
    closed !== null && isClosed(column.sealed, closed) ? null : column.value(placed),
  );
  if (sealing) values.push(part && key ? sealedDates({ sealable, sealing }, placed, key) : null);
  return values;
}

function sealedDates<Row>(
  { sealable, sealing }: Pick<Columns<Row>, 'sealable'> & { readonly sealing: NonNullable<Columns<Row>['sealing']> },
  placed: Placed<Row>,
  key: NonNullable<Of['key']>,
): Uint8Array {
  const dates = JSON.stringify(sealable.map((column) => column.value(placed)));
  return key.seal(Buffer.from(dates), sealContext(String(sealing.idColumn?.value(placed))));
}

function tableValues<T extends TableName>(name: T, rows: Pick<StreamRows, T>, of: Of): readonly Values[] {
  const columns: Columns<RowOf[T]> = COLUMNS[name];
  const dated: readonly Dated<RowOf[T]>[] = rows[name];
  return dated.map((row) => rowValues(columns, of, row));
}

export type TableValues = Readonly<Record<TableName, readonly Values[]>>;

/** Everything that is to stand in the tables of a stream, and nothing else. */
export function valuesOf({ stream, key, rows }: FoldedStream): TableValues {
  const of = { stream, key, caseId: placementIdOf(stream) };
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, tableValues(name, rows, of)])) as TableValues;
}

/** A row as a line of text. */
export function lineOf(table: TableName, values: readonly unknown[]): string {
  const told = values.map((value) => (value instanceof Uint8Array ? '(sealed)' : value));
  return `${TABLES[table].name} ${JSON.stringify(told)}`;
}
