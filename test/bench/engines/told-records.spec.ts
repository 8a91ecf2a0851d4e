import { caseOf } from '../cases.js';
import { ROUNDS_PER_CASE, nameOf, stepsOf, telling } from './told-records.js';

const EVENTS_PER_CASE = caseOf(1).acts.flat().length;

describe('what parties of the bench send', () => {
  it('tells each case whole and in its order, over so many rounds', () => {
    const events = caseOf(7).acts.flat();
    expect(stepsOf(events).flat()).toEqual(events);
    expect(stepsOf(events)).toHaveLength(ROUNDS_PER_CASE);
  });

  it('sends as many events in a round as the cases have, once they are all under way', () => {
    const told = telling(1);
    for (let round = 1; round < ROUNDS_PER_CASE; round += 1) told.next(10, 0);
    expect(told.next(10, 0)).toHaveLength(10 * EVENTS_PER_CASE);
  });

  it('sends some twice, the second after the first, in the same partition', () => {
    const records = telling(2).next(300, 0.1);
    const names = new Set(records.map(({ name }) => name));
    expect(records.length).toBeGreaterThan(names.size);
    for (const name of names)
      expect(new Set(records.filter((one) => one.name === name).map(({ partition }) => partition)).size).toBe(1);
  });

  it('names a record as its receipt does', () => {
    const [record] = telling(3).next(1, 0);
    const event = JSON.parse(record?.value.toString() ?? '') as { readonly subject: string; readonly id: string };
    expect(record?.name).toBe(nameOf(event));
  });
});
