import fc from 'fast-check';
import { faultsByClass, wireType } from '#contracts';
import { FACT_ENTRIES } from '#domain';
import { pickerBy } from './pickers.js';
import { always } from './always.js';

describe.each(Object.keys(FACT_ENTRIES) as (keyof typeof FACT_ENTRIES)[])('a sample of %s', (type) => {
  it('is a message that the wire takes, whatever is picked', () => {
    always(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const sample: object = FACT_ENTRIES[type].sample(pickerBy(() => numbers.next().value));
        expect([sample, faultsByClass(wireType(type), JSON.parse(JSON.stringify(sample)))]).toEqual([sample, []]);
      }),
    );
  });
});
