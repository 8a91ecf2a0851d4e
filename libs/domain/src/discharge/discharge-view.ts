/** What is shown of a discharge: how far it has come, who is concerned, and what the kommun comes to pay. */
import { openedViews, type OpenedView } from '../fact/opened.js';
import { type Day, type Instant, type KommunCode, type PartyId, type Uuid } from '../kernel/index.js';
import { whyOf, type Why } from '../rules/index.js';
import { type ExpectedNeed } from './facts/discharge.js';
import { paymentView, type PaymentView } from './payment.js';
import { isToBePlannedTogether, type DischargeReading } from './reading.js';

export type DischargeStatus = 'admitted' | 'readyForDischarge' | 'discharged' | 'annulled';

/** A discharge as of a day; `null` where a step has not been taken. */
export interface DischargeView {
  readonly dischargeId: Uuid;
  readonly status: DischargeStatus;
  readonly personId: Uuid;
  readonly placementId?: Uuid;
  /** The region whose hospital it is. */
  readonly region: PartyId;
  /** The region whose open care the person is offered. */
  readonly homeRegion: PartyId;
  readonly registeredKommun: KommunCode;
  readonly admittedAt: Instant;
  readonly admissionNoticeSentAt: Instant | null;
  readonly estimatedDischargeOn: Day;
  readonly expectedNeeds: readonly ExpectedNeed[];
  readonly contactAppointedOn: Day | null;
  /** Whether region and kommun are to plan together (lag 2017:612 4:1). */
  readonly plannedTogether: boolean;
  readonly readyAt: Instant | null;
  readonly readinessNoticeSentAt: Instant | null;
  readonly sipCalledAt: Instant | null;
  readonly dischargedAt: Instant | null;
  readonly informationTransferredOn: Day | null;
  readonly opened: readonly OpenedView[];
  readonly payment: PaymentView | null;
  readonly why: Why;
}

type Steps = Pick<
  DischargeView,
  | 'admissionNoticeSentAt'
  | 'contactAppointedOn'
  | 'readyAt'
  | 'readinessNoticeSentAt'
  | 'sipCalledAt'
  | 'dischargedAt'
  | 'informationTransferredOn'
>;

/** What a fact tells in a field; null where it has not been told. */
const told = <Data, Field extends keyof Data>(
  fact: { readonly data: Data } | null | undefined,
  field: Field,
): Data[Field] | null => (fact ? fact.data[field] : null);

/** When each step was taken, as far as it has been by the day. */
function stepsOf(reading: DischargeReading): Steps {
  const { admitted, admissionNoticeOn, contact, call, discharged } = reading;
  const ready = reading.readiness.at(-1);
  return {
    admissionNoticeSentAt: told(admissionNoticeOn === null ? null : admitted, 'noticeSentAt'),
    contactAppointedOn: told(contact, 'on'),
    readyAt: told(ready, 'assessedAt'),
    readinessNoticeSentAt: told(ready, 'noticeSentAt'),
    sipCalledAt: told(call, 'sentAt'),
    dischargedAt: told(discharged, 'dischargedAt'),
    informationTransferredOn: transferredOn(reading),
  };
}

function statusOf({ discharged, readiness }: DischargeReading): DischargeStatus {
  if (discharged) return 'discharged';
  return readiness.length > 0 ? 'readyForDischarge' : 'admitted';
}

/** D-014 "Processen börjar med en vårdbegäran…": the steps of it that have been taken by the day. */
export function dischargeView(reading: DischargeReading, isAnnulled: boolean): DischargeView {
  const { dischargeId, admitted, region, homeRegion, contact, call, discharged, opened } = reading;
  const { person, placementId, registeredKommun, admittedAt, estimatedDischargeOn, expectedNeeds } = admitted.data;
  const ready = reading.readiness.at(-1) ?? null;
  return {
    dischargeId,
    status: isAnnulled ? 'annulled' : statusOf(reading),
    personId: person.personId,
    ...(placementId === undefined ? {} : { placementId }),
    ...{ region, homeRegion, registeredKommun, admittedAt, estimatedDischargeOn, expectedNeeds },
    plannedTogether: isToBePlannedTogether(reading),
    ...stepsOf(reading),
    opened: openedViews(opened),
    payment: isAnnulled ? null : paymentView(reading),
    why: whyOf(
      reading,
      'D-014',
      [admitted, contact, ready, call, discharged].filter((one) => one !== null),
    ),
  };
}

/** As far as it has been by the day. */
function transferredOn({ discharged, asOf }: DischargeReading): Day | null {
  const on = discharged?.data.informationTransferredOn;
  return on !== undefined && on <= asOf ? on : null;
}
