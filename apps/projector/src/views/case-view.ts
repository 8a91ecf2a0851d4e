/** The views of one placement: who sees it, and how each is answered. */
import { reachOf, sightOf, type DoorName } from '#access';
import { listed, type JsonSchema } from '#contracts';
import { personOf, retentionOf, stateOf, STREAMS, type StreamCategory, type ViewOf } from '#domain';
import { type EventLog, type Position } from '#event-log';
import { partiesOfDeviation, recipientsInCase, rolesIn } from '../feed/recipients.js';
import { type ReadSide } from '../read-side.js';
import { rowsOf } from '../rows/case-rows.js';
import {
  costsLeft,
  deviationPart,
  handoverPart,
  placementLeft,
  responsibilityLeft,
  retentionLeft,
} from './case-parts.js';
import { HANDOVER_ITEM } from './handover.schema.data.js';
import { rowsLeft } from './left.js';
import { nameOfThings } from './names.js';
import { readTimeline } from './read-timeline.js';
import { deadlinePart, deadlineParts, findingParts } from './row-parts.js';
import { RETENTION_VIEW } from './retention.schema.data.js';
import { orByGround } from './showing.js';
import { type Answering, type Beside, type ViewEntry } from './shown.js';
import { sipsSeen } from './sips-of-case.js';
import { dischargesSeen, entriesOfDischarges } from './discharges-of-case.js';
import { TIMELINE_VIEW } from './timeline.schema.data.js';
import {
  COSTS_VIEW,
  DEADLINE_ITEM,
  DEVIATION_ITEM,
  FINDING_ITEM,
  PLACEMENT_VIEW,
  RESPONSIBILITY_VIEW,
} from './view.schema.data.js';

export type CaseView = ViewOf<'case'>;

/** What has a stream of its own and is shown with the case: the SIPs that bear on it, the discharges that name it. */
const besideTheCase = async (asked: Answering<'case'>): Promise<readonly Beside<'sip' | 'discharge'>[]> => [
  ...(await sipsSeen(asked)),
  ...(await dischargesSeen(asked)),
];

const positionOf = (entry: unknown): Position => (entry as { readonly position: Position }).position;

/** Entries of several streams as the log has them. */
const inOrderOf = (
  { compare }: Pick<EventLog, 'compare'>,
  own: readonly unknown[],
  others: readonly unknown[],
): readonly unknown[] =>
  others.length === 0 ? own : [...own, ...others].sort((a, b) => compare(positionOf(a), positionOf(b)));

/** A view, the law of whose door lets in at it, and the form of its answer, where nothing is erased. */
interface DescribedView extends ViewEntry<'case'> {
  readonly door: DoorName;
  readonly schema: JsonSchema;
}

/** The views of one placement, each at `/v1/placements/<uuid>/<view>`; `placement` at the uuid itself. */
export const CASE_VIEWS: { readonly [V in CaseView]: DescribedView } = {
  placement: {
    door: 'placements',
    toThirdPayers: false,
    schema: PLACEMENT_VIEW,
    answer: ({ read, show }) => placementLeft(show, read.assessment.placement),
  },
  responsibility: {
    door: 'responsibility',
    sv: 'ansvar',
    toThirdPayers: false,
    schema: RESPONSIBILITY_VIEW,
    answer: ({ read, show }) => responsibilityLeft(show, read.assessment),
  },
  costs: {
    door: 'costs',
    sv: 'kostnader',
    toThirdPayers: true,
    schema: COSTS_VIEW,
    answer: ({ read, show, id }) => costsLeft(show, id, read.assessment.costs),
  },
  deviations: {
    door: 'deviations',
    sv: 'avvikelser',
    toThirdPayers: false,
    schema: listed(DEVIATION_ITEM),
    answer: ({ read: { assessment }, show }) =>
      rowsLeft(
        show,
        assessment.deviations.map(({ summary }) => deviationPart(summary, assessment.asOf)),
      ),
  },
  handovers: {
    door: 'handovers',
    sv: 'överlämningar',
    toThirdPayers: false,
    schema: listed(HANDOVER_ITEM),
    answer: ({ read, reading, show, id }) =>
      rowsLeft(
        show,
        read.assessment.handovers.flatMap((handover) => handoverPart(handover, reading.asOf, id) ?? []),
      ),
  },
  deadlines: {
    door: 'deadlines',
    sv: 'frister',
    toThirdPayers: false,
    schema: listed(DEADLINE_ITEM),
    answer: async (asked) => {
      const { read, reading, show, id } = asked;
      const own = read.assessment.deadlines.map((deadline) => deadlinePart(deadline, reading, id));
      const beside = (await besideTheCase(asked)).flatMap((of) =>
        rowsLeft(of.show, deadlineParts(of.one, reading, id)),
      );
      return [...rowsLeft(show, own), ...beside];
    },
  },
  timeline: {
    door: 'timeline',
    sv: 'tidslinje',
    toThirdPayers: false,
    schema: TIMELINE_VIEW,
    answer: async (asking) => {
      const { deps, read, reading, show } = asking;
      const own = await readTimeline(deps, { stream: read.opened.stream, reading, show });
      return { entries: inOrderOf(deps.log, own, await entriesOfDischarges(asking)) };
    },
  },
  findings: {
    door: 'findings',
    sv: 'anmärkningar',
    toThirdPayers: false,
    schema: listed(FINDING_ITEM),
    answer: async (asked) => {
      const { read, reading, show } = asked;
      const all: readonly Beside<StreamCategory>[] = [{ one: read, show }, ...(await besideTheCase(asked))];
      return all.flatMap((of) => rowsLeft(of.show, findingParts(of.one, reading)));
    },
  },
  retention: {
    door: 'retention',
    sv: 'bevarande och gallring',
    toThirdPayers: false,
    schema: RETENTION_VIEW,
    answer: ({ read, reading, show }) =>
      retentionLeft(show, retentionOf(stateOf<'case'>(read.opened), reading.asOf, nameOfThings)),
  },
};

/** What stands under a placement: all views but the placement itself. */
export const VIEWS_UNDER: readonly CaseView[] = STREAMS.case.views.filter((view) => CASE_VIEWS[view].sv !== undefined);

export const CASE_SHOWN: ReadSide<'case'> = {
  // Who sees all does so whatever stands at the head.
  sight: async (caller, { opened }, head, at) => {
    // Where nobody has been registered there is no placement, on whatever day.
    if (personOf('case', opened.facts) === null) return 'nothing';
    if (caller.kind === 'auditor' && reachOf(caller) === 'all') return 'everything';
    const now = await head();
    return orByGround(sightOf(caller, now.assessment.placement), { caller, head: now, at });
  },
  views: CASE_VIEWS,
  named: (placementId) => ({ placementId }),
  // Its views stand under the placement, each at a door of its own.
  things: {},
  recipients: (subject, before, after) =>
    recipientsInCase(
      subject.kind,
      rolesIn(before.holds()),
      rolesIn(after.holds()),
      partiesOfDeviation(after.facts, subject),
    ),
  rows: (read, surroundings, name) => rowsOf(stateOf(read), surroundings, name),
  rowsBy: 'principalRole',
};
