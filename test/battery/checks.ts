/** What must be so after a round: looked at past the hub, in its stores and in the parties' topics. */
import { entrySealer, openPostgresKeys, type KeyStore } from '#access';
import { bearing, memoryBearingIndex, identityOf, nameUuid, openStream, type OpenedStream } from '#cases';
import { topicOf, type StreamName } from '#contracts';
import { streamNamed, type Uuid } from '#domain';
import { openDatabase, type Queries } from '#engines';
import { openEventStoreLog, type EventLog } from '#event-log';
import { HUB_MIGRATIONS, openPostgresState, type HubStateStores } from '#hub';
import { keepRows, type RowKeeper } from '#projector';
import { doubled, halfSaid } from '../crash/after-the-crash.js';
import { type WireEvent, sayerOf } from '../support/wire-events.js';
import { type Placed, type ToldRecord } from './broker.kafka.js';
import { type RoundLoad } from './load.js';
import { PARTIES, topicsOf, type World } from './world.js';

/** The stores of an installation, opened beside it. */
export interface Inside {
  readonly log: EventLog;
  readonly keys: KeyStore;
  readonly state: HubStateStores;
  readonly database: Queries;
  readonly rows: () => Promise<RowKeeper>;
  close(): Promise<void>;
}

export async function openInside({ databaseUrl: url, eventStore, installed }: World): Promise<Inside> {
  const master = Buffer.from(installed.masterKey, 'hex');
  const log = openEventStoreLog({ connectionString: eventStore.url });
  const keys = await openPostgresKeys({ url, masterKey: master });
  const database = await openDatabase({ url, schema: 'hvb_hub', migrations: HUB_MIGRATIONS });
  const state = openPostgresState(database, entrySealer(master));
  return {
    ...{ log, keys, state, database },
    rows: async () =>
      keepRows({
        rows: { kind: 'postgres', url, schema: 'hvb_rows', logId: (await log.identity()) ?? undefined },
        log,
        fold: { log, keys, bearing: bearing({ log, keys, index: memoryBearingIndex() }), name: nameUuid() },
        sources: {
          log: { kind: 'eventstore', connectionString: eventStore.url },
          keys: { kind: 'postgres', url, schema: 'hvb_keys', masterKeyHex: installed.masterKey },
        },
        onDefect: (error) => {
          throw error;
        },
      }),
    close: async () => {
      await state.close();
      await database.close();
      await keys.close();
      await log.close();
    },
  };
}

/** What was found wrong, in words; nothing is as it should be. */
export type Wrong = readonly string[];

const caseOf = ({ subject }: WireEvent): StreamName => streamNamed('case', subject.split('/')[1] as Uuid);

/** The round's cases as they stand in the log. */
export async function roundStreams(
  { log, keys }: Pick<Inside, 'log' | 'keys'>,
  { events }: RoundLoad,
): Promise<ReadonlyMap<StreamName, OpenedStream>> {
  const opened = new Map<StreamName, OpenedStream>();
  for (const stream of new Set(events.map(caseOf)))
    opened.set(stream, await openStream({ log, keys }, stream, { want: 'assess' }));
  return opened;
}

/** Every message that is none of the poison is in the log. */
export function lostMessages(streams: ReadonlyMap<StreamName, OpenedStream>, { events }: RoundLoad): Wrong {
  return events
    .filter((event) => streams.get(caseOf(event))?.messages.has(identityOf(event)) !== true)
    .map((event) => `lost: ${event.type} ${event.subject} ${event.id}`);
}

/** Nothing stands twice, and nothing is left unsaid that follows from what was taken. */
export async function doubledOrHalf(inside: Inside, streams: ReadonlyMap<StreamName, OpenedStream>): Promise<Wrong> {
  return [
    ...doubled(streams).map((stream) => `doubled: ${stream}`),
    ...(await halfSaid(inside, streams)).map((what) => `half: ${what}`),
  ];
}

interface ToldReceipt {
  readonly id: string | null;
  readonly subject: string | null;
  readonly outcome: string;
  readonly position?: string;
}

