/** The streams of a bundle as far as its events tell them: what the law reads, and nothing that the hub has only said. */
import { inTheOpen, metaRead, coveredAt, messageType, readMessage, type InTheOpen } from '#contracts';
import {
  bearsOf,
  categoryOf,
  heedsOf,
  subjectOfText,
  surroundingsOf,
  type Controller,
  type Fact,
  type Instant,
  type NamedOnMessages,
  type Said,
  type StreamCategory,
  type StreamName,
  type StreamRead,
  type Surroundings,
  type Uuid,
} from '#domain';
import { REGISTER_PREFIX } from '#event-log';
import { type BundleEvent } from './format.js';

/** An event of a bundle with what its body says in the open; null where the body is not there, or of version 1. */
export interface ReadEvent {
  readonly event: BundleEvent;
  readonly open: InTheOpen | null;
}

/** Throws `ContractBroken` where a body is none of ours. */
export const readEvent = (event: BundleEvent): ReadEvent => ({
  event,
  open: event.body === undefined ? null : inTheOpen(event.leaf.type, Buffer.from(event.body, 'base64')),
});

type AnyRead = StreamRead<StreamCategory>;

/** A stream as it is told: what the law reads; of an erased one whose events are; or that not all of it was opened. */
export type ToldStream = { readonly stream: StreamName; readonly events: readonly ReadEvent[] } & (
  | { readonly state: 'opened'; readonly read: AnyRead }
  | { readonly state: 'erased'; readonly erased: readonly Controller[] }
  | { readonly state: 'inPart' }
);

/** Whether the event is something that a party said. */
export const isFact = ({ open, event }: ReadEvent): boolean =>
  open === null ? messageType(event.leaf.type) !== undefined : open.is === 'fact';

/** A stream of the register of parties: about nobody, and judged by no law. */
export const isOfRegister = (stream: string): boolean => stream.startsWith(REGISTER_PREFIX);

/** The streams of a bundle, in the order in which they begin in it. */
export function toldStreams(events: readonly BundleEvent[]): readonly ToldStream[] {
  const streams = new Map<StreamName, ReadEvent[]>();
  for (const event of events) {
    const stream = event.leaf.stream as StreamName;
    const before = streams.get(stream);
    if (before) before.push(readEvent(event));
    else streams.set(stream, [readEvent(event)]);
  }
  return [...streams].map(([stream, own]) => told(stream, own));
}

function told(stream: StreamName, events: readonly ReadEvent[]): ToldStream {
  const erased = [...new Set(events.flatMap(({ open }) => (open?.erased === true ? [open.key] : [])))].sort();
  if (erased.length > 0) return { stream, events, state: 'erased', erased };
  const facts = events.filter(isFact).map(saidIn);
  const opened = facts.filter((fact) => fact !== null);
  if (opened.length < facts.length || opened.length === 0) return { stream, events, state: 'inPart' };
  const named: NamedOnMessages = new Map(
    opened.flatMap(({ said, named: own }) => (own === undefined ? [] : [[said.meta.eventId, own] as const])),
  );
  const read = { category: categoryOf(stream), stream, facts: opened.map(({ said }) => said) } as unknown as AnyRead;
  return { stream, events, state: 'opened', read: named.size > 0 ? { ...read, named } : read };
}

type OfFact = {
  readonly said: Said<Fact>;
  readonly named?: NamedOnMessages extends ReadonlyMap<Uuid, infer N> ? N : never;
};

/** A fact as the law reads it; null where it was not opened, or not enough of it. */
const saidIn = (one: ReadEvent): OfFact | null =>
  one.event.message === undefined ? saidInPart(one) : saidWhole(one.event);

/** Free text beside the data: nothing is judged by it. */
const BESIDE = '/correctionreason';

function saidInPart({ event, open }: ReadEvent): OfFact | null {
  const { leaf, shown } = event;
  const factType = messageType(leaf.type)?.factType;
  if (shown?.data === undefined || open === null || factType === undefined) return null;
  const pointers = shown.withheld.map(({ pointer }) => pointer).filter((pointer) => pointer !== BESIDE);
  const data = coveredAt(
    leaf.type,
    shown.data,
    pointers.map((pointer) => pointer.replace(/^\/data/, '')),
  );
  const head = headIn(open);
  if (data === null || head === null) return null;
  const meta = metaRead({ event: placeOf(event), subject: subjectOfText(open.subject) }, head);
  const { disclosure: _closed, ...own } = data as { readonly disclosure?: unknown };
  return { said: { type: factType, data: own, meta } as unknown as Said<Fact> };
}

/** What the open part says of a fact; null where it is none's. */
function headIn({ id, source, time, corrects }: InTheOpen) {
  if (id === undefined || source === undefined || time === undefined) return null;
  return { id, source, time: time as Instant, hash: '', ...(corrects === undefined ? {} : { corrects }) };
}

function saidWhole(event: BundleEvent): OfFact | null {
  const read = readMessage(event.message);
  if (!read.ok) return null;
  const { envelope, subject, fact, disclosure } = read.message;
  const { id, source, time, corrects } = envelope;
  const meta = metaRead(
    { event: placeOf(event), subject },
    { id, source, time, hash: '', ...(corrects === undefined ? {} : { corrects }) },
  );
  return {
    said: { ...fact, meta },
    ...(disclosure === undefined ? {} : { named: disclosure }),
  };
}

const placeOf = ({ leaf }: BundleEvent) => ({
  ...{ eventId: leaf.eventId as Uuid, revision: leaf.revision, recordedAt: leaf.recordedAt as Instant },
});

/** What bears on a stream of the bundle from its others, in the order in which they first do, as the hub reads it. */
export function surroundingsIn(read: AnyRead, streams: readonly ToldStream[]): Surroundings {
  const heeded = new Set<string>(heedsOf(read));
  const bearers = streams.flatMap((one) => {
    if (one.state !== 'opened') return [];
    const at = one.read.facts.find((fact) =>
      bearsOf(one.read.category, [fact as never]).some((name) => heeded.has(name)),
    )?.meta.revision;
    const since = one.events.find(({ event }) => event.leaf.revision === at)?.event.index;
    return since === undefined ? [] : [{ since, read: one.read }];
  });
  return surroundingsOf(bearers.sort((a, b) => a.since - b.since).map((one) => one.read) as never);
}
