/** What is said of handovers: which the hub has started because the registration moved, and which it has withdrawn. */
import { type HandoverView } from '../handover/handovers-view.js';
import { compareText } from '../kernel/index.js';
import { type CaseAssessment } from './assessment.js';
import { type Derived, type DerivedData } from './derived.js';
import { type ToldHandover, type ToldState } from './told.js';

/** What is to be said of handovers that has not been said so; those that are no more come last, by id. */
export function sayHandovers(told: ToldState, { handovers, asOf }: CaseAssessment): readonly Derived[] {
  const present = new Set(handovers.map(({ handoverId }) => handoverId));
  const gone = [...told.handovers.values()].flatMap(({ initiated, withdrawn, why }) =>
    initiated && !withdrawn && !present.has(initiated.handoverId)
      ? [withdrawnOf({ handoverId: initiated.handoverId, on: asOf, reason: 'registrationCorrected' }, why)]
      : [],
  );
  return [
    ...handovers.flatMap((view) => sayHandover(told.handovers.get(view.handoverId), view)),
    ...gone.sort((a, b) => compareText(a.thing, b.thing)),
  ];
}

const withdrawnOf = (data: DerivedData['withdrawn'], why: Derived['why']): Derived => ({
  type: 'handover.withdrawn',
  thing: data.handoverId,
  data,
  why,
});

/** What a region starts it says itself; that what was withdrawn stands after all is said of either. */
function sayHandover(before: ToldHandover | undefined, view: HandoverView): readonly Derived[] {
  const { why } = view;
  const withdrawn = withdrawnBy(view);
  const begins = !isSaid(before, view) || isRevived(before, view);
  const asSaid = begins ? undefined : before?.withdrawn;
  const initiated = { type: 'handover.initiated', thing: view.handoverId, data: initiatedOf(view), why } as const;
  const ended = withdrawn && !sameEnd(asSaid, withdrawn) ? [withdrawnOf(withdrawn, why)] : [];
  return begins ? [initiated, ...ended] : ended;
}

const isSaid = (before: ToldHandover | undefined, view: HandoverView): boolean =>
  view.startedBy !== 'hub' || (before?.initiated !== undefined && sameStart(before.initiated, initiatedOf(view)));

const isRevived = (before: ToldHandover | undefined, { withdrawnOn }: HandoverView): boolean =>
  before?.withdrawn !== undefined && withdrawnOn === undefined;

const initiatedOf = ({
  handoverId,
  fromRegion,
  toRegion,
  reason,
  effectiveOn,
}: HandoverView): DerivedData['initiated'] => ({
  handoverId,
  fromRegion,
  toRegion,
  reason,
  effectiveOn,
});

/** undefined where it stands, and where the region that started it has said so itself. */
function withdrawnBy({ handoverId, withdrawnOn: on, withdrawnBecause: because }: HandoverView) {
  if (on === undefined || because === undefined || because === 'withdrawn') return undefined;
  return { handoverId, on, reason: because };
}

const sameStart = (a: DerivedData['initiated'], b: DerivedData['initiated']): boolean =>
  a.fromRegion === b.fromRegion && a.toRegion === b.toRegion && a.effectiveOn === b.effectiveOn;

const sameEnd = (a: DerivedData['withdrawn'] | undefined, b: DerivedData['withdrawn']): boolean =>
  a?.on === b.on && a.reason === b.reason;
