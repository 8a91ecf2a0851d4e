import { aCase, aRegistration, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { basisOf, due, found, holdsOn, on, open, statusOn } from '../../../../test/support/assessed.js';
import { type LegalBasis } from '#domain';

const CARE: LegalBasis = { act: 'LVM', interim: false };
const adult = { person: { ...aRegistration.person, birthDate: day('1990-03-07') } };
const dueOf = (story: CaseBuilder, asOf = '2026-12-31') => due(on(story, asOf), 'lvmMaximum')[0]?.dueOn;

/** Care by the court's order, from 15 January 2026: six months are out on 15 July. */
const care = (): CaseBuilder =>
  aCase()
    .registered({ ...adult, legalBasis: CARE })
    .decided('2026-01-12', {
      decisionId: uuid('decision/care'),
      legalBasis: CARE,
      decidedBy: 'forvaltningsratt',
      consents: [],
      custodyHolders: 0,
    })
    .started('2026-01-15');

describe('time that is not counted as care time (S-008, LVM 21 §)', () => {
  it('moves the longest time by its days, both ends included', () => {
    expect(dueOf(care())).toBe('2026-07-15');
    expect(dueOf(care().careTimeNotCounted('2026-03-02/2026-03-11'))).toBe('2026-07-25');
    expect(dueOf(care().careTimeNotCounted('2026-03-02/2026-03-02', { ground: 'prison' }))).toBe('2026-07-16');
  });

  it('is counted once where it overlaps, and day after day where it follows', () => {
    const overlapping = care()
      .careTimeNotCounted('2026-03-02/2026-03-11')
      .careTimeNotCounted('2026-03-10/2026-03-15', { ground: 'detained' });
    expect(dueOf(overlapping)).toBe('2026-07-29');
    const apart = care().careTimeNotCounted('2026-03-02/2026-03-11').careTimeNotCounted('2026-04-01/2026-04-02');
    expect(dueOf(apart)).toBe('2026-07-27');
  });

  it('told again of the same ground from the same day takes the place of what was told', () => {
    const open = care().careTimeNotCounted('2026-03-02', {}, { at: '2026-03-02' });
    const returned = open.careTimeNotCounted('2026-03-02/2026-03-11', {}, { at: '2026-03-12' });
    expect(dueOf(returned)).toBe('2026-07-25');
    expect(holdsOn(open, '2026-08-15')).toEqual([true]);
  });

  it('before care began, or after it was to have ended, moves nothing', () => {
    expect(dueOf(care().careTimeNotCounted('2026-01-10/2026-01-14'))).toBe('2026-07-15');
    expect(dueOf(care().careTimeNotCounted('2026-01-10/2026-01-15'))).toBe('2026-07-16');
    expect(dueOf(care().careTimeNotCounted('2026-07-16/2026-07-20'))).toBe('2026-07-15');
  });

  it('care holds through the day so moved and not after it: then it is overdue (A-062)', () => {
    const story = care().careTimeNotCounted('2026-03-02/2026-03-11');
    expect(holdsOn(story, '2026-07-24', '2026-07-25', '2026-07-26')).toEqual([true, true, false]);
    expect(['2026-07-25', '2026-07-26'].map((asOf) => statusOn(story, 'lvmMaximum', asOf))).toEqual([
      'open',
      'overdue',
    ]);
    expect(basisOf(story, '2026-07-26')?.why).toMatchObject({ rule: 'A-062', statute: { section: '20' } });
    expect(open(on(story, '2026-07-26'), 'A-062')).toHaveLength(1);
    const endedOn = (on: string) => statusOn(story.ended(on), 'lvmMaximum', '2026-08-01');
    expect([endedOn('2026-07-25'), endedOn('2026-07-26')]).toEqual(['met', 'met']);
    expect(due(on(story.ended('2026-07-26'), '2026-08-01'), 'lvmMaximum')).toMatchObject([{ onTime: false }]);
  });

  it('corrected or annulled, moves it back', () => {
    const told = care().careTimeNotCounted('2026-03-02/2026-03-11', {}, { id: 'u1' });
    expect(dueOf(told.careTimeNotCounted('2026-03-02/2026-03-06', {}, { corrects: 'u1' }))).toBe('2026-07-20');
    expect(dueOf(told.annulled('u1', { at: '2026-04-01' }))).toBe('2026-07-15');
  });

  it('of six months in a row ends the order: on the day after, not on the day itself (S-008, LVM 12 §)', () => {
    const away = (to: string) => care().careTimeNotCounted(`2026-02-01/${to}`);
    expect(holdsOn(away('2026-07-31'), '2026-08-02')).toEqual([true]);
    expect(holdsOn(away('2026-08-01'), '2026-08-01', '2026-08-02')).toEqual([true, false]);
    const story = care().careTimeNotCounted('2026-02-01');
    expect(holdsOn(story, '2026-07-31', '2026-08-01', '2026-08-02')).toEqual([true, true, false]);
    expect(basisOf(story, '2026-08-02')?.why).toMatchObject({
      rule: 'S-008',
      statute: { act: 'LVM 1988:870', section: '12' },
    });
    expect(['2026-08-01', '2026-08-02'].map((asOf) => statusOn(story, 'lvmMaximum', asOf))).toEqual([
      'open',
      'cancelled',
    ]);
    expect(found(on(story, '2026-09-01'), 'A-062')).toEqual([]);
  });

  it('in a row are stretches of different grounds without a day between', () => {
    const row = care()
      .careTimeNotCounted('2026-02-01/2026-04-30')
      .careTimeNotCounted('2026-05-01/2026-08-01', { ground: 'prison' });
    expect(holdsOn(row, '2026-08-02')).toEqual([false]);
    const broken = care()
      .careTimeNotCounted('2026-02-01/2026-04-29')
      .careTimeNotCounted('2026-05-01/2026-08-01', { ground: 'prison' });
    expect(holdsOn(broken, '2026-08-02')).toEqual([true]);
  });
});
