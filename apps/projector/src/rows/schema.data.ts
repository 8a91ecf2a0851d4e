/** The tables of the list rows, as a region's own analysts may query them. */
import { type Migration } from '#follow';

/**
 * Every row is the answer on the days from `valid_from` to `valid_to`, both included, to a question about such a day: of
 * what is raised or begins on a later day than the one asked about, nothing is to be told. Dates are `YYYY-MM-DD`; lists,
 * `summary` and `why` are JSON. Where a date was computed from a birth date the row's dates stand in `sealed`, under the
 * case's key, and those that would tell it are null; after erasure nothing can be told of such a row.
 */
export const ROW_MIGRATIONS: readonly Migration[] = [
  {
    name: '001-rows',
    sql: `
      CREATE TABLE placement (
        case_id TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
        status TEXT NOT NULL, mode TEXT NOT NULL, placing_party TEXT NOT NULL,
        region TEXT NOT NULL, region_status TEXT NOT NULL, registered_kommun TEXT,
        hvb_id TEXT NOT NULL, hvb_kommun TEXT NOT NULL, act TEXT NOT NULL,
        planned_from TEXT NOT NULL, planned_to TEXT NOT NULL, started_on TEXT, ended_on TEXT,
        agreement_id TEXT, summary TEXT NOT NULL,
        PRIMARY KEY (case_id, valid_from)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE case_party (
        case_id TEXT NOT NULL, party TEXT NOT NULL, role TEXT NOT NULL,
        valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
        PRIMARY KEY (case_id, party, role, valid_from)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX case_party_by_party ON case_party (party, case_id);
      CREATE TABLE deadline (
        case_id TEXT NOT NULL, deadline_id TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
        kind TEXT NOT NULL, starts_on TEXT, due_on TEXT, latest_lawful_on TEXT,
        met_on TEXT, cancelled_on TEXT, lapsed_on TEXT,
        responsible TEXT NOT NULL, why TEXT NOT NULL, sealed BLOB,
        PRIMARY KEY (case_id, deadline_id, valid_from)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX deadline_in_order ON deadline (coalesce(due_on, '') || ' ' || deadline_id);
      CREATE TABLE finding (
        case_id TEXT NOT NULL, finding_id TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
        rule TEXT NOT NULL, severity TEXT NOT NULL, raised_on TEXT, resolved_on TEXT,
        parties TEXT NOT NULL, message_sv TEXT NOT NULL, message_en TEXT NOT NULL, why TEXT NOT NULL, sealed BLOB,
        PRIMARY KEY (case_id, finding_id, valid_from)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX finding_in_order ON finding (rule || ' ' || finding_id);
    `,
  },
];
