import { PLACING_PARTY, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { on, open } from '../../../../test/support/assessed.js';
import { accepted, handoverId, initiated, refused, startedByHub } from '../../../../test/support/handover-steps.js';
import { moved, sides, started } from '../../../../test/support/handover-stories.js';

describe('an answer', () => {
  const vain = (story: CaseBuilder, asOf: string) => open(on(story, asOf), 'H-004');

  it('to what the hub has withdrawn works nothing, and is told of (H-004)', () => {
    const first = startedByHub(moved());
    const back = moved().registrationChanged('2080', '2026-03-15', { at: '2026-03-16' });
    const story = accepted(back, 'region-21', '2026-03-20', { of: first });
    expect(sides(story, '2026-03-20')).toEqual(['20 20']);
    expect(vain(story, '2026-03-19')).toEqual([]);
    expect(vain(story, '2026-03-20')).toMatchObject([{ severity: 'warning', parties: [PLACING_PARTY, 'region-21'] }]);
    const inTime = accepted(back, 'region-21', '2026-03-15', { of: first, at: '2026-03-20' });
    expect(vain(inTime, '2026-03-20')).toEqual([]);
  });

  it('to one whose registration was taken back, or corrected, works nothing (H-004)', () => {
    const first = startedByHub(moved());
    for (const gone of [
      moved().annulled('moved', { at: '2026-03-12' }),
      moved().registrationChanged('0380', '2026-03-01', { at: '2026-03-12', corrects: 'moved' }),
    ]) {
      const story = accepted(gone, 'region-21', '2026-03-14', { of: first });
      expect(vain(story, '2026-03-14')).toHaveLength(1);
      expect(on(story, '2026-03-14').handovers.filter(({ acceptedOn }) => acceptedOn)).toEqual([]);
    }
  });

  it('to one that was refused and replaced works nothing; the refusal stands (H-004)', () => {
    const no = refused(moved(), 'region-21', '2026-03-20');
    const first = startedByHub(no);
    const again = initiated(no, '2026-04-02', { reason: 'registrationChanged' });
    const story = accepted(again, 'region-21', '2026-04-05', { of: first });
    expect(vain(story, '2026-04-05')).toHaveLength(1);
    expect(sides(story, '2026-04-05')).toEqual(['21 20']);
    expect(vain(again, '2026-04-05')).toEqual([]);
  });

  it('given before what a region started was corrected works nothing; one given after does (H-004)', () => {
    const asked = initiated(started(), '2026-02-01', {}, { id: 'h' });
    const no = refused(asked, 'region-21', '2026-02-05', { of: handoverId() });
    const changed = initiated(no, '2026-02-10', { effectiveOn: '2026-02-20' }, { corrects: 'h' });
    expect(vain(changed, '2026-02-10')).toHaveLength(1);
    const yes = accepted(changed, 'region-21', '2026-02-12', { of: handoverId() });
    expect(sides(yes, '2026-02-19', '2026-02-20')).toEqual(['20 20', '20 21']);
  });
});
