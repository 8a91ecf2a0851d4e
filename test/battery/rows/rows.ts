/**
 * All rows made anew against those that followed a random history of every kind, byte for byte: the hub takes what it takes,
 * time goes on between, and the rows follow in whatever batches they come.
 */
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sqliteKeys } from '#access';
import { addDays, categoryOf, type Day, type Instant } from '#domain';
import { openSqliteLog } from '#event-log';
import { seeded } from '../../bench/seeded.js';
import { openSpecHub, type SpecHub } from '../../support/open-hub.js';
import { linesOf, openSpecRows, type SpecRows } from '../../support/open-rows.js';
import { temporaryFile } from '../../support/temporary-folder.js';
import { dalarnaEvents, type WireEvent } from '../../support/wire-events.js';
import { endlessHistories } from './histories.js';

export interface RowsPlay {
  readonly seed: number;
  /** Events in the log at least, those that the hub says among them. */
  readonly events: number;
}

export interface RowsPlayed extends RowsPlay {
  readonly taken: number;
  readonly refused: number;
  /** Of the log, by the kind of stream and of what they are about: `case/deviation`. That one has its home elsewhere is not counted. */
  readonly byKind: ReadonlyMap<string, number>;
  readonly lines: number;
  readonly bytes: number;
  /** The first line that differs, of the kept rows and of those made anew; null where there is none. */
  readonly differs: readonly [string, string] | null;
}

/** Past every day of the histories: whatever they tell has happened. */
const FIRST_DAY = '2029-01-01' as Day;
/** Histories told side by side. */
const AT_ONCE = 4;
/** Days that go by between one such wave and the next, at most. */
const DAYS_MAX = 40;
const EVENTS_PER_PAGE = 1_000;
const FOLLOWED_MS_MAX = 600_000;

/** Plays a history, and compares. */
export async function playRows({ seed, events }: RowsPlay): Promise<RowsPlayed> {
  const [logPath, keysPath] = [temporaryFile('log.db'), temporaryFile('keys.db')];
  const masterKey = randomBytes(32);
  const log = openSqliteLog({ path: logPath });
  const keys = sqliteKeys({ file: keysPath, masterKey });
  const hub = await openSpecHub({ log, keys, masterKey, startAt: `${FIRST_DAY}T08:00:00.000Z` });
  const masterKeyGiven = masterKey.toString('hex');
  const rows = await openSpecRows(hub, {
    sources: {
      log: { kind: 'sqlite', path: logPath },
      keys: { kind: 'sqlite', path: keysPath, masterKeyPath: '', masterKeyGiven },
    },
  });
  try {
    const told = await tell(hub, { seed, events });
    return {
      seed,
      events: Number(await log.head()),
      ...told,
      byKind: await kindsIn(hub),
      ...(await compared(hub, rows)),
    };
  } finally {
    await rows.stop();
    await hub.close();
    await log.close();
    await keys.close();
  }
}

/** Tells until the log is long enough; between the waves time goes on. */
async function tell(hub: SpecHub, { seed, events }: RowsPlay): Promise<Pick<RowsPlayed, 'taken' | 'refused'>> {
  const random = seeded(seed);
  let [taken, refused] = [0, 0];
  const post = async (event: WireEvent): Promise<void> => {
    const [receipt] = await hub.post([event]);
    if (receipt?.outcome === 'accepted') taken += 1;
    else refused += 1;
    // The rows follow in this process: here they have their turn.
    await nextTurn();
  };
  for (const event of dalarnaEvents()) await post(event);
  let today = FIRST_DAY;
  for (const wave of endlessHistories(seed, AT_ONCE)) {
    for (const event of wave) await post(event);
    today = addDays(today, 1 + random.integer(DAYS_MAX));
    await hub.time.moveTo(`${today}T08:00:00.000Z` as Instant);
    await hub.clock.run();
    if (Number(await hub.log.head()) >= events) break;
  }
  return { taken, refused };
}

async function kindsIn({ log }: SpecHub): Promise<ReadonlyMap<string, number>> {
  const kinds = new Map<string, number>();
  let after = log.start;
  for (;;) {
    const { events, next, atEnd } = await log.readAll(after, { limit: EVENTS_PER_PAGE });
    for (const { stream, type } of events) {
      if (type.includes('.boundToPlacement.')) continue;
      const kind = `${categoryOf(stream)}/${type.split('.')[2] ?? ''}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    if (atEnd) return kinds;
    after = next;
  }
}

/** The rows as they followed, and as a rebuild makes them. */
async function compared(hub: SpecHub, rows: SpecRows): Promise<Pick<RowsPlayed, 'lines' | 'bytes' | 'differs'>> {
  if (!(await rows.caughtUp(await hub.log.head(), FOLLOWED_MS_MAX))) throw new Error('the rows stay behind the log');
  const kept = await linesOf(rows.dump());
  await rows.rebuild();
  if (!(await rows.caughtUp(await hub.log.head(), FOLLOWED_MS_MAX))) throw new Error('the rows stay behind the log');
  const anew = await linesOf(rows.dump());
  const longest = Math.max(kept.length, anew.length);
  const at = Array.from({ length: longest }, (_, n) => n).find((n) => kept[n] !== anew[n]);
  return {
    lines: kept.length,
    bytes: kept.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
    differs: at === undefined ? null : [kept[at] ?? '', anew[at] ?? ''],
  };
}
