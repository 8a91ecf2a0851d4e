/**
 * The door of the database's own content: bodies in the log and sealed entries in the hub's state that another hand has
 * altered, some with their checksum. What cannot be read is told as damage of its case; the cases beside it are served.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { entrySealer, sqliteKeys } from '#access';
import { type PartyId } from '#domain';
import { openSqliteLog } from '#event-log';
import { openSqliteState, sqliteDueIndex } from '#hub';
import { sqliteBearingIndex } from '#follow';
import { checksumOf } from '../../../libs/event-log/src/checksum.js';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { openSpecHub, type SpecHub } from '../../support/open-hub.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { type WireEvent, sayerOf } from '../../support/wire-events.js';
import { counting, type Counting, type InputDoor } from './door.js';
import { hostileJson, someBytes, spoilt, spoiltBytes } from './hostile.js';
import { toldCase } from '../../support/told-case.js';

/** Cases of one folder, half of which are damaged. */
const CASES = 20;
const TOLD_FIRST = 3;
const NOW = '2026-06-01T08:00:00.000Z';
/** What a reader says of damage, by name: never a defect. */
const SAID_OF_DAMAGE = new Set(['CorruptEvent', 'ContractBroken', 'KeyMissing', 'SealBroken']);

interface Folder {
  readonly path: string;
  readonly masterKey: Buffer;
}

function openOn({ path, masterKey }: Folder): Promise<SpecHub> {
  return openSpecHub({
    log: openSqliteLog({ path: join(path, 'log.db') }),
    keys: sqliteKeys({ file: join(path, 'keys.db'), masterKey }),
    folder: path,
    startAt: NOW,
    stores: {
      state: openSqliteState({ path: join(path, 'hub.db') }, entrySealer(masterKey)),
      due: sqliteDueIndex(join(path, 'due.db')),
      bearing: sqliteBearingIndex(join(path, 'bearing.db')),
    },
  });
}

async function closed(hub: SpecHub): Promise<void> {
  await hub.close();
  await hub.log.close();
  await hub.keys.close();
}

interface Row {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly event_id: string;
  readonly recorded_at: string;
  readonly body: Buffer;
}

const ROWS = `SELECT position, stream.name AS stream, revision, event_type.name AS type, event_id, recorded_at, body FROM event
  JOIN stream ON stream.id = stream_id JOIN event_type ON event_type.id = type_id WHERE stream.name = ?`;

function otherBody(body: Buffer, others: readonly Row[], from: Seeded): Buffer {
  const ways = [
    () => spoiltBytes(body, from),
    () => hostileJson(from),
    () => someBytes(from, from.integer(400)),
    () => Buffer.from(JSON.stringify(spoilt(JSON.parse(body.toString()), from) ?? null)),
    () => Buffer.from(body.toString().replace('"v":2', `"v":${from.pick([0, 1, 3, 99, '"2"', 'null'])}`)),
    () => from.pick(others).body,
    () => Buffer.alloc(0),
  ];
  return from.pick(ways)();
}

/** Alters one event of each of these cases; with its checksum, or as a bit that has flipped. Gives which were altered. */
function damage(path: string, streams: readonly string[], from: Seeded): void {
  const db = new Database(join(path, 'log.db'));
  const rows = db.prepare<[string], Row>(ROWS);
  const alter = db.prepare('UPDATE event SET body = ?, crc = ? WHERE position = ?');
  const keep = db.prepare('UPDATE event SET body = ? WHERE position = ?');
  for (const stream of streams) {
    const all = rows.all(stream);
    const row = from.pick(all);
    const body = otherBody(row.body, all, from);
    const { position, revision, type, event_id: eventId, recorded_at: recordedAt } = row;
    if (from.integer(4) === 0) keep.run(body, position);
    else alter.run(body, checksumOf({ place: position, stream, revision, type, eventId, recordedAt, body }), position);
  }
  db.close();
  const state = new Database(join(path, 'hub.db'));
  for (const table of ['waiting', 'quarantine', 'receipt'])
    state.prepare(`UPDATE ${table} SET sealed = ? WHERE sequence % 2 = 0`).run(someBytes(from, 80));
  state.close();
}

/** Each try is one case; half of them are damaged. */
export const storedDoor: InputDoor = {
  name: 'stored content',
  play: async (from, times) => {
    const notes = counting('stored content');
    for (let done = 0; done < times; done += CASES) await tryFolder(from.integer(2 ** 30), notes);
    return notes.tally(Math.ceil(times / CASES) * CASES);
  },
};

async function tryFolder(seed: number, notes: Counting): Promise<void> {
  const from = seeded(seed);
  const folder = { path: temporaryFolder(), masterKey: randomBytes(32) };
  const cases = Array.from({ length: CASES }, (_, n) => toldCase(`stored-${seed}-${n}`));
  const before = await openOn(folder);
  for (const events of cases) await before.tell([...events.slice(0, TOLD_FIRST), wrong(events[0]!)]);
  await closed(before);
  damage(folder.path, cases.filter((_, n) => n % 2 === 0).map(streamOf), from);
  const after = await openOn(folder);
  for (const [n, events] of cases.entries())
    await tryCase(after, events.slice(TOLD_FIRST), { what: `stored ${seed}/${n}`, isDamaged: n % 2 === 0 }, notes);
  await tryState(after, sayerOf(cases[0]![0]!), `stored ${seed}`, notes);
  await closed(after);
}

const streamOf = ([first]: readonly WireEvent[]): string => `case-${first?.subject.split('/')[1] ?? ''}`;
const wrong = (event: WireEvent): WireEvent => ({ ...event, id: `${event.id}-wrong`, data: {} });

interface Tried {
  readonly what: string;
  readonly isDamaged: boolean;
}

async function tryCase(hub: SpecHub, [next]: readonly WireEvent[], tried: Tried, notes: Counting): Promise<void> {
  const { what, isDamaged } = tried;
  const outcome = await outcomeOf(hub, next!);
  notes.count(`${isDamaged ? 'damaged' : 'beside'}: ${outcome}`);
  const isRight = outcome === 'accepted' || (isDamaged && SAID_OF_DAMAGE.has(outcome));
  if (!isRight) notes.wrong(`${what}: ${isDamaged ? 'damaged' : 'beside'}: ${outcome}`);
}

/** The receipt's outcome or code, else the name of what was thrown. */
async function outcomeOf(hub: SpecHub, event: WireEvent): Promise<string> {
  try {
    const [receipt] = await hub.post([event]);
    return receipt?.problem?.code ?? receipt?.outcome ?? 'no receipt';
  } catch (error) {
    return (error as Error).name;
  }
}

/** What lies beside a damaged entry is still listed and read. */
async function tryState(hub: SpecHub, party: PartyId, what: string, { count, wrong: note }: Counting): Promise<void> {
  const heads = await hub.quarantine.list(party, 0, CASES);
  if (heads.length !== CASES) note(`${what}: ${heads.length} of ${CASES} refused messages are listed`);
  for (const { quarantineId, sequence } of heads) {
    try {
      const read = await hub.quarantine.read(party, quarantineId);
      count(`quarantine: ${read?.problem.code ?? 'none'}`);
    } catch (error) {
      count(`quarantine: ${(error as Error).name}`);
      if (sequence % 2 !== 0) note(`${what}: ${String(error)}`);
    }
  }
}
