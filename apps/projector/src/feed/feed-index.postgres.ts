/** The index of the feeds in a PostgreSQL schema: many processes read it, one at a time writes. */
import { type PartyId, type StreamName } from '#domain';
import { openDatabase, type Database, type Migration, type Queries } from '#engines';
import { type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import {
  FEED_INDEX_FOLLOWER,
  laterCounts,
  unbroken,
  type FeedBatch,
  type FeedEntry,
  type FeedIndex,
  type FeedOf,
  type NewFeedEntry,
  type VersionSince,
} from './feed-index.port.js';

export const FEED_INDEX_SCHEMA = 'hvb_feed_index';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 feeds',
    sql: `
      CREATE TABLE checkpoint (follower text PRIMARY KEY, position text);
      INSERT INTO checkpoint (follower, position) VALUES ('${FEED_INDEX_FOLLOWER}', NULL);
      CREATE TABLE feed (
        party text COLLATE "C" PRIMARY KEY,
        after text NOT NULL, -- the position after which it begins
        last integer NOT NULL -- its last number
      );
      CREATE TABLE entry (
        party text COLLATE "C" NOT NULL REFERENCES feed,
        sequence integer NOT NULL CHECK (sequence > 0),
        previous integer, -- of the same stream in this feed
        position text NOT NULL,
        stream text COLLATE "C" NOT NULL,
        revision integer NOT NULL,
        version integer NOT NULL, -- of the membership by which it stands here
        PRIMARY KEY (party, sequence)
      );
      CREATE UNIQUE INDEX entry_by_position ON entry (position, party);
      CREATE INDEX entry_by_stream ON entry (party, stream, sequence);
      CREATE TABLE membership (version integer PRIMARY KEY, after text NOT NULL);
      CREATE FUNCTION keeps_its_number() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'what has a number keeps it'; END $$;
      CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON entry
        FOR EACH ROW EXECUTE FUNCTION keeps_its_number();
      CREATE TRIGGER entries_stay BEFORE TRUNCATE ON entry
        FOR EACH STATEMENT EXECUTE FUNCTION keeps_its_number();`,
  },
];

const COLUMNS = 'party, sequence, previous, position, stream, revision, version';
const CHECKPOINT = 'SELECT position FROM checkpoint WHERE follower = $1';
const MOVE =
  'UPDATE checkpoint SET position = $1 WHERE follower = $2 AND position IS NOT DISTINCT FROM $3 RETURNING 1 AS one';
const PAGE = `SELECT ${COLUMNS} FROM entry WHERE party = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`;
const OF = `SELECT ${COLUMNS} FROM entry WHERE position = ANY($1) ORDER BY party, sequence`;
const LAST = 'SELECT party, last FROM feed WHERE party = ANY($1)';
const PREVIOUS = `
  SELECT party, stream, max(sequence) AS sequence
    FROM entry JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS asked (party, stream)) AS asked
      USING (party, stream)
    GROUP BY party, stream`;
const ADD = `INSERT INTO entry (${COLUMNS})
  SELECT * FROM unnest($1::text[], $2::integer[], $3::integer[], $4::text[], $5::text[], $6::integer[], $7::integer[])`;
const BEGIN =
  'INSERT INTO feed (party, after, last) SELECT *, 0 FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING';
const MOVED = `UPDATE feed SET last = moved.last FROM unnest($1::text[], $2::integer[]) AS moved (party, last)
  WHERE feed.party = moved.party`;

/** A feed was begun after those that were looked for had been read. */
class FeedBegun extends Error {}

