/** A stream, opened: every event of it decoded, and what the rules and the identity check ask of them. */
import {
  categoryOf,
  foldTold,
  handoverStarted,
  type Derived,
  type Fact,
  type FactIn,
  type HubNotice,
  type Instant,
  type NamedOnMessages,
  type Said,
  type ToldState,
  type StreamCategory,
  type StreamName,
  type StreamRead,
} from '#domain';
import { WHOLE_STREAM, wireType, type KeyOwner, type StreamKeys } from '#contracts';
import { NO_STREAM, type Position } from '#event-log';
import { type Entry } from './decode-event.js';
import { messagesOf, type Messages } from './messages.js';

/** A stream up to a revision. Never changed: reading on gives another one. */
export interface OpenedAs<C extends StreamCategory> extends StreamRead<C> {
  readonly stream: StreamName<C>;
  /** Of the last event; -1 where nothing has been said. */
  readonly revision: number;
  /** Of the last event; null where nothing has been said. */
  readonly position: Position | null;
  /** When the last event was recorded; null where nothing has been said. */
  readonly recordedAt: Instant | null;
  /** What the hub has said, in order. */
  readonly derived: readonly Derived[];
  readonly notices: readonly HubNotice[];
  readonly named: NamedOnMessages;
  /** The same folded, and kept up as the stream grows; only from `withTold` on, since who only reads does not ask. */
  readonly told: ToldState | undefined;
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

/** A stream of one of these kinds, told apart by `category`. */
export type OpenedStream<C extends StreamCategory = StreamCategory> = { readonly [K in C]: OpenedAs<K> }[C];

/** The stream's keys before there are any. */
export const NO_KEYS: StreamKeys = new Map();

/** True where the fact that opened the stream is erased: then nobody can tell any more what it was about. */
export function isErasedWhole({ entries }: Pick<OpenedStream, 'entries'>): boolean {
  return entries[0]?.kind === 'erasedFact';
}

/** The stream with what the hub has said folded; the same one where it is. */
export function withTold<S extends OpenedStream>(opened: S): S & { readonly told: ToldState } {
  return isTold(opened) ? opened : { ...opened, told: foldTold(opened.derived) };
}

const isTold = <S extends OpenedStream>(opened: S): opened is S & { readonly told: ToldState } =>
  opened.told !== undefined;

/** The stream before anything is said on it. */
export function emptyStream<C extends StreamCategory>(
  stream: StreamName<C>,
  keys: StreamKeys = NO_KEYS,
): OpenedStream<C> {
  const empty: OpenedAs<C> = {
    category: categoryOf(stream),
    stream,
    revision: NO_STREAM,
    position: null,
    recordedAt: null,
    facts: [],
    derived: [],
    notices: [],
    named: new Map(),
    told: undefined,
    entries: [],
    messages: messagesOf([]),
    keys,
    sealedBy: new Set(),
    erased: [],
  };
  return empty;
}

/** The stream with more events at its end. */
export function extended<C extends StreamCategory>(
  opened: OpenedAs<C>,
  more: readonly Entry[],
  keys: StreamKeys = opened.keys,
): OpenedStream<C> {
  const last = more.at(-1)?.place;
  if (!last) return opened;
  const facts = factsIn(more);
  const { category, stream } = opened;
  const entries = opened.entries.concat(more);
  let derived: readonly Derived[] | null = null;
  const longer: OpenedAs<C> = {
    category,
    stream,
    revision: last.revision,
    position: last.position,
    recordedAt: last.recordedAt,
    // What is appended to a stream is of its kind: `streamOf` says where a fact stands.
    facts: opened.facts.concat(facts as unknown as readonly Said<FactIn<C>>[]),
    // What the hub said is opened only for who asks for it.
    get derived() {
      return (derived ??= sayingsIn(entries));
    },
    notices: withNotices(opened.notices, more),
    named: withNamed(opened.named, more),
    told: opened.told && foldTold(sayingsIn(more), opened.told),
    entries,
    messages: messagesOf(entries),
    keys,
    sealedBy: withOwners(opened.sealedBy, more, (entry) => entry.kind !== 'erasure'),
    erased: withErased(opened.erased, more),
  };
  return longer;
}

/** What parties have said, as far as it can be read. */
export const factsIn = (entries: readonly Entry[]): readonly Said<Fact>[] =>
  entries.flatMap((entry) => (entry.kind === 'fact' ? [entry.said] : []));

const sayingsIn = (entries: readonly Entry[]): readonly Derived[] =>
  entries.flatMap((entry) => (entry.kind === 'derived' ? [entry.derived] : []));

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
export function cutTo<C extends StreamCategory>(opened: OpenedAs<C>, length: number): OpenedStream<C> {
  if (length >= opened.entries.length) return opened;
  return extended(emptyStream(opened.stream, opened.keys), opened.entries.slice(0, length));
}

/** Those before, and what more of the messages name for themselves. */
function withNamed(before: NamedOnMessages, more: readonly Entry[]): NamedOnMessages {
  const naming = more.flatMap((entry) =>
    entry.kind === 'fact' && entry.disclosure.length > 0 ? [[entry.said.meta.eventId, entry.disclosure] as const] : [],
  );
  return naming.length === 0 ? before : new Map([...before, ...naming]);
}

/** Nothing else needs to be opened to be told from it. */
const HANDOVER_INITIATED = wireType('handover.initiated');

/** Those before, and by which of the entries the hub has told of a handover that it had started. */
function withNotices(before: readonly HubNotice[], more: readonly Entry[]): readonly HubNotice[] {
  const told = more.flatMap((entry): readonly HubNotice[] => {
    const mayTell = entry.kind === 'derived' && entry.place.type === HANDOVER_INITIATED;
    const handoverId = mayTell ? handoverStarted(entry.derived) : null;
    return handoverId === null ? [] : [{ eventId: entry.place.eventId, handoverId }];
  });
  return told.length === 0 ? before : before.concat(told);
}
