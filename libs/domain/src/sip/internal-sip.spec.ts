import { accepted } from '#domain';
import { party, REGION, uuid } from '../../../../test/support/case-builder.js';
import { aSip, plannedMeasures, type SipBuilder } from '../../../../test/support/sip-builder.js';
import { sipAnswer, sipRefusal } from '../../../../test/support/assessed-sip.js';

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
    });
    isTaken(internal.invited('', { invitee: { role: 'school', ref: uuid('ref/1') } }));
    isTaken(internal.established('2026-01-20', { measures: own }));
    expect(refusal(internal.established('2026-01-20'))).toMatchObject({ pointer: '/data/measures/1/responsible' });
    expect(refusal(internal.established('2026-01-20', { measures: own, overallResponsible: REGION }))).toMatchObject({
      pointer: '/data/overallResponsible',
    });
  });

  it('is none where another takes part already', () => {
    expect(refusal(called.needed({ kind: 'internal' }, { corrects: 'm1' }))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/kind',
    });
  });
});
