/** The rows of one opened stream, whatever it is about: a table says how those of each category are made. */
import { type OpenedStream } from '#cases';
import { categoryOf, idOf } from '#contracts';
import {
  agreementStateOf,
  type AgreementFact,
  type CaseFact,
  type NameUuid,
  type Said,
  type StreamCategory,
  type Surroundings,
} from '#domain';
import { TABLE_NAMES, type StreamRows } from '../lists/lists.js';
import { agreementRows } from './agreement-rows.js';
import { rowsOf } from './case-rows.js';
import { rowKeyOf } from './row-key.js';
import { type FoldedStream } from './row-store.port.js';

export interface Folding {
  readonly surroundings: Surroundings;
  readonly name: NameUuid;
}

const ROWS: { readonly [C in StreamCategory]: (opened: OpenedStream, folding: Folding) => StreamRows } = {
  case: ({ stream, facts }, { surroundings, name }) =>
    rowsOf({ placementId: idOf(stream), facts: facts as readonly Said<CaseFact>[] }, surroundings, name),
  agreement: ({ stream, facts, revision }, { name }) =>
    agreementRows(agreementStateOf(idOf(stream), stream, facts as readonly Said<AgreementFact>[], revision), name),
};

/** The categories of streams that rows are made of. */
export const FOLDED_CATEGORIES = Object.keys(ROWS) as readonly StreamCategory[];

const NO_ROWS = Object.fromEntries(TABLE_NAMES.map((name) => [name, []])) as unknown as StreamRows;

/** None where any of the stream is erased: on what is left nobody judges. */
export function foldStream(opened: OpenedStream, folding: Folding): FoldedStream {
  const { stream, erased } = opened;
  if (erased.length > 0) return { stream, rows: NO_ROWS, key: null };
  return { stream, rows: ROWS[categoryOf(stream)](opened, folding), key: rowKeyOf(opened) };
}
