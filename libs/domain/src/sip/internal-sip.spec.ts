import { accepted } from '#domain';
import { party, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aSip, plannedMeasures, type SipBuilder } from '../../../../test/support/sip-builder.js';
import { foundIn, sipAnswer, sipOn, sipRefusal } from '../../../../test/support/assessed-sip.js';

const TODAY = '2026-03-01';
const refusal = (story: SipBuilder) => sipRefusal(story, TODAY);
const isTaken = (story: SipBuilder) => {
  expect(sipAnswer(story, TODAY)).toEqual(accepted);
};
const called = aSip().needed().consent('2026-01-12').invited('region-20');

describe('an internal SIP (D-016)', () => {
  const internal = aSip().needed({ kind: 'internal' });
  const own = plannedMeasures.map((measure) => ({ ...measure, responsible: party('kommun-2080.vardnamnden') }));

  it('has one principal: another is neither called nor given anything to do', () => {
    isTaken(internal.invited('kommun-2080.vardnamnden'));
    expect(refusal(internal.invited('region-20'))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/invitee/party',
      expected: 'kommun-2080',
      rule: 'D-016',
    });
    isTaken(internal.invited('', { invitee: { role: 'school', ref: uuid('ref/1') } }));
    isTaken(internal.established('2026-01-20', { measures: own }));
    expect(refusal(internal.established('2026-01-20'))).toMatchObject({
      pointer: '/data/measures/1/responsible',
      rule: 'D-016',
    });
    expect(refusal(internal.established('2026-01-20', { measures: own, overallResponsible: REGION }))).toMatchObject({
      pointer: '/data/overallResponsible',
      rule: 'D-016',
    });
  });

  const consented = internal.consent('2026-01-12', { recipients: [party('kommun-2080.vardnamnden')] });
  const within = consented.invited('kommun-2080.vardnamnden');
  const found = (story: SipBuilder, rule: 'A-023' | 'D-011' | 'D-012' | 'E-014') => foundIn(story, rule, '2026-01-20');

  it('is what it is by itself: the law says nothing of it, as it does of a plan of both (A-023)', () => {
    const { why } = sipOn(internal, '2026-01-20').sip ?? {};
    expect(why).toMatchObject({ rule: 'D-016' });
    expect(why).not.toHaveProperty('statute');
    expect(sipOn(aSip().needed(), '2026-01-20').sip?.why).toMatchObject({ rule: 'A-023' });
  });

  it('asks for the individual’s consent, always (D-011)', () => {
    expect(found(within.established('2026-01-20', { measures: own }), 'D-011')).toEqual([]);
    const without = internal.established('2026-01-20', { measures: own });
    expect(found(without, 'D-011')).toMatchObject([{ severity: 'breach', raisedOn: '2026-01-20', status: 'open' }]);
    expect(found(without, 'D-011')[0]?.why).not.toHaveProperty('statute');
    expect(found(without, 'A-023')).toEqual([]);
    expect(foundIn(without.consent('2026-01-21'), 'D-011', '2026-01-21')).toMatchObject([{ resolvedOn: '2026-01-21' }]);
  });

  it('has one within the principal who is responsible for the plan (D-012)', () => {
    const another = { measures: own, overallResponsible: party('kommun-2080.skolnamnden') };
    expect(found(within.established('2026-01-20', another), 'D-012')).toMatchObject([
      { severity: 'breach', message_sv: expect.stringContaining('kommun-2080.skolnamnden') as string },
    ]);
    expect(found(within.established('2026-01-20', another), 'E-014')).toEqual([]);
    const overallResponsible = party('kommun-2080.vardnamnden');
    expect(found(within.established('2026-01-20', { measures: own, overallResponsible }), 'D-012')).toEqual([]);
  });

  it('is none where another takes part already', () => {
    expect(refusal(called.needed({ kind: 'internal' }, { corrects: 'm1' }))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/kind',
      rule: 'D-016',
    });
  });
});
