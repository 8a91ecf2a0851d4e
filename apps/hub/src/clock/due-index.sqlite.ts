/** The due index of one hub, in a SQLite file of its own. */
import { type StreamName } from '#contracts';
import { legalPerson, type Day } from '#domain';
import { type LogId } from '#event-log';
import { CheckpointMoved, openDerivedFile, type Migration, type ResultDb, type TellAside } from '#follow';
import { type Outlook } from '../judge/judge.js';
import { DUE_FOLLOWER, nameQueued, type DueIndex, type DueSizes, type Queued } from './due-index.port.js';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-01 due and queue',
    sql: `
      CREATE TABLE due (
        stream TEXT PRIMARY KEY,
        revision INTEGER NOT NULL, -- up to which the stream was read
        next_on TEXT, -- null where nothing that is known will change by itself
        placing_kommun TEXT -- the legal person, of a case
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX due_by_day ON due (next_on) WHERE next_on IS NOT NULL;
      CREATE INDEX due_by_kommun ON due (placing_kommun);
      CREATE TABLE queued (stream TEXT PRIMARY KEY, ticket INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  },
];

export interface SqliteDueOptions {
  readonly logId?: LogId | undefined;
  readonly onAside?: TellAside;
}

/** Opens the index's file, making it if need be, and anew where it is damaged, of another log or of another version. */
export function sqliteDueIndex(path: string, options: SqliteDueOptions = {}): DueIndex {
  const file = openDerivedFile({ path, migrations: MIGRATIONS, ...options });
  const sql = statements(file.db);
  const keepOne = ({ stream, revision, nextOn, placingParty }: Outlook): void => {
    sql.keep.run(stream, revision, nextOn, placingParty && legalPerson(placingParty));
  };
  const keepAll = file.db.transaction((outlooks: readonly Outlook[]) => {
    for (const outlook of outlooks) keepOne(outlook);
  });
  const doneAll = file.db.transaction((queued: readonly Queued[]) => {
    for (const { stream, ticket } of queued) sql.done.run(stream, ticket);
  });
  const here = inOneTurn;
  return {
    checkpoint: () => here(() => file.checkpoint(DUE_FOLLOWER)),
    commit: ({ before, next, outlooks, movedFor }) =>
      here(() => {
        file.commit(DUE_FOLLOWER, next, () => {
          if (file.checkpoint(DUE_FOLLOWER) !== before)
            throw new CheckpointMoved(`${DUE_FOLLOWER} is not at ${before}`);
          for (const outlook of outlooks) keepOne(outlook);
          for (const { stream } of outlooks.filter(({ unsaid }) => unsaid)) sql.queueOne.run(stream);
          for (const name of movedFor.map(nameQueued)) {
            sql.queueCases.run(name);
            sql.queueOne.run(name);
          }
        });
      }),
    keep: (outlooks) =>
      here(() => {
        keepAll(outlooks);
      }),
    dueBy: (day, limit) => here(() => sql.due.all(day, limit)),
    firstDayAfter: (day) => here(() => sql.first.get(day) ?? null),
    queued: (limit) => here(() => sql.waiting.all(limit)),
    done: (queued) =>
      here(() => {
        doneAll(queued);
      }),
    sizes: () => here(() => sql.sizes.get() ?? { due: 0, queued: 0 }),
    close: () =>
      here(() => {
        file.close();
      }),
  };
}

/** At once; only the answer is asynchronous. */
function inOneTurn<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

function statements(db: ResultDb) {
  const queue = (which: string) =>
    db.prepare<[string]>(
      `INSERT INTO queued (stream, ticket)
         SELECT stream, (SELECT coalesce(max(ticket), 0) + 1 FROM queued) FROM due WHERE ${which} = ?
       ON CONFLICT (stream) DO UPDATE SET ticket = excluded.ticket`,
    );
  return {
    keep: db.prepare(
      `INSERT INTO due (stream, revision, next_on, placing_kommun) VALUES (?, ?, ?, ?)
       ON CONFLICT (stream) DO UPDATE SET
         revision = excluded.revision, next_on = excluded.next_on, placing_kommun = excluded.placing_kommun
       WHERE excluded.revision >= due.revision`,
    ),
    queueOne: queue('stream'),
    queueCases: queue('placing_kommun'),
    due: db
      .prepare<[string, number], StreamName>(
        'SELECT stream FROM due WHERE next_on <= ? ORDER BY next_on, stream LIMIT ?',
      )
      .pluck(),
    first: db.prepare<[string], Day | null>('SELECT min(next_on) FROM due WHERE next_on > ?').pluck(),
    waiting: db.prepare<[number], Queued>('SELECT stream, ticket FROM queued ORDER BY ticket, stream LIMIT ?'),
    done: db.prepare<[string, number]>('DELETE FROM queued WHERE stream = ? AND ticket = ?'),
    sizes: db.prepare<[], DueSizes>(
      'SELECT (SELECT count(*) FROM due WHERE next_on IS NOT NULL) AS due, (SELECT count(*) FROM queued) AS queued',
    ),
  };
}
