/** The valid messages that are spoilt, and the neighbours that must be served whatever comes beside them. */
import { aCase } from '../../support/case-builder.js';
import { eventsOf, type WireEvent } from '../../support/wire-events.js';

/** A whole case of a name of its own, its days in the past of any clock. */
export function someCase(label: string): readonly WireEvent[] {
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

/** The party that says an event. */
export const sayerOf = ({ source }: Pick<WireEvent, 'source'>): string => source.split('/')[2] ?? '';
