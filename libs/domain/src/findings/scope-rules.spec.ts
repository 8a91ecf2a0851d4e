import { type PackId } from '#domain';
import { aCase, aRegistration, dalarna, day, noAgreement } from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';
import { among, ownAgreement } from '../../../../test/support/own-agreement.js';

describe('the agreement reaches a placement', () => {
  it('that a kommun of the agreement decides on, and names it (A-001)', () => {
    const assessed = on(aCase().registered(), '2026-01-20');
    expect(assessed.placement?.agreement).toMatchObject({ pack: 'dalarna-hvb-2025', packVersion: 1 });
    expect(found(assessed, 'A-001')).toEqual([]);
  });

  it('and not one that a kommun outside decides on: accepted, flagged, and judged by statute alone (A-001)', () => {
    const outside = aCase().registered({}, { by: 'kommun-0685.socialnamnden' });
    const assessed = on(outside, '2026-01-20');
    expect(assessed.placement?.agreement).toBeNull();
    expect(open(assessed, 'A-001')).toMatchObject([
      { severity: 'info', raisedOn: '2026-01-10', parties: ['kommun-0685.socialnamnden'] },
    ]);
    expect(open(assessed, 'A-001')[0]?.message_sv).toContain('är inte part');
  });

  it('and not before it is in force: a gap is a gap (A-001, G-16)', () => {
    const early = aCase()
      .registered({ plannedFrom: day('2025-05-02') }, { at: '2025-05-01' })
      .started('2025-05-02');
    expect(open(on(early, '2026-01-20'), 'A-001')).toHaveLength(1);
    expect(open(on(aCase().registered(), '2026-01-20', noAgreement), 'A-001')).toHaveLength(1);
  });

  it('and none by an agreement that divides no responsibility for placements: told in its own words (B-003, G-16)', () => {
    const told = (kommun: string, pack: PackId) =>
      on(
        aCase().registered({}, { by: `${kommun}.socialnamnden` }),
        '2026-01-20',
        among(...dalarna().agreements, ownAgreement(kommun, pack)),
      );
    const vetlanda = told('kommun-0685', 'vetlanda-2023');
    const { stream } = ownAgreement('kommun-0685', 'vetlanda-2023');
    expect(open(vetlanda, 'B-003')).toMatchObject([
      {
        ...{ severity: 'info', raisedOn: '2026-01-10', parties: ['kommun-0685.socialnamnden'] },
        ...{ waitsFor: ['kommun-0685.socialnamnden'], why: { agreement: null, readFrom: [{ stream, revision: 2 }] } },
      },
    ]);
    expect(open(vetlanda, 'B-003')[0]?.message_sv).toContain('fördelar inget ansvar för placeringar');
    expect([...found(vetlanda, 'A-001'), ...found(vetlanda, 'G-16')]).toEqual([]);
    expect(open(told('kommun-0685', 'vetlanda-2015'), 'B-003')).toHaveLength(1);
    const karlsborg = told('kommun-1446', 'karlsborg-internal');
    expect(open(karlsborg, 'G-16')).toMatchObject([{ severity: 'info', parties: ['kommun-1446.socialnamnden'] }]);
    expect([...found(karlsborg, 'A-001'), ...found(karlsborg, 'B-003')]).toEqual([]);
  });

  it('and of a kommun that is in one of placements too, by that one: in force or not (A-001)', () => {
    const own = ownAgreement('kommun-2080', 'vetlanda-2023', { said: { validFrom: day('2026-01-01') } });
    const both = among(own, ...dalarna().agreements);
    const begun = on(aCase().registered().started('2026-01-15'), '2026-01-20', both);
    for (const rule of ['A-001', 'B-003'] as const) expect(found(begun, rule)).toEqual([]);
    const early = aCase()
      .registered({ plannedFrom: day('2025-05-02') }, { at: '2025-05-01' })
      .started('2025-05-02');
    const [outside, ...others] = open(on(early, '2026-01-20', both), 'A-001');
    expect(others).toEqual([]);
    expect(outside?.message_sv).toContain('Ingen överenskommelse gäller för kommunen');
    expect(outside?.why).not.toHaveProperty('readFrom');
    expect(open(on(early, '2026-01-20', both), 'B-003')).toEqual([]);
  });

  it('binds the region that is a party, and flags one that is not: it is bound by statute (A-002)', () => {
    expect(found(on(aCase().registered(), '2026-01-20'), 'A-002')).toEqual([]);
    const other = aCase().registered({ registeredKommun: '0380' as never });
    expect(open(on(other, '2026-01-20'), 'A-002')).toMatchObject([
      { parties: ['kommun-2080.socialnamnden', 'region-03'], why: { statute: { section: '8:1' } } },
    ]);
  });
});

describe('the agreement that judges a placement', () => {
  it('is the one in force on the day it began, not on the day it was planned for (A-126)', () => {
    const packOf = (plannedFrom: string, startedOn: string) =>
      on(
        aCase()
          .registered({ plannedFrom: day(plannedFrom) }, { at: '2025-06-01' })
          .started(startedOn),
        '2025-08-01',
      ).placement?.agreement?.pack;
    expect(packOf('2025-06-30', '2025-07-01')).toBe('dalarna-hvb-2025');
    expect(packOf('2025-07-01', '2025-06-30')).toBeUndefined();
  });
});

