import { principalsOn, storyOf } from '#domain';
import {
  aCase,
  day,
  name,
  noAgreement,
  party,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { area, found, on, open } from '../../../../test/support/assessed.js';
import { speakersOn } from './parties.js';

const unclear = aCase().emergency({ registeredKommun: null }).started('2026-01-15');
/** The region side on some days, by all that is told by the year's end. */
const regionsOn = (told: CaseBuilder, ...days: readonly string[]) => {
  const story = storyOf(told.theCase, noAgreement, day('2026-12-31'), name);
  return days.map((on) => principalsOn(story, day(on))[1]);
};
const half = (told: CaseBuilder, asOf: string) =>
  on(told, asOf).deadlines.find(({ kind }) => kind === 'emergencyRegistration');

describe('a registration that is established', () => {
  it('counts from the start of the placement, whatever day it became clear (A-099)', () => {
    const told = unclear.registrationEstablished('0380', '2026-02-10');
    expect(regionsOn(told, '2026-01-15', '2026-02-09', '2026-02-10')).toEqual(['region-03', 'region-03', 'region-03']);
  });

  it('gives way to a change that was before it became clear, from the day of the change (A-076)', () => {
    const told = unclear.registrationEstablished('0380', '2026-02-10').registrationChanged('2180', '2026-01-20');
    expect(regionsOn(told, '2026-01-19', '2026-01-20', '2026-02-10')).toEqual(['region-03', 'region-21', 'region-21']);
    expect(on(told, '2026-02-10').placement?.registeredKommun).toBe('2180');
  });

  it('again is the last that was: what was established before it is not (A-099)', () => {
    const told = unclear.registrationEstablished('0380', '2026-02-10').registrationEstablished('2180', '2026-02-20');
    expect(regionsOn(told, '2026-01-15')).toEqual(['region-21']);
  });

  it('leaves the default region a voice on the days before it, and no longer (H-002)', () => {
    const story = storyOf(
      unclear.registrationEstablished('0380', '2026-02-10').theCase,
      noAgreement,
      day('2026-12-31'),
      name,
    );
    expect(speakersOn(story, day('2026-02-09'))).toEqual([PLACING_PARTY, 'region-03', 'region-20']);
    expect(speakersOn(story, day('2026-02-10'))).toEqual([PLACING_PARTY, 'region-03']);
    expect(speakersOn(story, day('2026-02-09'), [PLACING_PARTY, 'region-17' as never])).not.toContain('region-20');
  });

  it('in the placing kommun’s own county gives nobody a voice twice (H-002)', () => {
    const story = storyOf(
      unclear.registrationEstablished('2080', '2026-02-10').theCase,
      noAgreement,
      day('2026-12-31'),
      name,
    );
    expect(speakersOn(story, day('2026-02-09'))).toEqual([PLACING_PARTY, 'region-20']);
  });

  it('meets the registration half on its day, not before the start (A-099)', () => {
    expect(half(unclear.registrationEstablished('0380', '2026-02-10'), '2026-02-10')?.metOn).toBe('2026-02-10');
    const before = aCase()
      .emergency({ registeredKommun: null })
      .registrationEstablished('0380', '2026-01-12')
      .started('2026-01-15');
    expect(half(before, '2026-02-10')?.metOn).toBe('2026-01-15');
  });
});

describe('a registration that changed', () => {
  it('meets the registration half on the day it was told, not on the day it moved (A-099)', () => {
    const told = unclear.registrationChanged('0380', '2026-01-20', { at: '2026-03-01' });
    expect(half(told, '2026-02-28')?.metOn).toBe('2026-03-01');
    expect(on(told, '2026-02-28').turningDays).toContain('2026-03-01');
    const early = aCase()
      .emergency({ registeredKommun: null })
      .registrationChanged('0380', '2026-01-12', { at: '2026-01-12' })
      .started('2026-01-15');
    expect(half(early, '2026-02-10')?.metOn).toBe('2026-01-15');
  });

  it('alone makes clear where one is registered from its own day, and not before (A-076, A-077)', () => {
    const told = unclear.registrationChanged('0380', '2026-02-01');
    expect(regionsOn(told, '2026-01-31', '2026-02-01')).toEqual(['region-20', 'region-03']);
    expect(found(on(told, '2026-02-01'), 'A-077')).toMatchObject([{ resolvedOn: '2026-02-01' }]);
  });
});

describe('a list of measures that was cleared before a registration change is told', () => {
  const NEW_REGION = party('region-03');
  const placed = aCase().registered().started('2026-01-15');
  const inTime = placed.clarified({}, { at: '2026-01-13' }).confirmed({}, { at: '2026-01-14' });
  /** Told on 20 March: the registration had moved on 1 February. */
  const late = (told: CaseBuilder) => told.registrationChanged('0380', '2026-02-01', { at: '2026-03-20' });
  const moved = late(inTime);
  const statuses = (told: CaseBuilder, asOf: string) =>
    (['housing', 'healthcare'] as const).map((kind) => area(on(told, asOf), kind)[0]?.status);
  const newList = (told: CaseBuilder) =>
    told
      .clarified({ clarificationId: uuid('clarification/K2') }, { at: '2026-03-25' })
      .confirmed({ clarificationId: uuid('clarification/K2') }, { at: '2026-03-26', by: NEW_REGION });

  it('binds on the days before the change, and on none from it on (L-20, H-003)', () => {
    expect(statuses(inTime, '2026-03-31')).toEqual(['cleared', 'cleared']);
    expect(statuses(moved, '2026-01-31')).toEqual(['cleared', 'cleared']);
    expect(statuses(moved, '2026-02-01')).toEqual(['default', 'legal']);
    expect(statuses(moved, '2026-03-31')).toEqual(['default', 'legal']);
    expect(area(on(moved, '2026-02-01'), 'healthcare')[0]).toMatchObject({
      responsible: NEW_REGION,
      from: '2026-02-01',
    });
    expect(found(on(moved, '2026-03-31'), 'A-067')).toEqual([]);
  });

  it('is asked for anew from the day of the change, the change its cause, until there is a new one (H-005)', () => {
    const needed = (told: CaseBuilder, asOf = '2026-03-31') => found(on(told, asOf), 'H-005');
    expect([needed(inTime), needed(moved, '2026-01-31')]).toEqual([[], []]);
    const [one] = needed(moved, '2026-02-01');
    expect(one).toMatchObject({
      severity: 'warning',
      raisedOn: '2026-02-01',
      parties: [PLACING_PARTY, NEW_REGION, REGION],
    });
    expect(one?.why.causedBy).toContain(moved.facts.at(-1)!.meta.eventId);
    expect(needed(moved)[0]).not.toHaveProperty('resolvedOn');
    expect(needed(newList(moved))).toMatchObject([{ resolvedOn: '2026-03-26' }]);
  });

  it('after the day of the change binds on none, and a new one is asked for from when it was cleared (H-003, H-005)', () => {
    const after = late(placed.clarified({}, { at: '2026-02-01' }).confirmed({}, { at: '2026-02-04' }));
    for (const asOf of ['2026-01-31', '2026-02-03', '2026-02-04', '2026-02-05'])
      expect([asOf, statuses(after, asOf).includes('cleared')]).toEqual([asOf, false]);
    expect(found(on(after, '2026-02-03'), 'H-005')).toEqual([]);
    expect(found(on(after, '2026-02-04'), 'H-005')).toMatchObject([{ raisedOn: '2026-02-04' }]);
  });

  it('is so whichever way the facts came (L-20)', () => {
    const told = newList(moved);
    const reversed = told.inOrder((facts) => [...facts].reverse());
    for (const asOf of ['2026-01-31', '2026-02-01', '2026-03-25', '2026-03-26'])
      expect(on(reversed, asOf).responsibility).toEqual(on(told, asOf).responsibility);
  });
});

describe('one who by law is never folkbokförd', () => {
  const told = unclear.notRegistered('21', '2026-02-10');

  it('has the region of stay, from the start, cited by HSL 8:10 and from 2027 by 8:11 (S-017)', () => {
    expect(regionsOn(told, '2026-01-15')).toEqual(['region-21']);
    const care = (asOf: string) => on(told, asOf).responsibility?.areas.find(({ kind }) => kind === 'healthcare');
    expect(care('2026-12-31')).toMatchObject({
      responsible: 'region-21',
      status: 'default',
      why: { rule: 'S-017', statute: { act: 'HSL 2017:30', section: '8:10' } },
    });
    expect(care('2027-01-01')?.why.statute?.section).toBe('8:11');
    expect(on(told, '2026-02-10').turningDays).toContain('2027-01-01');
    expect(on(told, '2026-02-10').placement).toMatchObject({
      registeredKommun: null,
      region: { party: 'region-21', status: 'established' },
    });
  });

  it('has the registration half met, and no registration that is unclear (A-077, A-099)', () => {
    expect(half(told, '2026-02-10')?.metOn).toBe('2026-02-10');
    expect(open(on(told, '2026-02-10'), 'A-077')).toEqual([]);
    expect(open(on(told, '2026-02-09'), 'A-077')).toHaveLength(1);
  });

  it('moves by a change that says so again (A-076, S-017)', () => {
    const moved = told.said('placement.registrationChanged', {
      notRegistered: 'byLaw',
      region: '03' as never,
      from: day('2026-03-01'),
    });
    expect(regionsOn(moved, '2026-02-28', '2026-03-01')).toEqual(['region-21', 'region-03']);
  });
});
