/** How long a party waits that sends at a rate: until it reads its receipt, and until it reads the event in its feed. */
import { setTimeout as delay } from 'node:timers/promises';
import { quantileOf } from '../duel.js';
import { type Note } from '../processes/reader-process.kafka.js';
import { nameOfReceipt, type Reader } from './bench-kafka.js';
import { nameOf } from './told-records.js';

export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

/** Milliseconds. */
export interface Heard {
  readonly receipt: Quantiles;
  readonly feed: Quantiles;
}

/** When each record was due, by its name. */
type DueAt = ReadonlyMap<string, number>;

const HEARD_MS_MAX = 60_000;
const LOOK_MS = 50;

const quantiles = (times: readonly number[]): Quantiles => ({
  p50: quantileOf(times, 0.5),
  p99: quantileOf(times, 0.99),
});

export interface Hearing {
  readonly receiptTopics: readonly string[];
  /** By position, the number of each event in the feed that is listened to. */
  readonly numbers: () => Promise<ReadonlyMap<string, string>>;
}

/**
 * Waits until every record is answered, and all that was answered stands in the feed. A message is in the feed when the
 * last event is that was appended with it: its receipt names that place; what was refused has none, and is waited for in vain.
 */
export async function heard(reader: Reader, dueAt: DueAt, { receiptTopics, numbers }: Hearing): Promise<Heard> {
  const receipts = new Map<string, Note>();
  const feed = new Map<string, number>();
  const take = (note: Note): void => {
    if (receiptTopics.includes(note.topic)) receipts.set(nameOfReceipt(note), note);
    else if (note.sequence !== null) feed.set(note.sequence, note.atMs);
  };
  await until(reader, take, () => [...dueAt.keys()].every((name) => receipts.has(name)));
  const sequences = await numbers();
  const numberOf = (name: string): string => sequences.get(receipts.get(name)?.position ?? '') ?? '';
  await until(reader, take, () => [...dueAt.keys()].every((name) => feed.has(numberOf(name))));
  const times = [...dueAt].map(([name, due]) => {
    const { atMs } = receipts.get(name) as Note;
    return { receipt: atMs - due, feed: (feed.get(numberOf(name)) as number) - due };
  });
  return { receipt: quantiles(times.map(({ receipt }) => receipt)), feed: quantiles(times.map((one) => one.feed)) };
}

/** The same of the records themselves, as someone reads them who reads nothing else. */
export async function heardBare(reader: Reader, dueAt: DueAt): Promise<Quantiles> {
  const times = new Map<string, number>();
  const take = ({ event, atMs }: Note): void => {
    const name = nameOf(event);
    times.set(name, atMs - (dueAt.get(name) ?? Number.NaN));
  };
  await until(reader, take, () => times.size === dueAt.size);
  return quantiles([...times.values()]);
}

/** Takes each note until one says that all is there. */
async function until(reader: Reader, take: (note: Note) => void, isAll: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + HEARD_MS_MAX;
  for (;;) {
    for (const note of await reader.noted()) take(note);
    if (isAll()) return;
    if (performance.now() > giveUpAt) throw new Error('not everything was heard of');
    await delay(LOOK_MS);
  }
}
