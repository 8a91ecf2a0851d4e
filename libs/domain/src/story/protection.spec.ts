import { isProtectedFrom } from '#domain';
import { aCase, aRegistration, day, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { on } from '../../../../test/support/assessed.js';

const registered = (protection: 'none' | 'sekretessmarkering' = 'none'): CaseBuilder =>
  aCase()
    .registered({ person: { ...aRegistration.person, protection } })
    .started('2026-01-15');
const masked = (story: CaseBuilder, asOf: string): boolean => isProtectedFrom(story.theCase, day(asOf));

describe('where a protected person is', () => {
  it('is masked of one registered so, and of nobody else (A-038)', () => {
    expect(masked(registered(), '2026-02-01')).toBe(false);
    expect(on(registered(), '2026-02-01').placement).not.toHaveProperty('masked');
    expect(masked(registered('sekretessmarkering'), '2026-02-01')).toBe(true);
  });

  it('is masked from the recording of a protection, on the days before it too (A-038)', () => {
    const told = registered().protectionChanged('skyddadFolkbokforing', '2026-03-01', {}, { at: '2026-02-20' });
    for (const asked of ['2026-01-01', '2026-02-20', '2026-03-01', '2026-06-01'])
      expect([asked, masked(told, asked)]).toEqual([asked, true]);
    // The head as of a day is marked from the day of the protection: the past does not change.
    expect(on(told, '2026-02-28').placement).not.toHaveProperty('masked');
    expect(on(told, '2026-03-01').placement?.masked).toBe(true);
  });

  it('is told again from the day that the protection is lifted, not from when that was told (A-038)', () => {
    const lifted = registered('sekretessmarkering').protectionChanged('none', '2026-03-01', {}, { at: '2026-02-01' });
    expect(masked(lifted, '2026-02-28')).toBe(true);
    expect(masked(lifted, '2026-03-01')).toBe(false);
  });

  it('is masked by the last of several by their own days, told in whatever order (A-038)', () => {
    const first = registered().protectionChanged('none', '2026-04-01', {}, { at: '2026-02-10' });
    const both = first.protectionChanged('sekretessmarkering', '2026-03-01', {}, { at: '2026-02-11' });
    expect(masked(both, '2026-03-31')).toBe(true);
    expect(masked(both, '2026-04-01')).toBe(false);
  });

  it('is masked no more when the protection is taken back, and by what a correction says (A-038)', () => {
    const told = registered().protectionChanged('sekretessmarkering', '2026-03-01', {}, { id: 'p1' });
    expect(masked(told.annulled('p1'), '2026-04-01')).toBe(false);
    const corrected = told.protectionChanged('none', '2026-03-01', {}, { corrects: 'p1' });
    expect(masked(corrected, '2026-04-01')).toBe(false);
  });
});

describe('the region of one whose registration becomes protected', () => {
  const staysPermanentlyIn = '2180' as never;
  const told = (from: string): CaseBuilder =>
    registered().protectionChanged('skyddadFolkbokforing', from, { staysPermanentlyIn }, { at: '2026-02-01' });
  const regionOn = (story: CaseBuilder, asOf: string) => on(story, asOf).placement?.region;

  it('is where he or she stays permanently, from that day (HSL 8:1)', () => {
    expect(regionOn(told('2026-03-01'), '2026-02-28')).toEqual({ party: 'region-20', status: 'established' });
    expect(regionOn(told('2026-03-01'), '2026-03-01')).toEqual({ party: 'region-21', status: 'established' });
    expect(regionOn(told('2026-03-01').registrationChanged('0380', '2026-04-01'), '2026-04-02')).toMatchObject({
      party: 'region-21',
    });
  });

  it('is that of the registration again when the protection is lifted, and where no stay is told (HSL 8:1)', () => {
    const lifted = told('2026-03-01').registrationChanged('0380', '2026-04-01').protectionChanged('none', '2026-05-01');
    expect(regionOn(lifted, '2026-04-30')).toMatchObject({ party: 'region-21' });
    expect(regionOn(lifted, '2026-05-01')).toMatchObject({ party: 'region-03' });
    expect(regionOn(registered().protectionChanged('skyddadFolkbokforing', '2026-03-01'), '2026-03-02')).toMatchObject({
      party: 'region-20',
    });
  });

  it('is so also where a registration changes on the same day, or is unclear until then (HSL 8:1, H-002)', () => {
    const both = told('2026-03-01').registrationChanged('0380', '2026-03-01');
    expect(regionOn(both, '2026-03-01')).toMatchObject({ party: 'region-21' });
    const unclear = aCase()
      .registered({ registeredKommun: null })
      .started('2026-01-15')
      .protectionChanged('skyddadFolkbokforing', '2026-03-01', { staysPermanentlyIn });
    expect(regionOn(unclear, '2026-02-28')).toEqual({ party: 'region-20', status: 'default' });
    expect(regionOn(unclear, '2026-03-01')).toEqual({ party: 'region-21', status: 'established' });
  });
});

describe('who has a case', () => {
  it('is each principal’s newest word by its own day, and nothing where none is told (D-028)', () => {
    expect(on(registered(), '2026-02-01').placement).not.toHaveProperty('handledBy');
    const told = registered()
      .handledBy('barn-och-unga', '2026-01-20')
      .handledBy('psykiatri', '2026-01-25', { by: 'region-20' })
      .handledBy('utredning', '2026-03-01');
    expect(on(told, '2026-02-01').placement?.handledBy).toEqual([
      { party: 'kommun-2080.socialnamnden', unit: 'barn-och-unga', from: '2026-01-20' },
      { party: 'region-20', unit: 'psykiatri', from: '2026-01-25' },
    ]);
    expect(on(told, '2026-03-01').placement?.handledBy).toContainEqual({
      party: 'kommun-2080.socialnamnden',
      unit: 'utredning',
      from: '2026-03-01',
    });
  });
});
