/** Lists of measures that bind no longer, and answers to those that did not stand any more (H-004, H-005). */
import { earliest, holdsOn, maxDay } from '../calendar/index.js';
import { compareText, messageKeyOf, sameSide, type Day } from '../kernel/index.js';
import { type Course } from '../story/course.js';
import { principalsOn } from '../story/parties.js';
import { sideSpansOf, type SideSpan } from '../story/side-spans.js';
import { undoneFrom, VAIN_SEVERITY, NEEDED_SEVERITY } from '../making/answer-findings.js';
import { WHY_SAYS } from '../making/answer-says.data.js';
import { type FindingTable } from '../making/finding-table.js';
import { endOf, type Judged, type Seen, type SeenBy, thePrincipals } from './finding-rule.js';
import { MEASURE_SAYS } from './measure-says.data.js';
import { theFirstConcerned, told } from '../making/answering.js';

/** H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan": a confirmation, until one that works. */
const vainConfirmation: SeenBy = ({ course }) =>
  course.vainConfirmations.map(({ confirmed, undone }) => {
    const raisedOn = undoneFrom(confirmed, undone);
    const { party } = confirmed.meta;
    const mended = course.clearances
      .flatMap((list) => (list.confirmed && sameSide(list.confirmed.meta.party, party) ? [list.clearedOn] : []))
      .filter((on) => on >= raisedOn)
      .sort(compareText)[0];
    return {
      key: `answer ${messageKeyOf(confirmed)}`,
      parties: [party, undone.by.meta.party, ...principalsOn(course.story, raisedOn)],
      raisedOn,
      resolvedOn: mended,
      causedBy: [confirmed, undone.by],
      says: WHY_SAYS[undone.because],
    };
  });

/**
 * H-005 "När folkbokföringen har ändrats behövs en ny version av kostnadsfördelningen, och en ny ansvarslista, från den
 * dagen": where a list bound those before, and none binds the principals of the day.
 */
const newListNeeded: SeenBy = ({ course }) => {
  if (course.clearances.length === 0) return [];
  const spans = sideSpansOf(course.story);
  return spans.flatMap((span, at) => neededFor(course, span, spans.slice(0, at)));
};

/** The days on which lists were cleared that bind those of a span. */
const clearedFor = ({ clearances }: Course, span: SideSpan): readonly Day[] =>
  clearances
    .filter(({ binds }) => binds.some((stretch) => span.from === null || holdsOn(stretch, span.from)))
    .map(({ clearedOn }) => clearedOn);

function neededFor(course: Course, span: SideSpan, before: readonly SideSpan[]): readonly Seen[] {
  const first = earliest(...before.flatMap((earlier) => clearedFor(course, earlier)));
  if (span.from === null || first === undefined) return [];
  const raisedOn = maxDay(span.from, first);
  const resolvedOn = earliest(...clearedFor(course, span), span.until, endOf(course));
  if (resolvedOn !== undefined && resolvedOn <= raisedOn) return [];
  return [
    {
      key: `list ${messageKeyOf(span.begunBy)}`,
      parties: [span.kommun, span.region, ...before.slice(-1).map(({ region }) => region)],
      raisedOn,
      resolvedOn,
      causedBy: [span.begunBy, ...course.clearances.slice(-1).map(({ clarified }) => clarified)],
      says: MEASURE_SAYS.newList,
    },
  ];
}

export const ANSWER_FINDINGS_OF_LISTS: FindingTable<Judged> = {
  'H-004': {
    seenBy: vainConfirmation,
    answer: told(['placement.responsibilityConfirmed'], theFirstConcerned),
    discloses: 'case',
    severity: VAIN_SEVERITY,
  },
  'H-005': {
    seenBy: newListNeeded,
    answer: told(['placement.responsibilityClarified', 'placement.responsibilityConfirmed'], thePrincipals),
    discloses: 'case',
    severity: NEEDED_SEVERITY,
  },
};
