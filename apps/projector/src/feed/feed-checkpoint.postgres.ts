/** The feeds' checkpoint in a schema of its own, which many processes read and one at a time moves. */
import { openDatabase, type Migration } from '#engines';
import { feedCheckpointIn } from './feed-checkpoint.js';
import { type FeedCheckpoint } from './feed-checkpoint.port.js';

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
  return feedCheckpointIn({
    read: async (name) => (await database.query<Kept>(READ, [name]))[0]?.position ?? null,
    keep: (name, text) => database.query(KEEP, [name, text]),
    move: async (name, before, next) => {
      const moved = await (before === null
        ? database.query(FIRST, [name, next])
        : database.query(NEXT, [name, next, before]));
      return moved.length > 0;
    },
    close: () => database.close(),
  });
}

interface Kept {
  readonly position: string;
}
