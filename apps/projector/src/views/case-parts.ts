/** The parts of what is shown of a placement, each with whose word it is and what its fields tell. */
import {
  deviationShownOn,
  fieldsOf,
  type CaseAssessment,
  type CostsView,
  type Day,
  type DeviationSummary,
  type FieldClass,
  type HandoverView,
  type PlacementSummary,
  type ResponsibilityRow,
  type RetainedDocument,
  type RetentionView,
  type Uuid,
} from '#domain';
import { HANDOVER_FIELDS, handoverAnswer } from '../lists/handover-answer.js';
import { leftOf, leftOfAll, listedLeft } from './left.js';
import { type Part, type Showing } from './showing.js';

const PLACEMENT = fieldsOf('placement');

/** The head of a placement; null before anything is registered. The mark of protection is for the hub alone. */
export function placementLeft(show: Showing, placement: PlacementSummary | null): object | null {
  if (!placement) return null;
  const { masked: _forTheHub, ...value } = placement;
  return leftOf(show.part({ value, fields: PLACEMENT }));
}

const AREA = fieldsOf('responsibility');
/** Where somebody goes to school tells where he or she is; those who are principals of the case are its own to tell. */
const AREA_ELSEWHERE: readonly FieldClass[] = AREA.map((field) =>
  field.pointer === '/responsible' ? { ...field, disclosure: 'place' } : field,
);
const LEGAL_BASIS = fieldsOf('legalBasis');

/** Who answers for what, and on which legal basis; no area before there is a case. */
export function responsibilityLeft(
  show: Showing,
  { responsibility, placement }: Pick<CaseAssessment, 'responsibility' | 'placement'>,
): object {
  if (!responsibility || !placement) return { areas: [] };
  const { areas, legalBasis } = responsibility;
  const isOfCase = ({ responsible }: ResponsibilityRow): boolean => placement.principals.includes(responsible);
  return leftOfAll(show, [
    { at: 'areas', part: areas.map((value) => ({ value, fields: isOfCase(value) ? AREA : AREA_ELSEWHERE })) },
    { at: 'legalBasis', part: { value: legalBasis, fields: LEGAL_BASIS } },
  ]);
}

const COSTS = fieldsOf('costs');

/** A-094 "sker huvudmännen emellan": to principals and payers. */
export const costsLeft = (show: Showing, id: Uuid, value: CostsView): object =>
  leftOf(show.part({ subject: { kind: 'costAllocation', id }, value, fields: COSTS }));

const DEVIATION = fieldsOf('deviations');

/** A deviation as it stands on a day. */
export const deviationPart = (summary: DeviationSummary, asOf: Day): Part => ({
  subject: { kind: 'deviation', id: summary.deviationId },
  value: deviationShownOn(summary, asOf),
  fields: DEVIATION,
});

/** A handover as it stands on a day; null before it has been started. */
export function handoverPart(handover: HandoverView, asOf: Day, placementId: Uuid): Part | null {
  const value = handoverAnswer(handover, asOf, placementId);
  return value && { subject: { kind: 'handover', id: handover.handoverId }, value, fields: HANDOVER_FIELDS };
}

const DOCUMENT = fieldsOf('retention');
const BY_BIRTH_DATE: ReadonlySet<string> = new Set(['/class', '/then', '/dueOn', '/doneBy', '/statute']);
/** What a birth date sets of how long a document is kept is who somebody is. */
const OF_A_CHILD: readonly FieldClass[] = DOCUMENT.map((field) =>
  BY_BIRTH_DATE.has(field.pointer) ? { ...field, disclosure: 'identity' } : field,
);

function documentPart({ fromBirthDate, ...value }: RetainedDocument): Part {
  const { keeper } = value;
  return { ...(keeper ? { by: keeper } : {}), value, fields: fromBirthDate ? OF_A_CHILD : DOCUMENT };
}

/** How long each document is kept, of which each keeper's are its own words; a home's own file is the placing side's to be handed. */
export const retentionLeft = (show: Showing, { documents }: RetentionView): object => ({
  documents: listedLeft(show, documents, documentPart, idsOf),
});

/** That there is a document, and whose. */
const idsOf = ({ what, keeper, eventId }: RetainedDocument): object => ({
  ...{ what, ...(keeper ? { keeper } : {}), ...(eventId ? { eventId } : {}) },
});
