/** The index of the feeds in a file of its own, which is primary: every commit is synced, and each entry carries a checksum. */
import { type PartyId, type StreamName } from '#domain';
import { here, writesOf, type LogId, type Position } from '#event-log';
import {
  CheckpointMoved,
  inspectResultFile,
  openResultFile,
  refuseAlteredCheckpoints,
  rowCrc,
  type InspectedResult,
  refuseLater,
  type Migration,
  type ResultDb,
} from '#follow';
import {
  FEED_INDEX_FOLLOWER,
  FeedIndexDamaged,
  laterCounts,
  unbroken,
  type FeedBatch,
  type FeedEntry,
  type FeedIndex,
  type FeedOf,
  type VersionSince,
} from './feed-index.port.js';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 feeds',
    sql: `
      CREATE TABLE feed (
        party TEXT PRIMARY KEY,
        after TEXT NOT NULL, -- the position after which it begins
        last INTEGER NOT NULL, -- its last number
        crc INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE entry (
        party TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        previous INTEGER, -- of the same stream in this feed
        position TEXT NOT NULL,
        stream TEXT NOT NULL,
        revision INTEGER NOT NULL,
        version INTEGER NOT NULL, -- of the membership by which it stands here
        crc INTEGER NOT NULL,
        PRIMARY KEY (party, sequence)
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX entry_by_position ON entry (position, party);
      CREATE INDEX entry_by_stream ON entry (party, stream, sequence);
      CREATE TABLE membership (version INTEGER PRIMARY KEY, after TEXT NOT NULL) STRICT;
      CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'what has a number keeps it'); END;
      CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'what has a number keeps it'); END;`,
  },
];

/** What the file says of itself before it is opened for writing; undefined where there is none. Throws `FileUnusable`. */
export const inspectFeedIndex = (path: string): InspectedResult | undefined =>
  inspectResultFile(path, {
    // Its entries are held by their checksums when they are read: an index of years opens as soon as one of a day.
    whole: false,
    refuse: refuseLater(path, MIGRATIONS),
  });

/** The index in a file of one process. */
export interface SqliteFeedIndex extends FeedIndex {
  /** How often it has been written since it was bound to its log. */
  writes(): number;
}

interface KeptEntry extends FeedEntry {
  readonly crc: number;
}

interface KeptFeed extends FeedOf {
  readonly last: number;
  readonly crc: number;
}

const crcOf = ({ party, sequence, previous, position, stream, revision, version }: FeedEntry): number =>
  rowCrc([party, sequence, previous, position, stream, revision, version]);

const crcOfFeed = ({ party, after, last }: Omit<KeptFeed, 'crc'>): number => rowCrc([party, after, last]);

function sound({ crc, ...entry }: KeptEntry): FeedEntry {
  if (crcOf(entry) !== crc) throw new FeedIndexDamaged(entry.party, entry.sequence);
  return entry;
}

function soundFeed({ crc, ...feed }: KeptFeed): Omit<KeptFeed, 'crc'> {
  if (crcOfFeed(feed) !== crc) throw new FeedIndexDamaged(feed.party, feed.last);
  return feed;
}

/** Opens the file, making it if need be. Throws `FileUnusable` where it is damaged, of another log or of a later version. */
export function sqliteFeedIndex(path: string, options: { readonly logId?: LogId } = {}): SqliteFeedIndex {
  const file = openResultFile({
    ...{ path, migrations: MIGRATIONS, durability: 'primary', ...options },
    refuse: refuseLater(path, MIGRATIONS),
  });
  try {
    refuseAlteredCheckpoints(file);
  } catch (error) {
    file.close();
    throw error;
  }
  return over(file);
}

const COLUMNS = 'party, sequence, previous, position, stream, revision, version, crc';

