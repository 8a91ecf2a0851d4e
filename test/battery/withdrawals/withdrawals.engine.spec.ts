/** `npm run battery -- withdrawals` plays two hundred of each. */
import { LOSSES } from '../../support/losses.js';
import { postgresForSpecs } from '../../support/engines.js';
import { withdrawalsReport } from './withdrawal-rounds.js';
import { playWithdrawal, READERS_EACH, startWithdrawalWorld, type WithdrawalWorld } from './withdrawals.js';

const ROUNDS = 2;
const LOSS_MS_MAX = 600_000;

describe(`two projectors as processes, sixteen readers at each, ${ROUNDS} rounds`, () => {
  let world: WithdrawalWorld;
  beforeAll(async () => {
    world = await startWithdrawalWorld((await postgresForSpecs()).url);
  });
  afterAll(() => world.stop());

  it.each(Object.keys(LOSSES).map((loss, number) => [loss, number] as const))(
    'tell nothing by a reading that begins after the receipt, where %s (A8)',
    async (loss, number) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { wrong, before, toldBefore, after } = await playWithdrawal(world, loss, `W${number}-${round}`);
        expect([round, wrong, after]).toEqual([round, [], 2 * READERS_EACH]);
        // As many were over before it, and were told.
        expect([before >= after, toldBefore >= after]).toEqual([true, true]);
      }
    },
    LOSS_MS_MAX,
  );

  it('are seen to tell where nothing is lost: what ends another’s part ends nothing', async () => {
    const [, loss] = Object.keys(LOSSES) as [string, string];
    const kept = { kept: () => ({ ...LOSSES[loss]!('kept'), ends: LOSSES[loss]!('other').before }) };
    const { wrong, after } = await playWithdrawal(world, 'kept', 'kept', kept);
    expect(after).toBe(2 * READERS_EACH);
    expect(wrong).toHaveLength(after);
    expect(wrong[0]).toBe('projector 0 told afterwards in list, uuid');
    expect(wrong.at(-1)).toBe('projector 1 told afterwards in list, uuid');
  });
});

describe('the page of withdrawals', () => {
  it('counts the readings by what was lost, and names what is wrong by its round', () => {
    const on = { date: '2026-11-30', machine: 'Node' };
    const round = { loss: 'a', before: 40, toldBefore: 30, after: 32, wrong: [] };
    const page = withdrawalsReport([round, { ...round, loss: 'b', wrong: ['told'] }, round], on);
    expect(page).toContain('| a | 2 | 80 | 60 | 64 | 0 |');
    expect(page).toContain('| b | 1 | 40 | 30 | 32 | 1 |');
    expect(page).toContain('- round 1, b: told');
    expect(withdrawalsReport([round], on)).toContain('Nothing was wrong.');
  });
});
