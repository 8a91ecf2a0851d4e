/** What a tamperer with the whole log in hand may do to it, every checksum of the file recomputed, and where it is first another. */
import { randomBytes } from 'node:crypto';
import { type Instant } from '#domain/facts';
import { type LeafOf } from '#proof';
import { type Seeded } from '../../bench/seeded.js';

export type TamperedEvents = readonly LeafOf[];
type Tampering = (log: TamperedEvents, random: Seeded) => TamperedEvents;

const MS_A_DAY = 86_400_000;
/** Events cut from the end at most. */
const CUT_MAX = 1_000;
const anywhere = (log: TamperedEvents, random: Seeded): number => random.integer(log.length);

function oneAnother(log: TamperedEvents, random: Seeded, change: (event: LeafOf) => Partial<LeafOf>): TamperedEvents {
  const at = anywhere(log, random);
  const event = log[at]!;
  return log.with(at, { ...event, ...change(event) });
}

function flipped(body: Uint8Array, random: Seeded): Uint8Array {
  const other = Buffer.from(body);
  const at = random.integer(other.length);
  other[at] = other[at]! ^ (1 << random.integer(8));
  return other;
}

/** A digit or letter of the text, and another in its place. */
function letterOf(text: string, random: Seeded): string {
  const at = random.integer(text.length);
  return `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
}

export const TAMPERINGS = {
  'a bit of a body': (log, random) => oneAnother(log, random, ({ body }) => ({ body: flipped(body, random) })),
  'a body': (log, random) => oneAnother(log, random, ({ body }) => ({ body: randomBytes(body.length) })),
  'a letter of a head': (log, random) =>
    oneAnother(log, random, (event) => {
      const which = random.pick(['stream', 'type', 'eventId'] as const);
      return { [which]: letterOf(event[which], random) };
    }),
  're-timed': (log, random) =>
    oneAnother(log, random, ({ recordedAt }) => ({
      recordedAt: new Date(Date.parse(recordedAt) - (1 + random.integer(MS_A_DAY))).toISOString() as Instant,
    })),
  're-numbered': (log, random) => oneAnother(log, random, ({ revision }) => ({ revision: revision + 1 })),
  deleted: (log, random) => log.toSpliced(anywhere(log, random), 1),
  'deleted, some': (log, random) => log.toSpliced(anywhere(log, random), 1 + random.integer(50)),
  duplicated: (log, random) => log.toSpliced(1 + anywhere(log, random), 0, log[anywhere(log, random)]!),
  foreign: (log, random) => log.toSpliced(anywhere(log, random), 0, { ...log[0]!, eventId: random.uuid() }),
  'swapped with the next': (log, random) => swapped(log, random.integer(log.length - 1), 1),
  'swapped far': (log, random) => {
    const at = random.integer(log.length - 2);
    return swapped(log, at, 2 + random.integer(log.length - at - 2));
  },
  moved: (log, random) => {
    const [from, to] = [anywhere(log, random), anywhere(log, random)];
    return log.toSpliced(from, 1).toSpliced(from === to ? to + 1 : to, 0, log[from]!);
  },
  truncated: (log, random) => log.slice(0, log.length - 1 - random.integer(Math.min(CUT_MAX, log.length))),
} as const satisfies Readonly<Record<string, Tampering>>;

export type TamperingName = keyof typeof TAMPERINGS;
export const TAMPERING_NAMES = Object.keys(TAMPERINGS) as TamperingName[];

function swapped(log: TamperedEvents, at: number, by: number): TamperedEvents {
  return log.with(at, log[at + by]!).with(at + by, log[at]!);
}
