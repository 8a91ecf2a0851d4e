import { BadSetting } from '#engines';
import { checkpointEveryMs } from './schedule-settings.js';

describe('how often parties are told what was signed', () => {
  it.each([
    [{}, 3_600_000],
    [{ HVB_CHECKPOINT_MINUTES: '1' }, 60_000],
    [{ HVB_CHECKPOINT_MINUTES: '1440' }, 86_400_000],
    [{ HVB_SIMULATION_FROM: '2026-01-15T09:00:00+01:00' }, undefined],
    [{ HVB_SIMULATION_FROM: '2026-01-15T09:00:00+01:00', HVB_CHECKPOINT_MINUTES: '5' }, 300_000],
  ])('%j: %s', (environment, ms) => {
    expect(checkpointEveryMs(environment)).toBe(ms);
  });

  it.each(['0', '1441', '-1', '1.5', 'an hour'])('is refused: %s', (HVB_CHECKPOINT_MINUTES) => {
    expect(() => checkpointEveryMs({ HVB_CHECKPOINT_MINUTES })).toThrow(BadSetting);
  });
});
