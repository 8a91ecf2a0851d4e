/** Rows over spans of days: what holds the same from one span to the next is one row. */
import { addDays, sameContent, type Day, type Deadline, type Finding, type PartyId, type Waiting } from '#domain';
import { type Dated } from '../lists/list.js';
import { type PartyRow } from '../lists/case-party-table.js';
import { NO_ROWS, type StreamRows } from '../lists/lists.js';

/** Before every fact, and the first day that the calendar knows: the first span of a stream begins here. */
export const BEGINNING = '1800-01-01' as Day;
/** After every fact, and the last day that the calendar knows: the last span of a stream ends here. */
export const END = '2999-12-31' as Day;

export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The spans of days over which the same facts count, by the days on which more of them begin to: ascending. */
export function spansBetween(later: readonly Day[]): readonly Span[] {
  const starts = [BEGINNING, ...later];
  return starts.map((from, index) => {
    const next = starts[index + 1];
    return { from, to: next === undefined ? END : addDays(next, -1) };
  });
}

/** What holds over a span, each row under the key that makes it the same row in the next span. */
export interface Holding<Row> {
  readonly span: Span;
  readonly rows: readonly (readonly [key: string, row: Row])[];
}

/** The rows of spans that follow each other: where a row stays as it was from one span to the next, the two become one. */
export function joined<Row>(subject: string, holdings: readonly Holding<Row>[]): readonly Dated<Row>[] {
  const done: Dated<Row>[] = [];
  let open = new Map<string, Dated<Row>>();
  for (const { span, rows } of holdings) {
    const next: typeof open = new Map();
    for (const [key, row] of rows) {
      const before = open.get(key);
      const goesOn = before !== undefined && sameContent(before.row, row);
      next.set(key, { validFrom: goesOn ? before.validFrom : span.from, validTo: span.to, subject, row });
      if (goesOn) open.delete(key);
    }
    done.push(...open.values());
    open = next;
  }
  return [...done, ...open.values()];
}

/** What is due and found, and what waits, over a span. */
interface TermsAndFindings {
  readonly span: Span;
  readonly waiting: readonly Waiting[];
  readonly deadlines: readonly Deadline[];
  readonly findings: readonly Finding[];
}

/** The rows of what is due and found, and of what waits, over spans that follow each other, as every stream has them. */
export const termsAndFindings = (
  subject: string,
  spans: readonly TermsAndFindings[],
): Pick<StreamRows, 'deadlines' | 'findings' | 'waiting'> => ({
  waiting: joined(
    subject,
    spans.map(({ span, waiting }) => ({ span, rows: waiting.map((one) => [one.waitingId, one] as const) })),
  ),
  deadlines: joined(
    subject,
    spans.map(({ span, deadlines }) => ({ span, rows: deadlines.map((one) => [one.deadlineId, one] as const) })),
  ),
  findings: joined(
    subject,
    spans.map(({ span, findings }) => ({ span, rows: findings.map((one) => [one.findingId, one] as const) })),
  ),
});

/** Parties of one role, a row each. */
export const inRole = (role: PartyRow['role'], parties: readonly PartyId[]): readonly PartyRow[] =>
  parties.map((party) => ({ party, role }));

/** Whose a stream is, over spans that follow each other. */
export const partiesOver = <In extends { readonly span: Span }>(
  subject: string,
  spans: readonly In[],
  partiesOf: (holds: In) => readonly PartyRow[],
): StreamRows['parties'] =>
  joined(
    subject,
    spans.map((one) => ({
      span: one.span,
      rows: partiesOf(one).map((row) => [`${row.role} ${row.party}`, row] as const),
    })),
  );

/** The rows that every stream with spans has, and no other: whose it is, what is due and found, and what waits. */
export const rowsOver = <In extends TermsAndFindings>(
  subject: string,
  spans: readonly In[],
  partiesOf: (holds: In) => readonly PartyRow[],
): StreamRows => ({
  ...NO_ROWS,
  parties: partiesOver(subject, spans, partiesOf),
  ...termsAndFindings(subject, spans),
});
