/**
 * The list rows of one case: a pure function of its facts and surroundings. Rows hold dates and the span of days they are
 * the answer for, never a status that the passing of a day would change.
 */
import {
  addDays,
  assessStory,
  countedOf,
  standingFacts,
  storyOn,
  subjectText,
  type Case,
  type CaseAssessment,
  type CountedCase,
  type NameUuid,
  type PlacementSummary,
  type Story,
  type Surroundings,
} from '#domain';
import { keeper, type PartyRow } from '../lists/case-party-table.js';
import { type Dated } from '../lists/list.js';
import { NO_ROWS, type StreamRows } from '../lists/lists.js';
import { BEGINNING, END, inRole, joined, partiesOver, spansBetween, type Span, termsAndFindings } from './spans.js';

/**
 * A span in parts, each with one region that acts, and what holds on its last day: an acceptance that comes early works
 * from a later day. The last part's is the whole span's, which most spans are: it is assessed once.
 */
function inParts(
  span: Span,
  held: (span: Span) => CaseAssessment,
): readonly { readonly span: Span; readonly holds: CaseAssessment }[] {
  const whole = held(span);
  const acting = whole.handovers[0]?.acting ?? [];
  const turns = acting.flatMap(({ from }) => (from !== null && from > span.from && from <= span.to ? [from] : []));
  return [span.from, ...turns].map((from, at) => {
    const next = turns[at];
    if (next === undefined) return { span: { from, to: span.to }, holds: whole };
    const part = { from, to: addDays(next, -1) };
    return { span: part, holds: held(part) };
  });
}

const partiesOf = ({ principals, thirdPayers, placingParty, personId }: PlacementSummary): readonly PartyRow[] => [
  ...inRole('principal', principals),
  ...inRole('thirdPayer', thirdPayers),
  ...keeper(placingParty, personId),
];

/** A protection masks the days before it too, whatever was told then. */
function maskedBefore<In extends { readonly placement: PlacementSummary }>(spans: readonly In[]): readonly In[] {
  const last = spans.findLastIndex(({ placement }) => placement.masked);
  if (last < 1) return spans;
  return spans.map((one, at) => (at < last ? { ...one, placement: { ...one.placement, masked: true } } : one));
}

/** What is counted of the case by all that is known of it, which its last span holds. */
function countedRows(
  subject: string,
  story: Story,
  known: Pick<CaseAssessment, 'deadlines' | 'deviations' | 'handovers'> | undefined,
): readonly Dated<CountedCase>[] {
  const row = known && countedOf({ ...known, story });
  return row ? [{ validFrom: BEGINNING, validTo: END, subject, row }] : [];
}

/**
 * All rows of a case. Each span is assessed on its last day: what is raised or falls due within it is then there with its
 * date, and a question's `asOf` leaves out what has not come yet.
 */
export function rowsOf(theCase: Case, surroundings: Surroundings, name: NameUuid): StreamRows {
  const subject = subjectText({ kind: 'placement', id: theCase.placementId });
  const facts = standingFacts(theCase);
  const known = storyOn(facts, surroundings, END, name);
  const held = ({ to }: Span): CaseAssessment =>
    assessStory(to === END ? known : storyOn(facts, surroundings, to, name));
  const spans = maskedBefore(
    spansBetween(storyOn(facts, surroundings, BEGINNING, name).later)
      .flatMap((span) => inParts(span, held))
      .flatMap(({ span, holds: { placement, deviations, handovers, deadlines, findings, waiting } }) =>
        placement ? [{ span, placement, deviations, handovers, deadlines, findings, waiting }] : [],
      ),
  );
  return {
    ...NO_ROWS,
    placements: joined(
      subject,
      spans.map(({ span, placement }) => ({ span, rows: [[placement.placementId, placement]] })),
    ),
    parties: partiesOver(subject, spans, ({ placement }) => partiesOf(placement)),
    deviations: joined(
      subject,
      spans.map(({ span, deviations }) => ({
        span,
        rows: deviations.map(({ summary }) => [summary.deviationId, summary] as const),
      })),
    ),
    handovers: joined(
      subject,
      spans.map(({ span, handovers }) => ({ span, rows: handovers.map((one) => [one.handoverId, one] as const) })),
    ),
    ...termsAndFindings(subject, spans),
    counted: countedRows(subject, known, spans.at(-1)),
  };
}
