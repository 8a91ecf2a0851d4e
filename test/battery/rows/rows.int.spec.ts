import { SUBJECT_KINDS } from '#domain';
import { PROPERTY_SEED } from '../../support/always.js';
import { playRows } from './rows.js';

/** `npm run battery -- rows` plays ten thousand. */
const EVENTS = 1_000;

describe(`all rows after a random history of every kind, seed ${PROPERTY_SEED}`, () => {
  it('made anew are those that followed, byte for byte', async () => {
    const { differs, byKind, events, taken, lines } = await playRows({ seed: PROPERTY_SEED, events: EVENTS });
    expect(differs).toBeNull();
    expect(events).toBeGreaterThanOrEqual(EVENTS);
    expect([taken > 100, lines > 100]).toEqual([true, true]);
    const told = [...byKind.keys()];
    expect(SUBJECT_KINDS.filter((kind) => !told.some((one) => one.endsWith(`/${kind}`)))).toEqual([]);
    // With a placement, and by itself.
    expect(told).toEqual(expect.arrayContaining(['case/deviation', 'deviation/deviation']));
  });
});
