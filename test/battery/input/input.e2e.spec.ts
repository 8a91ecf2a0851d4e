import { playInput } from './input.js';

const SEED = 20_260_115;

describe('hostile and half-valid input, at every door', () => {
  it('is refused with a code and put aside; the process lives, and the neighbours are served', async () => {
    const tallies = await playInput({ seed: SEED, times: 60 });
    expect(tallies.flatMap(({ door, wrong }) => wrong.map((what) => `${door}: ${what}`))).toEqual([]);
    for (const { outcomes } of tallies) expect(outcomes.size).toBeGreaterThan(2);
    expect(tallies.map(({ door }) => door)).toEqual(['HTTP', 'tokens', 'Kafka records', 'files', 'stored content']);
  });
});
