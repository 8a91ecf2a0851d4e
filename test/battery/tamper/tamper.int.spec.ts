import { PROPERTY_SEED } from '../../support/always.js';
import { playHonest } from './honest.js';
import { playTamper } from './tamper.js';
import { TAMPERING_NAMES } from './tamperings.js';

describe(`a log that was tampered with, seed ${PROPERTY_SEED}`, () => {
  it('is found to be another, where it was done; signed anew by the key’s holder it is found by what was kept alone', () => {
    const { byName, resigned, wrong } = playTamper({ seed: PROPERTY_SEED, events: 2_000, rounds: 130 });
    expect(wrong).toEqual([]);
    expect([...byName.values()].map(({ rounds, at, between }) => [rounds, at, between])).toEqual(
      TAMPERING_NAMES.map(() => [10, 5, 5]),
    );
    expect(resigned).toEqual({ rounds: 13, passed: 13, found: 13 });
  });
});

describe(`honest logs whose tree was broken off at any moment, seed ${PROPERTY_SEED}`, () => {
  it('are never accused', async () => {
    const { histories, crashes, signed, accused } = await playHonest({ seed: PROPERTY_SEED, histories: 20 });
    expect(accused).toEqual([]);
    expect([histories, crashes > 20, signed > 20]).toEqual([20, true, true]);
  });
});
