/** The key under which the dates of a row are sealed: that of whoever opened the stream, named before what it seals. */
import { type OpenedStream } from '#cases';
import { WHOLE_STREAM, type KeyOwner, type Keys, type StreamKey, type StreamKeys, type StreamName } from '#contracts';

/** Seals; null after erasure, when such dates are left out. */
export type RowKey = Pick<StreamKey, 'seal'> | null;

const END_OF_NAME = '\n';

/** What the rows of an opened stream are sealed with; null where nothing is said of it, too. */
export function rowKeyOf({ entries, keys }: Pick<OpenedStream, 'entries' | 'keys'>): RowKey {
  const owner = entries[0]?.owner ?? WHOLE_STREAM;
  const key = keys.get(owner);
  return key === undefined || key === 'erased' ? null : ownersRowKey(owner, key);
}

/** The owner's key, as rows are sealed with it. */
export function ownersRowKey(owner: KeyOwner, key: Pick<StreamKey, 'seal'>): NonNullable<RowKey> {
  const name = Buffer.from(`${owner}${END_OF_NAME}`);
  return { seal: (plain, context) => Buffer.concat([name, key.seal(plain, context)]) };
}

export interface SealedRow {
  readonly stream: StreamName;
  readonly sealed: Uint8Array;
  readonly context: string;
}

/** What was sealed in a row; null after erasure. Faults: those of the keys. */
export async function openedRow(
  keys: Pick<Keys, 'of'>,
  { stream, sealed, context }: SealedRow,
): Promise<Uint8Array | null> {
  const end = sealed.indexOf(END_OF_NAME.charCodeAt(0));
  const known: StreamKeys = await keys.of(stream);
  const key = known.get(Buffer.from(sealed.subarray(0, end)).toString('utf8') as KeyOwner);
  return key === undefined || key === 'erased' ? null : key.open(sealed.subarray(end + 1), context);
}
