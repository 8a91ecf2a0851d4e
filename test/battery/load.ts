/** What parties send in one round: of every kind, told in order, with repeats, messages that change places, and poison among them. */
import { idOf, streamOf, topicOf, type StreamName } from '#contracts';
import { type PartyId, type SubjectKind, type Uuid } from '#domain';
import { seeded, type Seeded } from '../bench/seeded.js';
import { toldAgreement, toldOfEveryKind } from '../support/told-case.js';
import { sayerOf, type WireEvent } from '../support/wire-events.js';

/** Shares of the records of a round. */
export const DUPLICATES = 0.3;
export const REORDERED = 0.1;
export const POISON = 0.01;

/** A record as it is sent; poison has no event. */
export interface Sent {
  readonly topic: string;
  readonly party: PartyId;
  readonly key: string;
  readonly value: Buffer | null;
  readonly event: WireEvent | null;
}

export interface RoundLoad {
  readonly label: string;
  /** The messages that must all end in the log, once each, in the order in which each case was told. */
  readonly events: readonly WireEvent[];
  /** The records in the order in which they are sent. */
  readonly records: readonly Sent[];
}

/** The stream in which a message stands. */
export function streamOfEvent({ subject, data }: WireEvent): StreamName {
  const [kind = '', id = ''] = subject.split('/');
  return streamOf({ kind: kind as SubjectKind, id: id as Uuid }, data);
}

/** A message as a record of its party's topic. */
export function recordOf(event: WireEvent): Sent {
  const party = sayerOf(event);
  return {
    topic: topicOf('submissions', party),
    party,
    key: idOf(streamOfEvent(event)),
    value: Buffer.from(JSON.stringify(event)),
    event,
  };
}

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** What can never be taken, of every sort. */
const POISONS: readonly ((event: WireEvent) => Buffer | null)[] = [
  () => null,
  () => Buffer.alloc(0),
  () => Buffer.from('{"specversion":"1.0",'),
  () => Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]),
  () => Buffer.from(deep(5_000)),
  (event) => Buffer.from(JSON.stringify({ ...event, id: `${event.id}-p`, colour: 'red' })),
  (event) => Buffer.from(JSON.stringify({ ...event, id: `${event.id}-q`, source: '/party/kommun-2081' })),
  (event) => Buffer.from(JSON.stringify({ ...event, id: `${event.id}-r`, type: 'se.hvbhub.placement.unheardOf.v1' })),
  (event) => Buffer.from(JSON.stringify({ ...event, id: `${event.id}-s`, time: '2026-02-30' })),
];

/** The cases side by side: at each step any of them tells its next message. */
function interleaved(cases: readonly (readonly WireEvent[])[], random: Seeded): readonly WireEvent[] {
  const left = cases.map((events) => [...events]);
  const all: WireEvent[] = [];
  for (let open = left.filter((one) => one.length > 0); open.length > 0; open = open.filter((one) => one.length > 0)) {
    const next = random.pick(open).shift();
    if (next) all.push(next);
  }
  return all;
}

/** Some change places with the next of their case. */
function reordered(events: readonly WireEvent[], random: Seeded): readonly WireEvent[] {
  const all = [...events];
  for (const [at, event] of all.entries()) {
    if (random.next() >= REORDERED) continue;
    const next = all.findIndex((other, index) => index > at && streamOfEvent(other) === streamOfEvent(event));
    const other = all[next];
    if (other) [all[at], all[next]] = [other, event];
  }
  return all;
}

/** Each with a repeat later on, or poison after it, as chance has it. */
function withRepeatsAndPoison(events: readonly WireEvent[], random: Seeded): readonly Sent[] {
  const placed = events.flatMap((event, at) => {
    const record = recordOf(event);
    const later = at + random.next() * 40;
    return [
      { at, record },
      ...(random.next() < DUPLICATES ? [{ at: later, record }] : []),
      ...(random.next() < POISON
        ? [{ at, record: { ...record, event: null, value: random.pick(POISONS)(event) } }]
        : []),
    ];
  });
  return placed.sort((a, b) => a.at - b.at).map(({ record }) => record);
}

/** The load of a round of so many cases with all that stands around them, and of an agreement; the same for the same label and seed. */
export function roundLoad(label: string, cases: number, seed: number): RoundLoad {
  const random = seeded(seed);
  const told = Array.from({ length: cases }, (_, number) => toldOfEveryKind(`${label}-${number}`));
  const stories = [...told.flat(), toldAgreement(label)];
  const mixed = reordered(interleaved(stories, random), random);
  return { label, events: stories.flat(), records: withRepeatsAndPoison(mixed, random) };
}
