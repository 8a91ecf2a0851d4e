/** What bears on what, in a SQLite file that the parts of one process share. */
import { type BearingIndex, type Bears } from '#cases';
import { prefixOf, type BearingName, type StreamName } from '#domain';
import { FileUnusable, here, refuseBroken, type LogId } from '#event-log';
import { openDerivedFile, type TellAside } from './derived-file.sqlite.js';
import { openResultFile, type Migration, type ResultFile } from './result-file.sqlite.js';
import { rowCrc } from './row-crc.js';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 bearing, with checksums',
    sql: `
      CREATE TABLE bearing (
        sequence INTEGER PRIMARY KEY,
        bearer TEXT NOT NULL, -- the stream that bears
        bears_on TEXT NOT NULL, -- a legal person, whose cases; or a stream
        position TEXT NOT NULL, -- of the first fact that said so
        crc INTEGER NOT NULL,
        UNIQUE (bearer, bears_on)
      ) STRICT;
      CREATE INDEX bearing_by_name ON bearing (bears_on, sequence);`,
  },
];

export interface SqliteBearingOptions {
  readonly logId?: LogId | undefined;
  readonly onAside?: TellAside;
  /** Others of this process have the file open: it is neither checked nor made anew. */
  readonly isShared?: boolean;
}

/** Opens the index's file, making it if need be, and anew where it is damaged, of another log or of another version. */
export function sqliteBearingIndex(path: string, { isShared, ...options }: SqliteBearingOptions = {}): BearingIndex {
  const given = { path, migrations: MIGRATIONS, ...options };
  return indexOver(isShared ? openResultFile(given) : openDerivedFile({ ...given, check: refuseAltered }));
}

function refuseAltered({ db, path }: ResultFile): void {
  refuseBroken(db, path);
  const rows = db
    .prepare<[], [string, string, string, number]>('SELECT bearer, bears_on, position, crc FROM bearing')
    .raw();
  for (const [bearer, bearsOn, position, crc] of rows.iterate())
    if (rowCrc([bearer, bearsOn, position]) !== crc)
      throw new FileUnusable(path, 'damaged', 'a row is not what was written');
}

function indexOver(file: ResultFile): BearingIndex {
  const { db } = file;
  const columns = 'bearer, bears_on AS bearsOn, position';
  const add = db.prepare<[string, string, string, number]>(
    'INSERT INTO bearing (bearer, bears_on, position, crc) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const all = db.prepare<[string], Bears>(`SELECT ${columns} FROM bearing WHERE bearer GLOB ? ORDER BY sequence`);
  const some = db.prepare<[string], Bears>(
    `SELECT ${columns} FROM bearing WHERE bears_on IN (SELECT value FROM json_each(?)) ORDER BY sequence`,
  );
  const names = db
    .prepare<[StreamName], BearingName>('SELECT bears_on FROM bearing WHERE bearer = ? ORDER BY sequence')
    .pluck();
  return {
    checkpoint: (prefix) => here(() => file.checkpoint(prefix)),
    commit: ({ bears, prefix, next }) =>
      here(() => {
        file.commit(prefix, next, () => {
          for (const { bearer, bearsOn, position } of bears)
            add.run(bearer, bearsOn, position, rowCrc([bearer, bearsOn, position]));
        });
      }),
    bearing: (on) => here(() => ('allOf' in on ? all.all(`${prefixOf(on.allOf)}*`) : some.all(JSON.stringify(on)))),
    namesOf: (bearer) => here(() => names.all(bearer)),
    close: () =>
      here(() => {
        file.close();
      }),
  };
}
