/** The due index of one hub, in a SQLite file of its own. */
import { type StreamName } from '#contracts';
import { legalPerson, type Day } from '#domain';
import { FileUnusable, here, refuseBroken, type LogId } from '#event-log';
import {
  CheckpointMoved,
  openDerivedFile,
  rowCrc,
  type Migration,
  type ResultDb,
  type ResultFile,
  type RowValue,
  type TellAside,
} from '#follow';
import { type Outlook } from '../judge/judge.js';
import { DUE_FOLLOWER, nameQueued, type DueIndex, type DueSizes, type Queued } from './due-index.port.js';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 due and queue, with checksums',
    sql: `
      CREATE TABLE due (
        stream TEXT PRIMARY KEY,
        revision INTEGER NOT NULL, -- up to which the stream was read
        next_on TEXT, -- null where nothing that is known will change by itself
        placing_kommun TEXT, -- the legal person, of a case
        crc INTEGER NOT NULL -- of the rest
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX due_by_day ON due (next_on) WHERE next_on IS NOT NULL;
      CREATE INDEX due_by_kommun ON due (placing_kommun);
      CREATE TABLE queued (stream TEXT PRIMARY KEY, ticket INTEGER NOT NULL, crc INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  },
  {
    // What was kept until then may be a birthday (ADR 48): it is had again from the log, and its bytes are written over.
    name: '2026-11 no birthday',
    sql: 'PRAGMA secure_delete = ON; DELETE FROM due; DELETE FROM queued; DELETE FROM checkpoint;',
  },
];

export interface SqliteDueOptions {
  readonly logId?: LogId | undefined;
  readonly onAside?: TellAside;
}

/** Opens the index's file, making it if need be, and anew where it is damaged, of another log or of another version. */
export function sqliteDueIndex(path: string, options: SqliteDueOptions = {}): DueIndex {
  const file = openDerivedFile({ path, migrations: MIGRATIONS, check: refuseAltered, ...options });
  const sql = statements(file.db);
  const sound = <Row extends Checked>(rows: readonly Row[]): readonly Row[] => {
    if (rows.some(({ isSound }) => isSound !== 1)) throw altered(path);
    return rows;
  };
  const keepOne = ({ stream, revision, nextOn, placingParty }: Outlook): void => {
    // By an altered revision a newer one would be left out.
    sound(sql.one.all(stream));
    sql.keep.run(stream, revision, nextOn, placingParty && legalPerson(placingParty));
  };
  const keepAll = file.db.transaction((outlooks: readonly Outlook[]) => {
    for (const outlook of outlooks) keepOne(outlook);
  });
  const doneAll = file.db.transaction((queued: readonly Queued[]) => {
    for (const { stream, ticket } of queued) sql.done.run(stream, ticket);
  });
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
    dueBy: (day, limit) => here(() => sound(sql.due.all(day, limit)).map(({ stream }) => stream)),
    firstDayAfter: (day) => here(() => sound(sql.first.all(day))[0]?.nextOn ?? null),
    queued: (limit) => here(() => sound(sql.waiting.all(limit)).map(({ stream, ticket }) => ({ stream, ticket }))),
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

/** Whether a row is what was written, as SQLite tells it. */
interface Checked {
  readonly isSound: 0 | 1;
}

const OF_DUE = 'row_crc(stream, revision, next_on, placing_kommun)';
const OF_QUEUED = 'row_crc(stream, ticket)';

/** Gives SQL the checksum of a row. */
function knowRowCrc(db: ResultDb): void {
  db.function('row_crc', { varargs: true, deterministic: true }, (...values) => rowCrc(values as RowValue[]));
}

const altered = (path: string): FileUnusable => new FileUnusable(path, 'damaged', 'a row is not what was written');

/** Reads the whole file: a day that is not what was written would let something fall due unsaid. */
function refuseAltered({ db, path }: ResultFile): void {
  refuseBroken(db, path);
  knowRowCrc(db);
  for (const [table, crc] of [
    ['due', OF_DUE],
    ['queued', OF_QUEUED],
  ])
    if (db.prepare(`SELECT 1 FROM ${table} WHERE crc <> ${crc} LIMIT 1`).get() !== undefined) throw altered(path);
}

function statements(db: ResultDb) {
  knowRowCrc(db);
  const soundDue = `crc = ${OF_DUE} AS isSound`;
  const queue = (which: string) =>
    db.prepare<[string]>(
      `INSERT INTO queued (stream, ticket, crc)
         SELECT stream, ticket, ${OF_QUEUED} FROM
           (SELECT stream, (SELECT coalesce(max(ticket), 0) + 1 FROM queued) AS ticket FROM due WHERE ${which} = ?) WHERE true
       ON CONFLICT (stream) DO UPDATE SET ticket = excluded.ticket, crc = excluded.crc`,
    );
  return {
    one: db.prepare<[string], Checked>(`SELECT ${soundDue} FROM due WHERE stream = ?`),
    keep: db.prepare(
      `INSERT INTO due (stream, revision, next_on, placing_kommun, crc)
         SELECT stream, revision, next_on, placing_kommun, ${OF_DUE} FROM
           (SELECT ? AS stream, ? AS revision, ? AS next_on, ? AS placing_kommun) WHERE true
       ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision, next_on = excluded.next_on,
         placing_kommun = excluded.placing_kommun, crc = excluded.crc
       WHERE excluded.revision >= due.revision`,
    ),
    queueOne: queue('stream'),
    queueCases: queue('placing_kommun'),
    due: db.prepare<[string, number], Checked & { readonly stream: StreamName }>(
      `SELECT stream, ${soundDue} FROM due WHERE next_on <= ? ORDER BY next_on, stream LIMIT ?`,
    ),
    first: db.prepare<[string], Checked & { readonly nextOn: Day }>(
      `SELECT next_on AS nextOn, ${soundDue} FROM due WHERE next_on > ? ORDER BY next_on LIMIT 1`,
    ),
    waiting: db.prepare<[number], Checked & Queued>(
      `SELECT stream, ticket, crc = ${OF_QUEUED} AS isSound FROM queued ORDER BY ticket, stream LIMIT ?`,
    ),
    done: db.prepare<[string, number]>('DELETE FROM queued WHERE stream = ? AND ticket = ?'),
    sizes: db.prepare<[], DueSizes>(
      'SELECT (SELECT count(*) FROM due WHERE next_on IS NOT NULL) AS due, (SELECT count(*) FROM queued) AS queued',
    ),
  };
}
