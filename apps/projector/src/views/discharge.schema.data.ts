/** The form of what the view of a discharge answers, for the API description. */
import {
  COUNT_SCHEMA,
  DAY_SCHEMA,
  EXPECTED_NEEDS,
  INSTANT_SCHEMA,
  KOMMUN_SCHEMA,
  listed,
  ORE_SCHEMA,
  orNull,
  PARTY_SCHEMA,
  shape,
  UUID_SCHEMA,
  wordsOf,
  YES_NO_SCHEMA,
} from '#contracts';
import { type DischargeView, type PaymentLacks, type PaymentView } from '#domain';
import { OPENED } from './opened.schema.data.js';
import { HEAD_FIELDS, partly, reducible, WHY, words } from './view.schema.data.js';

const BY = words<PaymentView['dayBy']>({ statute: true, agreement: true });

const WHOLE_PAYMENT = shape<PaymentView>(
  'DischargePayment',
  {
    kommun: PARTY_SCHEMA,
    status: words<PaymentView['status']>({ conditionsLacking: true, toBegin: true, begun: true, leftBefore: true }),
    lacks: listed(words<PaymentLacks>({ admissionNotice: true, sipCall: true, openCare: true, otherPrincipal: true })),
    dayBy: BY,
    amountBy: BY,
    why: WHY,
  },
  { beginsOn: DAY_SCHEMA, orePerDay: ORE_SCHEMA, days: COUNT_SCHEMA, amountOre: ORE_SCHEMA },
);

/** What is to be paid is for who pays and who is paid. */
const PAYMENT = partly(WHOLE_PAYMENT);

const INSTANT_OR_NULL = orNull(INSTANT_SCHEMA);

const WHOLE = shape<DischargeView & Record<keyof typeof HEAD_FIELDS, unknown>>(
  'Discharge',
  {
    ...HEAD_FIELDS,
    dischargeId: UUID_SCHEMA,
    status: words<DischargeView['status']>({
      admitted: true,
      readyForDischarge: true,
      discharged: true,
      annulled: true,
    }),
    personId: UUID_SCHEMA,
    ...{ region: PARTY_SCHEMA, homeRegion: PARTY_SCHEMA, registeredKommun: KOMMUN_SCHEMA },
    admittedAt: INSTANT_SCHEMA,
    admissionNoticeSentAt: INSTANT_OR_NULL,
    estimatedDischargeOn: DAY_SCHEMA,
    expectedNeeds: listed(wordsOf(EXPECTED_NEEDS)),
    contactAppointedOn: orNull(DAY_SCHEMA),
    plannedTogether: YES_NO_SCHEMA,
    ...{ readyAt: INSTANT_OR_NULL, readinessNoticeSentAt: INSTANT_OR_NULL, sipCalledAt: INSTANT_OR_NULL },
    dischargedAt: INSTANT_OR_NULL,
    informationTransferredOn: orNull(DAY_SCHEMA),
    opened: listed(OPENED),
    payment: orNull(PAYMENT),
    why: WHY,
  },
  { placementId: UUID_SCHEMA },
);

export const DISCHARGE_VIEW = reducible(WHOLE, ['dischargeId', ...Object.keys(HEAD_FIELDS)]);
