/** The tables of the key file, and how a file of before is brought to them: no row is lost, and none is read otherwise. */
import { type Database } from 'better-sqlite3';

/** `owner` is a controller, or '' for the one key of a stream from before keys were the controllers'. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS stream_key (
    stream TEXT NOT NULL,
    owner TEXT NOT NULL,
    person TEXT,
    wrapped BLOB, -- null once destroyed
    PRIMARY KEY (stream, owner)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS stream_key_by_person ON stream_key (person, owner) WHERE person IS NOT NULL;
  CREATE TABLE IF NOT EXISTS master (
    id BLOB PRIMARY KEY, -- four zeros where keys were wrapped before masters had ids
    fits BLOB NOT NULL -- sealed by the master key, to know it again
  ) WITHOUT ROWID;`;

const KEYS_BY_OWNER = `
  ALTER TABLE stream_key RENAME TO stream_key_whole;
  DROP INDEX stream_key_by_person;
  ${SCHEMA}
  INSERT INTO stream_key (stream, owner, person, wrapped) SELECT stream, '', person, wrapped FROM stream_key_whole;
  DROP TABLE stream_key_whole;
  INSERT INTO master (id, fits) SELECT x'00000000', fits FROM store;
  DROP TABLE store;`;

/** Makes the tables, or moves those of before; of processes that open the file at once, one does it. */
export function bringUp(db: Database): void {
  db.transaction(() => {
    db.exec(isFromBefore(db) ? KEYS_BY_OWNER : SCHEMA);
  }).immediate();
}

function isFromBefore(db: Database): boolean {
  const columns = db.prepare<[], string>("SELECT name FROM pragma_table_info('stream_key')").pluck().all();
  return columns.length > 0 && !columns.includes('owner');
}
