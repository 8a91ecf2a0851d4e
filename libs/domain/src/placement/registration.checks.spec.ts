import { accepted } from '#domain';
import { aCase, day } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

describe('what is told of a registration', () => {
  const told = (data: object) =>
    aCase()
      .registered()
      .said('placement.registrationEstablished', { ...data, on: day('2026-02-01') });

  it('is a kommun, or that there is none by law and the region of stay (S-017)', () => {
    expect(answerTo(told({ kommun: '2080' }))).toEqual(accepted);
    expect(answerTo(told({ notRegistered: 'byLaw', region: '20' }))).toEqual(accepted);
  });

  it('is not both, nor half of either', () => {
    expect(refusalOf(told({}))).toMatchObject({ code: 'FieldRequiredHere', pointer: '/data/kommun' });
    expect(refusalOf(told({ notRegistered: 'byLaw' }))).toMatchObject({
      code: 'FieldRequiredHere',
      pointer: '/data/region',
    });
    expect(refusalOf(told({ kommun: '2080', notRegistered: 'byLaw', region: '20' }))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/kommun',
    });
    expect(refusalOf(told({ kommun: '2080', region: '20' }))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/region',
    });
    const changed = aCase()
      .registered()
      .said('placement.registrationChanged', { from: day('2026-02-01') });
    expect(refusalOf(changed)).toMatchObject({ code: 'FieldRequiredHere' });
  });

  it('as having changed may be told by the region of stay too (A-076, S-017)', () => {
    const data = { notRegistered: 'byLaw', region: '03' as never, from: day('2026-02-01') } as const;
    const moved = (by: string) => aCase().registered().said('placement.registrationChanged', data, { by });
    expect(answerTo(moved('region-03'))).toEqual(accepted);
    expect(refusalOf(moved('region-17'))).toMatchObject({ code: 'NotYourFactToState', rule: 'A-076' });
  });
});
