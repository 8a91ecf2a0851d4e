/** What must be so after a round: looked at past the hub, in its stores and in the parties' topics. */
import { entrySealer, openPostgresKeys, type KeyStore } from '#access';
import { bearing, memoryBearingIndex, identityOf, nameUuid, openStream, type OpenedStream } from '#cases';
import { type StreamName } from '#contracts';
import { openDatabase, type Queries } from '#engines';
import { type EventLog } from '#event-log';
import { openEventStoreLog } from '#event-log/cluster';
import { HUB_MIGRATIONS, openPostgresState, type HubStateStores } from '#hub';
import { keepRows, type RowKeeper } from '#projector';
import { doubled, halfSaid } from '../crash/after-the-crash.js';
import { type Placed, type ToldRecord } from './broker.kafka.js';
import { streamOfEvent, type RoundLoad } from './load.js';
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
          keys: { kind: 'postgres', url, schema: 'hvb_keys', masterKeyGiven: installed.masterKey },
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

/** The round's cases as they stand in the log. */
export async function roundStreams(
  { log, keys }: Pick<Inside, 'log' | 'keys'>,
  { events }: RoundLoad,
): Promise<ReadonlyMap<StreamName, OpenedStream>> {
  const opened = new Map<StreamName, OpenedStream>();
  for (const stream of new Set(events.map(streamOfEvent)))
    opened.set(stream, await openStream({ log, keys }, stream, { want: 'assess' }));
  return opened;
}

/** Every message that is none of the poison is in the log. */
export function lostMessages(streams: ReadonlyMap<StreamName, OpenedStream>, { events }: RoundLoad): Wrong {
  return events
    .filter((event) => streams.get(streamOfEvent(event))?.messages.has(identityOf(event)) !== true)
    .map((event) => `lost: ${event.type} ${event.subject} ${event.id}`);
}

/** Nothing stands twice, and nothing is left unsaid that follows from what was taken. */
export async function doubledOrHalf(inside: Inside, streams: ReadonlyMap<StreamName, OpenedStream>): Promise<Wrong> {
  return [
    ...doubled(streams).map((stream) => `doubled: ${stream}`),
    ...(await halfSaid(inside, streams)).map((what) => `half: ${what}`),
  ];
}

export interface ToldReceipt {
  readonly id: string | null;
  readonly subject: string | null;
  readonly outcome: string;
  readonly position?: string;
}

/** By what a message is told from others in receipts. */
export const keyOf = ({ id, subject }: { readonly id: string | null; readonly subject: string | null }): string =>
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

/** Messages that have waited, and of which the last word was kept: their receipts may tell of nothing but that. */
export async function waitedMessages({ state }: Pick<Inside, 'state'>): Promise<ReadonlySet<string>> {
  const waited = new Set<string>();
  for (const party of PARTIES) {
    let page = await state.receipts.after(party, 0, PAGE);
    while (page.length > 0) {
      for (const receipt of page) waited.add(keyOf(receipt));
      page = await state.receipts.after(party, page.at(-1)?.sequence ?? 0, PAGE);
    }
  }
  return waited;
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
