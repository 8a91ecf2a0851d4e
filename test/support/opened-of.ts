/** A told stream as it is when it is opened: for specs of what is made of opened streams. */
import { emptyStream, extended, type OpenedStream, type RecordedFact } from '#cases';
import { type StoredFact } from '#contracts';
import { type Fact, type Said, type StreamCategory, type StreamName } from '#domain';
import { type Position } from '#event-log';

/** The stream with these facts, one after another, as if nobody had named a ground on any. */
export function openedOf<C extends StreamCategory>(
  stream: StreamName<C>,
  facts: readonly Said<Fact>[],
): OpenedStream<C> {
  const entries = facts.map((said, revision): RecordedFact => {
    const { eventId, recordedAt } = said.meta;
    const stored: StoredFact = { kind: 'fact', said, contentHash: '', disclosure: [] };
    return {
      ...stored,
      place: { eventId, type: said.type, revision, position: `${revision}` as Position, recordedAt },
    };
  });
  return extended(emptyStream(stream), entries);
}
