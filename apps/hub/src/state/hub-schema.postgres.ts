/** The schema that all hubs over one PostgreSQL share: their own state (primary), what is due and what bears on what (had again from the log). */
import { type Migration } from '#engines';
import { BEARING_MIGRATION } from '#follow';

/** The schema of what waits, quarantine, receipts and what is due next. */
export const HUB_SCHEMA = 'hvb_hub';

/** To be given to `openDatabase` with a schema of the hub's own. Instants are kept as the text that was stamped. */
export const HUB_MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 waiting, quarantine, receipts',
    sql: `
      CREATE TABLE waiting (
        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        party text NOT NULL,
        stream text COLLATE "C" NOT NULL,
        subject text NOT NULL,
        source text NOT NULL,
        message_id text NOT NULL,
        until date NOT NULL, -- the last day on which it waits
        edition integer NOT NULL DEFAULT 1,
        wrapped_key bytea NOT NULL,
        sealed bytea NOT NULL,
        UNIQUE (source, subject, message_id)
      );
      CREATE INDEX waiting_by_stream ON waiting (stream, sequence);
      CREATE INDEX waiting_by_party ON waiting (party);
      CREATE INDEX waiting_by_subject ON waiting (subject);
      CREATE INDEX waiting_by_until ON waiting (until);
      CREATE TABLE quarantine (
        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        quarantine_id uuid NOT NULL UNIQUE,
        party text NOT NULL,
        kept_at text COLLATE "C" NOT NULL,
        code text NOT NULL,
        wrapped_key bytea NOT NULL,
        sealed bytea NOT NULL
      );
      CREATE INDEX quarantine_by_party ON quarantine (party, sequence);
      CREATE INDEX quarantine_by_time ON quarantine (kept_at);
      CREATE TABLE receipt (
        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        party text NOT NULL,
        given_at text COLLATE "C" NOT NULL,
        told boolean NOT NULL DEFAULT false,
        wrapped_key bytea NOT NULL,
        sealed bytea NOT NULL
      );
      CREATE INDEX receipt_by_party ON receipt (party, sequence);
      CREATE INDEX receipt_by_time ON receipt (given_at);
      CREATE INDEX receipt_untold ON receipt (sequence) WHERE NOT told;
      -- What is sealed does not compress.
      ALTER TABLE waiting ALTER COLUMN sealed SET STORAGE EXTERNAL;
      ALTER TABLE quarantine ALTER COLUMN sealed SET STORAGE EXTERNAL;
      ALTER TABLE receipt ALTER COLUMN sealed SET STORAGE EXTERNAL;`,
  },
  {
    name: '2026-11 due and queue',
    sql: `
      CREATE TABLE due (
        stream text COLLATE "C" PRIMARY KEY,
        revision integer NOT NULL, -- up to which the stream was read
        next_on date, -- null where nothing that is known will change by itself
        placing_kommun text COLLATE "C" -- the legal person, of a case
      );
      CREATE INDEX due_by_day ON due (next_on, stream) WHERE next_on IS NOT NULL;
      CREATE INDEX due_by_kommun ON due (placing_kommun);
      CREATE SEQUENCE ticket; -- none is ever given twice
      CREATE TABLE queued (stream text COLLATE "C" PRIMARY KEY, ticket bigint NOT NULL);
      CREATE INDEX queued_by_ticket ON queued (ticket, stream);
      CREATE TABLE checkpoint (follower text PRIMARY KEY, position text); -- null before the first batch
      INSERT INTO checkpoint (follower, position) VALUES ('due', NULL);`,
  },
  BEARING_MIGRATION,
  // Null of what came before.
  { name: '2026-11 since when it waits', sql: 'ALTER TABLE waiting ADD COLUMN kept_at text COLLATE "C";' },
  {
    // What was kept until then may be a birthday (ADR 48): it is had again from the log.
    name: '2026-11 no birthday',
    sql: "UPDATE checkpoint SET position = NULL WHERE follower = 'due'; TRUNCATE due, queued;",
  },
];
