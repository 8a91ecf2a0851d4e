/** From when what has been taken back is told of as that: never before it was said to be so. */
import { type Day } from '../kernel/index.js';
import { type Fact } from '../saying/case.js';
import { type Standing } from '../saying/effective.js';
import { ownDate } from '../saying/fact-entries.js';

/** Each day once on which something that has been taken back was said to have occurred; of a report alone is that told. */
export function takenBackFrom(chains: readonly Standing<Fact>[]): readonly Day[] {
  const reports = chains.filter(({ original, annulment }) => annulment && original.type === 'deviation.reported');
  return [...new Set(reports.flatMap(({ original }) => ownDate(original) ?? []))];
}
