/** The statistics as CSV (RFC 4180): a line per row, a column per dimension asked by and per measure. */
import { MEASURE_NAMES } from '#domain';
import { type StatisticsView } from './statistics-view.js';

export const CSV_MEDIA_TYPE = 'text/csv';

const END_OF_LINE = '\r\n';

/**
 * The first line names the columns: what was asked by, each measure, `suppressed` with spaces between, `asOf`, and `reason`
 * where one was given. The number of a measure that is withheld is empty.
 */
export function statisticsCsv({ by, asOf, reason, rows }: StatisticsView): string {
  const names = [...by, ...MEASURE_NAMES, 'suppressed', 'asOf', ...(reason === undefined ? [] : ['reason'])];
  const lines = rows.map((row) => [
    ...[...by, ...MEASURE_NAMES].map((name) => String(row[name] ?? '')),
    (row.suppressed ?? []).join(' '),
    asOf,
    ...(reason === undefined ? [] : [reason]),
  ]);
  return [names, ...lines].map((fields) => `${fields.map(field).join(',')}${END_OF_LINE}`).join('');
}

/** In quotation marks where a reader would else see more than one field. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A type in a request's `Accept`, and how much it is wanted. */
interface Wanted {
  readonly type: string;
  readonly q: number;
}

const wantedIn = (accept: string): readonly Wanted[] =>
  accept.split(',').map((one) => {
    const [type = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { type, q: q === undefined ? 1 : Number(q) };
  });

/** True where `text/csv` is asked for by name, and JSON is not wanted more. */
export function wantsCsv(accept: string): boolean {
  const wanted = wantedIn(accept);
  const csv = wanted.find(({ type }) => type === CSV_MEDIA_TYPE)?.q ?? 0;
  const json = wanted.find(({ type }) => type === 'application/json')?.q ?? 0;
  return csv > 0 && csv >= json;
}