function statementsOf(db: ResultDb) {
  return {
    feed: db.prepare<[PartyId], KeptFeed>('SELECT party, after, last, crc FROM feed WHERE party = ?'),
    feeds: db.prepare<[], KeptFeed>('SELECT party, after, last, crc FROM feed ORDER BY party'),
    countFeeds: db.prepare<[], number>('SELECT count(*) FROM feed').pluck(),
    keepFeed: db.prepare<[PartyId, Position, number, number]>(
      `INSERT INTO feed (party, after, last, crc) VALUES (?, ?, ?, ?)
         ON CONFLICT (party) DO UPDATE SET last = excluded.last, crc = excluded.crc`,
    ),
    previous: db
      .prepare<[PartyId, StreamName], number | null>('SELECT max(sequence) FROM entry WHERE party = ? AND stream = ?')
      .pluck(),
    add: db.prepare<[PartyId, number, number | null, Position, StreamName, number, number, number]>(
      `INSERT INTO entry (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    page: db.prepare<[PartyId, number, number], KeptEntry>(
      `SELECT ${COLUMNS} FROM entry WHERE party = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
    ),
    of: db.prepare<[string], KeptEntry>(
      `SELECT ${COLUMNS} FROM entry WHERE position IN (SELECT value FROM json_each(?)) ORDER BY party, sequence`,
    ),
    versions: db.prepare<[], VersionSince>('SELECT version, after FROM membership ORDER BY version'),
    since: db.prepare<[number, Position]>('INSERT INTO membership (version, after) VALUES (?, ?)'),
  };
}

type Statements = ReturnType<typeof statementsOf>;

function over(file: ReturnType<typeof openResultFile>): SqliteFeedIndex {
  const { db } = file;
  const run = statementsOf(db);
  const written = writesOf(db);
  const lastOf = (party: PartyId): number => {
    const kept = run.feed.get(party);
    return kept ? soundFeed(kept).last : 0;
  };
  const begin = db.transaction((party: PartyId, start: Position) => {
    if (run.feed.get(party)) return;
    const after = file.checkpoint(FEED_INDEX_FOLLOWER) ?? start;
    run.keepFeed.run(party, after, 0, crcOfFeed({ party, after, last: 0 }));
    written.count();
  });
  return {
    checkpoint: () => here(() => file.checkpoint(FEED_INDEX_FOLLOWER)),
    feeds: () =>
      here(() =>
        run.feeds
          .all()
          .map(soundFeed)
          .map(({ party, after }) => ({ party, after })),
      ),
    begin: (party, start) =>
      here(() => {
        begin.immediate(party, start);
      }),
    commit: (batch) =>
      here(() => {
        // Nobody else writes the file, nor this process between the two.
        if (file.checkpoint(FEED_INDEX_FOLLOWER) !== batch.before)
          throw new CheckpointMoved(`the feed index is not at ${String(batch.before)}`);
        if (run.countFeeds.get() !== batch.feeds) return false;
        file.commit(FEED_INDEX_FOLLOWER, batch.next, () => {
          keep(run, batch);
          written.count();
        });
        return true;
      }),
    page: (party, after, limit) =>
      here(() => unbroken(run.page.all(party, after, limit).map(sound), { party, after, limit, last: lastOf(party) })),
    of: (positions) => here(() => run.of.all(JSON.stringify(positions)).map(sound)),
    last: (parties) => here(() => new Map(parties.map((party) => [party, lastOf(party)]))),
    versions: () => here(() => run.versions.all()),
    writes: () => written.counted(),
    close: () =>
      here(() => {
        written.counted();
        file.close();
      }),
  };
}

/** Within the transaction of the checkpoint. */
function keep(run: Statements, { after, version, begun, entries }: FeedBatch): void {
  countBy(run, version, after);
  const moved = new Map(begun.map((feed) => [feed.party, { ...feed, last: 0 }]));
  for (const { party, position, stream, revision } of entries) {
    const feed = moved.get(party) ?? keptFeed(run, party);
    const sequence = feed.last + 1;
    const previous = run.previous.get(party, stream) ?? null;
    const crc = crcOf({ party, sequence, previous, position, stream, revision, version });
    run.add.run(party, sequence, previous, position, stream, revision, version, crc);
    moved.set(party, { ...feed, last: sequence });
  }
  for (const feed of moved.values()) run.keepFeed.run(feed.party, feed.after, feed.last, crcOfFeed(feed));
}

function countBy(run: Statements, version: number, after: Position): void {
  const newest = run.versions.all().at(-1)?.version ?? 0;
  if (newest > version) throw laterCounts(newest, version);
  if (newest < version) run.since.run(version, after);
}

function keptFeed(run: Statements, party: PartyId): Omit<KeptFeed, 'crc'> {
  const kept = run.feed.get(party);
  if (!kept) throw new RangeError(`${party} has no feed`);
  return soundFeed(kept);
}