/** Opens the schema, making it if need be. Faults: `DatabaseUnavailable`. */
export async function postgresFeedIndex(url: string, schema: string = FEED_INDEX_SCHEMA): Promise<FeedIndex> {
  const database = await openDatabase({ url, schema, migrations: MIGRATIONS, connectionsMax: 4 });
  const last = async (parties: readonly PartyId[]): Promise<ReadonlyMap<PartyId, number>> => {
    const kept = await database.query<KeptLast>(LAST, [parties]);
    const known = new Map(kept.map((feed) => [feed.party, feed.last]));
    return new Map(parties.map((party) => [party, known.get(party) ?? 0]));
  };
  return {
    checkpoint: () => checkpointOf(database),
    feeds: () => database.query<FeedOf>('SELECT party, after FROM feed ORDER BY party'),
    begin: (party, start) =>
      database.transaction(async (tx) => {
        // Under the lock of who writes: what is being committed is before it.
        const after = (await checkpointOf(tx, ' FOR UPDATE')) ?? start;
        await tx.query(BEGIN, [[party], [after]]);
      }),
    commit: (batch) => commit(database, batch),
    page: async (party, after, limit) => {
      // What is added meanwhile is no gap: the last number is asked first.
      const until = (await last([party])).get(party) ?? 0;
      const entries = await database.query<FeedEntry>(PAGE, [party, after, limit]);
      return unbroken(entries, { party, after, limit, last: until });
    },
    of: (positions) => database.query<FeedEntry>(OF, [positions]),
    last,
    versions: () => database.query<VersionSince>('SELECT version, after FROM membership ORDER BY version'),
    close: () => database.close(),
  };
}

interface KeptLast {
  readonly party: PartyId;
  readonly last: number;
}

async function checkpointOf(queries: Queries, locking = ''): Promise<Position | null> {
  const [kept] = await queries.query<{ position: Position | null }>(CHECKPOINT + locking, [FEED_INDEX_FOLLOWER]);
  return kept?.position ?? null;
}

async function commit(database: Database, batch: FeedBatch): Promise<boolean> {
  const { before, next, after, feeds, version, begun, entries } = batch;
  try {
    await database.transaction(async (tx) => {
      const moved = await tx.query(MOVE, [next, FEED_INDEX_FOLLOWER, before]);
      if (moved.length === 0) throw new CheckpointMoved(`the feed index is not at ${String(before)}`);
      const [counted] = await tx.query<{ feeds: number }>('SELECT count(*)::integer AS feeds FROM feed');
      if (counted?.feeds !== feeds) throw new FeedBegun();
      await countBy(tx, version, after);
      if (begun.length > 0) await tx.query(BEGIN, [begun.map(({ party }) => party), begun.map((feed) => feed.after)]);
      if (entries.length > 0) await add(tx, version, entries);
    });
    return true;
  } catch (error) {
    if (error instanceof FeedBegun) return false;
    throw error;
  }
}

async function countBy(tx: Queries, version: number, after: Position): Promise<void> {
  const [counting] = await tx.query<{ newest: number }>('SELECT coalesce(max(version), 0) AS newest FROM membership');
  const newest = counting?.newest ?? 0;
  if (newest > version) throw laterCounts(newest, version);
  if (newest < version) await tx.query('INSERT INTO membership (version, after) VALUES ($1, $2)', [version, after]);
}

/** One statement, whatever the number of entries; numbered here, under the lock of the checkpoint. */
async function add(tx: Queries, version: number, entries: readonly NewFeedEntry[]): Promise<void> {
  const parties = entries.map(({ party }) => party);
  const streams = entries.map(({ stream }) => stream);
  const kept = await tx.query<KeptLast>(LAST, [[...new Set(parties)]]);
  const before = await tx.query<Pick<FeedEntry, 'party' | 'stream' | 'sequence'>>(PREVIOUS, [parties, streams]);
  const last = new Map(kept.map((feed) => [feed.party, feed.last]));
  const ofStream = new Map(before.map((one) => [keyOf(one), one.sequence]));
  const numbered = entries.map((entry) => {
    const sequence = (last.get(entry.party) ?? 0) + 1;
    const previous = ofStream.get(keyOf(entry)) ?? null;
    last.set(entry.party, sequence);
    ofStream.set(keyOf(entry), sequence);
    return { ...entry, sequence, previous };
  });
  await tx.query(ADD, [
    ...[parties, numbered.map(({ sequence }) => sequence), numbered.map(({ previous }) => previous)],
    ...[entries.map(({ position }) => position), streams, entries.map(({ revision }) => revision)],
    entries.map(() => version),
  ]);
  await tx.query(MOVED, [[...last.keys()], [...last.values()]]);
}

const keyOf = ({ party, stream }: { readonly party: PartyId; readonly stream: StreamName }): string =>
  `${party} ${stream}`;