const keyOf = ({ id, subject }: { readonly id: string | null; readonly subject: string | null }): string =>
  `${subject ?? ''} ${id ?? ''}`;

/** Receipts by message, those that are the same event counted once. */
export function receiptsByMessage(told: readonly ToldRecord[]): ReadonlyMap<string, readonly ToldReceipt[]> {
  const seen = new Set<unknown>();
  const byMessage = new Map<string, ToldReceipt[]>();
  for (const { event } of told) {
    if (seen.has(event['id'])) continue;
    seen.add(event['id']);
    const receipt = event['data'] as ToldReceipt;
    const same = byMessage.get(keyOf(receipt));
    if (same) same.push(receipt);
    else byMessage.set(keyOf(receipt), [receipt]);
  }
  return byMessage;
}

/** Each record of a message is answered, and every answer that it was taken names the same place. */
export function wrongReceipts(receipts: ReadonlyMap<string, readonly ToldReceipt[]>, placed: readonly Placed[]): Wrong {
  const records = new Map<string, number>();
  for (const { sent } of placed)
    if (sent.event) records.set(keyOf(sent.event), (records.get(keyOf(sent.event)) ?? 0) + 1);
  return [...records].flatMap(([message, count]) => {
    const answers = receipts.get(message) ?? [];
    const positions = new Set(answers.flatMap(({ position }) => position ?? []));
    return [
      ...(answers.length < count ? [`unanswered: ${message}, ${answers.length} receipts of ${count} records`] : []),
      ...(positions.size > 1 ? [`answered with several places: ${message} ${[...positions].join()}`] : []),
    ];
  });
}

/** Every poisoned record is put aside, told of by its place, and nothing else is. */
export async function wrongQuarantine(
  { state }: Pick<Inside, 'state'>,
  notes: readonly ToldRecord[],
  placed: readonly Placed[],
): Promise<Wrong> {
  const noted = new Map<string, string>();
  for (const { event } of notes) {
    const { topic, partition, offset, quarantineId } = event['data'] as Record<string, string | number>;
    noted.set(`${topic}/${partition}/${offset}`, String(quarantineId));
  }
  const wrong: string[] = [];
  for (const { sent, partition, offset } of placed) {
    if (sent.event) continue;
    const id = noted.get(`${sent.topic}/${partition}/${offset}`);
    if (id === undefined) wrong.push(`poison not told of: ${sent.topic}/${partition}/${offset}`);
    else if (!(await state.quarantine.read(sent.party, id))) wrong.push(`poison not kept: ${id}`);
  }
  return wrong;
}

/** Messages that have been refused at least once, whether or not their sender could be told before a fault. */
export async function refusedMessages({ state }: Pick<Inside, 'state'>): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  for (const party of PARTIES) {
    let page = await state.quarantine.list(party, 0, PAGE);
    while (page.length > 0) {
      for (const { quarantineId } of page) {
        const kept = await state.quarantine.read(party, quarantineId);
        for (const message of messagesIn(kept?.content)) refused.add(message);
      }
      page = await state.quarantine.list(party, page.at(-1)?.sequence ?? 0, PAGE);
    }
  }
  return refused;
}

const PAGE = 100;

/** By what a message is told from others, where it can be read. */
function messagesIn(content: string | null | undefined): readonly string[] {
  try {
    return [keyOf(JSON.parse(content ?? '') as Parameters<typeof keyOf>[0])];
  } catch {
    return [];
  }
}

/**
 * Of two messages of a party that were sent in the order of their story and taken as they came, neither refused nor kept
 * waiting, the first stands first. One that was sent before what it builds on is refused, and taken when it comes again.
 */
export function wrongOrder(
  streams: ReadonlyMap<StreamName, OpenedStream>,
  cameAndWent: (event: WireEvent) => boolean,
  { load, placed }: { readonly load: RoundLoad; readonly placed: readonly Placed[] },
): Wrong {
  const inStory = new Map(load.events.map((event, at) => [keyOf(event), at]));
  const lanes = new Map<string, { readonly at: number; readonly revision: number }[]>();
  const wrong: string[] = [];
  for (const event of firstOfEach(placed).filter(cameAndWent)) {
    const name = `${caseOf(event)} ${sayerOf(event)}`;
    const lane = lanes.get(name) ?? [];
    const here = { at: inStory.get(keyOf(event)) ?? -1, revision: revisionOf(streams, event) };
    if (lane.some(({ at, revision }) => at < here.at && revision > here.revision))
      wrong.push(`out of order: ${event.type} ${event.subject} at ${here.revision}`);
    lanes.set(name, [...lane, here]);
  }
  return wrong;
}

