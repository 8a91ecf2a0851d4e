/** The due index of all hubs, in one PostgreSQL schema. */
import { type StreamName } from '#contracts';
import { legalPerson, type Day } from '#domain';
import { type Database, type Queries } from '#engines';
import { type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import { type Outlook } from '../judge/judge.js';
import { DUE_FOLLOWER, nameQueued, type DueIndex, type DueSizes, type Queued } from './due-index.port.js';

/** The index in `database`, opened with `HUB_MIGRATIONS` and closed by who opened it. */
export function postgresDueIndex(database: Database): DueIndex {
  return {
    checkpoint: async () => {
      const [row] = await database.query<{ position: Position | null }>(
        'SELECT position FROM checkpoint WHERE follower = $1',
        [DUE_FOLLOWER],
      );
      return row?.position ?? null;
    },
    commit: ({ before, next, outlooks, movedFor }) =>
      database.transaction(async (tx) => {
        const moved = await tx.query(
          'UPDATE checkpoint SET position = $1 WHERE follower = $2 AND position IS NOT DISTINCT FROM $3 RETURNING 1 AS one',
          [next, DUE_FOLLOWER, before],
        );
        if (moved.length === 0) throw new CheckpointMoved(`${DUE_FOLLOWER} is not at ${String(before)}`);
        await keep(tx, outlooks);
        const unsaid = outlooks.filter((outlook) => outlook.unsaid).map(({ stream }) => stream);
        const names = movedFor.map(nameQueued);
        await queue(tx, [...unsaid, ...names], names);
      }),
    keep: (outlooks) => keep(database, outlooks),
    dueBy: async (day, limit) => {
      const rows = await database.query<{ stream: StreamName }>(
        'SELECT stream FROM due WHERE next_on <= $1 ORDER BY next_on, stream LIMIT $2',
        [day, limit],
      );
      return rows.map(({ stream }) => stream);
    },
    firstDayAfter: async (day) => {
      const [row] = await database.query<{ day: Day | null }>(
        'SELECT min(next_on) AS day FROM due WHERE next_on > $1',
        [day],
      );
      return row?.day ?? null;
    },
    queued: (limit) =>
      database.query<Queued>('SELECT stream, ticket FROM queued ORDER BY ticket, stream LIMIT $1', [limit]),
    done: async (queued) => {
      await database.query(
        'DELETE FROM queued USING unnest($1::text[], $2::bigint[]) AS done (stream, ticket) WHERE queued.stream = done.stream AND queued.ticket = done.ticket',
        [queued.map(({ stream }) => stream), queued.map(({ ticket }) => ticket)],
      );
    },
    sizes: async () => {
      const [sizes] = await database.query<DueSizes>(
        'SELECT (SELECT count(*) FROM due WHERE next_on IS NOT NULL) AS due, (SELECT count(*) FROM queued) AS queued',
      );
      return sizes ?? { due: 0, queued: 0 };
    },
    close: () => Promise.resolve(),
  };
}

/** In the streams' order, so that follower and clock do not wait for each other. */
async function keep(tx: Queries, outlooks: readonly Outlook[]): Promise<void> {
  if (outlooks.length === 0) return;
  const rows = [...new Map(outlooks.map((outlook) => [outlook.stream, outlook])).values()];
  rows.sort((a, b) => (a.stream < b.stream ? -1 : 1));
  await tx.query(
    `INSERT INTO due (stream, revision, next_on, placing_kommun)
       SELECT * FROM unnest($1::text[], $2::integer[], $3::date[], $4::text[])
     ON CONFLICT (stream) DO UPDATE SET
       revision = excluded.revision, next_on = excluded.next_on, placing_kommun = excluded.placing_kommun
     WHERE excluded.revision >= due.revision`,
    [
      rows.map(({ stream }) => stream),
      rows.map(({ revision }) => revision),
      rows.map(({ nextOn }) => nextOn),
      rows.map(({ placingParty }) => placingParty && legalPerson(placingParty)),
    ],
  );
}

async function queue(tx: Queries, streams: readonly string[], kommuner: readonly string[]): Promise<void> {
  if (streams.length + kommuner.length === 0) return;
  await tx.query(
    `INSERT INTO queued (stream, ticket)
       SELECT stream, nextval('ticket') FROM due WHERE stream = ANY($1) OR placing_kommun = ANY($2) ORDER BY stream
     ON CONFLICT (stream) DO UPDATE SET ticket = excluded.ticket`,
    [streams, kommuner],
  );
}
