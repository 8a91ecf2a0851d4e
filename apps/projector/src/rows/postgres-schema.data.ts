/** The tables of the list rows in PostgreSQL, as a region's own analysts may query them: those of the file, with types of their own. */
import { type Migration } from '#engines';
import { MEANINGS } from './meanings.data.js';

/**
 * Rows as told of `ROW_MIGRATIONS`. JSON is kept as text (`json`, not `jsonb`), and text is sorted by its bytes, so that
 * what is read is the same in every store. The checkpoint's one row is there from the start: it is moved, never made.
 */
const TABLES = `
  CREATE TABLE checkpoint (follower text PRIMARY KEY, position text);
  INSERT INTO checkpoint (follower, position) VALUES ('rows', NULL);
  -- Declared immutable, as an index needs it: of this format nothing hangs on the session's settings.
  CREATE FUNCTION day_text(day date) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT to_char(day::timestamp, 'YYYY-MM-DD') $$;
  CREATE TABLE placement (
    case_id text COLLATE "C" NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL,
    status text NOT NULL, mode text NOT NULL, placing_party text COLLATE "C" NOT NULL,
    region text NOT NULL, region_status text NOT NULL, registered_kommun text,
    hvb_id text NOT NULL, hvb_kommun text NOT NULL, act text NOT NULL,
    planned_from date NOT NULL, planned_to date NOT NULL, started_on date, ended_on date,
    agreement_id text, summary json NOT NULL,
    PRIMARY KEY (case_id, valid_from)
  );
  CREATE TABLE case_party (
    case_id text COLLATE "C" NOT NULL, party text COLLATE "C" NOT NULL, role text COLLATE "C" NOT NULL,
    valid_from date NOT NULL, valid_to date NOT NULL,
    PRIMARY KEY (case_id, party, role, valid_from)
  );
  CREATE INDEX case_party_by_party ON case_party (party, case_id);
  CREATE TABLE deadline (
    case_id text COLLATE "C" NOT NULL, deadline_id text COLLATE "C" NOT NULL,
    valid_from date NOT NULL, valid_to date NOT NULL,
    kind text NOT NULL, starts_on date, due_on date, latest_lawful_on date,
    met_on date, cancelled_on date, lapsed_on date,
    responsible json NOT NULL, why json NOT NULL, sealed bytea,
    PRIMARY KEY (case_id, deadline_id, valid_from)
  );
  CREATE INDEX deadline_in_order ON deadline ((coalesce(day_text(due_on), '') || ' ' || deadline_id));
  CREATE TABLE finding (
    case_id text COLLATE "C" NOT NULL, finding_id text COLLATE "C" NOT NULL,
    valid_from date NOT NULL, valid_to date NOT NULL,
    rule text COLLATE "C" NOT NULL, severity text NOT NULL, raised_on date, resolved_on date,
    parties json NOT NULL, message_sv text NOT NULL, message_en text NOT NULL, why json NOT NULL, sealed bytea,
    PRIMARY KEY (case_id, finding_id, valid_from)
  );
  CREATE INDEX finding_in_order ON finding ((rule || ' ' || finding_id));
`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const COMMENTS = Object.entries(MEANINGS).flatMap(([table, { table: ofTable, columns }]) => [
  `COMMENT ON TABLE ${table} IS ${quoted(ofTable)};`,
  ...Object.entries(columns).map(([column, meaning]) => `COMMENT ON COLUMN ${table}.${column} IS ${quoted(meaning)};`),
]);

export const POSTGRES_ROW_MIGRATIONS: readonly Migration[] = [
  { name: '001-rows', sql: TABLES },
  { name: '002-meanings', sql: COMMENTS.join('\n') },
];
