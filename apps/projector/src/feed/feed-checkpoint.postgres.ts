/** The feeds' checkpoint in a schema of its own, which many processes read and one at a time moves. */
import { openDatabase, type Migration } from '#engines';
import { type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import {
  FED_PARTIES,
  FEEDS_FOLLOWER,
  NOBODY_FED,
  type FedParties,
  type FeedCheckpoint,
} from './feed-checkpoint.port.js';

export const FEEDS_SCHEMA = 'hvb_feeds';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 checkpoint',
    sql: 'CREATE TABLE checkpoint (follower text PRIMARY KEY, position text NOT NULL)',
  },
];

const FIRST = 'INSERT INTO checkpoint (follower, position) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING position';
const NEXT = 'UPDATE checkpoint SET position = $2 WHERE follower = $1 AND position = $3 RETURNING position';

const READ = 'SELECT position FROM checkpoint WHERE follower = $1';
const KEEP =
  'INSERT INTO checkpoint (follower, position) VALUES ($1, $2) ON CONFLICT (follower) DO UPDATE SET position = excluded.position';

/** Opens the schema, making it if need be. Faults: `DatabaseUnavailable`. */
export async function postgresFeedCheckpoint(url: string, schema: string = FEEDS_SCHEMA): Promise<FeedCheckpoint> {
  const database = await openDatabase({ url, schema, migrations: MIGRATIONS, connectionsMax: 2 });
  return {
    read: async () => {
      const [row] = await database.query<{ readonly position: Position }>(READ, [FEEDS_FOLLOWER]);
      return row?.position ?? null;
    },
    move: async (before, next) => {
      const moved =
        before === null
          ? await database.query(FIRST, [FEEDS_FOLLOWER, next])
          : await database.query(NEXT, [FEEDS_FOLLOWER, next, before]);
      if (moved.length === 0) throw new CheckpointMoved('the feeds are not where they were left');
    },
    parties: async () => {
      const [row] = await database.query<{ readonly position: string }>(READ, [FED_PARTIES]);
      return row === undefined ? NOBODY_FED : (JSON.parse(row.position) as FedParties);
    },
    keepParties: async (parties) => {
      await database.query(KEEP, [FED_PARTIES, JSON.stringify(parties)]);
    },
    close: () => database.close(),
  };
}
