/** How every connection to PostgreSQL is made: its schema, its patience, and its values as they are stored. */
import pg from 'pg';

const CONNECT_MS_MAX = 5_000;
/** A statement that a cut line swallowed is given up; none of ours takes this long. */
const STATEMENT_MS_MAX = 30_000;
const SCHEMA_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Object ids of the server's own types, as its catalogue numbers them. */
const BIGINT = 20;
const JSON_TEXT = 114;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

const asStored = (text: string): string => text;
type Parser = (text: string) => unknown;
const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [BIGINT, Number],
  [JSON_TEXT, asStored],
  [DATE, asStored],
  [TIMESTAMPTZ, asStored],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => PARSERS.get(oid) ?? otherParser(oid)) as pg.CustomTypesConfig['getTypeParser'],
};
/** The client's own, for every other type. */
const otherParser = pg.types.getTypeParser as (oid: number) => Parser;

/** Options of a connection whose unqualified names mean `schema` alone. Throws a `RangeError` for what is no schema's name. */
export function clientOptions(url: string, schema: string): pg.ClientConfig {
  if (!SCHEMA_NAME.test(schema)) throw new RangeError(`${schema} is no schema's name`);
  return {
    connectionString: url,
    options: `-c search_path=${schema} -c timezone=UTC`,
    application_name: 'hvb-hub',
    connectionTimeoutMillis: CONNECT_MS_MAX,
    query_timeout: STATEMENT_MS_MAX,
    keepAlive: true,
    types,
  };
}
