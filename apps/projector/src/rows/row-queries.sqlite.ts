/** Lists from the rows: filtered by SQL, each status as of the day asked about, never stored. */
import { type ResultDb } from '#follow';

/** What is asked of a list. `reader`: null for one who reads everything. */
export interface ListQuestion {
  readonly asOf: string;
  /** Whose cases may be seen, as principal today. */
  readonly reader: string | null;
  readonly today: string;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: string;
}

export interface PlacementsQuestion extends ListQuestion {
  readonly party?: string;
  readonly status?: string;
}

export interface DeadlinesQuestion extends ListQuestion {
  readonly party?: string;
  readonly status?: string;
  readonly kind?: string;
  readonly dueBefore?: string;
}

export interface FindingsQuestion extends ListQuestion {
  readonly party?: string;
  readonly status?: string;
  readonly rule?: string;
}

/** A row with its place in the list: `cursor` is what the next page begins after. */
export interface ListRow {
  readonly cursor: string;
  readonly caseId: string;
  readonly row: Readonly<Record<string, unknown>>;
  /** Dates that tell a birth date, to be opened with the case's key. */
  readonly sealed: Uint8Array | null;
}

const COVERS = '@asOf BETWEEN t.valid_from AND t.valid_to';
const MAY_READ = `(@reader IS NULL OR EXISTS (SELECT 1 FROM case_party p WHERE p.case_id = t.case_id AND p.party = @reader
  AND p.role = 'principal' AND @today BETWEEN p.valid_from AND p.valid_to))`;
const IS_PRINCIPAL = `(@party IS NULL OR EXISTS (SELECT 1 FROM case_party p WHERE p.case_id = t.case_id AND p.party = @party
  AND p.role = 'principal' AND @asOf BETWEEN p.valid_from AND p.valid_to))`;
const equals = (parameter: string, column: string): string => `(@${parameter} IS NULL OR ${column} = @${parameter})`;
const names = (column: string): string =>
  `(@party IS NULL OR EXISTS (SELECT 1 FROM json_each(t.${column}) j WHERE j.value = @party))`;

/** As `deadlineStatus` of the law; a sealed row's is told only after opening. */
const DEADLINE_STATUS = `CASE
  WHEN t.sealed IS NOT NULL THEN 'sealed'
  WHEN t.met_on <= @asOf THEN 'met' WHEN t.cancelled_on <= @asOf THEN 'cancelled' WHEN t.lapsed_on <= @asOf THEN 'lapsed'
  WHEN @asOf <= coalesce(t.latest_lawful_on, t.due_on) THEN 'open' ELSE 'overdue' END`;
const FINDING_STATUS = `CASE
  WHEN t.sealed IS NOT NULL THEN 'sealed' WHEN t.resolved_on <= @asOf THEN 'resolved' ELSE 'open' END`;

const PLACEMENTS = `
  SELECT t.case_id AS cursor, t.case_id AS caseId, t.summary, NULL AS sealed FROM placement t
  WHERE ${COVERS} AND ${MAY_READ} AND ${IS_PRINCIPAL} AND ${equals('status', 't.status')}
    AND (@after IS NULL OR t.case_id > @after)
  ORDER BY t.case_id LIMIT @limit`;

const DEADLINES = `
  SELECT coalesce(t.due_on, '') || ' ' || t.deadline_id AS cursor, t.case_id AS caseId, t.*, t.sealed AS sealed
  FROM deadline t
  WHERE ${COVERS} AND ${MAY_READ} AND ${names('responsible')} AND ${equals('kind', 't.kind')}
    AND (t.starts_on IS NULL OR t.starts_on <= @asOf)
    AND (@dueBefore IS NULL OR t.due_on IS NULL OR t.due_on < @dueBefore)
    AND (@status IS NULL OR (${DEADLINE_STATUS}) IN (@status, 'sealed'))
    AND (@after IS NULL OR coalesce(t.due_on, '') || ' ' || t.deadline_id > @after)
  ORDER BY cursor LIMIT @limit`;

const FINDINGS = `
  SELECT t.rule || ' ' || t.finding_id AS cursor, t.case_id AS caseId, t.*, t.sealed AS sealed
  FROM finding t
  WHERE ${COVERS} AND ${MAY_READ} AND ${names('parties')} AND ${equals('rule', 't.rule')}
    AND (t.raised_on IS NULL OR t.raised_on <= @asOf)
    AND (@status IS NULL OR (${FINDING_STATUS}) IN (@status, 'sealed'))
    AND (@after IS NULL OR t.rule || ' ' || t.finding_id > @after)
  ORDER BY cursor LIMIT @limit`;

export interface RowQueries {
  placements(question: PlacementsQuestion): readonly ListRow[];
  deadlines(question: DeadlinesQuestion): readonly ListRow[];
  findings(question: FindingsQuestion): readonly ListRow[];
}

/** SQLite wants every named parameter bound. */
const UNASKED = { party: null, status: null, kind: null, dueBefore: null, rule: null, after: null };

/** Prepares the lists over `db`. */
export function rowQueries(db: ResultDb): RowQueries {
  const list = (sql: string): ((question: ListQuestion) => readonly ListRow[]) => {
    const statement = db.prepare(sql);
    return (question) => statement.all({ ...UNASKED, ...question }).map((found) => listRow(found as Found));
  };
  return { placements: list(PLACEMENTS), deadlines: list(DEADLINES), findings: list(FINDINGS) };
}

type Found = Readonly<Record<string, unknown>> & {
  readonly cursor: string;
  readonly caseId: string;
  readonly sealed: Uint8Array | null;
};

function listRow(found: Found): ListRow {
  const { cursor, caseId, sealed, ...row } = found;
  return { cursor, caseId, row, sealed };
}
