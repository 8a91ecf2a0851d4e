/** A thing of every kind, in few words: of two thousand only that each is there matters. */
import { type Day, type PartyId, type Uuid } from '#domain';
import { anAgreement } from '../../support/agreement-builder.js';
import { aCase, uuid } from '../../support/case-builder.js';
import { aConcern } from '../../support/concern-builder.js';
import { aDischarge } from '../../support/discharge-builder.js';
import { aSip } from '../../support/sip-builder.js';
import { eventsOf, type WireEvent } from '../../support/wire-events.js';

/** Of another county than the cases: an agreement has all that its parties handle judged anew. */
const AGREED = ['region-21', 'kommun-2180'] as const;

export type ThingKind = 'placement' | 'sip' | 'consent' | 'discharge' | 'concern' | 'deviation' | 'agreement';

export interface ToldThings {
  readonly ids: Readonly<Record<ThingKind, Uuid>>;
  /** That the placement is told by first, then the others. */
  readonly events: readonly [WireEvent, ...WireEvent[]];
}

/** Of one kommun and its region, and of two that agree; each label another. All days lie in the past of any clock. */
export function toldThings(label: string): ToldThings {
  const placed = aCase(label)
    .emergency({}, { at: '2025-08-01' })
    .started('2025-08-02')
    .proposed('2025-08-05')
    .deviation('2025-08-21', {}, { of: label });
  const sip = aSip(label)
    .needed({}, { at: '2025-08-10' })
    .consent('2025-08-12', { consentId: uuid(`consent/${label}`) });
  const discharge = aDischarge(label).admitted('2025-08-03 09:00');
  const concern = aConcern(label).reported('2025-08-05');
  const agreement = uuid(`agreement/${label}`);
  const [region, kommun] = AGREED;
  const [validFrom, validTo] = ['2020-07-01', '2021-06-30'] as [Day, Day];
  const parties = AGREED as readonly string[] as readonly PartyId[];
  const agreed = anAgreement()
    .registered({ parties, validFrom, validTo }, { at: '2020-06-01', by: region })
    .approved(region, '2020-06-10')
    .approved(kommun, '2020-06-20');
  const ofAgreement = eventsOf(agreed).map((event) => ({ ...event, subject: `agreement/${agreement}` }));
  const [first, ...others] = eventsOf(placed) as [WireEvent, ...WireEvent[]];
  return {
    ids: {
      ...{ placement: placed.placementId, deviation: uuid(`deviation/${label}`), sip: sip.sipId },
      ...{ consent: uuid(`consent/${label}`), discharge: discharge.dischargeId, concern: concern.concernId, agreement },
    },
    events: [first, ...others, ...[sip, discharge, concern].flatMap((one) => eventsOf(one)), ...ofAgreement],
  };
}
