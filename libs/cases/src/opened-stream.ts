/** A stream, opened: every event of it decoded, and what the rules and the identity check ask of them. */
import { foldSaid, type Derived, type Fact, type Instant, type Said, type SaidState } from '#domain';
import { WHOLE_STREAM, type KeyOwner, type StreamKeys, type StreamName } from '#contracts';
import { NO_STREAM, type Position } from '#event-log';
import { type Entry } from './decode-event.js';
import { messagesOf, type Messages } from './messages.js';

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
  /** The same folded, and kept up as the stream grows; only from `withSaid` on, since who only reads does not ask. */
  readonly said: SaidState | undefined;
  /** Everything in the order of the stream: the timeline. */
  readonly entries: readonly Entry[];
  /** The facts by the identity of their messages. */
  readonly messages: Messages;
  /** Under which it is sealed, by whose they are; none where nothing has been said. */
  readonly keys: StreamKeys;
  /** Under whose keys something of it stands. */
  readonly sealedBy: ReadonlySet<KeyOwner>;
  /**
   * Whose events of it are erased. Where there is anyone, nothing more is said or judged on it: else one controller's
   * erasure would make a deadline missed for another.
   */
  readonly erased: readonly KeyOwner[];
}

/** The stream's keys before there are any. */
export const NO_KEYS: StreamKeys = new Map();

/** True where the fact that opened the stream is erased: then nobody can tell any more what it was about. */
export function isErasedWhole({ entries }: Pick<OpenedStream, 'entries'>): boolean {
  return entries[0]?.kind === 'erasedFact';
}

/** The stream with what the hub has said folded. */
export function withSaid(opened: OpenedStream): OpenedStream & { readonly said: SaidState } {
  return { ...opened, said: opened.said ?? foldSaid(opened.derived) };
}

/** The stream before anything is said on it. */
export function emptyStream(stream: StreamName, keys: StreamKeys = NO_KEYS): OpenedStream {
  return {
    stream,
    revision: NO_STREAM,
    position: null,
    recordedAt: null,
    facts: [],
    derived: [],
    said: undefined,
    entries: [],
    messages: messagesOf([]),
    keys,
    sealedBy: new Set(),
    erased: [],
  };
}

/** The stream with more events at its end. */
export function extended(
  opened: OpenedStream,
  more: readonly Entry[],
  keys: OpenedStream['keys'] = opened.keys,
): OpenedStream {
  const last = more.at(-1)?.place;
  if (!last) return opened;
  const facts: Said<Fact>[] = [];
  const derived: Derived[] = [];
  for (const entry of more) {
    if (entry.kind === 'fact') facts.push(entry.said);
    else if (entry.kind === 'derived') derived.push(entry.derived);
  }
  const { stream } = opened;
  const entries = opened.entries.concat(more);
  return {
    stream,
    revision: last.revision,
    position: last.position,
    recordedAt: last.recordedAt,
    facts: opened.facts.concat(facts),
    derived: opened.derived.concat(derived),
    said: opened.said && foldSaid(derived, opened.said),
    entries,
    messages: messagesOf(entries),
    keys,
    sealedBy: withOwners(opened.sealedBy, more, (entry) => entry.kind !== 'erasure'),
    erased: withErased(opened.erased, more),
  };
}

/** `before` with the owners of those entries that count; the same set where there is nobody new. */
function withOwners(
  before: ReadonlySet<KeyOwner>,
  more: readonly Entry[],
  counts: (entry: Entry) => boolean,
): ReadonlySet<KeyOwner> {
  let owners: Set<KeyOwner> | null = null;
  for (const entry of more) {
    const { owner = WHOLE_STREAM } = entry;
    if (!(owners ?? before).has(owner) && counts(entry)) owners = new Set(owners ?? before).add(owner);
  }
  return owners ?? before;
}

const tellsOfErasure = ({ kind }: Entry): boolean =>
  kind === 'erasedFact' || kind === 'erasedDerived' || kind === 'erasure';

function withErased(before: readonly KeyOwner[], more: readonly Entry[]): readonly KeyOwner[] {
  if (!more.some(tellsOfErasure)) return before;
  return [...withOwners(new Set(before), more, tellsOfErasure)].sort();
}

/** The stream as it was when its first `length` events were all there was. */
export function cutTo(opened: OpenedStream, length: number): OpenedStream {
  if (length >= opened.entries.length) return opened;
  return extended(emptyStream(opened.stream, opened.keys), opened.entries.slice(0, length));
}