/** Which messages were taken as they came. */
export function takenAsTheyCame(
  receipts: ReadonlyMap<string, readonly ToldReceipt[]>,
  refused: ReadonlySet<string>,
): (event: WireEvent) => boolean {
  return (event) =>
    !refused.has(keyOf(event)) && (receipts.get(keyOf(event)) ?? []).every(({ outcome }) => TAKEN.has(outcome));
}

/** Where a message stands in its case; after all others where it is lost, which is told elsewhere. */
const revisionOf = (streams: ReadonlyMap<StreamName, OpenedStream>, event: WireEvent): number =>
  streams.get(caseOf(event))?.messages.get(identityOf(event))?.place.revision ?? Number.MAX_SAFE_INTEGER;

const TAKEN: ReadonlySet<string> = new Set(['accepted', 'duplicate']);

/** The messages in the order in which each was first sent. */
function firstOfEach(placed: readonly Placed[]): readonly WireEvent[] {
  const first = new Map<string, WireEvent>();
  for (const { event } of placed.map(({ sent }) => sent))
    if (event && !first.has(keyOf(event))) first.set(keyOf(event), event);
  return [...first.values()];
}

/** Each party's feed, repeats dropped by their positions, is every event of the round's cases, each case in its order. */
export function wrongFeeds(
  { log }: Pick<Inside, 'log'>,
  feeds: readonly ToldRecord[],
  streams: ReadonlyMap<StreamName, OpenedStream>,
): Wrong {
  return PARTIES.flatMap((party) => {
    const topic = topicOf('feed', party);
    const last = new Map<number, ToldRecord>();
    const byCase = new Map<string, string[]>();
    for (const record of feeds.filter((one) => one.topic === topic)) {
      const before = last.get(record.partition)?.position;
      const at = log.parsePosition(record.position ?? '');
      if (at === undefined) return [`${topic}: no position`];
      if (before !== undefined && log.compare(at, log.parsePosition(before)!) <= 0) continue;
      last.set(record.partition, record);
      const key = String(record.event['partitionkey']);
      const ids = byCase.get(key);
      if (ids) ids.push(String(record.event['id']));
      else byCase.set(key, [String(record.event['id'])]);
    }
    return [...streams].flatMap(([stream, { entries }]) => {
      const expected = entries.map(({ place }) => place.eventId as string);
      const told = byCase.get(stream.slice(stream.indexOf('-') + 1)) ?? [];
      return JSON.stringify(told) === JSON.stringify(expected)
        ? []
        : [`${topic}: ${stream} has ${expected.length} events, the feed ${told.length}, or in another order`];
    });
  });
}

/** The rows that the projectors have kept are, byte for byte, those of a rebuild. Gives how many lines were compared. */
export async function wrongRows(inside: Inside): Promise<{ readonly lines: number; readonly wrong: Wrong }> {
  const rows = await inside.rows();
  try {
    const dump = async (): Promise<readonly string[]> => {
      const lines: string[] = [];
      for await (const line of rows.dump()) lines.push(line);
      return lines;
    };
    const kept = await dump();
    await rows.rebuild();
    const rebuilt = await dump();
    const differs = kept.findIndex((line, at) => line !== rebuilt[at]);
    const same = differs < 0 && kept.length === rebuilt.length;
    return {
      lines: kept.length,
      wrong: same
        ? []
        : [`rows differ from a rebuild at line ${differs}: ${kept[differs] ?? ''} | ${rebuilt[differs] ?? ''}`],
    };
  } finally {
    await rows.stop();
  }
}

export const OUT_TOPICS = { receipts: topicsOf('receipts'), notes: topicsOf('quarantine'), feeds: topicsOf('feed') };
