import { type LegalBasis } from '#domain';
import { aCase, aRegistration, day, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, found, on } from '../../../../test/support/assessed.js';

const LVU: LegalBasis = { act: 'LVU', sections: ['2'], interim: false };
const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
const ended = (birthDate = '2012-03-04'): CaseBuilder =>
  aCase().registered(bornOn(birthDate)).started('2026-01-15').ended('2026-03-02');
const followUp = (story: CaseBuilder, asOf: string) => due(on(story, asOf), 'aftercareFollowUp');

describe('a follow-up after a placement', () => {
  const begun = ended().followUpStarted('2026-03-10');

  it('is closed six months after the placement at the latest, whenever it was begun (S-013; SoL 23:5)', () => {
    expect(followUp(ended(), '2026-03-10')).toEqual([]);
    expect(followUp(begun, '2026-03-10')).toMatchObject([
      {
        startsOn: '2026-03-02',
        dueOn: '2026-09-02',
        status: 'open',
        responsible: ['kommun-2080.socialnamnden'],
        why: { rule: 'S-013', statute: { act: 'SoL 2025:400', section: '23:5' } },
      },
    ]);
  });

  it('after care by LVU is closed six months after it was itself begun (S-013; LVU 21 c §)', () => {
    const story = aCase()
      .registered({ legalBasis: LVU })
      .started('2026-01-15')
      .ended('2026-03-02')
      .followUpStarted('2026-03-10', 'LVU21b');
    expect(followUp(story, '2026-03-10')).toMatchObject([
      {
        startsOn: '2026-03-10',
        dueOn: '2026-09-10',
        why: { statute: { act: 'LVU 1990:52', section: '21 c' } },
      },
    ]);
  });

  it.each([
    ['2026-09-01', true],
    ['2026-09-02', true],
    ['2026-09-03', false],
  ])('closed on %s is met, in time: %s (S-013)', (closedOn, onTime) => {
    const closed = begun.followUpClosed(closedOn);
    expect(followUp(closed, '2026-10-01')).toMatchObject([{ status: 'met', metOn: closedOn, onTime }]);
    expect(found(on(closed, '2026-10-01'), 'S-013')).toHaveLength(onTime ? 0 : 1);
  });

  it('is a longest time: it does not roll over a weekend, and is missed the day after (S-013)', () => {
    const story = aCase().registered().started('2026-01-15').ended('2026-03-06').followUpStarted('2026-03-10');
    // A Sunday.
    expect(followUp(story, '2026-09-06')).toMatchObject([{ dueOn: '2026-09-06', status: 'open' }]);
    expect(followUp(story, '2026-09-06')[0]).not.toHaveProperty('latestLawfulOn');
    expect(followUp(story, '2026-09-07')).toMatchObject([{ status: 'overdue' }]);
    expect(found(on(story, '2026-09-07'), 'S-013')).toMatchObject([{ raisedOn: '2026-09-07', severity: 'breach' }]);
    expect(found(on(story, '2026-09-06'), 'S-013')).toEqual([]);
  });

  it('ends when an enquiry is begun, as when none is needed or its time is out (S-013)', () => {
    for (const reason of ['enquiryStarted', 'notNeeded', 'timeOut'] as const)
      expect(followUp(begun.followUpClosed('2026-04-01', reason), '2026-05-01')).toMatchObject([{ status: 'met' }]);
  });

  it('reckons to the last day of a shorter month (S-013)', () => {
    const story = aCase().registered().started('2026-01-15').ended('2026-08-31').followUpStarted('2026-09-01');
    expect(followUp(story, '2026-09-01')).toMatchObject([{ dueOn: '2027-02-28' }]);
  });

  it('falls away at eighteen, in time; one missed before it stays missed, and is over (S-013)', () => {
    const turning = ended('2008-09-02').followUpStarted('2026-03-10');
    expect(followUp(turning, '2026-09-01')).toMatchObject([{ status: 'open' }]);
    expect(followUp(turning, '2026-09-02')).toMatchObject([
      { status: 'cancelled', cancelledOn: '2026-09-02', fromBirthDate: 'end' },
    ]);
    const later = ended('2008-09-03').followUpStarted('2026-03-10');
    expect(followUp(later, '2026-09-03')).toMatchObject([{ status: 'overdue' }]);
    expect(found(on(later, '2026-09-03'), 'S-013')).toMatchObject([
      { raisedOn: '2026-09-03', resolvedOn: '2026-09-03', fromBirthDate: true },
    ]);
    const far = ended('2008-12-24').followUpStarted('2026-03-10');
    expect(followUp(far, '2026-10-01')[0]).not.toHaveProperty('fromBirthDate');
    expect(on(far, '2026-10-01').turningDays).toContain('2026-12-24');
    expect(found(on(far, '2026-12-24'), 'S-013')).toMatchObject([{ resolvedOn: '2026-12-24' }]);
  });

  it('keeps what was closed though the birth date is erased, and claims no new one (S-013)', () => {
    const erased = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' } })
      .started('2026-01-15')
      .ended('2026-03-02')
      .followUpStarted('2026-03-10');
    expect(followUp(erased, '2026-10-01')).toEqual([]);
    expect(followUp(erased.followUpClosed('2026-04-01'), '2026-10-01')).toMatchObject([{ status: 'met' }]);
  });

  it('has one for each that was begun (S-013)', () => {
    const twice = begun.followUpClosed('2026-04-01').followUpStarted('2026-04-20').followUpClosed('2026-05-01');
    expect(
      followUp(twice, '2026-06-01')
        .map(({ metOn }) => metOn)
        .sort(),
    ).toEqual(['2026-04-01', '2026-05-01']);
  });

  it('goes when its beginning is taken back, opens again when its closing is, and moves with the end (S-013)', () => {
    const told = ended().followUpStarted('2026-03-10', 'SoL23', { id: 'f1' });
    expect(followUp(told.annulled('f1'), '2026-04-01')).toEqual([]);
    const closed = told.followUpClosed('2026-04-01', 'notNeeded', { id: 'c1' });
    expect(followUp(closed.annulled('c1'), '2026-05-01')).toMatchObject([{ status: 'open' }]);
    const moved = aCase()
      .registered()
      .started('2026-01-15')
      .ended('2026-03-02', {}, { id: 'e1' })
      .followUpStarted('2026-03-10')
      .ended('2026-03-05', {}, { corrects: 'e1', at: '2026-03-12' });
    expect(followUp(moved, '2026-04-01')).toMatchObject([{ startsOn: '2026-03-05', dueOn: '2026-09-05' }]);
  });

  it('says the same whether told at once or late, and as of a day before it nothing (S-013)', () => {
    const late = ended().followUpStarted('2026-03-10', 'SoL23', { at: '2026-08-01' });
    expect(followUp(late, '2026-08-02')).toMatchObject([{ dueOn: '2026-09-02', status: 'open' }]);
    expect(followUp(late, '2026-03-09')).toEqual([]);
  });
});
