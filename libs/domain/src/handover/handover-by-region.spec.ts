import { accepted, handoverId, initiated, takenBack } from '../../../../test/support/handover-steps.js';
import { handoversOn, sides, started, statuses } from '../../../../test/support/handover-stories.js';

describe('a handover that a region starts', () => {
  it('makes another act than who is responsible by law, until it is handed back (A-075)', () => {
    const there = accepted(initiated(started(), '2026-02-01'), 'region-21', '2026-02-10', { of: handoverId() });
    expect(sides(there, '2026-02-09', '2026-02-10')).toEqual(['20 20', '20 21']);
    const back = initiated(there, '2026-05-01', { label: 'H2', from: 'region-21', to: 'region-20', reason: 'ended' });
    expect(sides(accepted(back, 'region-20', '2026-05-04', { of: handoverId('H2') }), '2026-05-04')).toEqual(['20 20']);
  });

  it('leaves a third that acts at it when the registration moves, until the new one accepts (A-076)', () => {
    const there = accepted(initiated(started(), '2026-02-01'), 'region-21', '2026-02-10', { of: handoverId() });
    const story = there.registrationChanged('0380', '2026-03-01');
    expect(handoversOn(story, '2026-03-01').at(-1)).toMatchObject({ fromRegion: 'region-21', toRegion: 'region-03' });
    expect(sides(story, '2026-02-28', '2026-03-01')).toEqual(['20 21', '03 21']);
    const home = there.registrationChanged('2180', '2026-03-01');
    expect(handoversOn(home, '2026-03-01')).toHaveLength(1);
    expect(sides(home, '2026-03-01')).toEqual(['21 21']);
  });

  it('ahead of the register serves the registration that moves there; taken back then, the hub starts one', () => {
    const ahead = initiated(started(), '2026-02-01', { reason: 'registrationChanged', effectiveOn: '2026-03-01' });
    const story = ahead.registrationChanged('2180', '2026-03-01');
    expect(handoversOn(story, '2026-03-01')).toMatchObject([{ startedBy: 'region-20' }]);
    const back = takenBack(story, 'region-20', '2026-03-05', { of: handoverId() });
    expect(handoversOn(back, '2026-03-05')).toMatchObject([
      { startedBy: 'region-20', withdrawnOn: '2026-03-05' },
      { startedBy: 'hub', initiatedOn: '2026-03-05', fromRegion: 'region-20', toRegion: 'region-21' },
    ]);
  });

  it('taken back is over, and nobody has moved', () => {
    const story = takenBack(initiated(started(), '2026-02-01'), 'region-20', '2026-02-05', { of: handoverId() });
    expect(statuses(story, '2026-02-04', '2026-02-05')).toEqual([['initiated'], ['withdrawn']]);
    expect(sides(story, '2026-02-05')).toEqual(['20 20']);
  });
});
