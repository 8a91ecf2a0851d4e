/** The lists as SQL: one table of words for every store; what their dialects say differently is handed in. */
import { type ListQuestion, type ListRow, type RowQueries } from './row-store.port.js';

/** How a database says what not all say alike. Values are named: `@asOf`. */
export interface Dialect {
  /** A date column as `YYYY-MM-DD`. */
  readonly dayText: (column: string) => string;
  /** The members of a column's JSON list, as rows of one text named `value`. */
  readonly members: (column: string) => string;
}

export type Word = keyof ListQuestion;

interface List {
  readonly table: string;
  /** What the list is sorted by, each row's own; an index of the table is made of the same words. */
  readonly cursor: string;
  readonly always: readonly string[];
  /** What each word asks, where it is given. */
  readonly asked: { readonly [W in Word]?: string };
}

const principalOf = (party: string, on: string): string =>
  `t.case_id IN (SELECT case_id FROM case_party WHERE party = ${party} AND role = 'principal' AND ${on} BETWEEN valid_from AND valid_to)`;

/** A condition on a date, which cannot be asked where the date is sealed: then it is asked after opening. */
const orSealed = (date: string, condition: string): string =>
  `(${condition} OR (t.${date} IS NULL AND t.sealed IS NOT NULL))`;

/** As `deadlineStatus` of the law. */
const DEADLINE_STATUS = `CASE
  WHEN t.met_on <= @asOf THEN 'met' WHEN t.cancelled_on <= @asOf THEN 'cancelled' WHEN t.lapsed_on <= @asOf THEN 'lapsed'
  WHEN @asOf <= coalesce(t.latest_lawful_on, t.due_on) THEN 'open' ELSE 'overdue' END`;
/** As `findingStatus` of the law. */
const FINDING_STATUS = `CASE WHEN t.resolved_on <= @asOf THEN 'resolved' ELSE 'open' END`;

type Lists = Readonly<Record<keyof RowQueries, List>>;

function listsIn({ dayText, members }: Dialect): Lists {
  const named = (column: string): string =>
    `EXISTS (SELECT 1 FROM ${members(`t.${column}`)} WHERE named.value = @party)`;
  return {
    placements: {
      table: 'placement',
      cursor: 't.case_id',
      always: [],
      asked: { party: principalOf('@party', '@asOf'), status: 't.status = @status' },
    },
    deadlines: {
      table: 'deadline',
      cursor: `coalesce(${dayText('t.due_on')}, '') || ' ' || t.deadline_id`,
      always: [orSealed('starts_on', 't.starts_on <= @asOf')],
      asked: {
        party: named('responsible'),
        // What a birthday may have ended is open or overdue by its other dates.
        status: orSealed(
          'due_on',
          `(${DEADLINE_STATUS} = @status OR (t.sealed IS NOT NULL AND @status = 'cancelled'))`,
        ),
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
  };
}

/** The words that a question gives and the list takes, in an order of their own. */
function wordsOf({ asked }: List, question: ListQuestion): readonly Word[] {
  const words: readonly Word[] = ['reader', 'after', ...(Object.keys(asked) as Word[])];
  return words.filter((word) => question[word] !== undefined);
}

function sqlOf({ table, cursor, always, asked }: List, words: readonly Word[]): string {
  const everyList: List['asked'] = { reader: principalOf('@reader', '@today'), after: `${cursor} > @after` };
  const conditions = words.flatMap((word) => everyList[word] ?? asked[word] ?? []);
  return `SELECT ${cursor} AS "cursor", t.case_id AS "caseId", t.* FROM ${table} t
    WHERE ${['@asOf BETWEEN t.valid_from AND t.valid_to', ...always, ...conditions].join(' AND ')}
    ORDER BY ${cursor} LIMIT @limit`;
}

/** Runs one statement, its values taken by name from the question. */
export type RunList = (sql: string, question: ListQuestion) => Promise<readonly object[]>;

/** The lists over whatever runs their statements; the same text each time for the same set of words. */
export function listsOver(dialect: Dialect, run: RunList): RowQueries {
  const lists = listsIn(dialect);
  const reading =
    (list: List) =>
    async (question: ListQuestion): Promise<readonly ListRow[]> => {
      const found = await run(sqlOf(list, wordsOf(list, question)), question);
      return found.map((row) => listRow(row as Found));
    };
  return {
    placements: reading(lists.placements),
    deadlines: reading(lists.deadlines),
    findings: reading(lists.findings),
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
