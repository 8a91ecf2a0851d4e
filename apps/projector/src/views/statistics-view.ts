/** The statistics of what one may see: counts of every case read page by page, and of them what may be told. */
import { type Principal } from '#access';
import { DAY_FORM, formed, patterned, type Form } from '#contracts';
import {
  brokenBy,
  DIMENSION_NAMES,
  dimensionsIn,
  isTold,
  matrixThrough,
  monthEndBefore,
  monthOf,
  statisticsRows,
  type CountedCase,
  type Day,
  type Dimension,
  type StatisticsRow,
} from '#domain';
import { type Position } from '#event-log';
import { refusal, refuseOtherForm } from '#http';
import { COUNTED_CASE } from '../lists/counted-case-table.js';
import { parsed } from '../lists/columns.js';
import { type CountedQuestion, type ListRow } from '../rows/row-store.port.js';
import { type ListViewDeps } from './list-view.js';
import { whenWhole } from './when-whole.js';
import { opened } from './opened-row.js';

/** Cases held at once: of those read before only the sums are kept. */
const CASES_PER_PAGE = 500;
const REASON_CHARS_MAX = 300;

export interface StatisticsAsked {
  readonly by?: string;
  readonly reason?: string;
  readonly asOf?: string;
}

export interface StatisticsView {
  readonly by: readonly Dimension[];
  readonly asOf: Day;
  readonly asOfPosition: Position;
  /** Why the numbers are not by legal sex, as who asked says. */
  readonly reason?: string;
  readonly rows: readonly StatisticsRow[];
}

const DIMENSION = `(${DIMENSION_NAMES.join('|')})`;
const EXPECTED_BY = `${DIMENSION_NAMES.join(',')}; legalSex, annars reason / legalSex, else reason`;
const EXPECTED_MONTH_END = 'YYYY-MM-DD, sista dagen i en månad som har gått / the last day of a month that has passed';

/** The words that it is asked by, and the form of each. */
export const STATISTICS_FORMS = {
  by: formed(
    { type: 'string', pattern: `^${DIMENSION}(,${DIMENSION}){0,${DIMENSION_NAMES.length - 1}}$` },
    EXPECTED_BY,
    (text) => text !== '' && dimensionsIn(text) !== null,
  ),
  reason: patterned(
    // Written so that every dialect of patterns reads it: a letter or digit of the Latin script, then no control characters.
    `^[0-9A-Za-z\\u00C0-\\u024F][^\\u0000-\\u001F\\u007F-\\u009F]{0,${REASON_CHARS_MAX - 1}}$`,
    `1–${REASON_CHARS_MAX} tecken, först en bokstav eller siffra / a letter or digit first`,
  ),
  asOf: { ...DAY_FORM, expected: EXPECTED_MONTH_END },
} as const satisfies Readonly<Record<string, Form>>;

interface Question {
  readonly by: readonly Dimension[];
  readonly asOf: Day;
  readonly reason: string | undefined;
}

/**
 * What is asked. Refuses with `BadRequest` what is not in its form, a day that is no month end or has not passed, and what is
 * neither by legal sex nor has a reason.
 */
function questionOf({ by: byText, reason, asOf: dayText }: StatisticsAsked, today: Day): Question {
  refuseOtherForm('by', byText, STATISTICS_FORMS.by);
  refuseOtherForm('reason', reason, STATISTICS_FORMS.reason);
  refuseOtherForm('asOf', dayText, STATISTICS_FORMS.asOf);
  const by = (byText !== undefined && dimensionsIn(byText)) || [];
  if (brokenBy(by, reason) !== null) throw refusal('BadRequest', { pointer: '/by', expected: EXPECTED_BY });
  const asOf = (dayText ?? monthEndBefore(today)) as Day;
  if (!isTold(asOf, today)) throw refusal('BadRequest', { pointer: '/asOf', expected: EXPECTED_MONTH_END });
  return { by, asOf, reason };
}

/**
 * The numbers of the cases whose principal the caller is today, an auditor's of all; to an operator none. What is sealed
 * cannot be summed where it stands: each row is opened with its own key, a page of them at a time.
 */
export async function answerStatistics(
  deps: ListViewDeps,
  asked: StatisticsAsked,
  caller: Principal,
  perPage: number = CASES_PER_PAGE,
): Promise<StatisticsView> {
  if (caller.kind === 'operator') throw refusal('Forbidden');
  const today = deps.clock.today();
  const { by, asOf, reason } = questionOf(asked, today);
  const matrix = matrixThrough(monthOf(asOf));
  const reader = caller.kind === 'party' ? { reader: caller.party } : {};
  const asOfPosition = await readCounted(deps, { ...reader, today, limit: perPage }, matrix.take);
  const rows = statisticsRows(by, matrix.told());
  return { by, asOf, asOfPosition, ...(reason === undefined ? {} : { reason }), rows };
}

/** Every case that is counted, each once; the position is that of the first page: what is read later holds no less. */
async function readCounted(
  { rows, keys }: Pick<ListViewDeps, 'rows' | 'keys'>,
  question: CountedQuestion,
  take: (counted: CountedCase) => void,
): Promise<Position> {
  let page = await whenWhole(() => rows.counted(question));
  const { position } = page;
  for (;;) {
    const counted = await Promise.all(page.rows.map((row) => countedIn(keys, row)));
    for (const one of counted) if (one) take(one);
    const last = page.rows.at(-1);
    if (!last || page.rows.length < question.limit) return position;
    page = await whenWhole(() => rows.counted({ ...question, after: last.cursor }));
  }
}

/** What a row counts; null where erasure has left nothing. */
async function countedIn(keys: ListViewDeps['keys'], row: ListRow): Promise<CountedCase | null> {
  const found = row.sealed && (await opened(keys, COUNTED_CASE, row));
  if (!found) return null;
  const { kommun, act, legal_sex: legalSex, age_group: ageGroup, counts } = found.row;
  return { kommun, act, legalSex, ageGroup, counts: parsed(counts) } as CountedCase;
}
