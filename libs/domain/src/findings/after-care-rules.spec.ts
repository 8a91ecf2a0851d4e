import { type LegalBasis } from '#domain';
import { aCase, aRegistration, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, found, on } from '../../../../test/support/assessed.js';

const LVU: LegalBasis = { act: 'LVU', sections: ['2'], interim: false };
const SOL: LegalBasis = { act: 'SoL', interim: false };
const placed = (): CaseBuilder => aCase().registered().started('2026-01-15');

describe('the end of a placement', () => {
  it('is planned in good time: one whose plan is told on its own day or after it is not (A-087)', () => {
    const planned = (at: string): CaseBuilder =>
      placed().endPlanned('2026-06-01', {}, { at }).ended('2026-06-01', {}, { at: '2026-06-02' });
    expect(found(on(planned('2026-05-31'), '2026-07-01'), 'A-087')).toEqual([]);
    expect(found(on(planned('2026-06-01'), '2026-07-01'), 'A-087')).toMatchObject([
      { severity: 'warning', raisedOn: '2026-06-01', parties: ['kommun-2080.socialnamnden'] },
    ]);
    expect(found(on(planned('2026-06-02'), '2026-07-01'), 'A-087')).toMatchObject([{ raisedOn: '2026-06-02' }]);
  });

  it('that was planned early and planned again late was planned in time; one never planned says nothing (A-087)', () => {
    const again = placed()
      .endPlanned('2026-06-01', {}, { at: '2026-04-01' })
      .endPlanned('2026-06-03', {}, { at: '2026-06-03' })
      .ended('2026-06-03');
    expect(found(on(again, '2026-07-01'), 'A-087')).toEqual([]);
    expect(found(on(placed().ended('2026-06-03'), '2026-07-01'), 'A-087')).toEqual([]);
    expect(found(on(placed().endPlanned('2026-06-01', {}, { at: '2026-04-01' }), '2026-07-01'), 'A-087')).toEqual([]);
  });

  it('lets a measure go on that some list lays on somebody; one in no list is seen until it is (A-088)', () => {
    const ending = (label: string, told = placed()): CaseBuilder =>
      told.ended('2026-06-01', { ongoingMeasures: [uuid(label)] });
    const listed = placed().clarified({}, { at: '2026-01-20' });
    expect(found(on(ending('measure/M2', listed), '2026-07-01'), 'A-088')).toEqual([]);
    expect(found(on(ending('measure/M9', listed), '2026-07-01'), 'A-088')).toMatchObject([
      { severity: 'warning', raisedOn: '2026-06-01', parties: ['kommun-2080.socialnamnden', 'region-20'] },
    ]);
    const late = ending('measure/M2').clarified({}, { at: '2026-06-10' });
    expect(found(on(late, '2026-07-01'), 'A-088')).toMatchObject([{ resolvedOn: '2026-06-10' }]);
    expect(found(on(placed().ended('2026-06-01'), '2026-07-01'), 'A-088')).toEqual([]);
  });
});

describe('a follow-up', () => {
  const born = (birthDate: string, basis = SOL): CaseBuilder =>
    aCase()
      .registered({ person: { ...aRegistration.person, birthDate: day(birthDate) }, legalBasis: basis })
      .started('2026-01-15')
      .ended('2026-03-02');
  const flagged = (story: CaseBuilder, asOf = '2026-12-01') => found(on(story, asOf), 'S-013');

  it('is of a child: of one who has turned eighteen it is flagged, and has no time (S-013)', () => {
    expect(flagged(born('2008-03-11').followUpStarted('2026-03-10'), '2026-03-10')).toEqual([]);
    const grown = born('2008-03-10').followUpStarted('2026-03-10');
    expect(flagged(grown)).toMatchObject([
      {
        severity: 'breach',
        raisedOn: '2026-03-10',
        why: { statute: { act: 'SoL 2025:400', section: '23:2' } },
      },
    ]);
    expect(due(on(grown, '2026-12-01'), 'aftercareFollowUp')).toEqual([]);
    expect(flagged(grown.followUpClosed('2026-04-01'))).toMatchObject([{ resolvedOn: '2026-04-01' }]);
  });

  it('is begun before its time is out: one begun later is flagged, and has no time (S-013)', () => {
    expect(flagged(born('2012-03-04').followUpStarted('2026-09-02'), '2026-09-02')).toEqual([]);
    const late = born('2012-03-04').followUpStarted('2026-09-03');
    expect(flagged(late)).toMatchObject([{ severity: 'breach', raisedOn: '2026-09-03' }]);
    expect(due(on(late, '2026-12-01'), 'aftercareFollowUp')).toEqual([]);
  });

  it('is by the act that care ended by (S-013; SoL 23:2, LVU 21 b §)', () => {
    const of = (basis: LegalBasis, by: 'SoL23' | 'LVU21b') =>
      flagged(born('2012-03-04', basis).followUpStarted('2026-03-10', by), '2026-03-10');
    expect(of(SOL, 'SoL23')).toEqual([]);
    expect(of(LVU, 'LVU21b')).toEqual([]);
    expect(of(SOL, 'LVU21b')).toMatchObject([
      { severity: 'warning', why: { statute: { act: 'LVU 1990:52', section: '21 b' } } },
    ]);
    expect(of(LVU, 'SoL23')).toMatchObject([{ severity: 'warning' }]);
    expect(of({ act: 'LVM', interim: false }, 'SoL23')).toHaveLength(1);
  });

  it('by LVU may be begun when care by it has gone over into another, and not before (S-013)', () => {
    const over = aCase()
      .registered({ legalBasis: LVU })
      .started('2026-01-15')
      .legalBasisChanged('2026-03-01', SOL)
      .followUpStarted('2026-03-01', 'LVU21b');
    expect(flagged(over, '2026-03-02')).toEqual([]);
    const going = aCase().registered({ legalBasis: LVU }).started('2026-01-15').followUpStarted('2026-03-01', 'LVU21b');
    expect(flagged(going, '2026-03-02')).toHaveLength(1);
    const custody: LegalBasis = { act: 'LVU', sections: ['6'], interim: true };
    const lifted = aCase()
      .registered({ legalBasis: custody })
      .started('2026-01-15')
      .legalBasisChanged('2026-02-01', SOL)
      .followUpStarted('2026-03-01', 'LVU21b');
    expect(flagged(lifted, '2026-03-02')).toHaveLength(1);
  });
});
