/** A case told from emergency to claim, for what is tried against a whole hub. */
import { aCase } from './case-builder.js';
import { eventsOf, type WireEvent } from './wire-events.js';

/** As its parties tell it, each label another case. All its days lie in the past of any clock. */
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
