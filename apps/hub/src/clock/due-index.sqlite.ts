/** What is due next, case by case, and which cases are to be judged anew: had again from the log if it is lost. */
import { type StreamName } from '#contracts';
import { legalPerson, type Day, type PartyId } from '#domain';
import { type Position } from '#event-log';
import { openResultFile, type Migration } from '#follow';
import { type Outlook } from '../judge/judge.js';

export const DUE_FOLLOWER = 'due';

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

/** A stream to be judged anew. Queued again meanwhile, it has another ticket. */
export interface Queued {
  readonly stream: StreamName;
  readonly ticket: number;
}

export interface DueIndex {
  checkpoint(): Position | null;
  /** Keeps the outlooks, and queues the cases of these kommuner, with the checkpoint: all or nothing. */
  commit(next: Position, outlooks: readonly Outlook[], movedFor: readonly PartyId[]): void;
  /** Keeps one outlook, unless a later revision of the stream is known. */
  keep(outlook: Outlook): void;
  /** Streams due on or before a day, the earliest first. */
  dueBy(day: Day, limit: number): readonly StreamName[];
  /** The first day after `day` on which anything is due. */
  firstDayAfter(day: Day): Day | null;
  queued(limit: number): readonly Queued[];
  /** Takes a stream out of the queue, unless it was queued again since. */
  done(queued: Queued): void;
  sizes(): { readonly due: number; readonly queued: number };
  close(): void;
}

/** Opens the index's file, making it if need be. */
export function openDueIndex(path: string): DueIndex {
  const file = openResultFile({ path, migrations: MIGRATIONS, durability: 'rebuildable' });
  const { db } = file;
  const keep = db.prepare(
    `INSERT INTO due (stream, revision, next_on, placing_kommun) VALUES (?, ?, ?, ?)
     ON CONFLICT (stream) DO UPDATE SET
       revision = excluded.revision, next_on = excluded.next_on, placing_kommun = excluded.placing_kommun
     WHERE excluded.revision >= due.revision`,
  );
  const queue = db.prepare(
    `INSERT INTO queued (stream, ticket)
       SELECT stream, (SELECT coalesce(max(ticket), 0) + 1 FROM queued) FROM due WHERE placing_kommun = ?
     ON CONFLICT (stream) DO UPDATE SET ticket = excluded.ticket`,
  );
  const due = db
    .prepare<[string, number], StreamName>('SELECT stream FROM due WHERE next_on <= ? ORDER BY next_on, stream LIMIT ?')
    .pluck();
  const first = db.prepare<[string], Day | null>('SELECT min(next_on) FROM due WHERE next_on > ?').pluck();
  const waiting = db.prepare<[number], Queued>('SELECT stream, ticket FROM queued ORDER BY ticket, stream LIMIT ?');
  const done = db.prepare<[string, number]>('DELETE FROM queued WHERE stream = ? AND ticket = ?');
  const sizes = db.prepare<[], { due: number; queued: number }>(
    'SELECT (SELECT count(*) FROM due WHERE next_on IS NOT NULL) AS due, (SELECT count(*) FROM queued) AS queued',
  );
  const keepOne = ({ stream, revision, nextOn, placingParty }: Outlook): void => {
    keep.run(stream, revision, nextOn, placingParty && legalPerson(placingParty));
  };
  return {
    checkpoint: () => file.checkpoint(DUE_FOLLOWER),
    commit: (next, outlooks, movedFor) => {
      file.commit(DUE_FOLLOWER, next, () => {
        for (const outlook of outlooks) keepOne(outlook);
        for (const kommun of new Set(movedFor.map(legalPerson))) queue.run(kommun);
      });
    },
    keep: keepOne,
    dueBy: (day, limit) => due.all(day, limit),
    firstDayAfter: (day) => first.get(day) ?? null,
    queued: (limit) => waiting.all(limit),
    done: ({ stream, ticket }) => {
      done.run(stream, ticket);
    },
    sizes: () => sizes.get() ?? { due: 0, queued: 0 },
    close: () => {
      file.close();
    },
  };
}
