/**
 * The list rows of one case: a pure function of its facts and surroundings. Rows hold dates and the span of days they are
 * the answer for, never a status that the passing of a day would change.
 */
import {
  addDays,
  assessStory,
  standingFacts,
  sameContent,
  storyOn,
  subjectText,
  type Case,
  type Day,
  type NameUuid,
  type PlacementSummary,
  type StandingFacts,
  type Surroundings,
} from '#domain';
import { type PartyRow } from '../lists/case-party-table.js';
import { type Dated } from '../lists/list.js';
import { type StreamRows } from '../lists/lists.js';

/** Before every fact, and the first day that the calendar knows: the first span of a case begins here. */
export const BEGINNING = '1800-01-01' as Day;
/** After every fact, and the last day that the calendar knows: the last span of a case ends here. */
export const END = '2999-12-31' as Day;

interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The spans of days over which the same facts count. */
function spansOf(facts: StandingFacts, surroundings: Surroundings, name: NameUuid): readonly Span[] {
  const starts = [BEGINNING, ...storyOn(facts, surroundings, BEGINNING, name).later];
  return starts.map((from, index) => {
    const next = starts[index + 1];
    return { from, to: next === undefined ? END : addDays(next, -1) };
  });
}

/** What holds over a span, each row under the key that makes it the same row in the next span. */
interface Holding<Row> {
  readonly span: Span;
  readonly rows: readonly (readonly [key: string, row: Row])[];
}

/** The rows of spans that follow each other: where a row stays as it was from one span to the next, the two become one. */
function joined<Row>(subject: string, holdings: readonly Holding<Row>[]): readonly Dated<Row>[] {
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

function partiesOf({ principals, thirdPayers }: PlacementSummary): readonly (readonly [string, PartyRow])[] {
  return [
    ...principals.map((party) => [`principal ${party}`, { party, role: 'principal' }] as const),
    ...thirdPayers.map((party) => [`thirdPayer ${party}`, { party, role: 'thirdPayer' }] as const),
  ];
}

/** A protection masks the days before it too, whatever was told then. */
function maskedBefore<In extends { readonly placement: PlacementSummary }>(spans: readonly In[]): readonly In[] {
  const last = spans.findLastIndex(({ placement }) => placement.masked);
  if (last < 1) return spans;
  return spans.map((one, at) => (at < last ? { ...one, placement: { ...one.placement, masked: true } } : one));
}

/**
 * All rows of a case. Each span is assessed on its last day: what is raised or falls due within it is then there with its
 * date, and a question's `asOf` leaves out what has not come yet.
 */
export function rowsOf(theCase: Case, surroundings: Surroundings, name: NameUuid): StreamRows {
  const subject = subjectText({ kind: 'placement', id: theCase.placementId });
  const facts = standingFacts(theCase);
  const spans = maskedBefore(
    spansOf(facts, surroundings, name).flatMap((span) => {
      const { placement, deadlines, findings } = assessStory(storyOn(facts, surroundings, span.to, name));
      return placement ? [{ span, placement, deadlines, findings }] : [];
    }),
  );
  return {
    placements: joined(
      subject,
      spans.map(({ span, placement }) => ({ span, rows: [[placement.placementId, placement]] })),
    ),
    parties: joined(
      subject,
      spans.map(({ span, placement }) => ({ span, rows: partiesOf(placement) })),
    ),
    deadlines: joined(
      subject,
      spans.map(({ span, deadlines }) => ({ span, rows: deadlines.map((one) => [one.deadlineId, one] as const) })),
    ),
    findings: joined(
      subject,
      spans.map(({ span, findings }) => ({ span, rows: findings.map((one) => [one.findingId, one] as const) })),
    ),
  };
}
