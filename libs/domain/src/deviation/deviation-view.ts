/** What is shown of a deviation: where it stands, who answers meanwhile, what is to be done, and who has agreed to close it. */
import { type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { whyOf, type Why } from '../rules/index.js';
import { type AreaLaid, type DeviationKind } from './facts/deviation.js';
import { type Action, type DeviationReading, type DeviationStatus } from './reading.js';
import { type Split, splitStatus } from './splits.js';

/** A temporary division of responsibility, by its dates. */
export interface TemporaryDates {
  readonly splitId: Uuid;
  readonly areas: readonly AreaLaid[];
  /** The first day on which it is in force; absent while it is only proposed. */
  readonly from?: Day;
  /** The last day that it was agreed on for; absent where it lasts until the closure. */
  readonly until?: Day;
  /** The first day on which nothing of it is in force any more, where that is known. */
  readonly endsOn?: Day;
}

export interface DeviationAction {
  readonly actionId: Uuid;
  readonly responsible: PartyId;
  readonly dueOn: Day;
  readonly doneOn?: Day;
}

/** A deviation by its dates: what a division is on a day, `shownOn` tells. */
export interface DeviationSummary {
  readonly deviationId: Uuid;
  readonly placementId?: Uuid;
  readonly kind: DeviationKind;
  readonly raisedBy: 'party' | 'individual' | 'relative';
  readonly reportedBy: PartyId;
  readonly occurredOn: Day;
  readonly status: DeviationStatus;
  /** The sides that it concerns, each once. */
  readonly concerns: readonly PartyId[];
  readonly temporary: readonly TemporaryDates[];
  readonly actions: readonly DeviationAction[];
  /** Who has agreed to close it. */
  readonly confirmedBy: readonly PartyId[];
  readonly closedOn?: Day;
  readonly why: Why;
}

/** A division as it stands on a day. */
export interface TemporaryView extends Omit<TemporaryDates, 'endsOn'> {
  readonly status: 'proposed' | 'inForce' | 'ended';
}

export interface DeviationView extends Omit<DeviationSummary, 'temporary'> {
  readonly temporary: readonly TemporaryView[];
}

function temporaryOf({ proposed, inForceOn, endsOn }: Split): TemporaryDates {
  const { splitId, areas, until } = proposed.data;
  return {
    splitId,
    areas,
    ...(inForceOn === null ? {} : { from: inForceOn }),
    ...(until === undefined ? {} : { until }),
    ...(endsOn === null ? {} : { endsOn }),
  };
}

function actionOf({ decided: { data }, doneOn }: Action): DeviationAction {
  const { actionId, responsible, dueOn } = data;
  return { actionId, responsible, dueOn, ...(doneOn === null ? {} : { doneOn }) };
}

/** A-107 "ska hantering av avvikelsen göras gemensamt": all that is told of it beside what was said. */
export function summaryOfDeviation(reading: DeviationReading): DeviationSummary {
  const { story, status, because, splits, actions, closure } = reading;
  const { deviationId, placementId, reported, sides } = story;
  const { kind, raisedBy, occurredOn } = reported.data;
  const { closedOn } = closure;
  return {
    deviationId,
    ...(placementId === null ? {} : { placementId }),
    kind,
    raisedBy,
    reportedBy: reported.meta.party,
    occurredOn,
    status,
    concerns: sides,
    temporary: splits.map(temporaryOf),
    actions: actions.map(actionOf),
    confirmedBy: closure.words.map(({ side }) => side),
    ...(closedOn === null || story.isAnnulled ? {} : { closedOn }),
    why: whyOf(story.judging, 'A-107', because === reported ? [reported] : [reported, because]),
  };
}

/** A deviation as it stands on a day. */
export const deviationShownOn = ({ temporary, ...summary }: DeviationSummary, asOf: Day): DeviationView => ({
  ...summary,
  temporary: temporary.map(({ endsOn, ...dates }) => ({
    ...dates,
    status: splitStatus({ inForceOn: dates.from ?? null, endsOn: endsOn ?? null }, asOf),
  })),
});
