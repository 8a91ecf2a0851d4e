/** Builds all list rows into a new schema beside the live one, in a worker thread of its own, and swaps the two. */
import { bearing, memoryBearingIndex, nameUuid } from '#cases';
import { type Position } from '#event-log';
import { type RebuildJob } from '#follow';
import { buildRows, followToHead } from './build-rows.js';
import { swapIn } from './row-schemas.postgres.js';
import { openKeysAt, openLogAt, type RowSources } from './row-sources.js';
import { openPostgresRows, type PostgresRowsOptions } from './row-store.postgres.js';

export interface SchemaRebuild {
  readonly sources: RowSources;
  /** The live schema. */
  readonly live: PostgresRowsOptions;
}

/** Resolves once the schema made at `job.into` has taken the live one's place, with the position that it goes to. */
export async function rebuild({ into, data, progress }: RebuildJob<SchemaRebuild>): Promise<Position> {
  const { sources, live } = data;
  const { log, close } = await openLogAt(sources.log);
  const keys = await openKeysAt(sources.keys);
  const store = await openPostgresRows({ url: live.url, schema: into, logId: live.logId });
  try {
    const deps = { log, keys, bearing: bearing({ log, keys, index: memoryBearingIndex() }), name: nameUuid() };
    await buildRows({ ...deps, store, progress });
    // What was said meanwhile, so that little is left to do while the live one is held.
    await followToHead(deps, store);
    return await swapIn(live, into, () => followToHead(deps, store));
  } finally {
    await store.close();
    await keys.close();
    await close();
  }
}
