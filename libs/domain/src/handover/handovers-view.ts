/** What is said of a handover as of a day: dates, by which its status on any day is told, and who is responsible and who acts. */
import { type OpenedView } from '../fact/opened.js';
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type Acting, type WithdrawnBecause } from '../story/handovers.js';
import { type Why } from '../rules/index.js';
import { type HandoverReason } from './facts/handover.js';

export interface HandoverView {
  readonly handoverId: Uuid;
  readonly fromRegion: PartyId;
  readonly toRegion: PartyId;
  readonly reason: HandoverReason;
  /** `hub` where a registration that moved started it. */
  readonly startedBy: PartyId | 'hub';
  readonly effectiveOn: Day;
  readonly initiatedOn: Day;
  /** The last day on which an answer is in time. */
  readonly answerBy: Day;
  /** By whichever of those whom it reaches. */
  readonly opened: readonly OpenedView[];
  readonly materialSentOn?: Day;
  readonly acceptedOn?: Day;
  readonly rejectedOn?: Day;
  readonly completedOn?: Day;
  readonly withdrawnOn?: Day;
  readonly withdrawnBecause?: WithdrawnBecause;
  /** The region responsible by the registration on the day of the assessment. */
  readonly legalResponsible: PartyId;
  /** Who acts, in order of days: the last that begins no later than a day acts on it. */
  readonly acting: readonly Acting[];
  readonly why: Why;
}

export const HANDOVER_STATUSES = [
  'initiated',
  'materialSent',
  'accepted',
  'rejected',
  'completed',
  'overdue',
  'withdrawn',
] as const;
export type HandoverStatus = (typeof HANDOVER_STATUSES)[number];

type Dates = Pick<
  HandoverView,
  'answerBy' | 'materialSentOn' | 'acceptedOn' | 'rejectedOn' | 'completedOn' | 'withdrawnOn'
>;

/** Where a handover stands on a day: by what has been done last, else `overdue` after the last day in time. */
export function handoverStatus(dates: Dates, asOf: Day): HandoverStatus {
  const has = (on: Day | undefined): boolean => on !== undefined && on <= asOf;
  const stages: readonly (readonly [HandoverStatus, boolean])[] = [
    ['withdrawn', has(dates.withdrawnOn)],
    ['completed', has(dates.completedOn)],
    ['accepted', has(dates.acceptedOn)],
    ['rejected', has(dates.rejectedOn)],
    ['overdue', dates.answerBy < asOf],
    ['materialSent', has(dates.materialSentOn)],
  ];
  return stages.find(([, reached]) => reached)?.[0] ?? 'initiated';
}
