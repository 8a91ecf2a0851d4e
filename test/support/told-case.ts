/** What parties tell from beginning to end, for what is tried against a whole hub. */
import { type Day } from '#domain';
import { anAgreement } from './agreement-builder.js';
import { aCase, PLACING_PARTY, REGION, uuid } from './case-builder.js';
import { aConcern } from './concern-builder.js';
import { aDischarge } from './discharge-builder.js';
import { handoverId, initiated, takenBack } from './handover-steps.js';
import { aSip } from './sip-builder.js';
import { eventsOf, type WireEvent } from './wire-events.js';

/** A case from emergency to claim, as its parties tell it, each label another. All its days lie in the past of any clock. */
export function toldCase(label: string): readonly WireEvent[] {
  return eventsOf(
    aCase(label)
      .emergency({}, { at: '2025-08-01' })
      .started('2025-08-02')
      .proposed('2025-08-05')
      .approvedByBoth('2025-08-20')
      .cost('K1', 12_345_67, '2025-08-02/2025-08-31')
      .claim('Q1', 'K1'),
  );
}

/** A case with a deviation and a handover in it, its SIP, a discharge from hospital, a report of concern, and a deviation of no placement: by stream, each in its order. */
export function toldOfEveryKind(label: string): readonly (readonly WireEvent[])[] {
  const of = { of: label };
  const [story, deviation] = [aCase(label), aCase(`${label}/none`)];
  const { placementId } = story;
  const placed = story
    .emergency({}, { at: '2025-08-01' })
    .started('2025-08-02')
    .proposed('2025-08-05')
    .approvedByBoth('2025-08-20')
    .deviation('2025-08-21', {}, of)
    .closureProposed('2025-08-25', of)
    .closureConfirmed('2025-08-26', {}, of);
  const handedOver = initiated(placed, '2025-09-01', { label }, of);
  const takenBackAgain = takenBack(handedOver, 'region-20', '2025-09-03', { of: handoverId(label) });
  const sip = aSip(label)
    .needed({ placementId }, { at: '2025-08-10' })
    .invited('region-20', {}, { at: '2025-08-11' })
    .consent('2025-08-12', { consentId: uuid(`consent/${label}`) })
    .met('2025-08-20');
  const discharge = aDischarge(label)
    .admitted('2025-08-03 09:00', { placementId })
    .contact('2025-08-04')
    .ready('2025-08-06 10:00')
    .called('2025-08-06 11:00')
    .left('2025-08-08 12:00');
  const alone = deviation
    .deviation('2025-08-21', {}, { of: `${label}/alone` })
    .investigated('2025-08-22', {}, { of: `${label}/alone` });
  return [
    eventsOf(takenBackAgain.cost('K1', 12_345_67, '2025-08-02/2025-08-31').claim('Q1', 'K1')),
    eventsOf(sip),
    eventsOf(discharge),
    eventsOf(aConcern(label).reported('2025-08-05', { urgent: true })),
    eventsOf(alone).map(byItself),
  ];
}

/** An agreement of days before those of any case: it bears on all that its parties say, and changes nothing of it. */
export function toldAgreement(label: string): readonly WireEvent[] {
  const [validFrom, validTo] = ['2020-07-01', '2021-06-30'] as Day[];
  const told = anAgreement()
    .registered({ parties: [PLACING_PARTY, REGION], validFrom: validFrom!, validTo: validTo! }, { at: '2020-06-01' })
    .approved(REGION, '2020-06-10')
    .approved(PLACING_PARTY, '2020-06-20');
  return eventsOf(told).map((event) => ({ ...event, subject: `agreement/${uuid(`agreement/${label}`)}` }));
}

function byItself(event: WireEvent): WireEvent {
  const { placementId: _none, ...data } = event.data as { readonly placementId?: string };
  return { ...event, data };
}
