/** The key under which the dates of a row are sealed: that of its stream. */
import { type OpenedStream } from '#cases';
import { WHOLE_STREAM, type Keys, type StreamKey, type StreamName } from '#contracts';

/** Seals; null after erasure, when such dates are left out. */
export type RowKey = Pick<StreamKey, 'seal'> | null;

const unlessErased = (key: OpenedStream['key']): StreamKey | null =>
  key === undefined || key === 'erased' ? null : key;

/** What the rows of an opened stream are sealed with. */
export function rowKeyOf({ key }: Pick<OpenedStream, 'key'>): RowKey {
  return unlessErased(key);
}

/** What opens the rows of a stream; null after erasure. Faults: those of the keys. */
export async function findRowKey(keys: Pick<Keys, 'of'>, stream: StreamName): Promise<Pick<StreamKey, 'open'> | null> {
  return unlessErased((await keys.of(stream)).get(WHOLE_STREAM));
}
