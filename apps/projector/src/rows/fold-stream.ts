/** The rows of one opened stream, whatever it is about. */
import { type OpenedAs } from '#cases';
import { type NameUuid, type StreamCategory, type Surroundings } from '#domain';
import { NO_ROWS } from '../lists/lists.js';
import { readSide } from '../streams.js';
import { rowKeyOf } from './row-key.js';
import { type FoldedStream } from './row-store.port.js';

export interface Folding {
  readonly surroundings: Surroundings;
  readonly name: NameUuid;
}

/** None where any of the stream is erased: on what is left nobody judges. */
export function foldStream<C extends StreamCategory>(
  opened: OpenedAs<C>,
  { surroundings, name }: Folding,
): FoldedStream {
  const { stream, erased } = opened;
  if (erased.length > 0) return { stream, rows: NO_ROWS, key: null };
  return { stream, rows: readSide(opened).rows(opened, surroundings, name), key: rowKeyOf(opened) };
}
