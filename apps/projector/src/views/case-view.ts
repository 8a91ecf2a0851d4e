/** The views of one placement: who sees it, and how each is answered. */
import { isMaskedFor, reachOf, sightOf } from '#access';
import { type AssessedAs } from '#cases';
import { listed, type JsonSchema } from '#contracts';
import {
  deviationShownOn,
  isProtectedFrom,
  mainSubjectOf,
  retentionOf,
  stateOf,
  STREAMS,
  subjectText,
  type ViewOf,
} from '#domain';
import { type EventLog, type Position } from '#event-log';
import { deadlineAnswer, findingAnswer } from '../lists/answers.js';
import { handoverAnswer } from '../lists/handover-answer.js';
import { HANDOVER_ITEM } from './handover.schema.data.js';
import { readTimeline } from './read-timeline.js';
import { retentionShown } from './retention-shown.js';
import { costsShown, placementShown, responsibilityShown } from './masked.js';
import { RETENTION_VIEW } from './retention.schema.data.js';
import { type Answering, type Shown, type ViewEntry } from './shown.js';
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

/** Whether where the person is is not for the one who asks: by the head, whatever day or position is asked about. */
async function isMaskedTo({ caller, head }: Pick<Answering<'case'>, 'caller' | 'head'>): Promise<boolean> {
  if (caller.kind === 'auditor') return false;
  const { opened, assessment } = await head();
  const { placement, asOf } = assessment;
  return placement !== null && isMaskedFor(caller, { ...placement, masked: isProtectedFrom(opened, asOf) });
}

/** What has a stream of its own and is shown with the case: the SIPs that bear on it, the discharges that name it. */
const besideTheCase = async (
  asked: Answering<'case'>,
): Promise<readonly (AssessedAs<'sip'> | AssessedAs<'discharge'>)[]> => [
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

/** A view and the form of its answer, where nothing is erased. */
interface DescribedView extends ViewEntry<'case'> {
  readonly schema: JsonSchema;
}

/** The views of one placement, each at `/v1/placements/<uuid>/<view>`; `placement` at the uuid itself. */
export const CASE_VIEWS: { readonly [V in CaseView]: DescribedView } = {
  placement: {
    toThirdPayers: false,
    schema: PLACEMENT_VIEW,
    answer: async (asked) => {
      const { placement } = asked.read.assessment;
      return placement && placementShown(placement, await isMaskedTo(asked));
    },
  },
  responsibility: {
    sv: 'ansvar',
    toThirdPayers: false,
    schema: RESPONSIBILITY_VIEW,
    answer: async (asked) => {
      const { responsibility, placement } = asked.read.assessment;
      if (!responsibility || !placement) return { areas: [] };
      return (await isMaskedTo(asked)) ? responsibilityShown(responsibility, placement) : responsibility;
    },
  },
  costs: {
    sv: 'kostnader',
    toThirdPayers: true,
    schema: COSTS_VIEW,
    answer: async (asked) => {
      const { costs } = asked.read.assessment;
      return (await isMaskedTo(asked)) ? costsShown(costs) : costs;
    },
  },
  deviations: {
    sv: 'avvikelser',
    toThirdPayers: false,
    schema: listed(DEVIATION_ITEM),
    answer: ({ read: { assessment } }) =>
      assessment.deviations.map(({ summary }) => deviationShownOn(summary, assessment.asOf)),
  },
  handovers: {
    sv: 'överlämningar',
    toThirdPayers: false,
    schema: listed(HANDOVER_ITEM),
    answer: ({ read, reading, id }) =>
      read.assessment.handovers.map((handover) => handoverAnswer(handover, reading.asOf, id)),
  },
  deadlines: {
    sv: 'frister',
    toThirdPayers: false,
    schema: listed(DEADLINE_ITEM),
    answer: async (asked) => {
      const { read, reading, id } = asked;
      const own = read.assessment.deadlines.map((deadline) => deadlineAnswer(deadline, reading.asOf, id));
      const beside = (await besideTheCase(asked)).flatMap(({ opened, assessment }) =>
        assessment.deadlines.map((deadline) => ({
          ...deadlineAnswer(deadline, reading.asOf, id),
          subject: subjectText(mainSubjectOf(opened.stream)),
        })),
      );
      return [...own, ...beside];
    },
  },
  timeline: {
    sv: 'tidslinje',
    toThirdPayers: false,
    schema: TIMELINE_VIEW,
    answer: async (asking) => {
      const { deps, read, ...asked } = asking;
      const own = await readTimeline(deps, { ...asked, stream: read.opened.stream });
      return { entries: inOrderOf(deps.log, own, await entriesOfDischarges(asking)) };
    },
  },
  findings: {
    sv: 'anmärkningar',
    toThirdPayers: false,
    schema: listed(FINDING_ITEM),
    answer: async (asked) => {
      const all = [asked.read, ...(await besideTheCase(asked))];
      return all.flatMap(({ opened, assessment }) =>
        assessment.findings.map((finding) =>
          findingAnswer(finding, asked.reading.asOf, subjectText(mainSubjectOf(opened.stream))),
        ),
      );
    },
  },
  retention: {
    sv: 'bevarande och gallring',
    toThirdPayers: false,
    schema: RETENTION_VIEW,
    answer: async (asked) => {
      const retention = retentionOf(stateOf<'case'>(asked.read.opened), asked.reading.asOf);
      return retentionShown(asked.caller, retention, await isMaskedTo(asked));
    },
  },
};

/** What stands under a placement: all views but the placement itself. */
export const VIEWS_UNDER: readonly CaseView[] = STREAMS.case.views.filter((view) => CASE_VIEWS[view].sv !== undefined);

export const CASE_SHOWN: Shown<'case'> = {
  // Who sees all does so whatever stands at the head.
  sight: async (caller, { assessment }, head) => {
    if (assessment.placement === null) return 'nothing';
    const seesAll = caller.kind === 'auditor' && reachOf(caller) === 'all';
    return sightOf(caller, seesAll ? null : (await head()).assessment.placement);
  },
  views: CASE_VIEWS,
  named: (placementId) => ({ placementId }),
};
