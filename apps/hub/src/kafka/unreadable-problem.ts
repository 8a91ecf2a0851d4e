/** What a party is told of a place on its topic that could not be read as a record. */
import { problem, type Problem } from '#contracts';
import {
  DECOMPRESSED_BYTES_MAX,
  HEADERS_MAX,
  HEADER_BYTES_MAX,
  type IncomingBatch,
  type Unreadable,
  type UnreadableReason,
} from '#engines';

const REASONS: Readonly<Record<UnreadableReason, readonly [sv: string, en: string]>> = {
  CutShort: ['den är avhuggen', 'it is cut short'],
  WrongChecksum: ['kontrollsumman stämmer inte', 'its checksum is wrong'],
  OutOfPlace: ['den anger en plats som den inte kan ha', 'it names a place that it cannot have'],
  UnknownFormat: ['den har ett okänt format', 'its format is not known'],
  OldFormat: [
    'den har ett format från före Kafka 0.11, som saknar huvuden',
    'its format is from before Kafka 0.11 and has no headers',
  ],
  UnknownCompression: ['den är komprimerad på ett okänt sätt', 'it is compressed in a way that is not known'],
  NotDecompressed: ['den går inte att packa upp', 'it cannot be decompressed'],
  TooMuchDecompressed: ['den blir för stor när den packas upp', 'it becomes too large when decompressed'],
  TooManyHeaders: ['den har för många eller för stora huvuden', 'it has too many or too large headers'],
  Malformed: ['den följer inte sitt format', 'it does not keep to its format'],
  DamagedOnBroker: ['mäklaren säger att den är skadad', 'the broker says that it is damaged'],
};

const TOO_LARGE: Partial<Readonly<Record<UnreadableReason, string>>> = {
  TooManyHeaders: `≤ ${HEADERS_MAX} headers, ≤ ${HEADER_BYTES_MAX} bytes`,
  TooMuchDecompressed: `≤ ${DECOMPRESSED_BYTES_MAX} bytes`,
};

/** `TooLarge` where it is that; else `UnreadableRecord`. Says where it lies and why it cannot be read. */
export function unreadableProblem(
  { topic, partition }: Pick<IncomingBatch, 'topic' | 'partition'>,
  offset: number,
  { reason, firstOffset }: Unreadable,
): Problem {
  const [sv, en] = REASONS[reason];
  const offsets = firstOffset === offset ? String(offset) : `${firstOffset}–${offset}`;
  const expected = TOO_LARGE[reason];
  return problem(expected === undefined ? 'UnreadableRecord' : 'TooLarge', {
    ...(expected === undefined ? {} : { expected }),
    detail: `Posten i ${topic}, partition ${partition}, plats ${offsets}, gick inte att läsa: ${sv}.`,
    detail_en: `The record in ${topic}, partition ${partition}, offset ${offsets}, could not be read: ${en}.`,
  });
}
