/** What must be so on disk after the process has ended, however it ended: looked at without the program. */
import { entrySealer, masterKey, sqliteKeys, type KeyStore } from '#access';
import { bearing, memoryBearingIndex, identityOf, nameUuid, openStream, type OpenedStream } from '#cases';
import { stockholmDay, streamOf, type StreamName } from '#contracts';
import { assessmentOf, heedsOf, foldTold, say, type SubjectKind, type Uuid } from '#domain';
import { openSqliteLog, type EventLog } from '#event-log';
import { type RowSources } from '#projector';
import { openSqliteState, type WaitingRoom } from '#hub';
import { filesUnder } from '#standalone';
import { openSpecRows, type SpecRows } from '../support/open-rows.js';
import { type Acknowledged } from './load.js';

export interface Disk {
  readonly log: EventLog;
  readonly keys: KeyStore;
  readonly room: WaitingRoom;
  readonly rows: SpecRows;
  close(): Promise<void>;
}

/** Opens what a hub left under a folder. */
export async function openDisk(dataDir: string): Promise<Disk> {
  const files = filesUnder(dataDir);
  const log = openSqliteLog({ path: files.log });
  const master = await masterKey({ file: files.masterKey });
  const keys = sqliteKeys({ file: files.keys, masterKey: master });
  const state = openSqliteState({ path: files.state }, entrySealer(master));
  const sources: RowSources = {
    log: { kind: 'sqlite', path: files.log },
    keys: { kind: 'sqlite', path: files.keys, masterKeyPath: files.masterKey },
  };
  const rows = await openSpecRows({ log, keys }, { path: files.rows, sources });
  return {
    log,
    keys,
    room: state.room,
    rows,
    close: async () => {
      await rows.stop();
      await state.close();
      await log.close();
      await keys.close();
    },
  };
}

const streamOfSubject = (subject: string): StreamName => {
  const [kind = '', id = ''] = subject.split('/');
  return streamOf({ kind: kind as SubjectKind, id: id as Uuid }, {});
};

/** Every stream in the log, opened. */
export async function openedStreams({ log, keys }: Disk): Promise<ReadonlyMap<StreamName, OpenedStream>> {
  const names = new Set<StreamName>();
  for (let at = log.start, atEnd = false; !atEnd;) {
    const page = await log.readAll(at, { limit: 1_000 });
    for (const { stream } of page.events) names.add(stream);
    ({ next: at, atEnd } = page);
  }
  const opened = await Promise.all(
    [...names].map(async (stream) => [stream, await openStream({ log, keys }, stream, { want: 'assess' })] as const),
  );
  return new Map(opened);
}

/** The messages that wait on a stream. */
const waitingOn = async (room: WaitingRoom, stream: StreamName): Promise<readonly string[]> =>
  (await room.of(stream)).map(identityOf);

/**
 * Messages that have been accepted and have not yet left the waiting room. A crash may come between the two; the next
 * start lets them leave.
 */
export async function notYetGone(
  streams: ReadonlyMap<StreamName, OpenedStream>,
  room: WaitingRoom,
): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const stream of await room.streams()) {
    const { messages } = streams.get(stream) ?? { messages: new Map() };
    gone.push(...(await waitingOn(room, stream)).filter((identity) => messages.has(identity)));
  }
  return gone;
}

/** What was acknowledged and is not there, or not where its receipt says. */
export async function lost(
  acknowledged: readonly Acknowledged[],
  streams: ReadonlyMap<StreamName, OpenedStream>,
  room: WaitingRoom,
): Promise<readonly string[]> {
  const waiting = new Set<string>();
  for (const stream of await room.streams()) for (const one of await waitingOn(room, stream)) waiting.add(one);
  const isThere = ({ event, receipt }: Acknowledged): boolean => {
    const stream = streamOfSubject(event.subject);
    const opened = streams.get(stream);
    const fact = opened?.messages.get(identityOf(event));
    if (receipt.outcome === 'waiting' && !fact) return waiting.has(identityOf(event));
    if (receipt.outcome === 'waiting') return true;
    const answered = opened?.entries.find(({ place }) => place.position === receipt.position);
    return fact !== undefined && answered !== undefined && answered.place.revision >= fact.place.revision;
  };
  return acknowledged
    .filter((one) => !isThere(one))
    .map(({ event, receipt }) => `${event.type} ${event.subject} ${event.id}: ${JSON.stringify(receipt)}`);
}

/** Messages that stand more than once. */
export function doubled(streams: ReadonlyMap<StreamName, OpenedStream>): readonly StreamName[] {
  return [...streams.values()]
    .filter(({ facts, messages, entries }) => {
      const ids = new Set(entries.map(({ place }) => place.eventId));
      return facts.length !== messages.size || ids.size !== entries.length;
    })
    .map(({ stream }) => stream);
}

/** Cases in which something was left unsaid that follows from their facts: an append that was taken by half. */
export async function halfSaid(
  { log, keys }: Pick<Disk, 'log' | 'keys'>,
  streams: ReadonlyMap<StreamName, OpenedStream>,
): Promise<readonly string[]> {
  const known = bearing({ log, keys, index: memoryBearingIndex() });
  await known.refresh();
  const name = nameUuid();
  const all = await Promise.all(
    [...streams.values()].map(async (opened) => {
      if (!opened.recordedAt) return [];
      const { surroundings } = await known.of(heedsOf(opened));
      const today = stockholmDay(opened.recordedAt);
      const unsaid = say(foldTold(opened.derived), assessmentOf(opened, { surroundings, today, name }), today);
      return unsaid.map(({ type, thing }) => `${opened.stream} ${type} ${thing}`);
    }),
  );
  return all.flat();
}
