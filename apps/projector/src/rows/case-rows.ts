/**
 * The list rows of one case: a pure function of its facts and surroundings. Rows hold dates and the span of days they are
 * the answer for, never a status that the passing of a day would change.
 */
import {
  addDays,
  assess,
  storyOf,
  type Case,
  type CaseAssessment,
  type Day,
  type Deadline,
  type Finding,
  type NameUuid,
  type PartyId,
  type PlacementSummary,
  type Surroundings,
} from '#domain';

/** Before every fact, and the first day that the calendar knows: the first span of a case begins here. */
export const BEGINNING = '1800-01-01' as Day;
/** After every fact, and the last day that the calendar knows: the last span of a case ends here. */
export const END = '2999-12-31' as Day;

/** A row and the days, both ends included, that it is the answer for when asked with `asOf`. */
export interface Dated<Row> {
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly row: Row;
}

/** Who may see the case on the days of a span. */
export interface PartyRow {
  readonly party: PartyId;
  readonly role: 'principal' | 'thirdPayer';
}

export interface CaseRows {
  readonly placements: readonly Dated<PlacementSummary>[];
  readonly parties: readonly Dated<PartyRow>[];
  readonly deadlines: readonly Dated<Deadline>[];
  readonly findings: readonly Dated<Finding>[];
}

interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The spans of days over which the same facts count. */
function spansOf(theCase: Case, surroundings: Surroundings, name: NameUuid): readonly Span[] {
  const starts = [BEGINNING, ...storyOf(theCase, surroundings, BEGINNING, name).later];
  return starts.map((from, index) => {
    const next = starts[index + 1];
    return { from, to: next === undefined ? END : addDays(next, -1) };
  });
}

/** Rows that follow each other unchanged become one. */
class Growing<Row> {
  readonly done: Dated<Row>[] = [];
  private open = new Map<string, { readonly validFrom: Day; readonly row: Row; readonly text: string }>();
  private lastTo: Day = BEGINNING;

  /** The rows of the next span, by their key. */
  add(span: Span, rows: readonly (readonly [key: string, row: Row])[]): void {
    const next: typeof this.open = new Map();
    for (const [key, row] of rows) {
      const text = JSON.stringify(row);
      const before = this.open.get(key);
      next.set(key, before?.text === text ? before : { validFrom: span.from, row, text });
      if (before?.text === text) this.open.delete(key);
    }
    this.close();
    this.open = next;
    this.lastTo = span.to;
  }

  close(): void {
    for (const { validFrom, row } of this.open.values()) this.done.push({ validFrom, validTo: this.lastTo, row });
    this.open.clear();
  }
}

function partiesOf({ principals, thirdPayers }: PlacementSummary): readonly (readonly [string, PartyRow])[] {
  return [
    ...principals.map((party) => [`principal ${party}`, { party, role: 'principal' }] as const),
    ...thirdPayers.map((party) => [`thirdPayer ${party}`, { party, role: 'thirdPayer' }] as const),
  ];
}

/**
 * All rows of a case. Each span is assessed on its last day: what is raised or falls due within it is then there with its
 * date, and a question's `asOf` leaves out what has not come yet.
 */
export function rowsOf(theCase: Case, surroundings: Surroundings, name: NameUuid): CaseRows {
  const placements = new Growing<PlacementSummary>();
  const parties = new Growing<PartyRow>();
  const deadlines = new Growing<Deadline>();
  const findings = new Growing<Finding>();
  for (const span of spansOf(theCase, surroundings, name)) {
    const assessment: CaseAssessment = assess(theCase, surroundings, span.to, name);
    const { placement } = assessment;
    if (!placement) continue;
    placements.add(span, [[placement.placementId, placement]]);
    parties.add(span, partiesOf(placement));
    deadlines.add(
      span,
      assessment.deadlines.map((deadline) => [deadline.deadlineId, deadline] as const),
    );
    findings.add(
      span,
      assessment.findings.map((finding) => [finding.findingId, finding] as const),
    );
  }
  for (const growing of [placements, parties, deadlines, findings]) growing.close();
  return { placements: placements.done, parties: parties.done, deadlines: deadlines.done, findings: findings.done };
}
