/** A stream, opened: every event of it decoded, and what the rules and the identity check ask of them. */
import { type Derived, type Fact, type Instant, type Said } from '#domain';
import { idOf, type StreamKey, type StreamName } from '#contracts';
import { NO_STREAM, type Position } from '#event-log';
import { subjectOf, type Entry, type RecordedFact } from './decode-event.js';

/** A stream up to a revision. Never changed: reading on gives another one. */
export interface OpenedStream {
  readonly stream: StreamName;
  /** Of the last event; -1 where nothing has been said. */
  readonly revision: number;
  /** Of the last event; null where nothing has been said. */
  readonly position: Position | null;
  /** When the last event was recorded; null where nothing has been said. */
  readonly recordedAt: Instant | null;
  readonly facts: readonly Said<Fact>[];
  /** What the hub has said, in order. */
  readonly derived: readonly Derived[];
  /** Everything in the order of the stream: the timeline. */
  readonly entries: readonly Entry[];
  /** The facts by `identityOf`. */
  readonly messages: ReadonlyMap<string, RecordedFact>;
  /** Under which it is sealed; undefined where nothing has been said. */
  readonly key: StreamKey | 'erased' | undefined;
}

/** What makes a message the same when it comes again. */
export function identityOf(message: {
  readonly source: string;
  readonly subject: string;
  readonly id: string;
}): string {
  // No part can hold a line end, so two identities never read alike.
  return `${message.source}\n${message.subject}\n${message.id}`;
}

/** The stream before anything is said on it. */
export function emptyStream(stream: StreamName, key: OpenedStream['key']): OpenedStream {
  return {
    stream,
    revision: NO_STREAM,
    position: null,
    recordedAt: null,
    facts: [],
    derived: [],
    entries: [],
    messages: new Map(),
    key,
  };
}

/** The stream with more events at its end. */
export function extended(
  opened: OpenedStream,
  more: readonly Entry[],
  key: OpenedStream['key'] = opened.key,
): OpenedStream {
  const last = more.at(-1)?.place;
  if (!last) return opened;
  const facts = more.filter((entry) => entry.kind === 'fact');
  const derived = more.filter((entry) => entry.kind === 'derived');
  const { stream } = opened;
  const entries = opened.entries.concat(more);
  // Only who takes messages asks for them, and then for one: a reader does without.
  let messages: OpenedStream['messages'] | null = null;
  return {
    stream,
    revision: last.revision,
    position: last.position,
    recordedAt: last.recordedAt,
    facts: opened.facts.concat(facts.map(({ said }) => said)),
    derived: opened.derived.concat(derived.map((entry) => entry.derived)),
    entries,
    get messages() {
      return (messages ??= messagesOf(stream, entries));
    },
    key,
  };
}

/** The stream as it was when its first `length` events were all there was. */
export function cutTo(opened: OpenedStream, length: number): OpenedStream {
  if (length >= opened.entries.length) return opened;
  return extended(emptyStream(opened.stream, opened.key), opened.entries.slice(0, length));
}

function messagesOf(stream: StreamName, entries: readonly Entry[]): OpenedStream['messages'] {
  const all = new Map<string, RecordedFact>();
  for (const entry of entries) {
    if (entry.kind !== 'fact') continue;
    const { source, messageId } = entry.said.meta;
    all.set(identityOf({ source, subject: subjectOf(entry.said, idOf(stream)), id: messageId }), entry);
  }
  return all;
}
