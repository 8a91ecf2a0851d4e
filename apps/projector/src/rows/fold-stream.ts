/** The rows of one opened stream, whatever it is about. */
import { type OpenedAs } from '#cases';
import { type NameUuid, type StreamCategory, type Surroundings } from '#domain';
import { NO_ROWS } from '../lists/lists.js';
import { readSide } from '../streams.js';
import { knownRows } from './known-rows.js';
import { rowKeyOf } from './row-key.js';
import { type FoldedStream } from './row-store.port.js';

export interface Folding {
  readonly surroundings: Surroundings;
  readonly name: NameUuid;
}

/** None where any of the stream is erased, on what is left nobody judges, but for whom it is known to. */
export function foldStream<C extends StreamCategory>(
  opened: OpenedAs<C>,
  { surroundings, name }: Folding,
): FoldedStream {
  const { stream, erased, entries } = opened;
  const isErased = erased.length > 0;
  const rows = isErased ? NO_ROWS : readSide(opened).rows(opened, surroundings, name);
  const known = knownRows({ stream, entries, rows });
  return { stream, rows: { ...rows, known }, key: isErased ? null : rowKeyOf(opened) };
}