describe('a placement', () => {
  it('flags a region that is no party once, under one name, whatever of its registration is corrected (A-002)', () => {
    const moved = aCase().registered().registrationChanged('0380', '2026-02-01', { id: 'm' });
    const corrected = moved.registrationChanged('0380', '2026-02-03', { corrects: 'm' });
    const ids = [moved, corrected].map((story) => open(on(story, '2026-03-01'), 'A-002').map((one) => one.findingId));
    expect(ids[0]).toHaveLength(1);
    expect(ids[1]).toEqual(ids[0]);
  });

  it('has determined goals (A-007)', () => {
    expect(found(on(aCase().registered(), '2026-01-20'), 'A-007')).toEqual([]);
    expect(open(on(aCase().registered({ goals: [] }), '2026-01-20'), 'A-007')).toMatchObject([{ severity: 'breach' }]);
  });

  it('takes its goals from the correction, as if they had stood there from the start (A-007)', () => {
    const story = aCase().registered({ goals: [] }, { id: 'r1' }).registered({}, { id: 'r2', corrects: 'r1' });
    expect(found(on(story, '2026-01-20'), 'A-007')).toEqual([]);
  });
});

describe('a registration', () => {
  it('in the home kommun settles the region (A-077)', () => {
    const assessed = on(aCase().registered(), '2026-01-20');
    expect(assessed.placement?.region).toEqual({ party: 'region-20', status: 'established' });
    expect(found(assessed, 'A-077')).toEqual([]);
  });

  it('that is unclear leaves the placing kommun’s region as a default, seen until it is clear (A-077)', () => {
    const story = aCase().registered({ registeredKommun: null }).registrationEstablished('0380', '2026-02-01');
    const before = on(story, '2026-01-31');
    expect(before.placement?.region).toEqual({ party: 'region-20', status: 'default' });
    expect(open(before, 'A-077')).toMatchObject([{ severity: 'info', raisedOn: '2026-01-10' }]);
    const after = on(story, '2026-02-01');
    expect(after.placement?.region).toEqual({ party: 'region-03', status: 'established' });
    expect(found(after, 'A-077')).toMatchObject([{ resolvedOn: '2026-02-01' }]);
    expect(open(after, 'A-077')).toEqual([]);
  });

  it('that is unclear is found by a rule that is about the person: a child’s by A-077, an adult’s by the reading (A-077, H-002)', () => {
    const unclear = (birthDate: string) => {
      const person = { ...aRegistration.person, birthDate: birthDate as never };
      const assessed = on(aCase().registered({ person, registeredKommun: null }), '2026-01-20');
      return [found(assessed, 'A-077').length, found(assessed, 'H-002').length];
    };
    // Registered on 10 January 2026.
    expect(unclear('2005-01-11')).toEqual([1, 0]);
    expect(unclear('2005-01-10')).toEqual([0, 1]);
    expect(unclear('2005-01-09')).toEqual([0, 1]);
    expect(unclear('erased')).toEqual([0, 1]);
  });

  it('that turns out to be in the placing kommun’s own county is no longer unclear either (A-077, H-002)', () => {
    for (const [birthDate, rule] of [
      ['2012-03-04', 'A-077'],
      ['1990-03-07', 'H-002'],
    ] as const) {
      const person = { ...aRegistration.person, birthDate: day(birthDate) };
      const story = aCase()
        .registered({ person, registeredKommun: null })
        .registrationEstablished('2081', '2026-02-01');
      expect(open(on(story, '2026-01-31'), rule)).toHaveLength(1);
      expect(found(on(story, '2026-02-01'), rule)).toMatchObject([{ resolvedOn: '2026-02-01' }]);
    }
  });

  it('of an adult that is unclear is told without a word of children, and is over when it is clear (H-002)', () => {
    const person = { ...aRegistration.person, birthDate: day('1990-03-07') };
    const story = aCase().registered({ person, registeredKommun: null }).registrationEstablished('0380', '2026-02-01');
    const [seen] = open(on(story, '2026-01-31'), 'H-002');
    expect(seen).toMatchObject({ severity: 'info', raisedOn: '2026-01-10' });
    expect(seen?.message_sv).not.toMatch(/barn/i);
    expect(open(on(story, '2026-02-01'), 'H-002')).toEqual([]);
  });

  it('that moves within the county says nothing of a handover (A-076)', () => {
    const story = aCase().registered().started('2026-01-15').registrationChanged('2081', '2026-03-01');
    expect(found(on(story, '2026-03-02'), 'A-076')).toEqual([]);
  });

  it('that moves to another county is to be handed over, until it returns (A-075, A-076)', () => {
    const moved = aCase().registered().started('2026-01-15').registrationChanged('0380', '2026-03-01');
    expect(open(on(moved, '2026-03-01'), 'A-076')).toMatchObject([
      { raisedOn: '2026-03-01', severity: 'warning', parties: ['kommun-2080.socialnamnden', 'region-03', 'region-20'] },
    ]);
    const back = moved.registrationChanged('2080', '2026-05-01');
    expect(found(on(back, '2026-05-01'), 'A-076')).toMatchObject([{ resolvedOn: '2026-05-01' }]);
    expect(on(back, '2026-05-01', dalarna()).placement?.principals).toEqual(['kommun-2080.socialnamnden', 'region-20']);
  });
});
