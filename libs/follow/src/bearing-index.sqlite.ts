/** What bears on what, in a SQLite file that the parts of one process share. */
import { type BearingIndex, type Bears } from '#cases';
import { type BearingName, type StreamName } from '#domain';
import { openResultFile, type Migration } from './result-file.sqlite.js';

const MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 bearing',
    sql: `
      CREATE TABLE bearing (
        sequence INTEGER PRIMARY KEY,
        bearer TEXT NOT NULL, -- the stream that bears
        bears_on TEXT NOT NULL, -- a legal person, whose cases; or a stream
        position TEXT NOT NULL, -- of the first fact that said so
        UNIQUE (bearer, bears_on)
      ) STRICT;
      CREATE INDEX bearing_by_name ON bearing (bears_on, sequence);`,
  },
];

/** Opens the index's file, making it if need be. */
export function sqliteBearingIndex(path: string): BearingIndex {
  const file = openResultFile({ path, migrations: MIGRATIONS, durability: 'rebuildable' });
  const { db } = file;
  const columns = 'bearer, bears_on AS bearsOn, position';
  const add = db.prepare<[string, string, string]>(
    'INSERT INTO bearing (bearer, bears_on, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const all = db.prepare<[], Bears>(`SELECT ${columns} FROM bearing ORDER BY sequence`);
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
          for (const { bearer, bearsOn, position } of bears) add.run(bearer, bearsOn, position);
        });
      }),
    bearing: (on) => here(() => (on === 'anything' ? all.all() : some.all(JSON.stringify(on)))),
    namesOf: (bearer) => here(() => names.all(bearer)),
    close: () =>
      here(() => {
        file.close();
      }),
  };
}

/** At once; only the answer is asynchronous. */
function here<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
