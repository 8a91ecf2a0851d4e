/** Lists from the rows: filtered by SQL, each status as of the day asked about, never stored. */
import { type ResultDb } from '#follow';

/** What is asked of a list: each word that is given narrows it. Days are `YYYY-MM-DD`. */
export interface ListQuestion {
  readonly asOf: string;
  /** The day by which it is settled who may see a case. */
  readonly today: string;
  /** Only cases whose principal this party is today; left out for one who sees all. */
  readonly reader?: string;
  readonly limit: number;
  /** The cursor of the last row of the page before. */
  readonly after?: string;
  readonly party?: string;
  readonly status?: string;
  readonly kind?: string;
  readonly rule?: string;
  readonly dueBefore?: string;
}

/** A row with its place in the list: `cursor` is what the next page begins after. */
export interface ListRow {
  readonly cursor: string;
  readonly caseId: string;
  readonly row: Readonly<Record<string, unknown>>;
  /** Dates that tell a birth date, to be opened with the case's key: what is asked of them is answered after opening. */
  readonly sealed: Uint8Array | null;
}

/** The rows of a page, in the list's order. */
export type ReadRows = (question: ListQuestion) => readonly ListRow[];

export interface RowQueries {
  /** By placement id. */
  readonly placements: ReadRows;
  /** By due date; first those whose due date is sealed. */
  readonly deadlines: ReadRows;
  /** By rule. */
  readonly findings: ReadRows;
}

const principalOf = (party: string, on: string): string =>
  `t.case_id IN (SELECT case_id FROM case_party WHERE party = ${party} AND role = 'principal' AND ${on} BETWEEN valid_from AND valid_to)`;
const named = (column: string): string =>
  `EXISTS (SELECT 1 FROM json_each(t.${column}) named WHERE named.value = @party)`;

/** A condition on a date, which cannot be asked where the date is sealed: then it is asked after opening. */
const orSealed = (date: string, condition: string): string =>
  `(${condition} OR (t.${date} IS NULL AND t.sealed IS NOT NULL))`;

/** As `deadlineStatus` of the law. */
const DEADLINE_STATUS = `CASE
  WHEN t.met_on <= @asOf THEN 'met' WHEN t.cancelled_on <= @asOf THEN 'cancelled' WHEN t.lapsed_on <= @asOf THEN 'lapsed'
  WHEN @asOf <= coalesce(t.latest_lawful_on, t.due_on) THEN 'open' ELSE 'overdue' END`;
/** As `findingStatus` of the law. */
const FINDING_STATUS = `CASE WHEN t.resolved_on <= @asOf THEN 'resolved' ELSE 'open' END`;

type Word = keyof ListQuestion;

interface List {
  readonly table: string;
  /** What the list is sorted by, each row's own; an index of the table is made of the same words. */
  readonly cursor: string;
  readonly always: readonly string[];
  /** What each word asks, where it is given. */
  readonly asked: { readonly [W in Word]?: string };
}

const LISTS = {
  placements: {
    table: 'placement',
    cursor: 't.case_id',
    always: [],
    asked: { party: principalOf('@party', '@asOf'), status: 't.status = @status' },
  },
  deadlines: {
    table: 'deadline',
    cursor: `coalesce(t.due_on, '') || ' ' || t.deadline_id`,
    always: [orSealed('starts_on', 't.starts_on <= @asOf')],
    asked: {
      party: named('responsible'),
      // What a birthday may have ended is open or overdue by its other dates.
      status: orSealed('due_on', `(${DEADLINE_STATUS} = @status OR (t.sealed IS NOT NULL AND @status = 'cancelled'))`),
      kind: 't.kind = @kind',
      dueBefore: orSealed('due_on', 't.due_on < @dueBefore'),
    },
  },
  findings: {
    table: 'finding',
    cursor: `t.rule || ' ' || t.finding_id`,
    always: [orSealed('raised_on', 't.raised_on <= @asOf')],
    asked: {
      party: named('parties'),
      status: orSealed('raised_on', `${FINDING_STATUS} = @status`),
      rule: 't.rule = @rule',
    },
  },
} as const satisfies Record<keyof RowQueries, List>;

/** The words that a question gives and the list takes, in an order of their own. */
function wordsOf({ asked }: List, question: ListQuestion): readonly Word[] {
  const words: readonly Word[] = ['reader', 'after', ...(Object.keys(asked) as Word[])];
  return words.filter((word) => question[word] !== undefined);
}

function sqlOf({ table, cursor, always, asked }: List, words: readonly Word[]): string {
  const everyList: List['asked'] = { reader: principalOf('@reader', '@today'), after: `${cursor} > @after` };
  const conditions = words.flatMap((word) => everyList[word] ?? asked[word] ?? []);
  return `SELECT ${cursor} AS cursor, t.case_id AS caseId, t.* FROM ${table} t
    WHERE ${['@asOf BETWEEN t.valid_from AND t.valid_to', ...always, ...conditions].join(' AND ')}
    ORDER BY ${cursor} LIMIT @limit`;
}

/** The lists over `db`. A statement is prepared once for each set of words asked. */
export function rowQueries(db: ResultDb): RowQueries {
  const reading = (list: List): ReadRows => {
    const statements = new Map<string, ReturnType<ResultDb['prepare']>>();
    return (question) => {
      const words = wordsOf(list, question);
      const known = statements.get(words.join());
      const statement = known ?? db.prepare(sqlOf(list, words));
      if (!known) statements.set(words.join(), statement);
      return statement.all(question).map((found) => listRow(found as Found));
    };
  };
  return {
    placements: reading(LISTS.placements),
    deadlines: reading(LISTS.deadlines),
    findings: reading(LISTS.findings),
  };
}

type Found = Readonly<Record<string, unknown>> & {
  readonly cursor: string;
  readonly caseId: string;
  readonly sealed?: Uint8Array | null;
};

function listRow({ cursor, caseId, sealed = null, ...row }: Found): ListRow {
  return { cursor, caseId, row, sealed };
}
