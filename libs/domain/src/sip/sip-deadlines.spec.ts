import { day, party, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aSip, GUARDIAN } from '../../../../test/support/sip-builder.js';
import { dueIn, foundIn } from '../../../../test/support/assessed-sip.js';

const consented = aSip().needed().consent('2026-01-10');
const planned = consented.childHeard('2026-01-15').established('2026-01-20');
const followUp = (story: typeof planned, asOf: string) => dueIn(story, 'sipFollowUp', asOf);

describe('the follow-up of a plan (D-013)', () => {
  it('is due on the day that it names, of the one with the overall responsibility', () => {
    expect(followUp(planned, '2026-08-01')).toMatchObject([
      { startsOn: '2026-01-20', dueOn: '2026-08-01', status: 'open', responsible: ['kommun-2080.socialnamnden'] },
    ]);
    expect(followUp(planned, '2026-08-02')).toMatchObject([{ status: 'overdue' }]);
    expect(followUp(planned, '2026-08-02')[0]).not.toHaveProperty('latestLawfulOn');
  });

  it('is met by a follow-up, also late; then the next is due on the day that this names', () => {
    const again = planned.followedUp('2026-07-01', { outcome: 'continues', nextOn: day('2027-01-01') });
    expect(followUp(again, '2026-07-01')).toMatchObject([
      { dueOn: '2026-08-01', status: 'met', metOn: '2026-07-01' },
      { dueOn: '2027-01-01', status: 'open', startsOn: '2026-07-01' },
    ]);
    expect(followUp(planned.followedUp('2026-09-01'), '2026-09-01')).toMatchObject([{ status: 'met' }]);
  });

  it('is cancelled by a new plan, or the end, that comes in time; what was missed was missed', () => {
    const anew = planned.established('2026-06-01', { followUpOn: day('2026-12-01') });
    expect(followUp(anew, '2026-06-01')).toMatchObject([
      { dueOn: '2026-08-01', status: 'cancelled' },
      { dueOn: '2026-12-01', status: 'open' },
    ]);
    expect(followUp(planned.closed('2026-08-01'), '2026-08-02')).toMatchObject([{ status: 'cancelled' }]);
    expect(followUp(planned.closed('2026-08-02'), '2026-08-03')).toMatchObject([{ status: 'overdue' }]);
    expect(followUp(planned.closed('2026-07-01').followedUp('2026-07-20'), '2026-08-02')).toMatchObject([
      { status: 'cancelled' },
    ]);
  });

  it('is of who has the overall responsibility by the plan of its day, whoever has it since', () => {
    const late = planned.followedUp('2026-08-10', { outcome: 'revised', nextOn: day('2027-01-01') });
    const anew = late.established('2026-09-01', { overallResponsible: REGION, followUpOn: day('2027-02-01') });
    const again = anew.followedUp('2027-01-20', { outcome: 'continues', nextOn: day('2027-06-01') });
    expect(followUp(again, '2027-01-20')).toMatchObject([
      { responsible: [PLACING_PARTY], metOn: '2026-08-10' },
      { responsible: [PLACING_PARTY], cancelledOn: '2026-09-01' },
      { responsible: [REGION], metOn: '2027-01-20' },
      { responsible: [REGION], dueOn: '2027-06-01' },
    ]);
    expect(foundIn(again, 'D-013', '2027-01-20')).toMatchObject([
      { parties: [PLACING_PARTY], raisedOn: '2026-08-02', resolvedOn: '2026-08-10' },
    ]);
  });

  it('set by a follow-up of a day before the plan is of who has the overall responsibility by that', () => {
    const before = planned.followedUp('2026-01-18', { outcome: 'continues', nextOn: day('2026-03-01') });
    expect(followUp(before, '2026-01-20')).toMatchObject([
      { startsOn: '2026-01-18', responsible: [PLACING_PARTY] },
      { startsOn: '2026-01-20', responsible: [PLACING_PARTY] },
    ]);
  });

  it('outlives a SIP that was declined and taken up again', () => {
    const again = planned.declined('2026-03-01').met('2026-04-01');
    expect(followUp(planned.declined('2026-03-01'), '2026-03-01')).toMatchObject([{ status: 'cancelled' }]);
    expect(followUp(again, '2026-04-01')).toMatchObject([{ status: 'open' }]);
  });
});

describe('the end of a consent (A-040)', () => {
  const expiry = (story: typeof planned, asOf: string) => dueIn(story, 'consentExpiry', asOf);

  it('is due on its last day, and lapses with no act due', () => {
    expect(expiry(consented, '2027-01-10')).toMatchObject([
      { startsOn: '2026-01-10', dueOn: '2027-01-10', status: 'open' },
    ]);
    expect(expiry(consented, '2027-01-11')).toMatchObject([{ status: 'lapsed', lapsedOn: '2027-01-11' }]);
  });

  it('is cancelled where it is withdrawn or was never one', () => {
    expect(expiry(consented.withdrawn('2026-03-01', GUARDIAN), '2026-03-01')).toMatchObject([{ status: 'cancelled' }]);
    expect(expiry(consented.voided({}, { at: '2026-03-01' }), '2026-03-01')).toMatchObject([{ status: 'cancelled' }]);
  });

  it('comes with the eighteenth birthday, and is sealed then', () => {
    const child = aSip()
      .needed({ birthDate: '2008-05-01' as never })
      .consent('2026-01-10');
    expect(expiry(child, '2026-04-30')).toMatchObject([{ dueOn: '2026-04-30', status: 'open', fromBirthDate: 'all' }]);
    expect(expiry(child, '2026-05-01')).toMatchObject([{ status: 'lapsed' }]);
    expect(expiry(consented, '2026-04-30')[0]).not.toHaveProperty('fromBirthDate');
  });
});

describe('the review of a consent (D-032)', () => {
  const reviewed = (form: 'conclusive' | 'written' = 'conclusive', reviewOn = '2026-06-01') =>
    aSip()
      .needed()
      .consent('2026-01-10', { form, reviewOn: day(reviewOn) });
  const review = (story: typeof planned, asOf: string) => dueIn(story, 'consentReview', asOf);

  it('is due on the day that it names, and met by a later consent', () => {
    expect(review(reviewed(), '2026-06-01')).toMatchObject([{ dueOn: '2026-06-01', status: 'open' }]);
    expect(review(reviewed(), '2026-06-02')).toMatchObject([{ status: 'overdue' }]);
    const anew = reviewed().consent('2026-05-20', { consentId: uuid('consent/C2'), recipients: [party('region-20')] });
    expect(review(anew, '2026-06-02')).toMatchObject([{ status: 'met', metOn: '2026-05-20' }]);
  });

  it('is cancelled by a withdrawal in time, and none is set without a day or after the end', () => {
    expect(review(reviewed().withdrawn('2026-05-01', GUARDIAN), '2026-06-02')).toMatchObject([{ status: 'cancelled' }]);
    expect(review(consented, '2026-06-02')).toEqual([]);
    expect(review(reviewed('written', '2027-02-01'), '2026-06-02')).toEqual([]);
  });
});
