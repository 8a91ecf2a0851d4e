/** The schema of the ledger that many processes share, and the one statement that writes to it. */
import { type Migration } from '#engines';

/** The schema of the ledger, where nothing else is said. */
export const LEDGER_SCHEMA = 'hvb_ledger';

/**
 * What its row says of a denial, as its text is made (`ledger-row.ts`): an authority asked itself, and it is not what another
 * was told of it. No word or id that stands in a row holds a quote.
 */
export const IS_DENIAL = `strpos(open, '"outcome":"denied"') > 0 AND strpos(open, '"receiver":') = 0`;

/** To be given to `openDatabase`. Instants are kept as the text that was stamped. */
export const LEDGER_MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 ledger',
    sql: `
      CREATE TABLE head (
        controller text COLLATE "C" PRIMARY KEY,
        seq bigint NOT NULL -- of its last entry
      );
      CREATE TABLE entry (
        controller text COLLATE "C" NOT NULL,
        seq bigint NOT NULL, -- from 1 without a gap, of each controller
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        position bigserial NOT NULL,
        kind text NOT NULL, -- access or review
        read_at text COLLATE "C" NOT NULL,
        open text NOT NULL,
        sealed bytea NOT NULL, -- who asked, under the year's key
        PRIMARY KEY (controller, seq)
      );
      CREATE INDEX entry_by_position ON entry (xid, position);
      CREATE INDEX entry_by_time ON entry (controller, read_at, seq) WHERE kind = 'access';
      CREATE TABLE entry_person (
        person uuid NOT NULL,
        controller text COLLATE "C" NOT NULL,
        seq bigint NOT NULL,
        PRIMARY KEY (person, controller, seq)
      );
      CREATE TABLE year_key (
        controller text COLLATE "C" NOT NULL,
        year integer NOT NULL,
        wrapped bytea, -- null once destroyed
        PRIMARY KEY (controller, year)
      );
      CREATE TABLE master (
        id bytea PRIMARY KEY,
        fits bytea NOT NULL -- sealed by the master key, to know it again
      );
      CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION USING MESSAGE = ''the ledger only grows''; END';
      CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
      CREATE TRIGGER person_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry_person
        FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
      CREATE TRIGGER year_is_kept BEFORE DELETE OR TRUNCATE ON year_key FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
      CREATE TRIGGER year_stays_destroyed BEFORE UPDATE ON year_key FOR EACH ROW
        WHEN (old.wrapped IS NULL OR new.controller <> old.controller OR new.year <> old.year)
        EXECUTE FUNCTION only_grows();`,
  },
  {
    name: '2026-11 denials told',
    sql: `
      CREATE INDEX entry_denied ON entry (xid, position) WHERE ${IS_DENIAL};
      CREATE TABLE told (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        xid xid8 NOT NULL, -- of the last denial that others have been told of
        position bigint NOT NULL
      );
      INSERT INTO told (xid, position) VALUES ('0', 0);
      CREATE TRIGGER told_once BEFORE UPDATE ON told FOR EACH ROW
        WHEN ((new.xid, new.position) <= (old.xid, old.position)) EXECUTE FUNCTION only_grows();
      CREATE TRIGGER told_is_kept BEFORE DELETE OR TRUNCATE ON told FOR EACH STATEMENT EXECUTE FUNCTION only_grows();`,
  },
];

/**
 * Writes rows of any controllers: numbers them under the lock of each controller's head, which are taken in one order, so
 * that two processes do not wait for each other; entries and whom they are of, at once. Writes nothing, and says 0, where
 * this connection's commits are not on disk when they are acknowledged.
 *
 * $1 places within the statement, $2 controllers, $3 kinds, $4 times, $5 open, $6 sealed; of persons: $7 place, $8 uuid.
 */
export const WRITE = `
  WITH given AS (
    SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[])
      AS g (place, controller, kind, read_at, open, sealed)
    WHERE current_setting('synchronous_commit') IN ('on', 'remote_apply') AND current_setting('fsync') = 'on'
  ), moved AS (
    INSERT INTO head AS h (controller, seq)
    SELECT controller COLLATE "C", count(*) FROM given GROUP BY controller COLLATE "C" ORDER BY controller COLLATE "C"
    ON CONFLICT (controller) DO UPDATE SET seq = h.seq + excluded.seq
    RETURNING controller, seq
  ), numbered AS (
    SELECT given.*, moved.seq - count(*) OVER same + row_number() OVER (same ORDER BY place) AS seq
    FROM given JOIN moved ON moved.controller = given.controller
    WINDOW same AS (PARTITION BY given.controller)
  ), named AS (
    INSERT INTO entry_person (person, controller, seq)
    SELECT person, controller, seq FROM unnest($7::int[], $8::uuid[]) AS p (place, person) JOIN numbered USING (place)
  ), written AS (
    INSERT INTO entry (controller, seq, kind, read_at, open, sealed)
    SELECT controller, seq, kind, read_at, open, sealed FROM numbered ORDER BY place
    RETURNING 1
  )
  SELECT count(*) AS rows FROM written`;
